//! LiteLLM as the judge of what we export for it: it prices calls from our table, and we hold its amounts against ours.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use llmanac::cost::{InclusiveUsage, Usage, UsageKey};
use llmanac::export::{ExportChoice, ExportFormat, Exported};
use llmanac::model::{Offer, ServiceTier};
use llmanac::{ModelMetadata, Snapshot};

use crate::evidence::registry;
use crate::python;

/// What is installed, each file by its hash.
const REQUIREMENTS: &str = "tests/python/requirements.txt";
const SCRIPT: &str = "tests/python/judge.py";

/// The tiers for which the table has words.
const TIERS: [ServiceTier; 5] = [
    ServiceTier::Standard,
    ServiceTier::Flex,
    ServiceTier::Priority,
    ServiceTier::Ultrafast,
    ServiceTier::Batch,
];

/// Exports, samples calls, and has LiteLLM price them; without Python or an index the step is skipped aloud.
pub fn run() -> Result<()> {
    let folder = crate::root().join("target/litellm");
    fs::create_dir_all(&folder)?;
    let Some(python) = python::environment(&folder, REQUIREMENTS, "the judge of the LiteLLM export")? else {
        return Ok(());
    };
    let (registry, today) = registry()?;
    let snapshot = registry.as_of(today);
    let exported = snapshot.export(ExportFormat::Litellm, &ExportChoice::new())?;
    let (table, cases) = (folder.join("table.json"), folder.join("cases.tsv"));
    fs::write(&table, &exported.text)?;
    fs::write(&cases, sample(&snapshot, &exported)?)?;
    let judged = Command::new(python)
        .arg(crate::root().join(SCRIPT))
        .args([&table, &cases])
        // Nothing is fetched while it runs.
        .env("LITELLM_LOCAL_MODEL_COST_MAP", "True")
        .env("PYTHONWARNINGS", "ignore")
        .status()?;
    if !judged.success() {
        bail!("LiteLLM prices calls from our table otherwise than we do");
    }
    Ok(())
}

/// Calls of every key and tier, with what they cost: a line each, as the judge reads it.
fn sample(snapshot: &Snapshot, exported: &Exported) -> Result<String> {
    let mut lines = String::new();
    for own in &exported.keys {
        let model = snapshot.by_id(&own.model).with_context(|| format!("no model {}", own.model))?;
        let model = match &own.version {
            Some(version) => model.with_version(version).with_context(|| format!("no version {version}"))?,
            None => model,
        };
        for tier in TIERS {
            let offer = Offer::new(own.scope.clone(), tier);
            for call in calls(snapshot, &model, &offer) {
                // What we cannot price the table does not say either.
                let Ok(usage) = Usage::from_inclusive(&call) else { continue };
                let Ok(total) = snapshot.total(&model, &offer, &usage) else { continue };
                let _ = write!(lines, "{}\t{tier}\t", own.key);
                for (place, key) in UsageKey::ALL.iter().filter(|key| call.count(**key).is_some()).enumerate()
                {
                    let gap = if place > 0 { " " } else { "" };
                    let _ = write!(lines, "{gap}{key}={}", call.count(*key).unwrap_or_default());
                }
                let _ = writeln!(lines, "\t{}", total.to_decimal());
            }
        }
    }
    Ok(lines)
}

/// What a call may consume: one kind of token after the other, then all bands of context at their edges.
fn calls(snapshot: &Snapshot, model: &ModelMetadata, offer: &Offer) -> Vec<InclusiveUsage> {
    use UsageKey as K;
    const PARTS: [&[(UsageKey, u64)]; 10] = [
        &[],
        &[(K::CacheReadTokens, 4_321)],
        &[(K::CacheWrite5mTokens, 3_210)],
        &[(K::CacheWrite1hTokens, 2_109)],
        &[(K::CacheWrite12hTokens, 1_098)],
        &[(K::CacheReadTokens, 1_234), (K::CacheWrite5mTokens, 987), (K::CacheWrite1hTokens, 876)],
        &[(K::ReasoningTokens, 765)],
        &[(K::InputAudioTokens, 654), (K::OutputAudioTokens, 123)],
        &[(K::InputImageTokens, 543), (K::OutputImageTokens, 321)],
        &[(K::CacheReadTokens, 432), (K::CacheReadAudioTokens, 210), (K::InputAudioTokens, 654)],
    ];
    let with = |input: u64, parts: &[(UsageKey, u64)]| {
        parts.iter().fold(InclusiveUsage::new(input, 1_357), |call, (key, count)| call.with(*key, *count))
    };
    let mut calls: Vec<InclusiveUsage> = PARTS.iter().map(|parts| with(9_876, parts)).collect();
    let plan = snapshot.price_plan(model, offer);
    for over in plan.iter().flat_map(|plan| plan.bands()).map(|band| band.over()).filter(|over| *over > 0) {
        // The last token of the band below, and the first of this one.
        calls.push(with(over, &[(K::CacheReadTokens, 9_999)]));
        calls.extend(PARTS.iter().map(|parts| with(over + 1, parts)));
    }
    calls
}
