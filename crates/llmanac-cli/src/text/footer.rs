//! What a page says last: what was assumed, how well it is known, which overlays had a part in it.

use llmanac::advise::Basis;
use llmanac::{Assumption, Evidence};

use super::page::Page;
use super::style;

/// Adds what an answer assumed and rests on.
pub fn footer(page: &mut Page, basis: &Basis) {
    page.gap();
    if !basis.assumed.is_empty() {
        let assumed: Vec<String> = basis.assumed.iter().map(in_short).collect();
        page.sentence(&label("assumed"), &style::PLAIN.paint(assumed.join(", ")));
    }
    if !basis.evidence.is_empty() {
        page.sentence(&label("evidence"), &style::PLAIN.paint(evidence(&basis.evidence)));
    }
    if !basis.overlays.is_empty() {
        page.sentence(&label("overlays"), &style::PLAIN.paint(basis.overlays.join(", ")));
    }
}

fn label(label: &str) -> String {
    style::FAINT.paint(format_args!("{label:<10}"))
}

fn in_short(assumed: &Assumption) -> String {
    format!("{} {}", assumed.what, assumed.value)
}

/// `first party: lifecycle, limits.output; 2 lineages: price.input.text`
fn evidence(evidence: &[Evidence]) -> String {
    let mut grades: Vec<(String, Vec<&str>)> = Vec::new();
    for own in evidence {
        let stale = own.stale_since.map_or_else(String::new, |since| format!(" (stale since {since})"));
        let grade = format!("{}{stale}", own.in_short());
        match grades.iter_mut().find(|(known, _)| *known == grade) {
            Some((_, facts)) if facts.contains(&own.fact.as_str()) => {}
            Some((_, facts)) => facts.push(&own.fact),
            None => grades.push((grade, vec![&own.fact])),
        }
    }
    let said: Vec<String> =
        grades.iter().map(|(grade, facts)| format!("{grade}: {}", facts.join(", "))).collect();
    said.join("; ")
}
