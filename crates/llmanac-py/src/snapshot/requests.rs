//! Requests on the way to a provider.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Snapshot;
use crate::circumstances::{self, Stated};
use crate::{portability, requests};

#[pymethods]
impl Snapshot {
    /// How many tokens a request, its messages or a text takes, and what that input costs, before the call.
    ///
    /// `input` is a band from `low` to `high`, `parts` says who counted what, `cost` is in US dollars. A model that is not
    /// known is a `ModelNotFoundError`, a circumstance that does not exist a `CallError`.
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
        requests::estimate(py, &self.core()?, model, content, &call)
    }

    /// A request in the shape of OpenAI's chat completions: what to send, what it costs, what to mind.
    ///
    /// `ready` says whether it can go; `issues` why not; `send` what goes; `cost` the bounds in US dollars; `tokens` the
    /// counts. A model that is not known is a `ModelNotFoundError`, a circumstance that does not exist a `CallError`.
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
        requests::prepare(py, &self.core()?, model, request, asked)
    }

    /// A request as the model's API reads it: `method`, `path`, `query`, `headers` without secrets, `body`, `changes`.
    ///
    /// The request has the shape of OpenAI's chat completions, or of its embeddings (`input`). Under the policy `strict`
    /// any loss is a `ConversionError` with every issue; under `fit` it is a change. A model that is not known is a
    /// `ModelNotFoundError`, a circumstance that does not exist a `CallError`.
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
        requests::convert(py, &self.core()?, model, request, asked)
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
        requests::body(py, &self.core()?, messages, model_name, parameters, policy)
    }

    /// Recorded requests, held against every living model: which go, with which changes, at what cost.
    ///
    /// `requests` is an iterable of requests: dictionaries in the shape of OpenAI's chat completions, bare or under `body`
    /// or `request`, or lines of JSON, such as an open file of them. None is kept. `models` has an entry for each model
    /// and surface with `verdicts`, `reasons` and `cost`; `broken` counts what is no request. `policy` is `strict` or
    /// `fit`; without one, what strict refuses is tried under fit. `sort` is `fit`, `cost` or `name`; `cells=True` adds
    /// `cells`, an entry for each request and model.
    ///
    /// A model that is not known is a `ModelNotFoundError`, a provider or family without models a `CallError`; what the
    /// iterable raises comes out as it is.
    #[pyo3(signature = (requests, *, models=None, providers=None, families=None, surfaces=None, policy=None, sort="fit",
        cells=false, at=None, tier=None, scope=None, region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn portability<'py>(
        &self,
        py: Python<'py>,
        requests: &Bound<'py, PyAny>,
        models: Option<&Bound<'py, PyAny>>,
        providers: Option<&Bound<'py, PyAny>>,
        families: Option<&Bound<'py, PyAny>>,
        surfaces: Option<&Bound<'py, PyAny>>,
        policy: Option<&str>,
        sort: &str,
        cells: bool,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, ..Stated::default() }.call(py)?;
        let asked = portability::Asked { providers, families, models, surfaces, policy, sort, cells, call };
        portability::of(py, &self.core()?, requests, &asked)
    }
}
