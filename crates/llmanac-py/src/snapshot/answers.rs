//! Answers on the way back from a provider.

use pyo3::prelude::*;

use super::Snapshot;
use crate::answers::{self, AnswerStream, Known};

#[pymethods]
impl Snapshot {
    /// A provider's answer, whole or streamed, in the shape of OpenAI's chat completions.
    ///
    /// `response` is what `cost` takes: a mapping, a text, bytes, an object of an SDK. `request` is what `convert` or
    /// `prepare` gave: from there come the surface, the model, the names of tools that had to change and the tool by which
    /// JSON was asked for. Else `surface` says which API answered, or `model`, whose usual one it is; `tool_names` leads
    /// from names on the wire to your own. `status` and `headers` are those of HTTP.
    ///
    /// The provider's own error is a `ProviderError`, what cannot be read an `AnswerError`, a surface that is neither
    /// stated nor known a `CallError`.
    #[pyo3(signature = (response, *, surface=None, model=None, tool_names=None, request=None, status=None,
        headers=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn parse<'py>(
        &self,
        py: Python<'py>,
        response: &Bound<'py, PyAny>,
        surface: Option<&str>,
        model: Option<&str>,
        tool_names: Option<&Bound<'py, PyAny>>,
        request: Option<&Bound<'py, PyAny>>,
        status: Option<&Bound<'py, PyAny>>,
        headers: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let known = Known { surface, model, tool_names, request, status, headers };
        answers::parse(py, &self.core()?, response, &known)
    }

    /// The vectors of an answer, in the shape of OpenAI's embeddings, and what the call used: `data`, `model`, `usage`.
    ///
    /// `surface` says which API answered, else it is the usual one of `model`. The provider's own error is a
    /// `ProviderError`, a response without vectors an `AnswerError`.
    #[pyo3(signature = (response, *, surface=None, model=None, status=None, headers=None))]
    fn parse_embedding<'py>(
        &self,
        py: Python<'py>,
        response: &Bound<'py, PyAny>,
        surface: Option<&str>,
        model: Option<&str>,
        status: Option<&Bound<'py, PyAny>>,
        headers: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let known = Known { surface, model, status, headers, ..Known::default() };
        answers::embedding(py, &self.core()?, response, &known)
    }

    /// What a response says was consumed, in disjoint counts: `invocations`, `fees`, `context`, `total_matches`, `notes`.
    ///
    /// `surface` says which API answered, else it is the usual one of `model`. A response without usage, or with counts
    /// that contradict each other, is a `UsageError`.
    #[pyo3(signature = (response, *, surface=None, model=None))]
    fn usage<'py>(
        &self,
        py: Python<'py>,
        response: &Bound<'py, PyAny>,
        surface: Option<&str>,
        model: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        answers::usage(py, &self.core()?, response, (surface, model))
    }

    /// An accumulator of a streamed answer: `push` what comes, then `finish`. The keywords are those of `parse`.
    #[pyo3(signature = (*, surface=None, model=None, tool_names=None, request=None, status=None,
        headers=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn answer_stream(
        &self,
        py: Python<'_>,
        surface: Option<&str>,
        model: Option<&str>,
        tool_names: Option<&Bound<'_, PyAny>>,
        request: Option<&Bound<'_, PyAny>>,
        status: Option<&Bound<'_, PyAny>>,
        headers: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<AnswerStream> {
        let known = Known { surface, model, tool_names, request, status, headers };
        AnswerStream::of(py, &self.core()?, &known)
    }
}
