//! Answers of the core as dictionaries of Python, with money as decimals.

use llmanac::advise::Basis;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::python;
use crate::words::Words;

/// Where in an answer texts of these names are money.
#[derive(Clone, Copy)]
pub enum Money {
    /// Everywhere: nothing in it is the caller's own.
    Everywhere,
    /// Below one key; all else may hold what the caller sent.
    Below(&'static str),
    /// Nowhere.
    Nowhere,
}

/// The fields that hold money, as texts.
const AMOUNTS: [&str; 11] =
    ["total", "low", "high", "subtotal", "savings", "amount", "rate", "list_rate", "input", "output", "fees"];

/// An answer as an object of one of the package's classes.
pub fn of<'py>(
    py: Python<'py>,
    class: &Bound<'py, PyType>,
    answer: &impl Serialize,
    money: Money,
) -> PyResult<Bound<'py, PyAny>> {
    let value = serde_json::to_value(answer)
        .map_err(|error| pyo3::exceptions::PyRuntimeError::new_err(error.to_string()))?;
    let mut words = Words::new(py);
    match &value {
        Value::Object(object) => object_of(&mut words, class, object, money),
        other => in_answer(&mut words, "", other, money),
    }
}

/// An answer of which only the registry that gave it is known, as the command prints it.
#[derive(Serialize)]
struct WithBasis<'a, T: Serialize> {
    #[serde(flatten)]
    answer: &'a T,
    #[serde(flatten)]
    basis: &'a Basis,
}

/// An answer of the plain class, and what it rests on.
pub fn with_basis<'py>(
    py: Python<'py>,
    answer: &impl Serialize,
    basis: &Basis,
    money: Money,
) -> PyResult<Bound<'py, PyAny>> {
    plain(py, &WithBasis { answer, basis }, money)
}

/// An answer of the plain class.
pub fn plain<'py>(py: Python<'py>, answer: &impl Serialize, money: Money) -> PyResult<Bound<'py, PyAny>> {
    of(py, python::answer(py)?, answer, money)
}

fn object_of<'py, 'v>(
    words: &mut Words<'py, 'v>,
    class: &Bound<'py, PyType>,
    object: &'v Map<String, Value>,
    money: Money,
) -> PyResult<Bound<'py, PyAny>> {
    // The classes are dictionaries: filled where they are, and not copied from another.
    let answer = class.call0()?;
    let dict = answer.cast::<PyDict>()?;
    for (key, item) in object {
        let below = match money {
            Money::Below(own) if own == key => Money::Everywhere,
            Money::Below(_) => Money::Nowhere,
            other => other,
        };
        let item = match (key.as_str(), item) {
            // What the caller sent stays as plain as it came.
            ("body" | "native" | "value" | "limit" | "fix" | "stored" | "computed", item) => {
                words.value(item)?
            }
            ("lines", Value::Array(lines)) => words.list(lines, |words, line| match line {
                Value::Object(item) if item.contains_key("amount") => {
                    object_of(words, python::line_item(words.py())?, item, below)
                }
                other => in_answer(words, "", other, below),
            })?,
            (key, item) => in_answer(words, key, item, below)?,
        };
        dict.set_item(words.key(key), item)?;
    }
    Ok(answer)
}

fn in_answer<'py, 'v>(
    words: &mut Words<'py, 'v>,
    key: &str,
    value: &'v Value,
    money: Money,
) -> PyResult<Bound<'py, PyAny>> {
    let py = words.py();
    match value {
        Value::String(text) if matches!(money, Money::Everywhere) && AMOUNTS.contains(&key) => {
            python::to_decimal(py, text)
        }
        Value::Object(object) => object_of(words, python::answer(py)?, object, money),
        Value::Array(items) => words.list(items, |words, item| in_answer(words, "", item, money)),
        other => words.value(other),
    }
}
