//! Our facts held against foreign catalogs: what each says, what we hold, and why.
//!
//! ```text
//! foreign rows   collect   each row finds its model, version and offer; values in one normal form
//!    v           compare   claims that agree are counted, those that differ are kept
//! differences    judge     the model's own verdicts, then the general ones of crosscheck.toml
//!    v           page      docs/disagreements.md
//! ```

mod collect;
mod judge;
mod ours;
mod page;
mod tally;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, bail};
use llmanac::import::{Foreign, ForeignFormat};

use crate::evidence::registry;

/// Where the result is kept.
const PAGE: &str = "docs/disagreements.md";

/// The formats, their flags, and what the ids of their sources begin with.
const FORMATS: [(ForeignFormat, &str, &str); 3] = [
    (ForeignFormat::Litellm, "--litellm", "litellm-"),
    (ForeignFormat::ModelsDev, "--models-dev", "models-dev-"),
    (ForeignFormat::GenaiPrices, "--genai-prices", "genai-prices-"),
];

/// Compares, judges, and writes the page.
pub fn run(arguments: &[&str]) -> Result<()> {
    let (registry, today) = registry()?;
    let snapshot = registry.as_of(today);
    let mut found = tally::Tally::default();
    for (format, file) in files(arguments)? {
        let (_, _, prefix) =
            FORMATS.iter().find(|(own, ..)| *own == format).context("a format has a flag")?;
        let sources = snapshot.sources().sources;
        // The newest copy that the catalog names.
        let source = sources.iter().rev().find(|own| own.source.id.starts_with(prefix));
        let source =
            source.with_context(|| format!("sources.toml has no source {prefix}..."))?.source.id.clone();
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        let foreign = Foreign::read(format, &text)?;
        collect::collect(&snapshot, &source, &foreign, today, &mut found);
    }
    let judgements = judge::Judgements::read(&crate::root().join("catalog"))?;
    let judged = judgements.judge(&snapshot, &found);
    let page = page::page(&found, &judged, today);
    fs::write(crate::root().join(PAGE), &page)?;
    let open: Vec<_> = judged.iter().filter(|own| own.judgement.is_none()).collect();
    for own in &open {
        println!("unjudged: {} {} {}: we hold {}; {}", own.model, own.offer, own.field, own.ours, own.said());
    }
    println!(
        "{PAGE}: {} foreign rows of our models, {} differences, {} of them unjudged",
        found.rows,
        judged.len(),
        open.len()
    );
    if !open.is_empty() {
        bail!(
            "{} disagreements have no verdict: add one to the model's file, or to catalog/crosscheck.toml",
            open.len()
        );
    }
    Ok(())
}

/// The files that the flags name.
fn files<'a>(arguments: &[&'a str]) -> Result<BTreeMap<ForeignFormat, &'a str>> {
    let mut files = BTreeMap::new();
    for pair in arguments.chunks(2) {
        let [flag, file] = pair else { bail!("{} needs a file", pair.join(" ")) };
        let Some((format, ..)) = FORMATS.iter().find(|(_, own, _)| own == flag) else {
            bail!("no such flag: {flag}; known: {}", FORMATS.map(|(_, own, _)| own).join(", "))
        };
        files.insert(*format, *file);
    }
    if files.is_empty() {
        bail!("name at least one file: {}", FORMATS.map(|(_, own, _)| format!("{own} FILE")).join(", "));
    }
    Ok(files)
}
