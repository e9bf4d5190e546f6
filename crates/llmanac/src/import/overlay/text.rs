//! The overlay's text.

use std::fmt::Write as _;

use crate::model::Offer;

use super::Imported;
use super::names::Named;
use super::sheet::{Condition, Quote, Sheet};
use crate::import::foreign::{ForeignFormat, ForeignRow};

/// TOML that grows a model at a time.
pub(super) struct Text(String);

impl Text {
    pub fn new(format: ForeignFormat) -> Self {
        let head = Imported::HEAD;
        Self(format!("{head}{format}. Each of its keys means its row here while this overlay is loaded.\n"))
    }

    pub fn finish(self) -> String {
        self.0
    }

    pub fn model(
        &mut self,
        row: &ForeignRow,
        named: &Named,
        usual: &Offer,
        sheet: &Sheet,
        report: &mut Imported,
    ) {
        self.line("\n[[model]]");
        self.key("id", quoted(named.id.as_str()));
        if let Some(name) = row.display_name.as_deref().filter(|name| !name.is_empty()) {
            self.key("display_name", quoted(name));
        }
        if !named.aliases.is_empty() {
            self.key("aliases", list(named.aliases.iter().map(|alias| quoted(alias))));
        }
        // The keys of the file mean its own rows, whatever the catalog calls so; the rest of an id is no name.
        self.line("replace = true\nbare = false");
        self.key("default_on", quoted(&usual.to_string()));
        self.line("surfaces = {}");
        if let Some(day) = row.released {
            self.key("released", quoted(&day.to_string()));
        }
        for (key, modalities) in [("input", &row.input), ("output", &row.output)] {
            if let Some(modalities) = modalities {
                self.key(key, list(modalities.iter().map(|modality| quoted(modality.as_str()))));
            }
        }
        if let Some(cutoff) = &row.knowledge_cutoff {
            self.key("knowledge_cutoff", quoted(cutoff));
        }
        if !row.capabilities.is_empty() {
            let can = row.capabilities.iter().map(|(capability, can)| format!("{capability} = {can}"));
            self.key("capabilities", table(can));
        }
        if !row.billed_as.is_empty() {
            let billed =
                row.billed_as.iter().map(|(meter, other)| format!("{meter} = {}", quoted(other.as_str())));
            self.key("billed_as", table(billed));
        }
        self.limits(row, report);
        self.prices(sheet);
        if let Some(day) = row.retires {
            self.key("lifecycle", format!("[{{ retires = {} }}]", quoted(&day.to_string())));
        }
    }

    /// The limits that do not contradict each other.
    fn limits(&mut self, row: &ForeignRow, report: &mut Imported) {
        let mut stated = Vec::new();
        for (key, limit) in
            [("window", row.limits.window), ("input", row.limits.input), ("output", row.limits.output)]
        {
            let Some(limit) = limit else { continue };
            let place = || format!("{}.limits.{key}", row.key);
            if limit == 0 || i64::try_from(limit).is_err() {
                report.skip(place(), format!("{limit} is no number of tokens that a model can take"));
            } else if let Some(window) = row.limits.window.filter(|window| *window > 0 && limit > *window) {
                report.skip(place(), format!("{limit} exceeds the window of {window}"));
            } else {
                stated.push(format!("{key} = {limit}"));
            }
        }
        if !stated.is_empty() {
            self.key("limits", format!("[{}]", table(stated.into_iter())));
        }
    }

    fn prices(&mut self, sheet: &Sheet) {
        if sheet.0.is_empty() {
            return;
        }
        self.line("price = [");
        for (condition, rates) in &sheet.0 {
            let mut facts = conditions(condition);
            for name in ["usd_per_1M", "usd_per_1k", "usd_per_1"] {
                let own: Vec<String> = rates
                    .iter()
                    .filter(|(_, quote)| quote.table == name)
                    .map(|(meter, Quote { amount, .. })| format!("{meter} = {}", quoted(amount)))
                    .collect();
                // A band of which no rate is known is said, too: an empty table.
                if !own.is_empty() || (rates.is_empty() && name == "usd_per_1M") {
                    facts.push(format!("{name} = {}", table(own.into_iter())));
                }
            }
            let _ = writeln!(self.0, "  {},", table(facts.into_iter()));
        }
        self.line("]");
    }

    fn key(&mut self, key: &str, value: impl std::fmt::Display) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }
}

fn conditions(own: &Condition) -> Vec<String> {
    let mut facts = vec![format!("on = {}", list(own.on.iter().map(|offer| quoted(offer))))];
    if let Some(grade) = &own.grade {
        facts.push(format!("grade = {}", quoted(grade)));
    }
    if own.over > 0 {
        facts.push(format!("input_over = {}", own.over));
    }
    for (key, day) in [("from", own.from), ("to", own.to)] {
        if let Some(day) = day {
            facts.push(format!("{key} = {}", quoted(&day.to_string())));
        }
    }
    facts
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn table(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", items.join(", ")) }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut own = String::with_capacity(text.len() + 2);
    own.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                own.push('\\');
                own.push(c);
            }
            c if c.is_control() => {
                let _ = write!(own, "\\u{:04X}", u32::from(c));
            }
            c => own.push(c),
        }
    }
    own.push('"');
    own
}
