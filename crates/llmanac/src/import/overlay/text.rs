//! The overlay's text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::{Meter, ModelFamily, Offer};

use super::Imported;
use super::names::Named;
use super::sheet::{Condition, Quote, Sheet};
use crate::import::foreign::{ForeignFormat, ForeignReasoning, ForeignRow};

/// TOML that grows a model at a time.
pub(super) struct Text {
    format: ForeignFormat,
    /// Thousands of models share a few tables of what is billed as what: each stands once, by its name.
    billed_as: BTreeMap<BTreeMap<Meter, Meter>, String>,
    models: String,
}

/// The table that is empty where a band begins of which no rate is known.
const OPEN: &str = "usd_per_1M";

/// The tables of rates.
const TABLES: [&str; 6] = [OPEN, "usd_per_1k", "usd_per_1", "usd_per_60", "usd_per_3600", "usd_per_12M"];

/// The file's fields for the window, the input and the output.
fn limits_of(format: ForeignFormat) -> [&'static str; 3] {
    match format {
        ForeignFormat::Litellm => ["max_tokens", "max_input_tokens", "max_output_tokens"],
        ForeignFormat::ModelsDev => ["limit.context", "limit.input", "limit.output"],
        ForeignFormat::GenaiPrices => ["context_window", "context_window", "context_window"],
    }
}

impl Text {
    pub fn new(format: ForeignFormat) -> Self {
        Self { format, billed_as: BTreeMap::new(), models: String::new() }
    }

    pub fn finish(self) -> String {
        let (head, format) = (Imported::HEAD, self.format);
        let mut text =
            format!("{head}{format}. Each of its keys means its row here while this overlay is loaded.\n");
        let mut tables: Vec<_> = self.billed_as.iter().collect();
        tables.sort_by_key(|(_, name)| (name.len(), *name));
        if !tables.is_empty() {
            text.push_str("\n# Meters without a rate of their own under any tier, and those at whose rate the file bills them.\n[billed_as]\n");
        }
        for (meters, name) in tables {
            let billed = meters.iter().map(|(meter, other)| format!("{meter} = {}", quoted(other.as_str())));
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{name} = {}", table(billed));
        }
        text.push_str(&self.models);
        text
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
        match row.family.as_deref().map(ModelFamily::new) {
            None => {}
            Some(Ok(family)) => self.key("family", quoted(family.as_str())),
            Some(Err(error)) => report.skip(format!("{}.family", row.key), error),
        }
        if !named.aliases.is_empty() {
            self.key("aliases", list(named.aliases.iter().map(|alias| quoted(alias))));
        }
        // The keys of the file mean its own rows, whatever the catalog calls so; the rest of an id is no name.
        self.line("replace = true\nbare = false");
        if *usual != Offer::GLOBAL_STANDARD {
            self.key("default_on", quoted(&usual.to_string()));
        }
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
        self.reasoning(&row.reasoning);
        if !row.billed_as.is_empty() {
            let next = format!("as-{}", self.billed_as.len() + 1);
            let name = self.billed_as.entry(row.billed_as.clone()).or_insert(next).clone();
            self.key("billed_as", quoted(&name));
        }
        self.limits(row, report);
        self.prices(sheet);
        if let Some(day) = row.retires {
            self.key("lifecycle", format!("[{{ retires = {} }}]", quoted(&day.to_string())));
        }
        let quota = [("requests", row.quota.requests), ("tokens", row.quota.tokens)];
        let quota = quota.into_iter().filter_map(|(key, count)| Some(format!("{key} = \"{}/1m\"", count?)));
        let quota: Vec<String> = quota.collect();
        if !quota.is_empty() {
            self.key("quota", format!("[{}]", table(quota.into_iter())));
        }
    }

    fn reasoning(&mut self, own: &ForeignReasoning) {
        let mut stated = Vec::new();
        if let Some(effort) = &own.effort {
            stated.push(format!("effort = {}", list(effort.iter().map(|level| quoted(level)))));
        }
        if let Some(usual) = &own.effort_default {
            stated.push(format!("effort_default = {}", quoted(usual)));
        }
        let bounds = [("min", own.budget_min), ("max", own.budget_max)];
        let bounds = bounds.into_iter().filter_map(|(key, bound)| {
            let bound = i64::try_from(bound?).ok()?;
            Some(format!("{key} = {bound}"))
        });
        let bounds: Vec<String> = bounds.collect();
        if !bounds.is_empty() {
            stated.push(format!("budget = {}", table(bounds.into_iter())));
        }
        if !stated.is_empty() {
            self.key("reasoning", table(stated.into_iter()));
        }
    }

    /// The limits that do not contradict each other.
    fn limits(&mut self, row: &ForeignRow, report: &mut Imported) {
        let mut stated = Vec::new();
        let own = [("window", row.limits.window), ("input", row.limits.input), ("output", row.limits.output)];
        for ((key, limit), field) in own.into_iter().zip(limits_of(self.format)) {
            let Some(limit) = limit else { continue };
            let place = || format!("{}.{field}", row.key);
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
            for name in TABLES {
                let own: Vec<String> = rates
                    .iter()
                    .filter(|(_, quote)| quote.table == name)
                    .map(|(meter, Quote { amount, .. })| format!("{meter} = {}", quoted(amount)))
                    .collect();
                // A band of which no rate is known is said, too: an empty table.
                if !own.is_empty() || (rates.is_empty() && name == OPEN) {
                    facts.push(format!("{name} = {}", table(own.into_iter())));
                }
            }
            let _ = writeln!(self.models, "  {},", table(facts.into_iter()));
        }
        self.line("]");
    }

    fn key(&mut self, key: &str, value: impl std::fmt::Display) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.models, "{key} = {value}");
    }

    fn line(&mut self, line: &str) {
        self.models.push_str(line);
        self.models.push('\n');
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
