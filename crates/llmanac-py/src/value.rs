//! Values of Python and JSON, both ways.

use pyo3::IntoPyObjectExt;
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
    let Some(left) = left.checked_sub(1) else {
        return Err(PyValueError::new_err(format!("a value of more than {DEEPEST} levels is not read")));
    };
    if let Ok(dict) = value.cast::<PyDict>() {
        let mut object = Map::with_capacity(dict.len());
        for (key, item) in dict.iter() {
            object.insert(name(&key)?, of(&item, left).map_err(|error| at(value.py(), &key, error))?);
        }
        return Ok(Value::Object(object));
    }
    if let Ok(list) = value.cast::<PyList>() {
        return items(list.iter(), left);
    }
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

/// JSON as plain values of Python.
pub fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Words::new(py).value(value)
}

/// A JSON object as a dictionary.
pub fn object_to_python<'py>(py: Python<'py>, object: &Map<String, Value>) -> PyResult<Bound<'py, PyDict>> {
    Words::new(py).object(object)
}

/// Short texts that were made for Python already: keys and words come again in each item of a list, and making one
/// takes longer than finding it.
struct Words<'py, 'v> {
    py: Python<'py>,
    made: Vec<(&'v str, Bound<'py, PyString>)>,
}

impl<'py, 'v> Words<'py, 'v> {
    /// So many are kept, so that finding one stays quick.
    const MOST: usize = 24;
    /// Longer texts are rarely said twice.
    const LONGEST: usize = 24;

    fn new(py: Python<'py>) -> Self {
        Self { py, made: Vec::new() }
    }

    fn text(&mut self, text: &'v str) -> Bound<'py, PyString> {
        if text.len() > Self::LONGEST {
            return PyString::new(self.py, text);
        }
        if let Some((_, made)) = self.made.iter().find(|(own, _)| *own == text) {
            return made.clone();
        }
        let made = PyString::new(self.py, text);
        if self.made.len() < Self::MOST {
            self.made.push((text, made.clone()));
        }
        made
    }

    fn value(&mut self, value: &'v Value) -> PyResult<Bound<'py, PyAny>> {
        match value {
            Value::Null => Ok(self.py.None().into_bound(self.py)),
            Value::Bool(truth) => truth.into_bound_py_any(self.py),
            Value::Number(number) => number_to_python(self.py, number),
            Value::String(text) => Ok(self.text(text).into_any()),
            Value::Array(items) => {
                let mut list = Vec::with_capacity(items.len());
                for item in items {
                    list.push(self.value(item)?);
                }
                Ok(PyList::new(self.py, list)?.into_any())
            }
            Value::Object(object) => Ok(self.object(object)?.into_any()),
        }
    }

    fn object(&mut self, object: &'v Map<String, Value>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(self.py);
        for (key, item) in object {
            let item = self.value(item)?;
            dict.set_item(self.text(key), item)?;
        }
        Ok(dict)
    }
}

fn number_to_python<'py>(py: Python<'py>, number: &Number) -> PyResult<Bound<'py, PyAny>> {
    if let Some(small) = number.as_i64() {
        return small.into_bound_py_any(py);
    }
    match number.as_u64() {
        Some(large) => large.into_bound_py_any(py),
        None => number.as_f64().into_bound_py_any(py),
    }
}
