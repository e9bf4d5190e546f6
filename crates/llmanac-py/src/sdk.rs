//! The objects of providers' SDKs as plain values: responses, usage, messages.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{
    PyByteArray, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple, PyType,
};
use serde_json::{Map, Value};

use crate::error;
use crate::value::{self, to_json};

/// So many levels at most, as of every value.
const DEEPEST: u8 = 100;

/// What an object of an SDK holds; `None` for what is none.
///
/// Of a model of pydantic only what is set, under the names of the wire: fields that the response did not have are `None`
/// there, and are no part of it.
pub fn plain<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    if value.is_instance_of::<PyType>() {
        return Ok(None);
    }
    if let Ok(dump) = value.getattr("model_dump") {
        let keywords = PyDict::new(value.py());
        keywords.set_item("mode", "json")?;
        keywords.set_item("exclude_unset", true)?;
        keywords.set_item("by_alias", true)?;
        return match dump.call((), Some(&keywords)) {
            // One that is called as pydantic's and takes less.
            Err(problem) if problem.is_instance_of::<PyTypeError>(value.py()) => {
                keywords.del_item("exclude_unset")?;
                keywords.del_item("by_alias")?;
                dump.call((), Some(&keywords)).map(Some)
            }
            dumped => dumped.map(Some),
        };
    }
    for method in ["to_json_dict", "to_dict"] {
        if let Ok(method) = value.getattr(method) {
            return method.call0().map(Some);
        }
    }
    Ok(None)
}

/// A response as JSON: its text or bytes as they are, else as it was on the wire, where bytes within stand as base64.
pub fn response(told: &Bound<'_, PyAny>) -> PyResult<Value> {
    if let Ok(bytes) = told.cast::<PyByteArray>() {
        return to_json(PyBytes::new(told.py(), &bytes.to_vec()).as_any());
    }
    if told.is_instance_of::<PyBytes>() { to_json(told) } else { of(told, DEEPEST) }
}

fn of(told: &Bound<'_, PyAny>, left: u8) -> PyResult<Value> {
    let is_plain = told.is_instance_of::<PyString>()
        || told.is_none()
        || told.is_instance_of::<PyInt>()
        || told.is_instance_of::<PyFloat>();
    let left = left.saturating_sub(1);
    // What is nested too deeply is told there.
    if is_plain || left == 0 {
        return to_json(told);
    }
    if let Ok(dict) = told.cast::<PyDict>() {
        return dict
            .iter()
            .map(|(key, item)| entry(&key, &item, left))
            .collect::<PyResult<Map<_, _>>>()
            .map(Value::Object);
    }
    if let Ok(list) = told.cast::<PyList>() {
        return list.iter().map(|item| of(&item, left)).collect();
    }
    if let Ok(tuple) = told.cast::<PyTuple>() {
        return tuple.iter().map(|item| of(&item, left)).collect();
    }
    if let Ok(bytes) = told.cast::<PyBytes>() {
        return Ok(Value::String(base64(bytes.as_bytes())));
    }
    if let Some(plain) = plain(told)? {
        return of(&plain, left);
    }
    if let Ok(mapping) = told.cast::<PyMapping>() {
        let mut object = Map::new();
        for item in mapping.items()?.iter() {
            let (key, item): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let (key, item) = entry(&key, &item, left)?;
            object.insert(key, item);
        }
        return Ok(Value::Object(object));
    }
    to_json(told)
}

fn entry(key: &Bound<'_, PyAny>, item: &Bound<'_, PyAny>, left: u8) -> PyResult<(String, Value)> {
    let Ok(name) = key.cast::<PyString>() else {
        let kind = value::kind(key);
        return Err(PyTypeError::new_err(format!("the keys of a mapping are texts, not {kind}")));
    };
    let name = name.to_str()?.to_owned();
    match of(item, left) {
        Ok(item) => Ok((name, item)),
        Err(problem) => Err(error::placed(key.py(), &name, problem)),
    }
}

/// The standard alphabet with padding, as JSON of the providers has it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter =
                LETTERS.get((bits >> (18 - 6 * place) & 63) as usize).filter(|_| place <= three.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}
