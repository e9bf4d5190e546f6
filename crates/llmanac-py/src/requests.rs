//! Requests: prepared, converted, estimated.

use llmanac::Snapshot as Core;
use llmanac::advise::{Call, Countable, WireRequestError};
use llmanac::model::Surface;
use llmanac::wire::Policy;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde_json::{Map, Value};

use crate::answer::{self, Money};
use crate::error;
use crate::value::{kind, to_json, to_object, under};
use crate::words::object_to_python;

/// What to send, what it costs, what to mind.
pub fn prepare<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    request: &Bound<'py, PyAny>,
    (call, surface, policy): (&Call, Option<Surface>, Policy),
) -> PyResult<Bound<'py, PyAny>> {
    let request = to_object("a request", request)?;
    let prepared = py.detach(|| snapshot.prepare(name, &request, call, surface, policy));
    let prepared = prepared.map_err(|problem| error::prepare(py, &problem))?;
    answer::plain(py, &prepared, Money::Below("cost"))
}

/// What goes on the wire: method, path, query, headers without secrets, body, changes.
pub fn convert<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    request: &Bound<'py, PyAny>,
    (call, surface, policy): (&Call, Option<Surface>, Policy),
) -> PyResult<Bound<'py, PyAny>> {
    let request = to_object("a request", request)?;
    let wire = py.detach(|| snapshot.wire_request(name, &request, call, surface, policy));
    let wire = wire.map_err(|problem| error::wire(py, &problem))?;
    answer::plain(py, &wire, Money::Nowhere)
}

/// The body alone, of messages and parameters.
pub fn body<'py>(
    py: Python<'py>,
    snapshot: &Core,
    messages: &Bound<'py, PyAny>,
    name: &str,
    parameters: Option<&Bound<'py, PyAny>>,
    policy: Policy,
) -> PyResult<Bound<'py, PyDict>> {
    let parameters = parameters.filter(|stated| !stated.is_none());
    let mut request = parameters.map_or_else(|| Ok(Map::new()), |stated| to_object("parameters", stated))?;
    request.insert("messages".to_owned(), under("messages", messages)?);
    let model = match snapshot.model(name) {
        Some(model) => model,
        None => snapshot.resolve(name).map_err(|problem| error::resolve(py, &problem))?.model,
    };
    let body = py.detach(|| {
        let made = model.convert(&request, None, policy)?;
        if !made.body.values().any(is_placeholder) {
            return Ok(made.body);
        }
        // What stands for a name is filled in where the whole request is made.
        Ok(snapshot.wire_request(name, &request, &Call::new(), None, policy)?.send.body)
    });
    let body = body.map_err(|problem: WireRequestError| error::wire(py, &problem))?;
    object_to_python(py, &body)
}

/// Whether a value of a body stands for a name: `{model}`.
fn is_placeholder(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with('{') && text.ends_with('}'))
}

/// How many tokens a request or a text takes, and what that input costs.
pub fn estimate<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    content: &Bound<'py, PyAny>,
    call: &Call,
) -> PyResult<Bound<'py, PyAny>> {
    let counted = match content.cast::<PyString>() {
        Ok(text) => {
            let text = text.to_str()?;
            py.detach(|| snapshot.tokens(name, Countable::Text(text), call))
        }
        Err(_) => match to_count(content)? {
            Value::String(text) => py.detach(|| snapshot.tokens(name, Countable::Text(&text), call)),
            Value::Object(request) => py.detach(|| snapshot.tokens(name, Countable::Request(&request), call)),
            // Messages alone.
            messages @ Value::Array(_) => {
                let request = Map::from_iter([("messages".to_owned(), messages)]);
                py.detach(|| snapshot.tokens(name, Countable::Request(&request), call))
            }
            _ => {
                let kind = kind(content);
                return Err(PyTypeError::new_err(format!(
                    "content is a text, messages or a request, not {kind}"
                )));
            }
        },
    };
    let counted = counted.map_err(|problem| error::prepare(py, &problem))?;
    answer::plain(py, &counted, Money::Below("cost"))
}

/// What is to be counted; a list is the messages alone, as its places say.
fn to_count(content: &Bound<'_, PyAny>) -> PyResult<Value> {
    if content.is_instance_of::<PyList>() { under("messages", content) } else { to_json(content) }
}
