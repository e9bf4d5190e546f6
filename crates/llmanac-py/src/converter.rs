//! A Python callable as a model's own conversion.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use llmanac::wire::ConverterFn;
use pyo3::exceptions::{PyException, PyRecursionError};
use pyo3::prelude::*;

use crate::value::to_json;
use crate::words::object_to_python;

thread_local! {
    /// The exception of the last conversion on this thread; none where it raised none.
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
    /// The first exception since one was asked for that is to end the program, such as `KeyboardInterrupt`.
    static ENDING: RefCell<Option<PyErr>> = const { RefCell::new(None) };
    /// How many conversions of this thread are within each other now.
    static NESTED: Cell<u8> = const { Cell::new(0) };
}

/// So many conversions may be within each other: each takes of the stack, which Python does not count.
const DEEPEST: u8 = 20;

/// A conversion that is running.
struct Nested;

impl Nested {
    /// One more within those that run; an error where it seems to have no end.
    fn begun() -> PyResult<Self> {
        let nested = NESTED.get();
        if nested >= DEEPEST {
            return Err(PyRecursionError::new_err(format!(
                "{DEEPEST} conversions by converter_fn are within each other; one that wants the usual body of its own \
                 model has it from the same model, registered under another name without converter_fn"
            )));
        }
        NESTED.set(nested + 1);
        Ok(Self)
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        NESTED.set(NESTED.get().saturating_sub(1));
    }
}

/// A conversion that calls a Python function with the whole request, and sends what it gives.
pub fn of(function: Py<PyAny>) -> ConverterFn {
    Arc::new(move |request| {
        Python::attach(|py| {
            let converted = Nested::begun().and_then(|_running| {
                let request = object_to_python(py, request)?;
                to_json(&function.bind(py).call1((request,))?)
            });
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
