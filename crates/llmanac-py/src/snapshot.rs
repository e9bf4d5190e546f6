//! A view of a registry: every question of the package is a method of it.

use std::sync::Arc;

use llmanac::advise::Bounding;
use llmanac::model::Provider;
use llmanac::{ModelFamily, ModelMetadata as CoreMetadata, ModelRegistry as CoreRegistry, Snapshot as Core};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::answer::{self, Money};
use crate::answers::{self, AnswerStream, Known};
use crate::circumstances::{self, Stated};
use crate::issue::Issue;
use crate::metadata::ModelMetadata;
use crate::questions::{self, Wanted};
use crate::registry::{name_of, shared};
use crate::value::object_to_python;
use crate::{cost, day, error, functions, issues, many, requests};

/// A registry at one moment, seen from one day: every question of the package is a method of it.
#[pyclass(frozen, subclass, module = "llmanac")]
pub struct Snapshot {
    pub source: Source,
}

/// What answers.
pub enum Source {
    /// The registry as it is when it is asked, on the day of the question.
    Live(Arc<CoreRegistry>),
    /// The registry as it was.
    Held(Core),
}

impl Snapshot {
    /// The core's snapshot that answers.
    pub fn core(&self) -> Core {
        match &self.source {
            Source::Live(registry) => registry.as_of(day::today()),
            Source::Held(snapshot) => snapshot.clone(),
        }
    }

    /// The model that a name means.
    fn found(&self, py: Python<'_>, name: &str) -> PyResult<(Core, CoreMetadata)> {
        let snapshot = self.core();
        match snapshot.model(name) {
            Some(model) => Ok((snapshot, model)),
            None => match snapshot.resolve(name) {
                Ok(found) => Ok((snapshot, found.model)),
                Err(problem) => Err(error::resolve(py, &problem)),
            },
        }
    }
}

/// The names of some models, each as it means the model.
fn names(snapshot: &Core, wanted: impl Fn(&CoreMetadata) -> bool) -> Vec<String> {
    let models = snapshot.models();
    models.iter().filter(|model| wanted(model)).map(|model| name_of(snapshot, model.id())).collect()
}

#[pymethods]
impl Snapshot {
    /// The model that a name means, in any spelling; `None` where it means none.
    fn get_model(&self, model_name: &str) -> Option<ModelMetadata> {
        let snapshot = self.core();
        let model = snapshot.model(model_name)?;
        Some(ModelMetadata::of(snapshot, model))
    }

    /// Every model, by the shortest name that means it.
    fn get_all_models<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let snapshot = self.core();
        let models = py.detach(|| snapshot.models());
        let all = PyDict::new(py);
        for model in models {
            let name = name_of(&snapshot, model.id());
            all.set_item(name, ModelMetadata::of(snapshot.clone(), model))?;
        }
        Ok(all)
    }

    /// The names of a family's models, in order.
    fn get_family_models(&self, py: Python<'_>, family: String) -> PyResult<Vec<String>> {
        let family = ModelFamily::new(family).map_err(|problem| error::call(py, problem))?;
        let snapshot = self.core();
        Ok(py.detach(|| names(&snapshot, |model| *model.model_family() == family)))
    }

    /// The names of a provider's models, in order; `provider/name` where the bare name is another provider's.
    fn get_provider_models(&self, py: Python<'_>, provider: String) -> PyResult<Vec<String>> {
        let provider = Provider::new(provider).map_err(|problem| error::call(py, problem))?;
        let snapshot = self.core();
        Ok(py.detach(|| names(&snapshot, |model| *model.provider() == provider)))
    }

    /// Whether a name means a model.
    fn is_model_supported(&self, model_name: &str) -> bool {
        self.core().is_supported(model_name)
    }

    /// A parameter's native name for a model; the name itself where nothing else is known.
    ///
    /// An unknown model is a `ModelNotFoundError`.
    fn get_parameter_mapping(&self, py: Python<'_>, model_name: &str, param_name: &str) -> PyResult<String> {
        let (snapshot, model) = self.found(py, model_name)?;
        let native = model.parameter_mapping(param_name).to_owned();
        let stated = ModelMetadata::of(snapshot, model).stated;
        Ok(stated.and_then(|own| own.parameter_mappings.get(param_name).cloned()).unwrap_or(native))
    }

    /// What a model takes where a parameter is not stated.
    ///
    /// An unknown model is a `ModelNotFoundError`.
    fn get_model_defaults<'py>(&self, py: Python<'py>, model_name: &str) -> PyResult<Bound<'py, PyDict>> {
        let (snapshot, model) = self.found(py, model_name)?;
        let defaults = match ModelMetadata::of(snapshot, model.clone()).stated {
            Some(own) => own.default_parameters.clone(),
            None => model.default_parameters(),
        };
        object_to_python(py, &defaults)
    }

    /// What is wrong with some parameters, each issue with a sentence; nothing where all is well.
    ///
    /// An unknown model is the one issue. A whole request, with `messages`, is checked as a whole.
    fn validate_parameters_for_model(
        &self,
        model_name: &str,
        parameters: &Bound<'_, PyAny>,
    ) -> PyResult<Vec<Issue>> {
        issues::of(&self.core(), model_name, parameters)
    }

    /// The exact cost of a call in US dollars, as a `Decimal`.
    ///
    /// An unknown model is a `ModelNotFoundError`, a price that is not known a `CostUnknownError`: never 0.
    fn calculate_request_cost<'py>(
        &self,
        py: Python<'py>,
        model_name: &str,
        input_tokens: &Bound<'py, PyAny>,
        output_tokens: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        crate::request_cost::of(py, &self.core(), model_name, input_tokens, output_tokens)
    }

    /// The same registry on another day: a date, or a text such as `2024-06-01`.
    fn as_of(&self, day: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self { source: Source::Held(self.core().as_of(day::of(day)?)) })
    }

    /// The registry at this moment: what is registered later does not change it.
    fn snapshot(&self) -> Self {
        Self { source: Source::Held(self.core()) }
    }

    /// The day that answers are for.
    #[getter]
    fn day(&self) -> String {
        self.core().day().to_string()
    }

    /// The version of the catalog: the day of its data.
    #[getter]
    fn catalog_version(&self) -> String {
        self.core().catalog().version.to_string()
    }

    /// The SHA-256 of the compiled catalog.
    #[getter]
    fn catalog_digest(&self) -> String {
        self.core().catalog().digest.clone()
    }

    /// The overlays in force, the lowest first.
    #[getter]
    fn overlays(&self) -> Vec<String> {
        self.core().overlays()
    }

    /// The families that have models.
    fn families<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let class = crate::python::family(py)?;
        self.core().families().iter().map(|family| class.call1((family.as_str(),))).collect()
    }

    /// The providers that have models.
    fn providers<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let class = crate::python::provider(py)?;
        self.core().providers().iter().map(|provider| class.call1((provider.as_str(),))).collect()
    }

    /// Which model a name means and how it matched: `id`, `version`, `matched`, `scope`, `also` ...
    fn resolve<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let found = self.core().resolved(name).map_err(|problem| error::resolve(py, &problem))?;
        answer::plain(py, &found, Money::Nowhere)
    }

    /// What a call costs, line by line.
    ///
    /// `usage` is a mapping of counts (`input_tokens`, `cache_read_tokens`, `output_tokens` ...; totals contain their
    /// parts), a raw response, or the response or usage object of an SDK. What is not stated of the call is assumed, and
    /// stands in `assumed`; with `bound=True` the cost is bounded over it instead.
    #[pyo3(signature = (model, usage, *, at=None, tier=None, scope=None, region=None, grade=None, surface=None,
        free_quota=None, bound=false))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn cost<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        usage: &Bound<'py, PyAny>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
        grade: Option<&str>,
        surface: Option<&str>,
        free_quota: Option<&str>,
        bound: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, grade, free_quota, ..Stated::default() }.call(py)?;
        let bounding = if bound { Bounding::Bound } else { Bounding::Assume };
        cost::of(py, &self.core(), model, usage, (&call, circumstances::surface(py, surface)?, bounding))
    }

    /// What the calls of a table cost, row by row, each as `cost` says it.
    ///
    /// `usages` is anything with Arrow's `__arrow_c_stream__` or `__arrow_c_array__`: a table or batch of pyarrow, a
    /// frame of Polars or pandas, a relation of DuckDB. Its columns are `model`, the counts by the names that `cost`
    /// takes, and, where they are there, `day`, `tier`, `scope` and `region`; other columns are left alone.
    #[pyo3(signature = (usages, *, model=None, at=None, tier=None, scope=None, region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn cost_many(
        &self,
        py: Python<'_>,
        usages: &Bound<'_, PyAny>,
        model: Option<String>,
        at: Option<&Bound<'_, PyAny>>,
        tier: Option<String>,
        scope: Option<String>,
        region: Option<String>,
    ) -> PyResult<many::PricedTable> {
        let at = at.map(day::of).transpose()?;
        many::price(py, &self.core(), usages, many::Usual { model, at, tier, scope, region })
    }

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

    /// The models that can do a job, the cheapest first, and why the others cannot.
    #[pyo3(signature = (task=None, *, needs=None, providers=None, min_context=None, min_output=None, input_tokens=None,
        output_tokens=None, cached_tokens=None, region=None, scope=None, tier=None, include_deprecated=false))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn select<'py>(
        &self,
        py: Python<'py>,
        task: Option<&str>,
        needs: Option<&Bound<'py, PyAny>>,
        providers: Option<&Bound<'py, PyAny>>,
        min_context: Option<&Bound<'py, PyAny>>,
        min_output: Option<&Bound<'py, PyAny>>,
        input_tokens: Option<&Bound<'py, PyAny>>,
        output_tokens: Option<&Bound<'py, PyAny>>,
        cached_tokens: Option<&Bound<'py, PyAny>>,
        region: Option<&str>,
        scope: Option<&str>,
        tier: Option<&str>,
        include_deprecated: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let workload = [input_tokens, output_tokens, cached_tokens];
        let wanted = Wanted {
            task,
            needs,
            providers,
            min_context,
            min_output,
            workload,
            region,
            scope,
            tier,
            include_deprecated,
        };
        questions::select(py, &self.core(), &wanted)
    }

    /// The cheapest model for a task that calls functions and answers up to `max_tokens`; `None` where none does.
    fn select_cost_effective_model(
        &self,
        py: Python<'_>,
        task: &str,
        max_tokens: &Bound<'_, PyAny>,
    ) -> PyResult<Option<String>> {
        questions::cheapest(py, &self.core(), task, max_tokens)
    }

    /// Models side by side, field by field; with a `usage`, what one call costs on each.
    #[pyo3(signature = (*models, usage=None, at=None, tier=None, scope=None, region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn compare<'py>(
        &self,
        py: Python<'py>,
        models: &Bound<'py, PyTuple>,
        usage: Option<&Bound<'py, PyAny>>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, ..Stated::default() }.call(py)?;
        let names: Vec<String> = models.extract()?;
        questions::compare(py, &self.core(), &names, usage, &call)
    }

    /// From a model to a living one, step by step, with what changes: `to`, `chain`, `differences`, `warnings`.
    fn migrate<'py>(&self, py: Python<'py>, model: &str) -> PyResult<Bound<'py, PyAny>> {
        questions::migrate(py, &self.core(), model)
    }

    /// The living model to move to from a deprecated one, with a `ModelDeprecatedWarning`; else the name as it is.
    fn migrate_to_supported_model(&self, py: Python<'_>, model_name: &str) -> PyResult<String> {
        functions::migrated(py, &self.core(), model_name)
    }

    /// The catalog as text in the shape of another program: `json`, `csv`, `litellm`, `models.dev`.
    #[pyo3(signature = (format, *, providers=None))]
    fn export(&self, py: Python<'_>, format: &str, providers: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        questions::export(py, &self.core(), format, providers)
    }

    /// Another catalog's file as an overlay for `add_overlay`: `overlay` is its text, `skipped` what was not taken.
    #[staticmethod]
    fn import_catalog<'py>(py: Python<'py>, format: &str, text: &str) -> PyResult<Bound<'py, PyAny>> {
        questions::import(py, format, text)
    }

    fn __contains__(&self, name: &str) -> bool {
        self.core().is_supported(name)
    }

    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<ModelMetadata> {
        let (snapshot, model) = self.found(py, name)?;
        Ok(ModelMetadata::of(snapshot, model))
    }

    fn __len__(&self) -> usize {
        self.core().models().len()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let class = slf.get_type().name()?;
        let snapshot = slf.get().core();
        let over = snapshot.overlays();
        let over = if over.is_empty() { String::new() } else { format!(", under {}", over.join(", ")) };
        Ok(format!("<{class} of {} on {}{over}>", snapshot.catalog().version, snapshot.day()))
    }

    /// Of all registries only the shared one can travel: it is the same everywhere.
    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<(Py<PyAny>, ())> {
        let is_shared = match &slf.get().source {
            Source::Live(registry) => Arc::ptr_eq(registry, shared()),
            Source::Held(_) => false,
        };
        if !is_shared {
            return Err(PyTypeError::new_err("a registry of its own cannot be pickled; pickle its overlay"));
        }
        let module = slf.py().import("llmanac._llmanac")?;
        Ok((module.getattr("get_model_registry")?.unbind(), ()))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }
}
