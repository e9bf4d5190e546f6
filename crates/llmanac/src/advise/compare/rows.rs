//! The fields that are compared, but for prices.

use serde_json::Value;

use crate::advise::facts::{LIMITS, json::limit_value};
use crate::advise::show::range;
use crate::model::{Capability, Fact, Modalities, Modality};
use crate::params::Subject;
use crate::registry::ModelMetadata;

use super::ComparedRow;
use super::answer::Column;

/// Reads one field of a model.
type Reader = fn(&ModelMetadata) -> Value;

/// The fields that every model has.
const FIRST: [(&str, Reader); 8] = [
    ("maker", |model| model.maker().as_str().into()),
    ("provider", |model| model.provider().as_str().into()),
    ("status", |model| model.status().as_str().into()),
    ("lifecycle.no_new_use", |model| text(model.lifecycle().no_new_use)),
    ("lifecycle.retires", |model| text(model.lifecycle().retires)),
    ("knowledge_cutoff", |model| text(model.knowledge_cutoff())),
    ("input", |model| names(model.input())),
    ("output", |model| names(model.output())),
];

fn text(value: Option<impl ToString>) -> Value {
    value.map(|value| value.to_string()).into()
}

fn names(fact: Fact<Modalities>) -> Value {
    match fact {
        Fact::Known(types) => types.iter().map(Modality::as_str).collect(),
        Fact::Absent => Value::Array(Vec::new()),
        Fact::Unknown => Value::Null,
    }
}

/// The rows in the order in which people look: life, kinds, limits, abilities, parameters.
pub(super) fn rows(columns: &[Column<'_>]) -> Vec<ComparedRow> {
    let of = |field: &str, read: &dyn Fn(&ModelMetadata) -> Value| {
        ComparedRow::new(field, columns.iter().map(|own| read(&own.model)).collect())
    };
    let mut rows: Vec<ComparedRow> = FIRST.iter().map(|(field, read)| of(field, read)).collect();
    for (key, get) in LIMITS {
        rows.push(of(&format!("limits.{key}"), &|model| limit_value(model.limit(get).0)));
    }
    for capability in Capability::ALL {
        let row = of(&format!("capabilities.{capability}"), &|model| {
            model.capability(*capability).to_option().into()
        });
        rows.extend(row.if_known());
    }
    for name in parameters(columns) {
        rows.extend(
            of(&format!("parameter.{name}"), &|model| model.supports_parameter(&name).into()).if_known(),
        );
        rows.extend(of(&format!("parameter.{name}.range"), &|model| bounds(model, &name)).if_there());
    }
    rows
}

/// The standard parameters of all models, in order; overlays share the catalog's.
fn parameters(columns: &[Column<'_>]) -> Vec<String> {
    let all = columns.iter().flat_map(|own| &own.model.tables().parameters);
    let mut names: Vec<String> = all.map(|standard| standard.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The bounds of a parameter on the default surface, `{"min": 0, "max": 2}`; `false` where it is not accepted.
fn bounds(model: &ModelMetadata, name: &str) -> Value {
    if model.supports_parameter(name) == Some(false) {
        return Value::Bool(false);
    }
    let found = |subject: &Subject<'_>| {
        let place = model.tables().parameter(name)?;
        let mut value = serde_json::to_value(range(subject, subject.table.row(place)?)?).ok()?;
        // What is compared is the number; which fact of the model it is does not matter.
        for key in ["min_of", "max_of"] {
            value.as_object_mut()?.shift_remove(key);
        }
        Some(value)
    };
    model.subject(None).and_then(|subject| found(&subject)).into()
}

impl ComparedRow {
    pub(super) fn new(field: &str, values: Vec<Value>) -> Self {
        let known = || values.iter().filter(|value| !value.is_null());
        let first = known().next();
        let differs = if known().any(|value| Some(value) != first) {
            Some(true)
        } else if known().count() == values.len() {
            Some(false)
        } else {
            None
        };
        Self { field: field.to_owned(), input_over: None, per: None, values, differs }
    }

    /// The row, where something is known of some model.
    pub(super) fn if_known(self) -> Option<Self> {
        self.values.iter().any(|value| !value.is_null()).then_some(self)
    }

    /// The row, where something is there to be compared.
    fn if_there(self) -> Option<Self> {
        self.values.iter().any(|value| value.is_object()).then_some(self)
    }
}
