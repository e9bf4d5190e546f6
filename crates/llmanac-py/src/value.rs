//! Values of Python as JSON.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};
use serde_json::{Map, Number, Value};

use crate::sdk;

/// So many levels at most: what refers to itself ends here, and a stack can follow.
const DEEPEST: u8 = 100;

/// A value of Python as JSON: mappings, lists, texts, numbers, and the objects of SDKs.
pub fn to_json(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    of(value, DEEPEST)
}

/// The same, where an object is wanted.
pub fn to_object(what: &str, value: &Bound<'_, PyAny>) -> PyResult<Map<String, Value>> {
    match of(value, DEEPEST)? {
        Value::Object(object) => Ok(object),
        _ => Err(PyTypeError::new_err(format!("{what} is a mapping, not {}", kind(value)))),
    }
}

fn of(value: &Bound<'_, PyAny>, left: u8) -> PyResult<Value> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::String(text.to_str()?.to_owned()));
    }
    let deeper = left.checked_sub(1);
    let too_deep = || PyValueError::new_err(format!("a value of more than {DEEPEST} levels is not read"));
    if let Ok(dict) = value.cast::<PyDict>() {
        let left = deeper.ok_or_else(too_deep)?;
        // Room for one key more: parameters get their messages.
        let mut object = Map::with_capacity(dict.len() + 1);
        for (key, item) in dict.iter() {
            object.insert(name(&key)?, of(&item, left).map_err(|error| at(value.py(), &key, error))?);
        }
        return Ok(Value::Object(object));
    }
    if let Ok(list) = value.cast::<PyList>() {
        return items(list.iter(), deeper.ok_or_else(too_deep)?);
    }
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(Value::Bool(truth.is_true()));
    }
    if value.is_instance_of::<PyInt>() {
        return integer(value);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return float(number.value());
    }
    let left = deeper.ok_or_else(too_deep)?;
    if let Ok(tuple) = value.cast::<PyTuple>() {
        return items(tuple.iter(), left);
    }
    other(value, left)
}

/// A list, with room made at once.
fn items<'py>(items: impl ExactSizeIterator<Item = Bound<'py, PyAny>>, left: u8) -> PyResult<Value> {
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        list.push(of(&item, left)?);
    }
    Ok(Value::Array(list))
}

/// What is none of the builtin types.
fn other(value: &Bound<'_, PyAny>, left: u8) -> PyResult<Value> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return match std::str::from_utf8(bytes.as_bytes()) {
            Ok(text) => Ok(Value::from(text)),
            Err(_) => Err(PyValueError::new_err("bytes that are no UTF-8 text")),
        };
    }
    let is_class = value.is_instance_of::<pyo3::types::PyType>();
    if let Some(plain) = sdk::plain(value)? {
        return of(&plain, left);
    }
    if let Ok(mapping) = value.cast::<PyMapping>() {
        let mut object = Map::new();
        for item in mapping.items()?.iter() {
            let (key, item): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            object.insert(name(&key)?, of(&item, left)?);
        }
        return Ok(Value::Object(object));
    }
    if let Ok(text) = value.call_method0("isoformat") {
        return of(&text, left);
    }
    if value.hasattr("__index__")? {
        return integer(&value.call_method0("__index__")?);
    }
    if value.hasattr("__float__")? && !is_class {
        // A decimal without a fraction is a whole number, however it is written.
        let is_whole =
            value.call_method0("to_integral_value").is_ok_and(|whole| whole.eq(value).unwrap_or(false));
        return if is_whole { integer(&value.call_method0("__int__")?) } else { float(value.extract()?) };
    }
    let fix = if value.hasattr("read")? && !is_class { "; hand over what its read() gives" } else { "" };
    Err(PyTypeError::new_err(format!("{} is no JSON value{fix}", kind(value))))
}

/// The key of a mapping.
fn name(key: &Bound<'_, PyAny>) -> PyResult<String> {
    match key.cast::<PyString>() {
        Ok(text) => Ok(text.to_str()?.to_owned()),
        Err(_) => Err(PyTypeError::new_err(format!("the keys of a mapping are texts, not {}", kind(key)))),
    }
}

/// An error with the key under which it happened.
fn at(py: Python<'_>, key: &Bound<'_, PyAny>, error: PyErr) -> PyErr {
    if !error.get_type(py).is(py.get_type::<PyValueError>())
        && !error.get_type(py).is(py.get_type::<PyTypeError>())
    {
        return error;
    }
    let said = error.value(py).to_string();
    let key: String = key.to_string().chars().take(40).collect();
    // What is nested deeply has a long way; its beginning is enough.
    if said.len() > 200 {
        return error;
    }
    let message = format!("{key}: {said}");
    if error.is_instance_of::<PyTypeError>(py) {
        PyTypeError::new_err(message)
    } else {
        PyValueError::new_err(message)
    }
}

fn integer(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if let Ok(small) = value.extract::<i64>() {
        return Ok(small.into());
    }
    match value.extract::<u64>() {
        Ok(large) => Ok(large.into()),
        Err(_) => Err(PyValueError::new_err("a whole number of more than 64 bits")),
    }
}

fn float(value: f64) -> PyResult<Value> {
    match Number::from_f64(value) {
        Some(number) => Ok(Value::Number(number)),
        None => Err(PyValueError::new_err(format!("{value} is no number of JSON"))),
    }
}

/// The class of a value, for messages.
pub fn kind(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "a value".to_owned(), |name| name.to_string())
}
