//! One fact of one model: how well it is known. The fields are one table.

use crate::advise::facts::DATES;
use crate::catalog::Rank;
use crate::model::{Capability, Fact, LifecycleFacts, Row, Status};
use crate::params::Entry;
use crate::registry::{Evidence, ModelMetadata};

use super::Knowledge;

/// What reads one field of a model.
pub type Cell = fn(&ModelMetadata) -> Knowledge;

/// The fields that are counted, in the order of the table.
pub const FIELDS: &[(&str, Cell)] = &[
    ("limits.window", |model| limit(model, "limits.window", |facts| facts.window)),
    ("limits.input", |model| limit(model, "limits.input", |facts| facts.input)),
    ("limits.output", |model| limit(model, "limits.output", |facts| facts.output)),
    ("price", price),
    ("lifecycle", lifecycle),
    ("input", |model| own(model, "input", !model.facts().input.is_unknown())),
    ("output", |model| own(model, "output", !model.facts().output.is_unknown())),
    ("capabilities.streaming", |model| capability(model, Capability::Streaming)),
    ("capabilities.tools", |model| capability(model, Capability::Tools)),
    ("capabilities.json_schema", |model| capability(model, Capability::JsonSchema)),
    ("capabilities.reasoning", |model| capability(model, Capability::Reasoning)),
    ("capabilities.caching", |model| capability(model, Capability::Caching)),
    ("parameters", parameters),
    ("sold", |model| rows(model, "sold", &model.data().sold)),
    ("quota", |model| rows(model, "quota", &model.data().quota)),
    ("knowledge_cutoff", |model| own(model, "knowledge_cutoff", model.knowledge_cutoff().is_some())),
];

/// Whether a model takes calls on its day.
pub(crate) fn lives(model: &ModelMetadata) -> bool {
    !matches!(model.held_status(), Status::Retired | Status::Unreleased)
}

/// How well a fact is known that some sources state; where none does, whether it was looked for.
fn known(model: &ModelMetadata, field: &str, src: &[u16]) -> Knowledge {
    match Evidence::of(model.tables(), field, src, model.day()) {
        Some(evidence) => match evidence.grade {
            Rank::Invoice | Rank::FirstParty => Knowledge::FirstParty,
            _ if evidence.lineages > 1 => Knowledge::Lineages,
            _ => Knowledge::Lineage,
        },
        None if sought(model, field) => Knowledge::Sought,
        None => Knowledge::Unsought,
    }
}

/// Whether a field, its group, or a part of it was looked for.
fn sought(model: &ModelMetadata, field: &str) -> bool {
    let is_about = |sought: &str| {
        let within = |whole: &str, part: &str| {
            part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        within(sought, field) || within(field, sought)
    };
    model.data().sought.iter().any(|own| own.fields.iter().any(|sought| is_about(sought)))
}

/// The best row that speaks of the model's default version on its usual offer, else any that holds.
fn rows<T>(model: &ModelMetadata, field: &str, rows: &[Row<T>]) -> Knowledge {
    stated(model, field, rows, |_| true)
}

fn stated<T>(model: &ModelMetadata, field: &str, rows: &[Row<T>], states: impl Fn(&T) -> bool) -> Knowledge {
    let asked = model.asked(model.default_offer());
    let holds = |row: &&Row<T>| row.holds_on(asked.day) && row.speaks_of(asked.version) && states(&row.facts);
    let usual = |row: &&Row<T>| row.narrowness(asked).is_some();
    let speaking: Vec<&Row<T>> = rows.iter().filter(holds).collect();
    let own: Vec<&Row<T>> = speaking.iter().copied().filter(|row| usual(row)).collect();
    let counted = if own.is_empty() { speaking } else { own };
    counted.iter().map(|row| known(model, field, &row.src)).min().unwrap_or_else(|| known(model, field, &[]))
}

fn limit<T>(
    model: &ModelMetadata,
    field: &str,
    get: impl Fn(&crate::model::LimitFacts) -> Fact<T>,
) -> Knowledge {
    stated(model, field, &model.data().limits, |facts| !get(facts).is_unknown())
}

fn price(model: &ModelMetadata) -> Knowledge {
    stated(model, "price", &model.data().prices, |facts| !facts.rates.is_empty())
}

/// Any date of the life but the release; that it was listed is none.
fn lifecycle(model: &ModelMetadata) -> Knowledge {
    let is_date =
        |facts: &LifecycleFacts| DATES.iter().any(|(key, get)| *key != "listed" && get(facts).is_some());
    stated(model, "lifecycle", &model.data().lifecycle, is_date)
}

/// A plain key of the version, or of the model.
fn own(model: &ModelMetadata, field: &str, is_known: bool) -> Knowledge {
    let src: &[u16] = if is_known { &model.facts().src } else { &[] };
    known(model, field, src)
}

fn capability(model: &ModelMetadata, capability: Capability) -> Knowledge {
    let field = format!("capabilities.{capability}");
    own(model, &field, !model.capability(capability).is_unknown())
}

/// A table of parameters that says something.
fn parameters(model: &ModelMetadata) -> Knowledge {
    let table = model.table(model.default_surface());
    let speaks = |table: &&crate::params::ParamTable| {
        table.entries.iter().any(|entry| !matches!(entry, Entry::Silent))
    };
    let src: &[u16] = table.filter(speaks).map_or(&[], |table| &table.src);
    known(model, "parameters", src)
}
