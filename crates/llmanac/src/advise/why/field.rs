//! From the names of fields to those who read them: one table.

use serde_json::Value;

use crate::advise::facts::{DATES, LIMITS};
use crate::advise::show::is_deprecated;
use crate::model::{Capability, Meter, Modality, ModelPart};

use super::facts;
use super::free;
use super::lookup;
use super::parameters;
use super::rows::Seen;
use super::told::Told;

/// What reads a field.
enum Reader {
    /// The field is one fact.
    One(fn(&Seen<'_>) -> Option<Told>),
    /// The name goes on with a key: `price.` and `input.text`.
    Each { keys: fn(&Seen<'_>) -> Vec<String>, read: fn(&Seen<'_>, &str) -> Option<Told> },
}

use Reader::{Each, One};

/// The original design's fields first, then the catalog's.
const FIELDS: &[(&str, Reader)] = &[
    ("model_name", One(|seen| lookup::own(seen, "id", ModelPart::Identity, seen.model.model_name()))),
    ("provider", One(|seen| lookup::own(seen, "id", ModelPart::Identity, seen.model.provider().as_str()))),
    (
        "model_family",
        One(|seen| lookup::own(seen, "family", ModelPart::Identity, seen.model.model_family().as_str())),
    ),
    (
        "display_name",
        One(|seen| lookup::own(seen, "display_name", ModelPart::Identity, seen.model.display_name())),
    ),
    ("supported_input_types", One(lookup::input)),
    ("supported_output_types", One(lookup::output_types)),
    ("supports_streaming", One(|seen| lookup::capability(seen, "streaming"))),
    ("supports_function_calling", One(|seen| lookup::capability(seen, "tools"))),
    (
        "supports_vision",
        One(|seen| {
            let takes = seen.model.takes(Modality::Image).to_option();
            Some(lookup::input(seen)?.shown(takes).by("whether images are among what goes in"))
        }),
    ),
    ("supports_json_mode", One(|seen| lookup::capability(seen, "json_mode"))),
    ("max_context_length", One(|seen| facts::limit_or(seen, "window", "input"))),
    ("max_output_tokens", One(|seen| facts::limit(seen, "output"))),
    ("max_input_tokens", One(|seen| facts::limit_or(seen, "input", "window"))),
    ("supports_temperature", One(|seen| parameters::supports(seen, "temperature"))),
    ("supports_top_p", One(|seen| parameters::supports(seen, "top_p"))),
    ("supports_frequency_penalty", One(|seen| parameters::supports(seen, "frequency_penalty"))),
    ("supports_presence_penalty", One(|seen| parameters::supports(seen, "presence_penalty"))),
    ("supports_stop_sequences", One(|seen| parameters::supports(seen, "stop"))),
    ("parameter_mappings", One(parameters::mappings)),
    ("default_parameters", One(parameters::defaults)),
    ("api_requirements", One(parameters::requirements)),
    ("converter_fn", One(lookup::converter)),
    ("cost_per_1k_input_tokens", One(|seen| facts::per_1k(seen, Meter::InputText))),
    ("cost_per_1k_output_tokens", One(|seen| facts::per_1k(seen, Meter::OutputText))),
    (
        "is_deprecated",
        One(|seen| {
            let value = is_deprecated(seen.model).into();
            facts::dates(seen, &["no_new_use", "retires"], value, "whether one of the dates has come")
        }),
    ),
    (
        "deprecation_date",
        One(|seen| {
            let value = seen.model.deprecation_date().map(|date| date.to_string()).into();
            let how = "no_new_use; where that is not known, retires";
            facts::dates(seen, &["no_new_use", "retires"], value, how)
        }),
    ),
    (
        "replacement_model",
        One(|seen| {
            let first = seen.model.replacement_model().map(|id| id.name());
            Some(facts::replacement(seen)?.shown(first).by("the first of those that the provider names"))
        }),
    ),
    ("maker", One(|seen| lookup::own(seen, "maker", ModelPart::Identity, seen.model.maker().as_str()))),
    ("aliases", One(lookup::aliases)),
    ("status", One(facts::status)),
    ("default_version", One(facts::default_version)),
    ("replacement", One(facts::replacement)),
    ("knowledge_cutoff", One(lookup::cutoff)),
    ("input", One(lookup::input)),
    ("output", One(lookup::output)),
    ("tokenizer", One(|seen| lookup::counting(seen, "tokenizer", seen.model.tokenizer()))),
    (
        "media",
        One(|seen| lookup::counting(seen, "media", seen.model.media().map(|rules| rules.name.as_str()))),
    ),
    ("sold", One(facts::sold)),
    ("routes", One(facts::routes)),
    ("benchmark", One(facts::benchmarks)),
    ("quota", One(facts::quota)),
    ("capacity", One(facts::capacity)),
    ("surface", One(lookup::surface)),
    ("limits.", Each { keys: |_| LIMITS.map(|(key, _)| key.to_owned()).to_vec(), read: facts::limit }),
    ("lifecycle.released", One(lookup::released)),
    ("lifecycle.", Each { keys: |_| DATES.map(|(key, _)| key.to_owned()).to_vec(), read: facts::date }),
    ("capabilities.", Each { keys: |_| texts(Capability::ALL), read: lookup::capability }),
    (
        "benchmark.",
        Each {
            keys: |seen| {
                let names = seen.model.data().benchmarks.iter().map(|row| row.facts.name.to_lowercase());
                names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
            },
            read: facts::benchmark,
        },
    ),
    ("price.", Each { keys: |_| texts(Meter::ALL), read: facts::price }),
    ("free.", Each { keys: |_| free::keys(), read: free::quota }),
    (
        "parameter.",
        Each {
            keys: |seen| seen.model.tables().parameters.iter().map(|own| own.name.clone()).collect(),
            read: parameters::parameter_on_surfaces,
        },
    ),
];

fn texts(all: &[impl ToString]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// What is told of a field; `None` where no field has the name, which is in lower case.
pub(super) fn read(seen: &Seen<'_>, field: &str) -> Option<Told> {
    FIELDS.iter().find_map(|(name, reader)| match reader {
        One(read) if *name == field => read(seen).or_else(|| Some(nothing(field))),
        Each { read, .. } => read(seen, field.strip_prefix(name)?),
        One(_) => None,
    })
}

/// A field of which nothing can be told: the model has no table of parameters.
fn nothing(field: &str) -> Told {
    Told::fact(field, ModelPart::Surfaces, Value::Null, Vec::new())
}

/// Every field's name.
pub(super) fn names(seen: &Seen<'_>) -> Vec<String> {
    let names = FIELDS.iter().flat_map(|(name, reader)| match reader {
        One(_) => vec![(*name).to_owned()],
        Each { keys, .. } => keys(seen).iter().map(|key| format!("{name}{key}")).collect(),
    });
    names.collect()
}
