//! Counts that come from Python.

use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt};

use crate::error;
use crate::value::kind;

/// So many at most, as in usage everywhere.
const MOST: u64 = i64::MAX as u64;

/// A whole number from 0 to 2^63 - 1.
#[inline]
pub fn of(what: &str, stated: &Bound<'_, PyAny>) -> PyResult<u64> {
    if stated.is_exact_instance_of::<PyInt>()
        && let Ok(count) = stated.extract::<u64>()
        && count <= MOST
    {
        return Ok(count);
    }
    unusual(what, stated)
}

/// What is no plain count: numbers of other libraries, and what is refused.
#[cold]
fn unusual(what: &str, stated: &Bound<'_, PyAny>) -> PyResult<u64> {
    if stated.is_instance_of::<PyBool>() || !stated.hasattr("__index__")? {
        return Err(PyTypeError::new_err(format!("{what} is a whole number, not {}", kind(stated))));
    }
    match stated.extract::<u64>() {
        Ok(count) if count <= MOST => Ok(count),
        // What the number's own code raised otherwise is no word about the count.
        Err(problem) if !is_of_count(stated.py(), &problem) => Err(problem),
        _ => Err(error::value(what, "a count is from 0 to 9223372036854775807")),
    }
}

/// Whether an error says that a number is no count.
fn is_of_count(py: Python<'_>, problem: &PyErr) -> bool {
    problem.is_instance_of::<PyOverflowError>(py)
        || problem.is_instance_of::<PyValueError>(py)
        || problem.is_instance_of::<PyTypeError>(py)
}
