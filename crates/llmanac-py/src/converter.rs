//! A Python callable as a model's own conversion.

use std::cell::RefCell;
use std::sync::Arc;

use llmanac::wire::ConverterFn;
use pyo3::prelude::*;

use crate::value::to_json;
use crate::words::object_to_python;

thread_local! {
    /// The exception that the last conversion on this thread raised.
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

/// A conversion that calls a Python function with the whole request, and sends what it gives.
pub fn of(function: Py<PyAny>) -> ConverterFn {
    Arc::new(move |request| {
        Python::attach(|py| {
            let converted = object_to_python(py, request)
                .and_then(|request| function.bind(py).call1((request,)))
                .and_then(|body| to_json(&body));
            converted.map_err(|error| {
                let said = error.to_string();
                RAISED.with(|raised| raised.replace(Some(error)));
                said
            })
        })
    })
}

/// The exception that a conversion on this thread has just raised; it is taken out.
pub fn raised() -> Option<PyErr> {
    RAISED.with(RefCell::take)
}
