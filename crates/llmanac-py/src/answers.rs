//! A provider's answer in the shape of OpenAI's chat completions: whole, or as it streams.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use llmanac::Snapshot as Core;
use llmanac::advise::{AnswerContext, AnswerStream as CoreStream, Basis};
use llmanac::model::Surface;
use llmanac::wire::{AnswerChunk, AnswerError, ProviderError, ResponseHead, UsageExtractError};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMapping, PyString};
use serde_json::{Map, Value};

use crate::answer::{self, Money};
use crate::value::{kind, object_under};
use crate::{circumstances, cost, count, error, sdk};

/// What is known of a response beside its body, as keywords.
#[derive(Default)]
pub struct Known<'a, 'py> {
    pub surface: Option<&'a str>,
    pub model: Option<&'a str>,
    pub tool_names: Option<&'a Bound<'py, PyAny>>,
    /// What `convert` or `prepare` gave of the request.
    pub request: Option<&'a Bound<'py, PyAny>>,
    pub status: Option<&'a Bound<'py, PyAny>>,
    pub headers: Option<&'a Bound<'py, PyAny>>,
}

impl<'py> Known<'_, 'py> {
    /// What the converted request says under a key; `None` where it says nothing, or none was stated.
    fn said<T: FromPyObjectOwned<'py>>(&self, key: &str) -> PyResult<Option<T>> {
        let Some(request) = self.request.filter(|request| !request.is_none()) else { return Ok(None) };
        let Ok(request) = request.cast::<PyMapping>() else {
            let kind = kind(request);
            return Err(PyTypeError::new_err(format!(
                "request is what `convert` or `prepare` gave, not {kind}"
            )));
        };
        let said = request.call_method1("get", (key,))?;
        if said.is_none() { Ok(None) } else { said.extract().map(Some).map_err(Into::into) }
    }

    /// The surface: stated, or that of the request, or the usual one of the model.
    fn surface(&self, py: Python<'_>, snapshot: &Core) -> PyResult<Surface> {
        if let Some(surface) = circumstances::surface(py, self.surface)? {
            return Ok(surface);
        }
        let mut of_request: Option<String> = self.said("surface")?;
        if of_request.is_none() {
            // A prepared request has it among what is sent.
            let sent: Option<BTreeMap<String, Bound<'py, PyAny>>> = self.said("send")?;
            let surface = sent.and_then(|sent| sent.get("surface").map(|surface| surface.extract()));
            of_request = surface.transpose()?;
        }
        if let Some(surface) = circumstances::surface(py, of_request.as_deref())? {
            return Ok(surface);
        }
        let Some(name) = self.model else {
            return Err(error::call(py, "state the surface that answered, the model, or the request"));
        };
        let found = snapshot.resolve(name).map_err(|problem| error::resolve(py, &problem))?;
        found.model.default_surface().ok_or_else(|| error::call(py, "the model has no surface; state it"))
    }

    /// The status of HTTP.
    fn status(&self) -> PyResult<Option<u16>> {
        let Some(stated) = self.status.filter(|stated| !stated.is_none()) else { return Ok(None) };
        let status = u16::try_from(count::of("status", stated)?).ok();
        match status.filter(|status| (100..600).contains(status)) {
            Some(status) => Ok(Some(status)),
            None => Err(error::value("status", "a status of HTTP is from 100 to 599")),
        }
    }

    fn head(&self) -> PyResult<ResponseHead> {
        let mut head = ResponseHead::new();
        if let Some(status) = self.status()? {
            head = head.status(status);
        }
        if let Some(headers) = self.headers.filter(|headers| !headers.is_none()) {
            for (name, value) in object_under("headers", headers)? {
                head = head.header(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            }
        }
        Ok(head)
    }

    fn context(&self) -> PyResult<AnswerContext> {
        let mut context = AnswerContext::new().head(self.head()?);
        if let Some(tool) = self.said::<String>("json_tool")? {
            context = context.json_tool(tool);
        }
        let model = match self.model {
            Some(model) => Some(model.to_owned()),
            None => self.said("model")?,
        };
        if let Some(model) = model {
            context = context.model(model);
        }
        let names: Option<BTreeMap<String, String>> = match self.tool_names.filter(|names| !names.is_none()) {
            Some(names) => Some(names.extract()?),
            None => self.said("tool_names")?,
        };
        if let Some(names) = names {
            context = context.names(names.into_iter().collect());
        }
        Ok(context)
    }
}

/// The answer of a surface in the standard shape.
pub fn parse<'py>(
    py: Python<'py>,
    snapshot: &Core,
    response: &Bound<'py, PyAny>,
    known: &Known<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let surface = known.surface(py, snapshot)?;
    let (payload, context) = (sdk::response(response)?, known.context()?);
    let answer = py.detach(|| snapshot.parse_answer(surface, &payload, &context));
    let answer = answer.map_err(|problem| error::answer(py, &problem))?;
    answer::with_basis(py, &answer, &Basis::of(snapshot), Money::Nowhere)
}

/// The vectors of a response, in the shape of OpenAI's embeddings, and what the call used.
pub fn embedding<'py>(
    py: Python<'py>,
    snapshot: &Core,
    response: &Bound<'py, PyAny>,
    known: &Known<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let surface = known.surface(py, snapshot)?;
    let (payload, head) = (sdk::response(response)?, known.head()?);
    let model = known.model;
    let found = py.detach(|| snapshot.parse_embedding(surface, &payload, model));
    match found {
        Ok(found) => answer::with_basis(py, &found, &Basis::of(snapshot), Money::Nowhere),
        Err(_) if payload.get("error").is_some() || known.status()?.is_some_and(|status| status >= 400) => {
            let error = Box::new(ProviderError::of(&payload, &head));
            Err(error::answer(py, &AnswerError::Provider { error, answer: None }))
        }
        Err(problem) => Err(error::unread(py, &problem)),
    }
}

/// What a response says was consumed, in disjoint counts.
pub fn usage<'py>(
    py: Python<'py>,
    snapshot: &Core,
    response: &Bound<'py, PyAny>,
    (surface, model): (Option<&str>, Option<&str>),
) -> PyResult<Bound<'py, PyAny>> {
    let known = Known { surface, model, ..Known::default() };
    let surface = known.surface(py, snapshot)?;
    let payload = sdk::response(response)?;
    let mut used = snapshot.usage(surface, &payload, model);
    for within in cost::WITHIN {
        if !matches!(&used, Err(UsageExtractError::NoUsage { .. })) {
            break;
        }
        // The usage alone, as the SDKs hand it out.
        let whole = Value::Object(Map::from_iter([(within.to_owned(), payload.clone())]));
        used = snapshot.usage(surface, &whole, model).or(used);
    }
    let used = used.map_err(|problem| error::usage(py, problem))?;
    answer::with_basis(py, &used, &Basis::of(snapshot), Money::Nowhere)
}

/// A streamed answer, put together while it comes: bytes or events go in, standard chunks come out.
#[pyclass(frozen, module = "llmanac")]
pub struct AnswerStream {
    stream: Mutex<Option<CoreStream>>,
    basis: Basis,
}

impl AnswerStream {
    /// A stream of a surface.
    pub fn of(py: Python<'_>, snapshot: &Core, known: &Known<'_, '_>) -> PyResult<Self> {
        let surface = known.surface(py, snapshot)?;
        let stream = snapshot.answer_stream(surface, known.context()?);
        let stream = stream.map_err(|problem| error::answer(py, &problem))?;
        Ok(Self { stream: Mutex::new(Some(stream)), basis: Basis::of(snapshot) })
    }

    fn with(
        &self,
        py: Python<'_>,
        push: impl FnOnce(&mut CoreStream) -> Result<Vec<AnswerChunk>, AnswerError> + Send,
    ) -> PyResult<Vec<AnswerChunk>> {
        // Waiting for another thread's push, the interpreter is free.
        let pushed = py.detach(|| {
            let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
            stream.as_mut().map(push)
        });
        let Some(pushed) = pushed else { return Err(finished()) };
        pushed.map_err(|problem| error::answer(py, &problem))
    }
}

fn finished() -> PyErr {
    PyValueError::new_err("the stream is finished")
}

#[pymethods]
impl AnswerStream {
    /// Takes bytes of the response, cut anywhere, or an event that a client has decoded; gives standard chunks.
    fn push<'py>(&self, py: Python<'py>, piece: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let chunks = if let Ok(bytes) = piece.cast::<PyBytes>() {
            let bytes = bytes.as_bytes();
            self.with(py, |stream| stream.push_bytes(bytes))?
        } else if let Ok(text) = piece.cast::<PyString>() {
            let text = text.to_str()?;
            self.with(py, |stream| stream.push_bytes(text.as_bytes()))?
        } else {
            let event = sdk::response(piece)?;
            self.with(py, |stream| stream.push_event(&event))?
        };
        chunks.iter().map(|chunk| answer::plain(py, chunk, Money::Nowhere)).collect()
    }

    /// The answer, as the whole response would have given it; the stream takes nothing more.
    ///
    /// A stream that was cut is an `AnswerError` whose `answer` is what had come.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let taken = py.detach(|| self.stream.lock().unwrap_or_else(PoisonError::into_inner).take());
        let stream = taken.ok_or_else(finished)?;
        let answer = py.detach(|| stream.finish()).map_err(|problem| error::answer(py, &problem))?;
        answer::with_basis(py, &answer, &self.basis, Money::Nowhere)
    }
}
