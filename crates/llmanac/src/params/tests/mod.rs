//! Validation and fitting, over tables written in the catalog's own format.

mod fitting;
mod properties;
pub(crate) use properties::{BENCHES, any_json, parameters};
mod rules;
mod validation;

use serde_json::{Map, Value};

use super::testing::Bench;
use super::{Issue, validate};

/// A JSON object.
pub(crate) fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

/// The issues of some parameters, one a line, with their fixes.
pub(super) fn issues(bench: &Bench, parameters: Value) -> Vec<String> {
    validate(&bench.subject(), &map(parameters)).iter().map(told).collect()
}

pub(super) fn told(issue: &Issue) -> String {
    match &issue.fix {
        Some(fix) => format!("{issue} ({fix})"),
        None => issue.to_string(),
    }
}
