//! The objects of providers' SDKs as plain values: responses, usage, messages.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyType};
use serde_json::Value;

use crate::error::attempted;
use crate::value::{self, Binary, to_json};

/// What an object of an SDK holds; `None` for what is none.
///
/// Of a model of pydantic only what is set, under the names of the wire: fields that the response did not have are `None`
/// there, and are no part of it.
pub fn plain<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    if value.is_instance_of::<PyType>() {
        return Ok(None);
    }
    if let Some(dump) = attempted(value.py(), value.getattr("model_dump"))? {
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
        if let Some(method) = attempted(value.py(), value.getattr(method))? {
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
    if told.is_instance_of::<PyBytes>() { to_json(told) } else { value::read(told, Binary::Base64) }
}

/// The standard alphabet with padding, as JSON of the providers has it.
pub fn base64(bytes: &Bound<'_, PyBytes>) -> PyResult<String> {
    let text = bytes.py().import("base64")?.call_method1("b64encode", (bytes,))?;
    text.call_method1("decode", ("ascii",))?.extract()
}
