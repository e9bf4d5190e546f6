//! Classes of Python that are asked for again and again.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

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

/// The limit that is not known.
pub fn unknown(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    static UNKNOWN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    UNKNOWN.import(py, "llmanac._ids", "UNKNOWN").cloned()
}

/// An exact decimal.
pub fn to_decimal<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    decimal(py)?.call1((text,))
}
