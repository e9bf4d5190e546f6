//! Classes of Python that are asked for again and again.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString, PyType};

/// A class that is imported when it is first wanted.
macro_rules! classes {
    ($($(#[$doc:meta])* $function:ident = $module:literal, $name:literal;)*) => {
        $($(#[$doc])*
        pub fn $function(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
            static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
            CLASS.import(py, $module, $name)
        })*
    };
}

classes! {
    /// `decimal.Decimal`: importing it takes longer than importing us.
    decimal = "decimal", "Decimal";
    /// `llmanac.LLMProvider`
    provider = "llmanac._ids", "LLMProvider";
    /// `llmanac.ModelFamily`
    family = "llmanac._ids", "ModelFamily";
    /// `llmanac.InputMediaType`
    input_type = "llmanac._ids", "InputMediaType";
    /// `llmanac.OutputMediaType`
    output_type = "llmanac._ids", "OutputMediaType";
    /// `llmanac.Answer`
    answer = "llmanac._answers", "Answer";
    /// `llmanac.Cost`
    cost = "llmanac._answers", "Cost";
    /// `llmanac.LineItem`
    line_item = "llmanac._answers", "LineItem";
}

/// An amount as plain text; `None` where it is no number and no text.
///
/// A decimal is written out, since `1E-7` is one too; a float has its shortest text.
pub fn amount(stated: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if let Ok(text) = stated.cast::<PyString>() {
        return Ok(Some(text.to_str()?.to_owned()));
    }
    if stated.is_instance_of::<PyBool>() {
        return Ok(None);
    }
    if let Ok(float) = stated.cast::<PyFloat>() {
        return Ok(Some(float.value().to_string()));
    }
    if stated.is_instance(decimal(stated.py())?.as_any())? {
        return Ok(Some(stated.call_method1("__format__", ("f",))?.extract()?));
    }
    Ok(if stated.is_instance_of::<PyInt>() { Some(stated.str()?.extract()?) } else { None })
}

/// The limit that is not known.
pub fn unknown(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    static UNKNOWN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    UNKNOWN.import(py, "llmanac._ids", "UNKNOWN").cloned()
}

/// An exact decimal.
pub fn to_decimal<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    decimal(py)?.call1((text,))
}
