//! Something wrong with a request, as an object whose text is the sentence.

use llmanac::params::Issue as CoreIssue;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde_json::Value;

use crate::value::to_json;
use crate::words::to_python;

/// Something wrong with a request; `str` gives the sentence.
#[pyclass(frozen, module = "llmanac", eq, skip_from_py_object)]
#[derive(Clone, PartialEq)]
pub struct Issue {
    severity: String,
    code: String,
    parameter: Option<String>,
    message: String,
    value: Value,
    limit: Value,
    fix: Value,
}

impl Issue {
    /// An issue of the core.
    pub fn of(issue: &CoreIssue) -> Self {
        Self {
            severity: issue.severity.to_string(),
            code: issue.code.to_string(),
            parameter: issue.parameter.clone(),
            message: issue.message.clone(),
            value: issue.value.clone().unwrap_or_default(),
            limit: issue.limit.clone().unwrap_or_default(),
            fix: issue.fix.as_ref().and_then(|fix| serde_json::to_value(fix).ok()).unwrap_or_default(),
        }
    }
}

#[pymethods]
impl Issue {
    #[new]
    #[pyo3(signature = (severity, code, message, parameter=None, value=None, limit=None, fix=None))]
    fn new(
        severity: String,
        code: String,
        message: String,
        parameter: Option<String>,
        value: Option<&Bound<'_, PyAny>>,
        limit: Option<&Bound<'_, PyAny>>,
        fix: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let read = |value: Option<&Bound<'_, PyAny>>| value.map_or(Ok(Value::Null), to_json);
        Ok(Self {
            severity,
            code,
            parameter,
            message,
            value: read(value)?,
            limit: read(limit)?,
            fix: read(fix)?,
        })
    }

    /// `error`: the request cannot go as it is; `warning`: something to look at.
    #[getter]
    fn severity(&self) -> &str {
        &self.severity
    }

    /// What kind of thing is wrong; stable: `max_tokens_exceeds_limit`.
    #[getter]
    fn code(&self) -> &str {
        &self.code
    }

    /// The parameter, or the place in the messages: `messages[2].content[0]`.
    #[getter]
    fn parameter(&self) -> Option<&str> {
        self.parameter.as_deref()
    }

    /// What is wrong, in a sentence.
    #[getter]
    fn message(&self) -> &str {
        &self.message
    }

    /// The value at fault; a long one is cut or left out.
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.value)
    }

    /// What the value was held against: a number, or a list of allowed values.
    #[getter]
    fn limit<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.limit)
    }

    /// What mends it: `{"set": {"max_tokens": 16384}}`, `{"drop": "top_p"}`; `None` where nothing does.
    #[getter]
    fn fix<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.fix)
    }

    fn __str__(&self) -> &str {
        &self.message
    }

    fn __repr__(&self) -> String {
        format!("<Issue {}[{}]: {}>", self.severity, self.code, self.message)
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{Hash as _, Hasher as _};
        let mut hasher = std::hash::DefaultHasher::new();
        (&self.severity, &self.code, &self.parameter, &self.message).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let fields = (
            &self.severity,
            &self.code,
            &self.message,
            self.parameter.as_deref(),
            to_python(py, &self.value)?,
            to_python(py, &self.limit)?,
            to_python(py, &self.fix)?,
        );
        Ok((py.get_type::<Self>().into_any(), fields.into_pyobject(py)?))
    }
}
