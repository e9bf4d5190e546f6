//! From TOML values to plain values, meters and tokens.

use std::collections::BTreeMap;
use std::fmt::Display;

use toml::{Table, Value};

use crate::catalog::problem::Problems;
use crate::model::{Fact, Meter, Rate, Scalar, Tokens};
use crate::params::ParameterType;

/// A plain value; a string stands for a decimal where the parameter takes one.
pub(crate) fn scalar(value: &Value, kind: ParameterType) -> Option<Scalar> {
    Some(match value {
        Value::Boolean(value) => Scalar::Bool(*value),
        Value::Integer(value) if kind == ParameterType::Decimal => Scalar::Decimal((*value).into()),
        Value::Integer(value) => Scalar::Integer(*value),
        Value::String(text) if kind == ParameterType::Decimal => Scalar::decimal(text)?,
        Value::String(text) => Scalar::Text(text.clone()),
        Value::Array(items) => {
            Scalar::List(items.iter().map(|item| scalar(item, ParameterType::Any)).collect::<Option<_>>()?)
        }
        Value::Table(entries) => Scalar::Map(
            by_key(entries)
                .map(|(key, value)| Some((key.clone(), scalar(value, ParameterType::Any)?)))
                .collect::<Option<_>>()?,
        ),
        // Money and bounds are strings, so that no binary fraction gets in.
        Value::Float(_) | Value::Datetime(_) => return None,
    })
}

/// The entries of a table by their keys: in what order an author has facts says nothing.
pub(crate) fn by_key(table: &Table) -> impl Iterator<Item = (&String, &Value)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries.into_iter()
}

/// Tokens, or `"none"`.
pub(crate) fn tokens(problems: &mut Problems, key: impl Display, value: Option<&Value>) -> Fact<Tokens> {
    match value {
        None => Fact::Unknown,
        Some(Value::String(text)) if text == "none" => Fact::Absent,
        Some(Value::Integer(count)) if *count > 0 => Fact::Known(Tokens::new(count.unsigned_abs())),
        Some(other) => {
            problems.add(key, format_args!("{other} is neither a number of tokens above 0 nor \"none\""));
            Fact::Unknown
        }
    }
}

/// A two-level table from meters to texts, its keys joined by a dot.
pub(crate) fn meters<'v>(
    problems: &mut Problems,
    key: impl Display,
    table: impl IntoIterator<Item = (&'v String, &'v Value)>,
) -> Vec<(Meter, &'v str)> {
    let mut found = Vec::new();
    let mut leaf = |problems: &mut Problems, name: &str, value: &'v Value| {
        let Some(text) = value.as_str() else {
            problems.add(format_args!("{key}.{name}"), "a string is wanted, as in \"2.5\"");
            return;
        };
        if let Some(meter) = problems.ok(format_args!("{key}.{name}"), name.parse::<Meter>()) {
            found.push((meter, text));
        }
    };
    // Thousands of rows have such tables: one text serves all the names of one.
    let mut joined = String::new();
    for (outer, value) in table {
        match value {
            Value::Table(inner) => {
                for (name, value) in by_key(inner) {
                    joined.clear();
                    joined.extend([outer, ".", name]);
                    leaf(problems, &joined, value);
                }
            }
            value => leaf(problems, outer, value),
        }
    }
    found
}

/// Rates for so many units.
pub(crate) fn rates(
    problems: &mut Problems,
    key: impl Display,
    table: Option<&BTreeMap<String, Value>>,
    per: u32,
) -> Vec<(Meter, Rate)> {
    let Some(table) = table else { return Vec::new() };
    meters(problems, &key, table)
        .into_iter()
        .filter_map(|(meter, amount)| {
            problems.ok(format_args!("{key}.{meter}"), Rate::usd(amount, per)).map(|rate| (meter, rate))
        })
        .collect()
}
