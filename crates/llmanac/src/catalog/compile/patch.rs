//! What an overlay lays over the bodies of requests.

use std::fmt::Display;

use serde_json::{Map, Number, Value as Json};
use toml::{Table, Value};

use crate::catalog::problem::Problems;
use crate::params::BodyPatch;

/// A patch; what has no form in JSON is a problem.
pub(crate) fn body_patch(
    problems: &mut Problems,
    prefix: &str,
    set: Option<&Table>,
    without: Option<&[String]>,
) -> BodyPatch {
    let mut body = Map::new();
    for (key, value) in set.into_iter().flatten() {
        if let Some(value) = json(problems, &format_args!("{prefix}body_patch.{key}"), value) {
            body.insert(key.clone(), value);
        }
    }
    let without = without.unwrap_or_default();
    for (at, path) in without.iter().enumerate() {
        if path.split('.').any(str::is_empty) {
            problems.add(format_args!("{prefix}body_without[{at}]"), "a dotted path is wanted, as in `a.b`");
        }
    }
    BodyPatch { set: body, without: without.to_vec() }
}

fn json(problems: &mut Problems, key: &dyn Display, value: &Value) -> Option<Json> {
    Some(match value {
        Value::String(text) => Json::from(text.as_str()),
        Value::Integer(number) => Json::from(*number),
        Value::Boolean(value) => Json::from(*value),
        Value::Float(number) => match Number::from_f64(*number) {
            Some(number) => Json::Number(number),
            None => {
                problems.add(key, "JSON has no such number");
                return None;
            }
        },
        Value::Datetime(_) => {
            problems.add(key, "JSON has no dates; write it as a string");
            return None;
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            Json::Array(
                items
                    .map(|(at, item)| json(problems, &format_args!("{key}[{at}]"), item))
                    .collect::<Option<_>>()?,
            )
        }
        Value::Table(entries) => {
            let entries = entries.iter();
            Json::Object(
                entries
                    .map(|(own, item)| {
                        Some((own.clone(), json(problems, &format_args!("{key}.{own}"), item)?))
                    })
                    .collect::<Option<_>>()?,
            )
        }
    })
}
