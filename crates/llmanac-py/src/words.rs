//! JSON as values of Python.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde_json::{Map, Number, Value};

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

/// Short texts that were made for Python already: keys and words come again in each item of a list, and making one
/// takes longer than finding it.
pub struct Words<'py, 'v> {
    py: Python<'py>,
    /// A text has one slot, where the last one of that slot is.
    made: [Option<(&'v str, Bound<'py, PyString>)>; SLOTS],
}

impl<'py, 'v> Words<'py, 'v> {
    /// Longer texts are rarely said twice.
    const LONGEST: usize = 24;

    pub fn new(py: Python<'py>) -> Self {
        Self { py, made: [const { None }; SLOTS] }
    }

    pub fn py(&self) -> Python<'py> {
        self.py
    }

    /// A text, a new one where it was not made before.
    pub fn text(&mut self, text: &'v str) -> Bound<'py, PyString> {
        let Some(slot) = Self::slot(text).and_then(|slot| self.made.get_mut(slot)) else {
            return PyString::new(self.py, text);
        };
        match slot {
            Some((own, made)) if *own == text => made.clone(),
            _ => {
                let made = PyString::new(self.py, text);
                *slot = Some((text, made.clone()));
                made
            }
        }
    }

    /// The slot of a short text.
    fn slot(text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let (first, last) = (bytes.first()?, bytes.last()?);
        let mixed = usize::from(*first) + 7 * usize::from(*last) + 3 * bytes.len();
        (bytes.len() <= Self::LONGEST).then_some(mixed % SLOTS)
    }

    /// A value and all that is in it.
    pub fn value(&mut self, value: &'v Value) -> PyResult<Bound<'py, PyAny>> {
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
