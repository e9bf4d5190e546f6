//! JSON as values of Python.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde_json::{Map, Number, Value};

use crate::keys::Keys;

/// JSON as plain values of Python.
pub fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Words::new(py).value(value)
}

/// A JSON object as a dictionary.
pub fn object_to_python<'py>(py: Python<'py>, object: &Map<String, Value>) -> PyResult<Bound<'py, PyDict>> {
    Words::new(py).object(object)
}

/// So many short texts are kept.
const SLOTS: usize = 32;

/// Longer texts are rarely said twice.
const LONGEST: usize = 24;

/// Short texts that were made for Python already: keys and words come again in each item of a list, and making one
/// takes longer than finding it.
pub struct Words<'py, 'v> {
    py: Python<'py>,
    /// Given back at the end.
    keys: Option<Box<Keys>>,
    /// A text has one slot, where the last one of that slot is.
    made: [Option<(&'v str, Bound<'py, PyString>)>; SLOTS],
}

impl<'py, 'v> Words<'py, 'v> {
    pub fn new(py: Python<'py>) -> Self {
        Self { py, keys: Some(Keys::taken()), made: [const { None }; SLOTS] }
    }

    pub fn py(&self) -> Python<'py> {
        self.py
    }

    /// The key of a dictionary.
    pub fn key(&mut self, key: &str) -> Bound<'py, PyString> {
        match &mut self.keys {
            Some(keys) => keys.key(self.py, key),
            None => PyString::new(self.py, key),
        }
    }

    /// A text, a new one where it was not made before.
    fn text(&mut self, text: &'v str) -> Bound<'py, PyString> {
        if text.len() > LONGEST {
            return PyString::new(self.py, text);
        }
        match self.made.get_mut(mixed(text) % SLOTS) {
            Some(Some((own, made))) if *own == text => made.clone(),
            Some(slot) => {
                let made = PyString::new(self.py, text);
                *slot = Some((text, made.clone()));
                made
            }
            None => PyString::new(self.py, text),
        }
    }

    /// A value and all that is in it.
    pub fn value(&mut self, value: &'v Value) -> PyResult<Bound<'py, PyAny>> {
        match value {
            Value::Null => Ok(self.py.None().into_bound(self.py)),
            Value::Bool(truth) => truth.into_bound_py_any(self.py),
            Value::Number(number) => number_to_python(self.py, number),
            Value::String(text) => Ok(self.text(text).into_any()),
            Value::Array(items) => self.list(items, Self::value),
            Value::Object(object) => Ok(self.object(object)?.into_any()),
        }
    }

    /// A list, each item made in its way.
    pub fn list(
        &mut self,
        items: &'v [Value],
        mut made: impl FnMut(&mut Self, &'v Value) -> PyResult<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        // One item is the most frequent list: the blocks of a turn.
        if let [item] = items {
            return Ok(PyList::new(self.py, [made(self, item)?])?.into_any());
        }
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(made(self, item)?);
        }
        Ok(PyList::new(self.py, list)?.into_any())
    }

    fn object(&mut self, object: &'v Map<String, Value>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(self.py);
        for (key, item) in object {
            let item = self.value(item)?;
            dict.set_item(self.key(key), item)?;
        }
        Ok(dict)
    }
}

impl Drop for Words<'_, '_> {
    fn drop(&mut self) {
        if let Some(keys) = self.keys.take() {
            keys.keep();
        }
    }
}

/// A number that short texts which come together rarely share.
pub fn mixed(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(*byte));
    let last = bytes.last().map_or(0, |byte| usize::from(*byte));
    at(0) + 7 * last + 31 * at(bytes.len() / 2) + 3 * bytes.len()
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
