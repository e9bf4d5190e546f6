//! A Python callable as a model's own conversion.

use std::cell::RefCell;
use std::sync::Arc;

use llmanac::wire::ConverterFn;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

use crate::value::to_json;
use crate::words::object_to_python;

thread_local! {
    /// The exception of the last conversion on this thread; none where it raised none.
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
    /// The first exception since one was asked for that is to end the program, such as `KeyboardInterrupt`.
    static ENDING: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

/// A conversion that calls a Python function with the whole request, and sends what it gives.
pub fn of(function: Py<PyAny>) -> ConverterFn {
    Arc::new(move |request| {
        Python::attach(|py| {
            let converted = object_to_python(py, request)
                .and_then(|request| function.bind(py).call1((request,)))
                .and_then(|body| to_json(&body));
            let (converted, raised) = match converted {
                Ok(body) => (Ok(body), None),
                Err(error) => (Err(error.to_string()), Some(error)),
            };
            let is_ending = |error: &&PyErr| !error.is_instance_of::<PyException>(py);
            let ending = raised.as_ref().filter(is_ending).map(|error| error.clone_ref(py));
            if ending.is_some() && ENDING.with(|first| first.borrow().is_none()) {
                ENDING.with(|first| first.replace(ending));
            }
            RAISED.with(|last| last.replace(raised));
            converted
        })
    })
}

/// The exception that a conversion on this thread has just raised; it is taken out.
pub fn raised() -> Option<PyErr> {
    ENDING.with(RefCell::take);
    RAISED.with(RefCell::take)
}

/// The exception among those of the conversions since that is no mere error; all are taken out.
pub fn ending() -> Option<PyErr> {
    RAISED.with(RefCell::take);
    ENDING.with(RefCell::take)
}
