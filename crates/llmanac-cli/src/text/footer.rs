//! What a page says last: what was assumed, how well it is known, which overlays had a part in it.

use llmanac::Assumption;
use llmanac::advise::Basis;

use super::page::Page;
use super::style;

/// Adds what an answer assumed and rests on.
pub fn footer(page: &mut Page, basis: &Basis) {
    page.gap();
    if !basis.assumed.is_empty() {
        let assumed: Vec<String> = basis.assumed.iter().map(in_short).collect();
        page.sentence(&label("assumed"), &assumed.join(", "));
    }
    if !basis.evidence.is_empty() {
        let mut said: Vec<String> = Vec::new();
        for evidence in &basis.evidence {
            let stale = evidence.stale_since.map_or_else(String::new, |since| format!(", stale since {since}"));
            let one = format!("{} ({}{stale})", evidence.fact, evidence.in_short());
            if !said.contains(&one) {
                said.push(one);
            }
        }
        page.sentence(&label("evidence"), &said.join(", "));
    }
    if !basis.overlays.is_empty() {
        page.sentence(&label("overlays"), &basis.overlays.join(", "));
    }
}

fn label(label: &str) -> String {
    style::FAINT.paint(format_args!("{label:<10}"))
}

fn in_short(assumed: &Assumption) -> String {
    format!("{} {}", assumed.what, assumed.value)
}
