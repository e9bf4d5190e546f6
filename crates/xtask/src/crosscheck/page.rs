//! The result as a page of Markdown.

use std::fmt::{self, Write as _};

use llmanac::Date;

use super::judge::Judged;
use super::tally::{Counts, Held, Tally};

/// `docs/disagreements.md`
pub fn page(tally: &Tally, judged: &[Judged], today: Date) -> String {
    let mut page = String::new();
    // Writing to a text does not fail.
    let _ = write(&mut page, tally, judged, today);
    page
}

fn write(page: &mut String, tally: &Tally, judged: &[Judged], today: Date) -> fmt::Result {
    writeln!(page, "# Where catalogs disagree with this one\n")?;
    writeln!(
        page,
        "Living models on {today}. `cargo xtask catalog crosscheck --litellm FILE --models-dev FILE --genai-prices FILE`"
    )?;
    writeln!(
        page,
        "writes this page; it does not change ours. Copies of one lineage are one witness: a catalog that feeds others counts once.\n"
    )?;
    writeln!(page, "## Agreement\n")?;
    writeln!(
        page,
        "Of the claims about a fact that we know, how many agree; beside them, claims about what we do not know.\n"
    )?;
    writeln!(page, "| source | field | compared | agree | share | not known here |")?;
    writeln!(page, "|---|---|--:|--:|--:|--:|")?;
    for ((source, group), counts) in &tally.counts {
        let Counts { agree, differ, unknown } = *counts;
        let compared = agree + differ;
        let share = (agree * 1_000).checked_div(compared).unwrap_or_default();
        let share = if compared == 0 { String::new() } else { format!("{}.{} %", share / 10, share % 10) };
        writeln!(page, "| {source} | {group} | {compared} | {agree} | {share} | {unknown} |")?;
    }
    writeln!(page, "\n## Differences\n")?;
    writeln!(
        page,
        "Prices are US dollars for a million units. *Held* is our value, with how well it is known: by the provider"
    )?;
    writeln!(page, "itself (first party), or by so many lineages.\n")?;
    let mut model = "";
    for own in judged {
        let id = own.model.as_str();
        if id != model {
            writeln!(page, "\n### {id}\n")?;
            writeln!(page, "| fact | offer | held | says | why we hold ours | missing |")?;
            writeln!(page, "|---|---|---|---|---|---|")?;
            model = id;
        }
        let (because, missing) = match &own.judgement {
            Some(judgement) => (judgement.because.as_str(), judgement.missing.as_deref().unwrap_or("")),
            None => ("**unjudged**", ""),
        };
        writeln!(
            page,
            "| {} | {} | {} ({}) | {} | {because} | {missing} |",
            own.field,
            own.offer,
            own.ours,
            known(own.held),
            own.said()
        )?;
    }
    writeln!(page, "\n## Rows that no model here answers to\n")?;
    for (source, keys) in &tally.lacking {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        writeln!(page, "**{source}** ({}): {}\n", keys.len(), keys.join(", "))?;
    }
    Ok(())
}

fn known(held: Held) -> String {
    match held {
        Held::FirstParty => "first party".to_owned(),
        Held::Lineages(1) => "1 lineage".to_owned(),
        Held::Lineages(many) => format!("{many} lineages"),
        Held::Nobody => "no source".to_owned(),
    }
}
