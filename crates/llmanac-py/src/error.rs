//! Errors of the core as exceptions of Python.

use llmanac::advise::{
    CompareError, CostFailure, PrepareError, ResponseCostError, SelectError, WireRequestError,
};
use llmanac::catalog::{CatalogError, Problem};
use llmanac::params::Issue as CoreIssue;
use llmanac::wire::AnswerError;
use llmanac::{RegisterError, ResolveError};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyException, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::answer::{self, Money};
use crate::converter;
use crate::issue::Issue;

/// An exception of the package, by the name of its class.
fn exception(py: Python<'_>, class: &str, message: &str, fields: &[(&str, Py<PyAny>)]) -> PyErr {
    let made = || -> PyResult<PyErr> {
        let class = py.import("llmanac._errors")?.getattr(class)?;
        let beside = PyDict::new(py);
        for (name, value) in fields {
            beside.set_item(name, value)?;
        }
        Ok(PyErr::from_value(class.call((message,), Some(&beside))?))
    };
    made().unwrap_or_else(|error| error)
}

/// A circumstance that does not exist.
pub fn call(py: Python<'_>, message: impl ToString) -> PyErr {
    exception(py, "CallError", &message.to_string(), &[])
}

/// Counts or a response that cannot be read.
pub fn usage(py: Python<'_>, message: impl ToString) -> PyErr {
    exception(py, "UsageError", &message.to_string(), &[])
}

/// A cost that is not known exactly.
pub fn unknown_cost(py: Python<'_>, message: impl ToString) -> PyErr {
    exception(py, "CostUnknownError", &message.to_string(), &[])
}

/// A name that means no model.
pub fn resolve(py: Python<'_>, error: &ResolveError) -> PyErr {
    let fields = || -> PyResult<[(&str, Py<PyAny>); 2]> {
        Ok([
            ("name", error.name().into_py_any(py)?),
            ("suggestions", PyList::new(py, error.suggestions())?.into_any().unbind()),
        ])
    };
    match fields() {
        Ok(fields) => exception(py, "ModelNotFoundError", &error.to_string(), &fields),
        Err(error) => error,
    }
}

/// A model or a version of a stored answer that is no more.
pub fn gone(py: Python<'_>, name: &str, message: impl ToString) -> PyErr {
    match name.into_py_any(py) {
        Ok(name) => exception(py, "ModelNotFoundError", &message.to_string(), &[("name", name)]),
        Err(error) => error,
    }
}

/// Why there is no cost.
pub fn cost(py: Python<'_>, failure: &CostFailure) -> PyErr {
    match failure {
        CostFailure::Resolve(error) => resolve(py, error),
        CostFailure::Call(error) => call(py, error),
        CostFailure::Plan(error) => call(py, error),
        other => unknown_cost(py, other),
    }
}

/// Why a response has no cost.
pub fn response(py: Python<'_>, error: &ResponseCostError) -> PyErr {
    match error {
        ResponseCostError::Resolve(error) => resolve(py, error),
        ResponseCostError::Cost(failure) => cost(py, failure),
        ResponseCostError::Circumstance { .. } => call(py, error),
        other => usage(py, other),
    }
}

/// Why a request cannot be prepared.
pub fn prepare(py: Python<'_>, error: &PrepareError) -> PyErr {
    match error {
        PrepareError::Resolve(error) => resolve(py, error),
        // An exception of the model's own conversion comes out as it was raised.
        PrepareError::Converter(message) => {
            converter::raised().unwrap_or_else(|| exception(py, "ConversionError", message, &[]))
        }
        other => call(py, other),
    }
}

/// Why a request has no form on the wire.
pub fn wire(py: Python<'_>, error: &WireRequestError) -> PyErr {
    match error {
        WireRequestError::Asked(error) => prepare(py, error),
        WireRequestError::Refused(refused) => refused_for(py, refused.issues()),
        other => call(py, other),
    }
}

/// A request that is refused, with every reason.
fn refused_for(py: Python<'_>, issues: &[CoreIssue]) -> PyErr {
    let said: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
    match PyList::new(py, issues.iter().map(Issue::of)) {
        Ok(list) => {
            exception(py, "ConversionError", &said.join("\n"), &[("issues", list.into_any().unbind())])
        }
        Err(error) => error,
    }
}

/// A model that cannot be registered.
pub fn register(py: Python<'_>, error: &RegisterError) -> PyErr {
    of_problems(py, &error.to_string(), error.problems())
}

/// An overlay that is refused.
pub fn catalog(py: Python<'_>, error: &CatalogError) -> PyErr {
    of_problems(py, &error.to_string(), error.problems())
}

fn of_problems(py: Python<'_>, message: &str, problems: &[Problem]) -> PyErr {
    match PyList::new(py, problems.iter().map(ToString::to_string)) {
        Ok(list) => exception(py, "CatalogError", message, &[("problems", list.into_any().unbind())]),
        Err(error) => error,
    }
}

/// A statement about a model that cannot be.
pub fn stated(py: Python<'_>, message: &str) -> PyErr {
    match PyList::new(py, [message]) {
        Ok(list) => exception(py, "CatalogError", message, &[("problems", list.into_any().unbind())]),
        Err(error) => error,
    }
}

/// Why there is no answer: the provider's own error, or a response that cannot be read.
pub fn answer(py: Python<'_>, error: &AnswerError) -> PyErr {
    let made = || -> PyResult<PyErr> {
        let so_far = match error.so_far() {
            Some(answer) => answer::plain(py, answer, Money::Nowhere)?.unbind(),
            None => py.None(),
        };
        let mut fields = vec![("answer", so_far)];
        let AnswerError::Provider { error: own, .. } = error else {
            return Ok(exception(py, "AnswerError", &error.to_string(), &fields));
        };
        let told = answer::plain(py, own, Money::Nowhere)?;
        for name in ["kind", "retryable", "retry_after_ms", "status", "code", "request_id"] {
            let value = told.call_method1("get", (name,))?;
            fields.push((name, value.unbind()));
        }
        fields.push(("error", told.unbind()));
        Ok(exception(py, "ProviderError", &error.to_string(), &fields))
    };
    made().unwrap_or_else(|error| error)
}

/// A response in which what is looked for is not.
pub fn unread(py: Python<'_>, message: impl ToString) -> PyErr {
    exception(py, "AnswerError", &message.to_string(), &[])
}

/// Why nothing is selected.
pub fn select(py: Python<'_>, error: &SelectError) -> PyErr {
    call(py, error)
}

/// Why nothing is compared.
pub fn compare(py: Python<'_>, error: &CompareError) -> PyErr {
    match error {
        // The first says which name; the others come with the next question.
        CompareError::Resolve(errors) => match errors.first() {
            Some(first) => resolve(py, first),
            None => call(py, error),
        },
        other => call(py, other),
    }
}

/// What an attempt gave; `None` where it raised an `Exception`.
///
/// # Errors
///
/// What is to end the program, such as `KeyboardInterrupt`.
pub fn attempted<T>(py: Python<'_>, attempt: PyResult<T>) -> PyResult<Option<T>> {
    match attempt {
        Ok(given) => Ok(Some(given)),
        Err(problem) if problem.is_instance_of::<PyException>(py) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// So much of a place is said: what is nested deeply has a long way, and its beginning is enough.
const LONGEST_PLACE: usize = 120;

/// An error of a value that cannot be read, with the place that only the caller knows.
pub fn placed(py: Python<'_>, place: &str, problem: PyErr) -> PyErr {
    let class = problem.get_type(py);
    let is_ours = class.is(py.get_type::<PyTypeError>()) || class.is(py.get_type::<PyValueError>());
    if !is_ours {
        return problem;
    }
    let said = problem.value(py).to_string();
    // What is nested deeply has a long way; its beginning is enough.
    if said.len() > 200 {
        return problem;
    }
    let cut = if place.chars().count() > LONGEST_PLACE { "..." } else { "" };
    let place: String = place.chars().take(LONGEST_PLACE).chain(cut.chars()).collect();
    let message = format!("{place}: {said}");
    PyErr::from_type(class, message)
}

/// A value that cannot be read, with its place.
pub fn value(place: &str, what: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(if place.is_empty() { what.to_string() } else { format!("{place}: {what}") })
}
