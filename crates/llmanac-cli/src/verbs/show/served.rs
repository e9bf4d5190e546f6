//! Where it is sold, how much of it one may use, what it scored, and who says so.

use std::collections::{BTreeMap, BTreeSet};

use llmanac::advise::{QuotedCapacity, Shown, ShownCapacity, ShownQuota};
use llmanac::model::RegionId;

use super::label;
use crate::text::{Cell, Page, Table, style, unknown};

pub fn write(page: &mut Page, shown: &Shown) {
    regions(page, shown);
    benchmarks(page, shown);
    quotas(page, shown.rate_limits.as_deref());
    if shown.rate_limits.is_some() {
        page.gap();
    }
    capacity(page, shown.capacities.as_deref());
}

fn regions(page: &mut Page, shown: &Shown) {
    let Some(rows) = &shown.regions else {
        page.line(format!("{}{}", label("Sold in"), unknown(None::<u8>)));
        return;
    };
    for (at, row) in rows.iter().enumerate() {
        let label = if at == 0 { label("Sold in") } else { " ".repeat(super::LABEL) };
        let on = if row.head.on.is_empty() { "every offer".to_owned() } else { row.head.on.join(", ") };
        let regions: Vec<&str> = row.regions.iter().map(RegionId::as_str).collect();
        let said = match (regions.as_slice(), &row.routes) {
            ([], _) => format!("{on}: nowhere"),
            (names, None) => format!("{on} ({}): {}", names.len(), names.join(", ")),
            (names, Some(routes)) => {
                format!("{on} from {}; {}", counted(names), destinations(&row.regions, routes))
            }
        };
        page.sentence(&label, &style::PLAIN.paint(said));
    }
}

fn counted(names: &[&str]) -> String {
    format!("{} ({})", names.join(", "), names.len())
}

/// Where calls are processed: in few words where that is the same for every region that is called.
fn destinations(regions: &[RegionId], routes: &BTreeMap<String, Vec<RegionId>>) -> String {
    let all: BTreeSet<&str> = routes.values().flatten().map(RegionId::as_str).collect();
    let of = |region: &RegionId| -> BTreeSet<&str> {
        let own = routes.get(region.as_str()).or_else(|| routes.get("*"));
        own.into_iter().flatten().map(RegionId::as_str).collect()
    };
    let differs =
        if regions.iter().all(|region| of(region) == all) { "" } else { ", by the region that is called" };
    format!("served in {}{differs}", counted(&all.into_iter().collect::<Vec<_>>()))
}

fn benchmarks(page: &mut Page, shown: &Shown) {
    for (at, row) in shown.benchmarks.iter().flatten().enumerate() {
        let label = if at == 0 { label("Scores") } else { " ".repeat(super::LABEL) };
        let day = row.day.map_or_else(String::new, |day| format!(", {day}"));
        let versions = match row.head.versions.as_slice() {
            [] => String::new(),
            names => format!(" ({})", names.join(", ")),
        };
        let said = format!(
            "{} {} {}{versions}: {}{day} [{}]",
            row.name,
            row.score,
            row.unit,
            row.harness,
            row.head.sources.join(", ")
        );
        page.sentence(&label, &style::PLAIN.paint(said));
    }
}

/// What a plan states of one kind of use.
type Count = fn(&ShownQuota) -> Option<String>;

const COUNTS: [(&str, Count); 5] = [
    ("requests", |own| own.requests.map(|own| own.to_string())),
    ("tokens", |own| own.tokens.map(|own| own.to_string())),
    ("input tokens", |own| own.input_tokens.map(|own| own.to_string())),
    ("output tokens", |own| own.output_tokens.map(|own| own.to_string())),
    ("at once", |own| own.concurrent.map(|own| own.to_string())),
];

fn quotas(page: &mut Page, quotas: Option<&[ShownQuota]>) {
    let Some(quotas) = quotas else {
        page.line(format!("{}{}", label("Quota"), unknown(None::<u8>)));
        return;
    };
    page.gap();
    let mut table = Table::new();
    // Only what some plan states has a column.
    let columns: Vec<&(&str, Count)> =
        COUNTS.iter().filter(|(_, count)| quotas.iter().any(|quota| count(quota).is_some())).collect();
    let headings = columns.iter().map(|(name, _)| Cell::styled(style::FAINT, name).on_the_right());
    let labels = [Cell::styled(style::STRONG, "Quota"), Cell::styled(style::FAINT, "plan")];
    table.row(labels.into_iter().chain(headings));
    for quota in quotas {
        let on = if quota.head.on.is_empty() { "every offer".to_owned() } else { quota.head.on.join(" ") };
        let counts = columns.iter().map(|(_, count)| Cell::number(unknown(count(quota))));
        table.row([Cell::text(on), Cell::text(&quota.plan)].into_iter().chain(counts));
    }
    page.table(&table);
}

fn capacity(page: &mut Page, rows: Option<&[ShownCapacity]>) {
    let Some(rows) = rows else {
        page.line(format!("{}{}", label("Capacity"), unknown(None::<u8>)));
        return;
    };
    page.gap();
    let mut table = Table::new();
    let headings = ["unit", "what is known of it"].map(|name| Cell::styled(style::FAINT, name));
    table.row([Cell::styled(style::STRONG, "Capacity")].into_iter().chain(headings));
    for row in rows {
        let on = if row.head.on.is_empty() { "every offer".to_owned() } else { row.head.on.join(" ") };
        table.row([Cell::text(on), Cell::text(&row.facts.unit), Cell::text(said(&row.facts).join("; "))]);
    }
    page.table_cut(&table);
}

/// What a row states, in words.
fn said(facts: &QuotedCapacity) -> Vec<String> {
    let mut said = Vec::new();
    if let (Some(rate), Some(time)) = (&facts.rate, facts.per_time) {
        let term = facts.term.map_or_else(String::new, |term| format!(" ({term})"));
        said.push(format!("{rate} USD per {time}{term}"));
    }
    if let Some(throughput) = &facts.throughput {
        said.push(format!("takes {throughput} weighted tokens"));
    }
    if !facts.counts.is_empty() {
        let counts: Vec<String> =
            facts.counts.iter().map(|(meter, weight)| format!("{meter} {weight}")).collect();
        said.push(format!("a token counts: {}", counts.join(", ")));
    }
    if let Some(least) = facts.least {
        said.push(format!("from {least} on"));
    }
    if let Some(step) = facts.step {
        said.push(format!("in steps of {step}"));
    }
    if let Some(terms) = &facts.terms {
        let terms: Vec<&str> = terms.iter().map(|term| term.as_str()).collect();
        said.push(format!("terms {}", terms.join(", ")));
    }
    match facts.prorated {
        Some(true) => said.push("parts of an hour are charged as parts".to_owned()),
        Some(false) => said.push("begun hours are charged whole".to_owned()),
        None => {}
    }
    match facts.sold {
        Some(false) => said.push("not sold".to_owned()),
        Some(true) => said.push("sold".to_owned()),
        None => {}
    }
    said
}

/// Where the facts were read.
pub fn sources(page: &mut Page, shown: &Shown) {
    page.gap();
    let mut table = Table::new();
    table.row([
        Cell::styled(style::STRONG, "Sources"),
        Cell::styled(style::FAINT, "read"),
        Cell::styled(style::FAINT, "rank"),
        Cell::styled(style::FAINT, "what it is"),
    ]);
    for source in &shown.sources {
        table.row([
            Cell::text(&source.id),
            Cell::text(unknown(source.read)),
            Cell::text(source.rank.as_str().replace('_', " ")),
            Cell::text(&source.title),
        ]);
    }
    page.table_cut(&table);
}
