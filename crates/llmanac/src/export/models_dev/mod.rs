//! models.dev: providers, each with its models; prices for a million tokens of the ordinary tier.

mod cost;
mod provider;

use std::collections::BTreeMap;

use crate::import::models_dev::{CAPABILITIES, PROVIDERS};
use crate::model::{Capability, Fact, Modalities, Modality, ModelId, Scope, Status, Tokens};
use crate::registry::{ModelMetadata, Snapshot};

use super::facts::kinds;
use super::name::{is_verbatim, meant, names, profile};
use super::report::Exported;
use super::sheet::{Sheet, scopes};
use super::value::{Json, Table};
use super::{ExportError, ExportedKey};
use cost::cost;
use provider::{KNOWN, Provider};

/// Makers whose models stand under a provider of their own.
const BY_MAKER: &[(&str, &str)] = &[("anthropic", "google-vertex-anthropic")];

/// Kinds of facts that a model says.
const SAID: [&str; 3] = ["limits.window", "lifecycle.released", "knowledge_cutoff"];

/// A model of the file: whose it is, and what it is called there.
struct Keyed {
    provider: String,
    id: String,
    model: ModelMetadata,
    scope: Scope,
}

/// Writes the file.
pub(super) fn write(snapshot: &Snapshot, models: &[ModelMetadata]) -> Result<Exported, ExportError> {
    let mut report = Exported { models: models.len(), ..Exported::default() };
    let mut providers: BTreeMap<String, Table> = BTreeMap::new();
    for model in models {
        let before = report.keys.len();
        for keyed in keys(snapshot, model, &mut report) {
            let key = format!("{}/{}", keyed.provider, keyed.id);
            if !KNOWN.iter().any(|known| known.id == keyed.provider) {
                report
                    .unsaid(key, "the shape wants the provider's npm, env and doc, which are not known here");
                continue;
            }
            let entries = providers.entry(keyed.provider.clone()).or_default();
            if entries.contains_key(&keyed.id) {
                report.unsaid(key, format!("another model has this id, so {} has it not", model.id()));
                continue;
            }
            match entry(snapshot, &key, &keyed, &mut report) {
                Ok(entry) => {
                    entries.insert(keyed.id, Json::Table(entry));
                    report.keys.push(exported(key, model.id(), &keyed.model, keyed.scope));
                }
                Err(lacks) => {
                    report.unsaid(key, format!("the shape wants {}, not known here", lacks.join(", ")));
                }
            }
        }
        report.written += usize::from(report.keys.len() > before);
        report.no_place(kinds(model).into_iter().filter(|kind| !SAID.contains(kind)));
    }
    report.keys.sort_by(|a, b| a.key.cmp(&b.key));
    let listed: BTreeMap<String, Table> = KNOWN
        .iter()
        .filter_map(|own| {
            let models = providers.remove(own.id).filter(|models| !models.is_empty())?;
            Some((own.id.to_owned(), provider(own, models)))
        })
        .collect();
    report.text = serde_json::to_string_pretty(&listed)? + "\n";
    Ok(report)
}

fn exported(key: String, id: &ModelId, model: &ModelMetadata, scope: Scope) -> ExportedKey {
    ExportedKey { key, model: id.clone(), version: model.version().map(str::to_owned), scope }
}

fn provider(own: &Provider, models: Table) -> Table {
    let texts = [("id", own.id), ("name", own.name), ("npm", own.npm), ("doc", own.doc)];
    let mut table: Table =
        texts.into_iter().map(|(field, text)| (field.to_owned(), Json::text(text))).collect();
    table.insert("env".to_owned(), Json::List(own.env.iter().map(Json::text).collect()));
    table.insert("models".to_owned(), Json::Table(models));
    table
}

/// The ids of a model there: each version's names, and its inference profiles.
fn keys(snapshot: &Snapshot, model: &ModelMetadata, report: &mut Exported) -> Vec<Keyed> {
    let usual = &model.default_offer().scope;
    if is_verbatim(model) {
        let key = model.aliases().first().map_or(model.id().as_str(), String::as_str);
        let provider = model.provider().to_string();
        let id = key.strip_prefix(&format!("{provider}/")).unwrap_or(key).to_owned();
        return vec![Keyed { provider, id, model: model.clone(), scope: usual.clone() }];
    }
    let all = || PROVIDERS.iter().filter(|(_, ours)| ours.iter().any(|own| *model.provider() == *own));
    let of_maker = all()
        .find(|(foreign, _)| BY_MAKER.iter().any(|(maker, own)| own == foreign && *model.maker() == *maker));
    let Some((foreign, _)) = of_maker.or_else(|| all().next()) else {
        let (provider, id) = (model.provider().to_string(), model.model_name().to_owned());
        return vec![Keyed { provider, id, model: model.clone(), scope: usual.clone() }];
    };
    let has_profiles =
        model.tables().provider(model.provider()).is_some_and(|provider| !provider.geographies.is_empty());
    let mut keys = Vec::new();
    let mut unplaced: Vec<String> = Vec::new();
    for name in names(snapshot, model).into_iter().filter(|name| name.is_wire || !has_profiles) {
        let Some(named) = meant(snapshot, model, &name) else { continue };
        for scope in scopes(&named) {
            let id = match (has_profiles, &scope) {
                (true, Scope::Region(None)) => Some(name.text.clone()),
                (true, scope) => profile(&named, scope).map(|profile| format!("{profile}.{}", name.text)),
                (false, scope) => (scope == usual).then(|| name.text.clone()),
            };
            match id {
                Some(id) => {
                    keys.push(Keyed { provider: (*foreign).to_owned(), id, model: named.clone(), scope });
                }
                None if !unplaced.contains(&scope.to_string()) => unplaced.push(scope.to_string()),
                None => {}
            }
        }
    }
    if keys.is_empty() && unplaced.is_empty() {
        report.unsaid(model.id().as_str(), "no name of it is one that the API reads, so that no id is known");
    }
    for scope in unplaced {
        report.unsaid(format!("{}.{scope}", model.id()), "no id says this place, so its prices are left out");
    }
    keys
}

/// The entry, or what the shape wants and nobody knows.
fn entry(
    snapshot: &Snapshot,
    key: &str,
    keyed: &Keyed,
    report: &mut Exported,
) -> Result<Table, Vec<&'static str>> {
    let model = &keyed.model;
    let mut table = Table::new();
    let mut lacks = Vec::new();
    let mut need = |table: &mut Table, field: &'static str, value: Option<Json>| match value {
        Some(value) => {
            table.insert(field.to_owned(), value);
        }
        None => lacks.push(field),
    };
    let truth = |fact: Fact<bool>| fact.to_option().map(Json::Truth);
    need(&mut table, "attachment", attachment(model));
    let required = [Capability::Tools, Capability::Reasoning, Capability::OpenWeights];
    for (field, capability) in CAPABILITIES {
        let can = truth(model.capability(*capability));
        if required.contains(capability) {
            need(&mut table, field, can);
        } else if let Some(can) = can {
            table.insert((*field).to_owned(), can);
        }
    }
    // What stands behind a name was updated last when its version came.
    let first = model.data().base.released.or(model.lifecycle_released());
    need(&mut table, "release_date", first.map(Json::text));
    need(&mut table, "last_updated", model.lifecycle_released().or(first).map(Json::text));
    let sides = [("input", model.input()), ("output", model.output())];
    let sides: Option<Table> =
        sides.into_iter().map(|(side, known)| Some((side.to_owned(), modalities(known)?))).collect();
    need(&mut table, "modalities", sides.map(Json::Table));
    let mut limit = Table::new();
    need(&mut limit, "context", tokens(model.window()));
    need(&mut limit, "output", tokens(model.output_limit()));
    if !lacks.is_empty() {
        return Err(lacks);
    }
    if let Some(input) = tokens(model.input_limit()) {
        limit.insert("input".to_owned(), input);
    }
    table.insert("limit".to_owned(), Json::Table(limit));
    table.insert("id".to_owned(), Json::text(&keyed.id));
    table.insert("name".to_owned(), Json::text(name(model, &keyed.scope)));
    if let Some(can) = model.supports_temperature() {
        table.insert("temperature".to_owned(), Json::Truth(can));
    }
    if let Some(cutoff) = model.knowledge_cutoff() {
        table.insert("knowledge".to_owned(), Json::text(cutoff));
    }
    if let Some(status) = status(model) {
        table.insert("status".to_owned(), Json::text(status));
    }
    if model.capability(Capability::Reasoning).is_yes() {
        table.insert("reasoning_options".to_owned(), Json::List(reasoning(model)));
    }
    if let Some(sheet) = Sheet::of(snapshot, model, &keyed.scope, None)
        && let Some(cost) = cost(key, model, &sheet, report)
    {
        table.insert("cost".to_owned(), Json::Table(cost));
    }
    Ok(table)
}

/// The name for people, with the place where an id of the same model says another.
fn name(model: &ModelMetadata, scope: &Scope) -> String {
    let name = model.display_name();
    match profile(model, scope) {
        Some(profile) => format!("{name} ({})", profile.to_ascii_uppercase()),
        None => name.to_owned(),
    }
}

/// Whether files can go in: whether anything else than text does.
fn attachment(model: &ModelMetadata) -> Option<Json> {
    match model.input() {
        Fact::Known(input) => Some(Json::Truth(input.iter().any(|own| own != Modality::Text))),
        Fact::Absent => Some(Json::Truth(false)),
        Fact::Unknown => None,
    }
}

fn modalities(known: Fact<Modalities>) -> Option<Json> {
    let word = |modality: Modality| match modality {
        Modality::Document => "pdf",
        other => other.as_str(),
    };
    match known {
        Fact::Known(all) => Some(Json::List(all.iter().map(|own| Json::text(word(own))).collect())),
        Fact::Absent => Some(Json::List(Vec::new())),
        Fact::Unknown => None,
    }
}

fn tokens(limit: Fact<Tokens>) -> Option<Json> {
    match limit {
        Fact::Known(tokens) => Some(Json::Whole(tokens.get())),
        _ => None,
    }
}

fn status(model: &ModelMetadata) -> Option<&'static str> {
    match model.status() {
        Status::Preview => Some("beta"),
        Status::Deprecated | Status::Retired => Some("deprecated"),
        _ => None,
    }
}

/// How thinking is steered, as far as that is known.
fn reasoning(model: &ModelMetadata) -> Vec<Json> {
    let own = &model.facts().reasoning;
    let kind = |kind: &str| Table::from([("type".to_owned(), Json::text(kind))]);
    let mut options = Vec::new();
    if let Some(effort) = own.effort.as_ref().filter(|effort| !effort.is_empty()) {
        let mut option = kind("effort");
        option.insert("values".to_owned(), Json::List(effort.iter().map(Json::text).collect()));
        options.push(Json::Table(option));
    }
    let bounds = [("min", own.budget_min), ("max", own.budget_max)];
    let bounds = bounds.map(|(field, bound)| Some((field, u64::try_from(bound?).ok()?)));
    if bounds.iter().any(Option::is_some) {
        let mut option = kind("budget_tokens");
        for (field, bound) in bounds.into_iter().flatten() {
            option.insert(field.to_owned(), Json::Whole(bound));
        }
        options.push(Json::Table(option));
    }
    options
}
