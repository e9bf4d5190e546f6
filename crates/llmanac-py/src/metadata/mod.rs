//! Everything known of one model, by the attributes of the original design.

mod keywords;
mod more;
mod object;

use std::sync::Arc;

use llmanac::{ModelMetadata as CoreMetadata, Snapshot as Core};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PySet, PyType};
use rust_decimal::prelude::ToPrimitive as _;

use crate::python;
use crate::registry::name_of;
use crate::stated::Stated;
use crate::words::object_to_python;

/// Everything known of one model, seen from one day.
///
/// A registry hands it out; made by keywords it is a model of one's own, for `register_model`. What is not stated has the
/// original's defaults. Costs are US dollars for 1,000 tokens; limits are tokens. An amount, a limit or a text that cannot
/// be is a `ValueError`, another type a `TypeError`; what the registry refuses it refuses as a `CatalogError`.
#[pyclass(frozen, module = "llmanac")]
pub struct ModelMetadata {
    /// Absent for a model that is stated and not yet registered.
    pub seen: Option<(Core, CoreMetadata)>,
    /// Absent for a model of the catalog or of an overlay.
    pub stated: Option<Arc<Stated>>,
}

impl ModelMetadata {
    /// A model of a registry.
    pub fn of(snapshot: Core, model: CoreMetadata) -> Self {
        let stated = model.attached().and_then(|own| Arc::clone(own).downcast::<Stated>().ok());
        Self { seen: Some((snapshot, model)), stated }
    }

    fn core(&self) -> Option<&CoreMetadata> {
        self.seen.as_ref().map(|(_, model)| model)
    }

    /// What the caller stated, else what the registry knows.
    fn either<T>(
        &self,
        stated: impl FnOnce(&Stated) -> T,
        seen: impl FnOnce(&CoreMetadata) -> T,
    ) -> PyResult<T> {
        match (&self.stated, self.core()) {
            (Some(own), _) => Ok(stated(own)),
            (None, Some(model)) => Ok(seen(model)),
            (None, None) => Err(PyValueError::new_err("a model of which nothing is known")),
        }
    }

    /// The registered model; an error for one that is stated only.
    fn registered(&self) -> PyResult<&CoreMetadata> {
        self.core().ok_or_else(|| PyValueError::new_err("the model is not registered yet"))
    }
}

/// A limit: a number, or the unknown.
fn limit<'py>(py: Python<'py>, tokens: Option<u64>) -> PyResult<Bound<'py, PyAny>> {
    tokens.map_or_else(|| python::unknown(py), |tokens| tokens.into_bound_py_any(py))
}

/// A set of texts of one of the package's classes.
fn set<'py>(
    py: Python<'py>,
    class: &Bound<'py, PyType>,
    names: impl IntoIterator<Item = String>,
) -> PyResult<Bound<'py, PySet>> {
    let set = PySet::empty(py)?;
    for name in names {
        set.add(class.call1((name,))?)?;
    }
    Ok(set)
}

#[pymethods]
impl ModelMetadata {
    /// The name without the provider: `gpt-4o`.
    #[getter]
    fn model_name(&self) -> PyResult<String> {
        self.either(|own| own.model_name.clone(), |model| model.model_name().to_owned())
    }

    /// Who serves it.
    #[getter]
    fn provider<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let name = self.either(|own| own.provider.clone(), |model| model.provider().to_string())?;
        python::provider(py)?.call1((name,))
    }

    /// Its family.
    #[getter]
    fn model_family<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let name = self.either(|own| own.model_family.clone(), |model| model.model_family().to_string())?;
        python::family(py)?.call1((name,))
    }

    /// The name for people.
    #[getter]
    fn display_name(&self) -> PyResult<String> {
        self.either(|own| own.display_name.clone(), |model| model.display_name().to_owned())
    }

    /// What goes in; empty where nothing is known.
    #[getter]
    fn supported_input_types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PySet>> {
        let types: Vec<String> = self.either(
            |own| own.supported_input_types.iter().cloned().collect(),
            |model| model.supported_input_types().iter().map(ToString::to_string).collect(),
        )?;
        set(py, python::input_type(py)?, types)
    }

    /// What comes out, JSON among it where the model can be held to it.
    #[getter]
    fn supported_output_types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PySet>> {
        let types: Vec<String> = self.either(
            |own| own.supported_output_types.iter().cloned().collect(),
            |model| model.supported_output_types().iter().map(ToString::to_string).collect(),
        )?;
        set(py, python::output_type(py)?, types)
    }

    /// Whether it answers as a stream; `None`: not known.
    #[getter]
    fn supports_streaming(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_streaming), CoreMetadata::supports_streaming)
    }

    /// Whether it calls functions; `None`: not known.
    #[getter]
    fn supports_function_calling(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_function_calling), CoreMetadata::supports_function_calling)
    }

    /// Whether it takes images; `None`: not known.
    #[getter]
    fn supports_vision(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_vision), CoreMetadata::supports_vision)
    }

    /// Whether it has a JSON mode; `None`: not known.
    #[getter]
    fn supports_json_mode(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_json_mode), CoreMetadata::supports_json_mode)
    }

    /// Tokens of input and output together, or `UNKNOWN`.
    #[getter]
    fn max_context_length<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let stated = |own: &Stated| Some(own.max_context_length);
        limit(py, self.either(stated, |model| model.max_context_length().map(|tokens| tokens.get()))?)
    }

    /// Most tokens of output, or `UNKNOWN`.
    #[getter]
    fn max_output_tokens<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let stated = |own: &Stated| Some(own.max_output_tokens);
        limit(py, self.either(stated, |model| model.max_output_tokens().map(|tokens| tokens.get()))?)
    }

    /// Most tokens of input, or `UNKNOWN`.
    #[getter]
    fn max_input_tokens<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let stated = |own: &Stated| Some(own.max_input_tokens);
        limit(py, self.either(stated, |model| model.max_input_tokens().map(|tokens| tokens.get()))?)
    }

    /// Whether it accepts `temperature`; `None`: not known.
    #[getter]
    fn supports_temperature(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_temperature), CoreMetadata::supports_temperature)
    }

    /// Whether it accepts `top_p`; `None`: not known.
    #[getter]
    fn supports_top_p(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_top_p), CoreMetadata::supports_top_p)
    }

    /// Whether it accepts `frequency_penalty`; `None`: not known.
    #[getter]
    fn supports_frequency_penalty(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_frequency_penalty), CoreMetadata::supports_frequency_penalty)
    }

    /// Whether it accepts `presence_penalty`; `None`: not known.
    #[getter]
    fn supports_presence_penalty(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_presence_penalty), CoreMetadata::supports_presence_penalty)
    }

    /// Whether it accepts `stop`; `None`: not known.
    #[getter]
    fn supports_stop_sequences(&self) -> PyResult<Option<bool>> {
        self.either(|own| Some(own.supports_stop_sequences), CoreMetadata::supports_stop_sequences)
    }

    /// From standard to native names of parameters.
    #[getter]
    fn parameter_mappings(&self) -> PyResult<std::collections::BTreeMap<String, String>> {
        self.either(|own| own.parameter_mappings.clone(), CoreMetadata::parameter_mappings)
    }

    /// What the model takes where a parameter is not stated.
    #[getter]
    fn default_parameters<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let defaults = self.either(|own| own.default_parameters.clone(), CoreMetadata::default_parameters)?;
        object_to_python(py, &defaults)
    }

    /// What the provider's API wants or offers beside the request.
    #[getter]
    fn api_requirements<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let wanted =
            self.either(|own| own.api_requirements.clone(), |model| model.api_requirements().to_json())?;
        object_to_python(py, &wanted)
    }

    /// The model's own conversion of requests, where it has one.
    #[getter]
    fn converter_fn(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.stated.as_ref()?.converter_fn.as_ref().map(|function| function.clone_ref(py))
    }

    /// US dollars for 1,000 tokens of text read, as the nearest float; `usd_per_1k` is exact. `None`: not known.
    #[getter]
    fn cost_per_1k_input_tokens(&self) -> PyResult<Option<f64>> {
        let cost = self.either(|own| own.cost_per_1k_input_tokens, CoreMetadata::cost_per_1k_input_tokens)?;
        Ok(cost.and_then(|cost| cost.to_f64()))
    }

    /// US dollars for 1,000 tokens of text answered, as the nearest float; `usd_per_1k` is exact. `None`: not known.
    #[getter]
    fn cost_per_1k_output_tokens(&self) -> PyResult<Option<f64>> {
        let cost =
            self.either(|own| own.cost_per_1k_output_tokens, CoreMetadata::cost_per_1k_output_tokens)?;
        Ok(cost.and_then(|cost| cost.to_f64()))
    }

    /// Whether it takes no new use, or is retired, on the day.
    #[getter]
    fn is_deprecated(&self) -> PyResult<bool> {
        self.either(|own| own.is_deprecated, CoreMetadata::is_deprecated)
    }

    /// From when it takes no new use, as `2024-06-01`; `None`: not known.
    #[getter]
    fn deprecation_date(&self) -> PyResult<Option<String>> {
        let seen = |model: &CoreMetadata| model.deprecation_date().map(|date| date.to_string());
        self.either(|own| own.deprecation_date.clone(), seen)
    }

    /// The first model that is named in its place on the day.
    #[getter]
    fn replacement_model(&self) -> Option<String> {
        match (&self.stated, &self.seen) {
            (Some(own), _) => own.replacement_model.clone(),
            (None, Some((snapshot, model))) => model.replacement_model().map(|id| name_of(snapshot, id)),
            (None, None) => None,
        }
    }
}

/// `azure_openai/gpt-4o@2024-08-06` where the version was named, else the id.
pub fn full_name(model: &CoreMetadata) -> String {
    match model.version().filter(|_| model.is_version_named()) {
        Some(version) => format!("{}@{version}", model.id()),
        None => model.id().to_string(),
    }
}
