//! The value that a surface reads for a standard one.

use serde_json::Value;

use crate::model::{Scalar, decimal_to_json, to_decimal};
use crate::params::{Change, ParamRow, ParameterType, Values, word};

use super::shapes::{self, Shaped};

/// A native value, before it goes to its place.
pub(super) struct Native {
    /// `None` where the standard value cannot be expressed, or says what holds anyhow.
    pub value: Option<Value>,
    /// What of the standard value has no place in it.
    pub lost: Vec<String>,
    /// What is told of it under both policies.
    pub changes: Vec<Change>,
}

impl Native {
    /// The native value of a parameter, which goes to a path.
    pub fn of(name: &str, row: &ParamRow, path: &str, value: &Value) -> Self {
        if let Some(shape) = row.shape {
            return match shapes::shape(shape, value) {
                Ok(Shaped { value, lost, changes }) => Self { value, lost, changes },
                // Validation has looked at it before.
                Err(malformed) => {
                    Self { value: None, lost: vec![malformed.to_string()], changes: Vec::new() }
                }
            };
        }
        let value = match (&row.values, value) {
            (Values::Map(words), Value::Array(items)) => {
                items.iter().map(|item| mapped(words, item)).collect::<Option<Vec<_>>>().map(Value::Array)
            }
            (Values::Map(words), value) => mapped(words, value),
            (_, Value::Bool(value)) if row.invert => Some(Value::Bool(!value)),
            // Only the standard's own surface takes one text alone.
            (_, Value::String(_)) if row.kind == ParameterType::Strings && path != name => {
                Some(Value::Array(vec![value.clone()]))
            }
            (_, value) => Some(whole(row, value)),
        };
        let lost = if value.is_none() { vec![name.to_owned()] } else { Vec::new() };
        Self { value, lost, changes: Vec::new() }
    }
}

/// The native value for a standard one; `None` where it cannot be expressed.
fn mapped(words: &[(String, Option<Scalar>)], value: &Value) -> Option<Value> {
    let Some(word) = word(value) else { return Some(value.clone()) };
    let (_, native) = words.iter().find(|(own, _)| own == word)?;
    native.as_ref().map(Scalar::to_json)
}

/// A whole number as one, and each of a map: `100.0` as `100`.
fn whole(row: &ParamRow, value: &Value) -> Value {
    let own = |value: &Value| match value {
        Value::Number(number) if number.is_f64() => {
            to_decimal(value).map_or_else(|| value.clone(), decimal_to_json)
        }
        other => other.clone(),
    };
    match (row.kind, value) {
        (ParameterType::Integer, value) => own(value),
        (ParameterType::IntegerMap, Value::Object(entries)) => {
            entries.iter().map(|(key, value)| (key.clone(), own(value))).collect()
        }
        (_, value) => value.clone(),
    }
}
