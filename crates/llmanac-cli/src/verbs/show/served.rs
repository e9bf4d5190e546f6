//! Where it is sold, how much of it one may use, and who says so.

use llmanac::advise::{Shown, ShownQuota};

use super::label;
use crate::text::{Cell, Page, Table, style, unknown};

pub fn write(page: &mut Page, shown: &Shown) {
    regions(page, shown);
    quotas(page, shown.rate_limits.as_deref());
}

fn regions(page: &mut Page, shown: &Shown) {
    let Some(rows) = &shown.regions else {
        page.line(format!("{}{}", label("Sold in"), unknown(None::<u8>)));
        return;
    };
    for (at, row) in rows.iter().enumerate() {
        let label = if at == 0 { label("Sold in") } else { " ".repeat(super::LABEL) };
        let on = if row.head.on.is_empty() { "every offer".to_owned() } else { row.head.on.join(", ") };
        let regions: Vec<&str> = row.regions.iter().map(llmanac::model::RegionId::as_str).collect();
        let said = match regions.as_slice() {
            [] => format!("{on}: nowhere"),
            names => format!("{on} ({}): {}", names.len(), names.join(", ")),
        };
        page.sentence(&label, &style::PLAIN.paint(said));
    }
}

fn quotas(page: &mut Page, quotas: Option<&[ShownQuota]>) {
    let Some(quotas) = quotas else {
        page.line(format!("{}{}", label("Quota"), unknown(None::<u8>)));
        return;
    };
    page.gap();
    let mut table = Table::new();
    let has = |get: fn(&ShownQuota) -> bool| quotas.iter().any(get);
    let columns: Vec<(&str, fn(&ShownQuota) -> String)> = [
        (
            "requests",
            has(|own| own.requests.is_some()),
            (|own| unknown(own.requests)) as fn(&ShownQuota) -> String,
        ),
        ("tokens", has(|own| own.tokens.is_some()), |own| unknown(own.tokens)),
        ("input tokens", has(|own| own.input_tokens.is_some()), |own| unknown(own.input_tokens)),
        ("output tokens", has(|own| own.output_tokens.is_some()), |own| unknown(own.output_tokens)),
        ("at once", has(|own| own.concurrent.is_some()), |own| unknown(own.concurrent)),
    ]
    .into_iter()
    .filter(|(_, is_stated, _)| *is_stated)
    .map(|(name, _, get)| (name, get))
    .collect();
    let headings = columns.iter().map(|(name, _)| Cell::styled(style::FAINT, name).on_the_right());
    table.row(
        [Cell::styled(style::STRONG, "Quota"), Cell::styled(style::FAINT, "plan")]
            .into_iter()
            .chain(headings),
    );
    for quota in quotas {
        let on = if quota.head.on.is_empty() { "every offer".to_owned() } else { quota.head.on.join(" ") };
        let counts = columns.iter().map(|(_, get)| Cell::number(get(quota)));
        table.row([Cell::text(on), Cell::text(&quota.plan)].into_iter().chain(counts));
    }
    page.table(&table);
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
