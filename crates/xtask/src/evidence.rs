//! How far the facts are known, and how old they are.

use std::fs;

use anyhow::{Context as _, Result, bail};
use llmanac::{Date, ModelRegistry};

use crate::catalog::{Mode, compiled, version};

/// Where the coverage is kept.
const PAGE: &str = "docs/COVERAGE.md";

/// The registry over the catalog as it is authored now, seen from the day of the data.
pub fn registry() -> Result<(ModelRegistry, Date)> {
    let folder = crate::root().join("catalog");
    let today = version(&folder)?;
    let registry =
        ModelRegistry::from_bytes(compiled(&folder)?).context("the compiled catalog cannot be read")?;
    Ok((registry, today))
}

/// Writes the page, or checks that it is up to date; gaps are told.
pub fn coverage(mode: Mode) -> Result<()> {
    let (registry, today) = registry()?;
    let coverage = registry.as_of(today).coverage();
    let page = coverage.to_markdown();
    let path = crate::root().join(PAGE);
    match mode {
        Mode::Write => fs::write(&path, &page)?,
        Mode::Check if fs::read_to_string(&path).is_ok_and(|present| present == page) => {}
        Mode::Check => bail!("{PAGE} is out of date; run `cargo xtask catalog coverage`"),
    }
    if mode == Mode::Write {
        for gap in &coverage.gaps {
            println!("open: {} {}", gap.model, gap.field);
        }
    }
    println!(
        "{PAGE}: {} rows, {} facts that nobody looked for yet",
        coverage.rows.len(),
        coverage.gaps.len()
    );
    Ok(())
}

/// Lists the facts of living models whose newest source is older than so many days, the oldest first.
pub fn stale(days: &str) -> Result<()> {
    let days: i32 = days.parse().with_context(|| format!("--days {days}: a number of days"))?;
    let (registry, today) = registry()?;
    let before = Date::from_unix_days(today.unix_days() - days);
    let stale = registry.as_of(today).facts_read_before(before);
    for fact in &stale {
        println!("{} {} {}: {}", fact.read, fact.model, fact.fact, fact.sources.join(", "));
    }
    println!(
        "catalog stale: {} groups of facts were read before {before}, {days} days before {today}",
        stale.len()
    );
    Ok(())
}
