//! models.dev: providers, each with its models; prices for a million tokens.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::model::{Capability, Date, Meter, Scope};

use super::billed_as::billed_as;
use super::foreign::{Foreign, ForeignLimits, ForeignPlace, ForeignPrice, ForeignRow};
use super::reading::{RawObject, Skips, list, modalities, object, tokens, value};

/// The file's providers, and those here to which their models belong, the likeliest first.
pub(crate) const PROVIDERS: &[(&str, &[&str])] = &[
    ("azure", &["azure_openai", "azure_foundry"]),
    ("azure-cognitive-services", &["azure_openai", "azure_foundry"]),
    ("amazon-bedrock", &["bedrock"]),
    ("google", &["gemini"]),
    ("google-vertex", &["vertex"]),
    ("google-vertex-anthropic", &["vertex"]),
];

pub(crate) const RATES: &[(&str, Meter)] = &[
    ("input", Meter::InputText),
    ("output", Meter::OutputText),
    ("reasoning", Meter::OutputReasoning),
    ("cache_read", Meter::CacheReadText),
    ("cache_write", Meter::CacheWriteText),
    ("input_audio", Meter::InputAudio),
    ("output_audio", Meter::OutputAudio),
];

/// Keys of a price that are no rates.
const NO_RATES: [&str; 2] = ["tiers", "context_over_200k"];

pub(crate) const CAPABILITIES: &[(&str, Capability)] = &[
    ("tool_call", Capability::Tools),
    ("structured_output", Capability::JsonSchema),
    ("reasoning", Capability::Reasoning),
    ("open_weights", Capability::OpenWeights),
];

/// Fields that are read by themselves, beside those of capabilities.
const READ: [&str; 7] = ["id", "name", "knowledge", "release_date", "modalities", "cost", "limit"];

const MILLION: u32 = 1_000_000;

/// Reads the file.
pub(super) fn read(text: &str) -> Result<Foreign, serde_json::Error> {
    let providers: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
    let mut skips = Skips::default();
    let mut rows = Vec::new();
    for (provider, raw) in providers {
        let Some(models) = object(raw).and_then(|own| object(own.get("models")?)) else {
            skips.add(provider, "a provider has a table of models");
            continue;
        };
        for (id, raw) in models {
            match object(raw) {
                Some(fields) => rows.push(row(&provider, &id, &fields, &mut skips)),
                None => skips.add(format!("{provider}/{id}"), "a model is an object"),
            }
        }
    }
    Ok(Foreign { rows, skipped: skips.list, unread: skips.unread })
}

fn row(provider: &str, id: &str, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignRow {
    let key = format!("{provider}/{id}");
    let limits = fields.get("limit").and_then(|raw| object(raw)).unwrap_or_default();
    let mut prices = Vec::new();
    if let Some(cost) = fields.get("cost").and_then(|raw| object(raw)) {
        rates(&key, "cost", &cost, 0, &mut prices, skips);
        bands(&key, &cost, &mut prices, skips);
    }
    let capability =
        |(field, capability): &(&str, Capability)| Some((*capability, value(fields.get(*field))?));
    let modality = fields.get("modalities").and_then(|raw| object(raw)).unwrap_or_default();
    skips.unread(fields.keys(), |field| {
        READ.contains(&field) || CAPABILITIES.iter().any(|(own, _)| *own == field)
    });
    ForeignRow {
        place: place(provider, id),
        billed_as: billed_as(&prices),
        display_name: value(fields.get("name")),
        knowledge_cutoff: cutoff(&key, fields, skips),
        released: released(&key, fields, skips),
        input: modalities(modality.get("input")),
        output: modalities(modality.get("output")),
        limits: ForeignLimits {
            window: tokens(limits.get("context")),
            input: tokens(limits.get("input")),
            output: tokens(limits.get("output")),
        },
        prices,
        retires: None,
        capabilities: CAPABILITIES.iter().filter_map(capability).collect(),
        key,
        provider: provider.to_owned(),
        ..ForeignRow::default()
    }
}

/// A month or a day; a year alone says neither.
fn cutoff(key: &str, fields: &RawObject<'_>, skips: &mut Skips) -> Option<String> {
    let text: String = value(fields.get("knowledge"))?;
    let is_known = text.parse::<crate::model::Day>().is_ok();
    if !is_known {
        skips.add(format!("{key}.knowledge"), format!("`{text}` is no month and no day"));
    }
    is_known.then_some(text)
}

/// The first day; a month alone names none.
fn released(key: &str, fields: &RawObject<'_>, skips: &mut Skips) -> Option<Date> {
    let text: String = value(fields.get("release_date"))?;
    let day = text.parse().ok();
    if day.is_none() {
        skips.add(format!("{key}.release_date"), format!("`{text}` is no day"));
    }
    day
}

/// The bands of context; the older key for them has a wrong threshold in many rows, and counts only alone.
fn bands(key: &str, cost: &RawObject<'_>, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    let Some(tiers) = cost.get("tiers").and_then(|raw| list(raw)) else {
        if let Some(above) = cost.get("context_over_200k").and_then(|raw| object(raw)) {
            rates(key, "cost.context_over_200k", &above, 200_000, prices, skips);
        }
        return;
    };
    for (at, raw) in tiers.iter().enumerate() {
        let field = format!("cost.tiers[{at}]");
        let own = object(raw).unwrap_or_default();
        let tier = own.get("tier").and_then(|raw| object(raw)).unwrap_or_default();
        let kind: Option<String> = value(tier.get("type"));
        match (kind.as_deref(), tokens(tier.get("size"))) {
            (Some("context"), Some(over)) if over > 0 => rates(key, &field, &own, over, prices, skips),
            _ => skips.add(format!("{key}.{field}"), "no band of context that is known here"),
        }
    }
}

fn rates(
    key: &str,
    place: &str,
    cost: &RawObject<'_>,
    over: u64,
    prices: &mut Vec<ForeignPrice>,
    skips: &mut Skips,
) {
    for (field, raw) in cost {
        let Some((_, meter)) = RATES.iter().find(|(own, _)| own == field) else {
            if !NO_RATES.contains(&field.as_str()) && field != "tier" {
                skips.add(format!("{key}.{place}.{field}"), "no rate that is known here");
            }
            continue;
        };
        if let Some(amount) = skips.amount(key, &format!("{place}.{field}"), raw, MILLION) {
            prices.push(ForeignPrice { over, ..ForeignPrice::new(*meter, amount) });
        }
    }
}

fn place(provider: &str, id: &str) -> Option<ForeignPlace> {
    let (_, ours) = PROVIDERS.iter().find(|(own, _)| *own == provider)?;
    let names = ours.iter().map(|own| format!("{own}/{id}")).collect();
    Some(ForeignPlace { names, scope: None::<Scope> })
}
