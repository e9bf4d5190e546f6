//! LiteLLM's table: a row a key, in the words of its reader.

mod key;
mod others;
mod prices;

use std::collections::{BTreeMap, BTreeSet};

use crate::import::litellm::CAPABILITIES;
use crate::model::{Fact, Modalities, Modality};
use crate::registry::{ModelMetadata, Snapshot};

use super::facts::kinds;
use super::report::Exported;
use super::sheet::Sheet;
use super::value::{Json, Table};
use super::{ExportError, ExportedKey};
use crate::advise::facts::{every_source, ids};
use key::{Keyed, mode};

/// Kinds of facts that a row says.
const SAID: [&str; 1] = ["lifecycle.retires"];

/// Flags of modalities: what goes in, and what comes out.
const TAKES: &[(&str, Modality)] = &[
    ("supports_vision", Modality::Image),
    ("supports_pdf_input", Modality::Document),
    ("supports_audio_input", Modality::Audio),
    ("supports_video_input", Modality::Video),
];
const GIVES: &[(&str, Modality)] = &[("supports_audio_output", Modality::Audio)];

/// Writes the table.
pub(super) fn write(snapshot: &Snapshot, models: &[ModelMetadata]) -> Result<Exported, ExportError> {
    let mut report = Exported { models: models.len(), ..Exported::default() };
    let mut table: BTreeMap<String, Table> = BTreeMap::new();
    // Keys that differ by case alone are one to the table's readers.
    let mut given: BTreeSet<String> = BTreeSet::new();
    let mut add = |keyed: Keyed, report: &mut Exported| {
        let id = keyed.model.id().clone();
        if given.contains(&keyed.key.to_ascii_lowercase()) {
            return report.unsaid(&keyed.key, format!("another model has this key, so {id} has it not"));
        }
        let Some(row) = row(snapshot, &keyed, report) else { return };
        given.insert(keyed.key.to_ascii_lowercase());
        let version = keyed.model.version().map(str::to_owned);
        report.keys.push(ExportedKey { key: keyed.key.clone(), model: id, version, scope: keyed.scope });
        table.insert(keyed.key, row);
    };
    // A name of the caller's own is meant before any of the catalog's.
    for keyed in key::deployed(snapshot, models, &mut report) {
        add(keyed, &mut report);
    }
    for model in models {
        let before = report.keys.len();
        for keyed in key::keys(snapshot, model, &mut report) {
            add(keyed, &mut report);
        }
        report.written += usize::from(report.keys.len() > before);
        report.no_place(kinds(model).into_iter().filter(|kind| !SAID.contains(kind)));
    }
    report.keys.sort_by(|a, b| a.key.cmp(&b.key));
    report.text = serde_json::to_string_pretty(&table)? + "\n";
    Ok(report)
}

/// A row; `None` where it would say that calls are free which are not.
fn row(snapshot: &Snapshot, keyed: &Keyed, report: &mut Exported) -> Option<Table> {
    let model = &keyed.model;
    let sheet = Sheet::of(snapshot, model, &keyed.scope, None);
    let mut row = Table::new();
    if let Some(mode) = mode(model) {
        row.insert("mode".to_owned(), Json::text(mode));
    }
    if let Some(sheet) = &sheet {
        prices::write(keyed, sheet, &mut row, report);
    }
    others::write(snapshot, keyed, sheet.as_ref(), &mut row, report);
    if let Err(why) = prices::is_whole(model, sheet.as_ref(), &row) {
        report.unsaid(&keyed.key, why);
        return None;
    }
    row.insert("litellm_provider".to_owned(), Json::text(&keyed.word));
    facts(model, &mut row);
    Some(row)
}

fn facts(model: &ModelMetadata, row: &mut Table) {
    let mut add = |field: &str, value: Json| {
        row.insert(field.to_owned(), value);
    };
    // The shape has one word for the window and the most input.
    if let Fact::Known(tokens) = model.input_limit().or(model.window()) {
        add("max_input_tokens", Json::Whole(tokens.get()));
    }
    if let Fact::Known(tokens) = model.output_limit() {
        add("max_output_tokens", Json::Whole(tokens.get()));
    }
    for (field, capability) in CAPABILITIES {
        if let Fact::Known(can) = model.capability(*capability) {
            add(field, Json::Truth(can));
        }
    }
    let modal = |known: Fact<Modalities>, modality: Modality| match known {
        Fact::Known(all) => Some(all.contains(modality)),
        Fact::Absent => Some(false),
        Fact::Unknown => None,
    };
    for (known, flags) in [(model.input(), TAKES), (model.output(), GIVES)] {
        for (field, modality) in flags {
            if let Some(does) = modal(known, *modality) {
                add(field, Json::Truth(does));
            }
        }
    }
    for (known, field) in
        [(model.input(), "supported_modalities"), (model.output(), "supported_output_modalities")]
    {
        if let Fact::Known(all) = known {
            add(field, Json::List(all.iter().map(|modality| Json::text(word(modality))).collect()));
        }
    }
    if let Some(day) = model.lifecycle().retires {
        add("deprecation_date", Json::text(day));
    }
    let sources = ids(model.tables(), &every_source(model).places());
    if !sources.is_empty() {
        add("source", Json::text(sources.join(", ")));
    }
}

/// A modality, in the table's words.
fn word(modality: Modality) -> &'static str {
    match modality {
        Modality::Document => "pdf",
        other => other.as_str(),
    }
}
