//! Requests on the way to a provider, and answers on the way back.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Snapshot;
use crate::answers::{self, AnswerStream, Known};
use crate::circumstances::{self, Stated};
use crate::requests;

#[pymethods]
impl Snapshot {
    /// How many tokens a request, its messages or a text takes, and what that input costs, before the call.
    #[pyo3(signature = (model, content, *, at=None, tier=None, scope=None, region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn estimate<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        content: &Bound<'py, PyAny>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, ..Stated::default() }.call(py)?;
        requests::estimate(py, &self.core(), model, content, &call)
    }

    /// A request in the shape of OpenAI's chat completions: what to send, what it costs, what to mind.
    ///
    /// `ready` says whether it can go; `issues` why not; `send` what goes; `cost` the bounds.
    #[pyo3(signature = (model, request, *, surface=None, policy="strict", at=None, tier=None, scope=None, region=None,
        api_version=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn prepare<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        request: &Bound<'py, PyAny>,
        surface: Option<&str>,
        policy: &str,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
        api_version: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, api_version, ..Stated::default() }.call(py)?;
        let asked = (&call, circumstances::surface(py, surface)?, circumstances::policy(py, policy)?);
        requests::prepare(py, &self.core(), model, request, asked)
    }

    /// A request as the model's API reads it: `method`, `path`, `query`, `headers` without secrets, `body`, `changes`.
    ///
    /// Under the policy `strict` any loss is a `ConversionError` with every issue; under `fit` it is a change.
    #[pyo3(signature = (model, request, *, surface=None, policy="strict", at=None, tier=None, scope=None, region=None,
        api_version=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn convert<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        request: &Bound<'py, PyAny>,
        surface: Option<&str>,
        policy: &str,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
        api_version: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, api_version, ..Stated::default() }.call(py)?;
        let asked = (&call, circumstances::surface(py, surface)?, circumstances::policy(py, policy)?);
        requests::convert(py, &self.core(), model, request, asked)
    }

    /// The body alone, of messages and parameters: the original's `convert_request_for_model`.
    #[pyo3(signature = (messages, model_name, parameters=None, *, policy="strict"))]
    fn convert_request_for_model<'py>(
        &self,
        py: Python<'py>,
        messages: &Bound<'py, PyAny>,
        model_name: &str,
        parameters: Option<&Bound<'py, PyAny>>,
        policy: &str,
    ) -> PyResult<Bound<'py, PyDict>> {
        let policy = circumstances::policy(py, policy)?;
        requests::body(py, &self.core(), messages, model_name, parameters, policy)
    }

    /// A provider's answer, whole or streamed, in the shape of OpenAI's chat completions.
    ///
    /// `surface` says which API answered, else it is the usual one of `model`; `tool_names` is that of `convert`. The
    /// provider's own error is a `ProviderError`, what cannot be read an `AnswerError`.
    #[pyo3(signature = (response, *, surface=None, model=None, tool_names=None, status=None, headers=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn parse<'py>(
        &self,
        py: Python<'py>,
        response: &Bound<'py, PyAny>,
        surface: Option<&str>,
        model: Option<&str>,
        tool_names: Option<&Bound<'py, PyAny>>,
        status: Option<u16>,
        headers: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let known = Known { surface, model, tool_names, status, headers };
        answers::parse(py, &self.core(), response, &known)
    }

    /// An accumulator of a streamed answer: `push` what comes, then `finish`.
    #[pyo3(signature = (*, surface=None, model=None, tool_names=None, status=None, headers=None))]
    fn answer_stream(
        &self,
        py: Python<'_>,
        surface: Option<&str>,
        model: Option<&str>,
        tool_names: Option<&Bound<'_, PyAny>>,
        status: Option<u16>,
        headers: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<AnswerStream> {
        let known = Known { surface, model, tool_names, status, headers };
        AnswerStream::of(py, &self.core(), &known)
    }
}
