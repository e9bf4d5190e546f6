//! A provider's answer in the shape of OpenAI's chat completions: whole, or as it streams.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use llmanac::Snapshot as Core;
use llmanac::advise::{AnswerContext, AnswerStream as CoreStream};
use llmanac::model::Surface;
use llmanac::wire::{AnswerChunk, AnswerError, ResponseHead};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::answer::{self, Money};
use crate::value::{to_json, to_object};
use crate::{circumstances, error};

/// What is known of a response beside its body, as keywords.
pub struct Known<'a, 'py> {
    pub surface: Option<&'a str>,
    pub model: Option<&'a str>,
    pub tool_names: Option<&'a Bound<'py, PyAny>>,
    pub status: Option<u16>,
    pub headers: Option<&'a Bound<'py, PyAny>>,
}

impl Known<'_, '_> {
    /// The surface: stated, or the usual one of the model.
    fn surface(&self, py: Python<'_>, snapshot: &Core) -> PyResult<Surface> {
        if let Some(surface) = circumstances::surface(py, self.surface)? {
            return Ok(surface);
        }
        let Some(name) = self.model else {
            return Err(error::call(py, "state the surface that answered, or the model"));
        };
        let found = snapshot.resolve(name).map_err(|problem| error::resolve(py, &problem))?;
        found.model.default_surface().ok_or_else(|| error::call(py, "the model has no surface; state it"))
    }

    fn context(&self) -> PyResult<AnswerContext> {
        let mut head = ResponseHead::new();
        if let Some(status) = self.status {
            head = head.status(status);
        }
        if let Some(headers) = self.headers.filter(|headers| !headers.is_none()) {
            for (name, value) in to_object("headers", headers)? {
                head = head.header(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            }
        }
        let mut context = AnswerContext::new().head(head);
        if let Some(model) = self.model {
            context = context.model(model);
        }
        if let Some(names) = self.tool_names.filter(|names| !names.is_none()) {
            let names: BTreeMap<String, String> = names.extract()?;
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
    let (payload, context) = (to_json(response)?, known.context()?);
    let answer = py.detach(|| snapshot.parse_answer(surface, &payload, &context));
    let answer = answer.map_err(|problem| error::answer(py, &problem))?;
    answer::plain(py, &answer, Money::Nowhere)
}

/// A streamed answer, put together while it comes: bytes or events go in, standard chunks come out.
#[pyclass(frozen, module = "llmanac")]
pub struct AnswerStream {
    stream: Mutex<Option<CoreStream>>,
}

impl AnswerStream {
    /// A stream of a surface.
    pub fn of(py: Python<'_>, snapshot: &Core, known: &Known<'_, '_>) -> PyResult<Self> {
        let surface = known.surface(py, snapshot)?;
        let stream = snapshot.answer_stream(surface, known.context()?);
        let stream = stream.map_err(|problem| error::answer(py, &problem))?;
        Ok(Self { stream: Mutex::new(Some(stream)) })
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
            let event = to_json(piece)?;
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
        answer::plain(py, &answer, Money::Nowhere)
    }
}
