//! Everything known of one model, by the attributes of the original design.

use std::sync::Arc;

use llmanac::model::Meter;
use llmanac::{ModelMetadata as CoreMetadata, Snapshot as Core};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PySet, PyString, PyTuple, PyType};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value};

use crate::answer::{self, Money};
use crate::registry::name_of;
use crate::stated::Stated;
use crate::value::{kind, object_to_python, to_object};
use crate::{day, error, python};

/// Everything known of one model, seen from one day.
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
    #[new]
    #[expect(clippy::too_many_arguments, reason = "the fields of the original's dataclass, in its order")]
    #[pyo3(signature = (
        model_name, provider, model_family, display_name,
        supported_input_types=None, supported_output_types=None,
        supports_streaming=true, supports_function_calling=false, supports_vision=false, supports_json_mode=false,
        max_context_length=None, max_output_tokens=None, max_input_tokens=None,
        supports_temperature=true, supports_top_p=true, supports_frequency_penalty=true,
        supports_presence_penalty=true, supports_stop_sequences=true,
        parameter_mappings=None, default_parameters=None, api_requirements=None, converter_fn=None,
        cost_per_1k_input_tokens=None, cost_per_1k_output_tokens=None,
        is_deprecated=false, deprecation_date=None, replacement_model=None,
    ))]
    fn new(
        model_name: String,
        provider: String,
        model_family: String,
        display_name: String,
        supported_input_types: Option<&Bound<'_, PyAny>>,
        supported_output_types: Option<&Bound<'_, PyAny>>,
        supports_streaming: bool,
        supports_function_calling: bool,
        supports_vision: bool,
        supports_json_mode: bool,
        max_context_length: Option<&Bound<'_, PyAny>>,
        max_output_tokens: Option<&Bound<'_, PyAny>>,
        max_input_tokens: Option<&Bound<'_, PyAny>>,
        supports_temperature: bool,
        supports_top_p: bool,
        supports_frequency_penalty: bool,
        supports_presence_penalty: bool,
        supports_stop_sequences: bool,
        parameter_mappings: Option<&Bound<'_, PyAny>>,
        default_parameters: Option<&Bound<'_, PyAny>>,
        api_requirements: Option<&Bound<'_, PyAny>>,
        converter_fn: Option<Py<PyAny>>,
        cost_per_1k_input_tokens: Option<&Bound<'_, PyAny>>,
        cost_per_1k_output_tokens: Option<&Bound<'_, PyAny>>,
        is_deprecated: bool,
        deprecation_date: Option<&Bound<'_, PyAny>>,
        replacement_model: Option<String>,
        py: Python<'_>,
    ) -> PyResult<Self> {
        if let Some(function) = converter_fn.as_ref().filter(|function| !function.bind(py).is_callable()) {
            let kind = kind(function.bind(py));
            return Err(PyTypeError::new_err(format!("converter_fn is called, and {kind} cannot be")));
        }
        let names = |what: &str, list: Option<&Bound<'_, PyAny>>| -> PyResult<_> {
            let Some(list) = list else { return Ok(Default::default()) };
            if list.is_instance_of::<PyString>() {
                return Err(PyTypeError::new_err(format!("{what} is a set of texts, not one text")));
            }
            list.try_iter()?.map(|name| name?.extract::<String>()).collect()
        };
        let object = |what: &str, value: Option<&Bound<'_, PyAny>>| -> PyResult<Map<String, Value>> {
            value.map_or_else(|| Ok(Map::new()), |value| to_object(what, value))
        };
        let mut mappings = std::collections::BTreeMap::new();
        for (parameter, native) in object("parameter_mappings", parameter_mappings)? {
            let Value::String(native) = native else {
                return Err(PyTypeError::new_err(format!(
                    "parameter_mappings: {parameter} is named by a text"
                )));
            };
            mappings.insert(parameter, native);
        }
        let window = tokens("max_context_length", max_context_length, 128_000)?;
        // The defaults of the original are no more than the window that is stated.
        let within = |default: u64| default.min(window);
        let date = deprecation_date.map(|date| match date.cast::<PyString>() {
            Ok(text) => Ok(text.to_str()?.to_owned()),
            Err(_) => day::of(date).map(|date| date.to_string()),
        });
        let stated = Stated {
            model_name,
            provider,
            model_family,
            display_name,
            supported_input_types: names("supported_input_types", supported_input_types)?,
            supported_output_types: names("supported_output_types", supported_output_types)?,
            supports_streaming,
            supports_function_calling,
            supports_vision,
            supports_json_mode,
            max_context_length: window,
            max_output_tokens: tokens("max_output_tokens", max_output_tokens, within(4_096))?,
            max_input_tokens: tokens("max_input_tokens", max_input_tokens, within(128_000))?,
            supports_temperature,
            supports_top_p,
            supports_frequency_penalty,
            supports_presence_penalty,
            supports_stop_sequences,
            parameter_mappings: mappings,
            default_parameters: object("default_parameters", default_parameters)?,
            api_requirements: object("api_requirements", api_requirements)?,
            converter_fn,
            cost_per_1k_input_tokens: cost_of("cost_per_1k_input_tokens", cost_per_1k_input_tokens)?,
            cost_per_1k_output_tokens: cost_of("cost_per_1k_output_tokens", cost_per_1k_output_tokens)?,
            is_deprecated,
            deprecation_date: date.transpose()?,
            replacement_model,
        };
        Ok(Self { seen: None, stated: Some(Arc::new(stated)) })
    }

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

    /// The id: `azure_openai/gpt-4o`.
    #[getter]
    fn id(&self) -> PyResult<String> {
        self.either(|own| format!("{}/{}", own.provider, own.model_name), |model| model.id().to_string())
    }

    /// The version that answers are for; `None` for a model without versions.
    #[getter]
    fn version(&self) -> Option<&str> {
        self.core().and_then(CoreMetadata::version)
    }

    /// The versions, as the catalog lists them.
    #[getter]
    fn versions(&self) -> Vec<&str> {
        self.core().map_or_else(Vec::new, |model| model.versions().collect())
    }

    /// The other names of the model.
    #[getter]
    fn aliases(&self) -> Vec<String> {
        self.core().map_or_else(Vec::new, |model| model.aliases().to_vec())
    }

    /// Who trained it; `None` for a model that is not registered.
    #[getter]
    fn maker(&self) -> Option<&str> {
        self.core().map(|model| model.maker().as_str())
    }

    /// The tokenizer of its texts; `None`: not known, or not public.
    #[getter]
    fn tokenizer(&self) -> Option<&str> {
        self.core().and_then(CoreMetadata::tokenizer)
    }

    /// Where it stands in its life on the day: `active`, `deprecated`, `retired`, `disputed` ...
    #[getter]
    fn status(&self) -> Option<&str> {
        self.core().map(|model| model.status().as_str())
    }

    /// The APIs that serve it: `azure_openai.chat`.
    #[getter]
    fn surfaces(&self) -> Vec<&'static str> {
        self.core().map_or_else(Vec::new, |model| model.surfaces().map(|surface| surface.as_str()).collect())
    }

    /// The day that answers are for; `None` for a model that is not registered.
    #[getter]
    fn day(&self) -> Option<String> {
        self.core().map(|model| model.day().to_string())
    }

    /// Where it comes from: `catalog`, an overlay's name, `program`.
    #[getter]
    fn layer(&self) -> Option<&str> {
        self.core().map(CoreMetadata::layer)
    }

    /// Whether a standard parameter is accepted; `None`: not known.
    fn supports_parameter(&self, name: &str) -> PyResult<Option<bool>> {
        Ok(self.registered()?.supports_parameter(name))
    }

    /// The exact rate for 1,000 units of a meter on the usual offer, as a `Decimal`; `None`: not known.
    fn usd_per_1k<'py>(&self, py: Python<'py>, meter: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let meter: Meter = meter.parse().map_err(|problem| error::call(py, problem))?;
        let rate = self.either(
            |own| match meter {
                Meter::InputText => own.cost_per_1k_input_tokens,
                Meter::OutputText => own.cost_per_1k_output_tokens,
                _ => None,
            },
            |model| model.rate(model.default_offer(), meter)?.amount_per(1_000),
        )?;
        rate.map(|rate| python::to_decimal(py, &rate.to_string())).transpose()
    }

    /// The same model in one version, by its id; `None` where it has none of that id.
    fn with_version(&self, id: &str) -> PyResult<Option<Self>> {
        let model = self.registered()?.with_version(id);
        Ok(model.zip(self.seen.as_ref()).map(|(model, (snapshot, _))| Self::of(snapshot.clone(), model)))
    }

    /// Everything known, as `llmanac show --json` prints it: limits, parameters, prices, dates, sources.
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let model = self.registered()?;
        let snapshot = self.seen.as_ref().map(|(snapshot, _)| snapshot.as_of(model.day()));
        let name = full_name(model);
        let shown = snapshot.map(|snapshot| snapshot.show(&name)).transpose();
        let shown = shown.map_err(|problem| error::resolve(py, &problem))?;
        answer::plain(py, &shown, Money::Nowhere)
    }

    fn __eq__(&self, other: &Self) -> bool {
        match (&self.stated, &other.stated) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.core() == other.core(),
            _ => false,
        }
    }

    fn __hash__(&self) -> PyResult<u64> {
        use std::hash::{Hash as _, Hasher as _};
        let mut hasher = std::hash::DefaultHasher::new();
        self.id()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __repr__(&self) -> PyResult<String> {
        let id = self.id()?;
        Ok(match (self.core(), self.version()) {
            (None, _) => format!("<ModelMetadata {id}, not registered>"),
            (Some(model), Some(version)) => format!("<ModelMetadata {id}@{version} on {}>", model.day()),
            (Some(model), None) => format!("<ModelMetadata {id} on {}>", model.day()),
        })
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// A stated model travels with all that is stated; a model of the catalog by its name and day.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        if let Some(own) = &self.stated {
            let class = py.get_type::<Self>().into_any();
            return Ok((class, fields(py, self, own)?));
        }
        let model = self.registered()?;
        let again = py.import("llmanac._llmanac")?.getattr("_model_again")?;
        Ok((again, (full_name(model), model.day().to_string()).into_pyobject(py)?))
    }

    /// A table for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let said = |value: Option<bool>| match value {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        };
        let price = |meter: &str| -> PyResult<String> {
            let rate = self.usd_per_1k(py, meter)?;
            Ok(rate.map_or_else(|| "?".to_owned(), |rate| format!("{rate}")))
        };
        let number = |tokens: Bound<'_, PyAny>| match tokens.extract::<u64>() {
            Ok(tokens) => llmanac::model::Tokens::new(tokens).to_string(),
            Err(_) => "?".to_owned(),
        };
        let rows = [
            ("status", self.status().unwrap_or("not registered").to_owned()),
            ("context", number(self.max_context_length(py)?)),
            ("output", number(self.max_output_tokens(py)?)),
            ("vision", said(self.supports_vision()?).to_owned()),
            ("tools", said(self.supports_function_calling()?).to_owned()),
            ("JSON mode", said(self.supports_json_mode()?).to_owned()),
            ("USD per 1K input", price("input.text")?),
            ("USD per 1K output", price("output.text")?),
        ];
        let head = match self.version() {
            Some(version) => format!("{}: {}@{version}", self.display_name()?, self.id()?),
            None => format!("{}: {}", self.display_name()?, self.id()?),
        };
        let table = py.import("llmanac._answers")?.getattr("_table")?;
        let rows: Vec<(&str, String)> = rows.into_iter().collect();
        table.call1((head, ("", ""), rows))?.extract()
    }
}

/// `azure_openai/gpt-4o@2024-08-06` where the version was named, else the id.
fn full_name(model: &CoreMetadata) -> String {
    match model.version().filter(|_| model.is_version_named()) {
        Some(version) => format!("{}@{version}", model.id()),
        None => model.id().to_string(),
    }
}

/// A stated model's fields, in the order of the constructor.
fn fields<'py>(py: Python<'py>, model: &ModelMetadata, own: &Stated) -> PyResult<Bound<'py, PyTuple>> {
    let decimal =
        |cost: Option<Decimal>| cost.map(|cost| python::to_decimal(py, &cost.to_string())).transpose();
    let all: Vec<Bound<'py, PyAny>> = vec![
        own.model_name.as_str().into_bound_py_any(py)?,
        own.provider.as_str().into_bound_py_any(py)?,
        own.model_family.as_str().into_bound_py_any(py)?,
        own.display_name.as_str().into_bound_py_any(py)?,
        model.supported_input_types(py)?.into_any(),
        model.supported_output_types(py)?.into_any(),
        own.supports_streaming.into_bound_py_any(py)?,
        own.supports_function_calling.into_bound_py_any(py)?,
        own.supports_vision.into_bound_py_any(py)?,
        own.supports_json_mode.into_bound_py_any(py)?,
        own.max_context_length.into_bound_py_any(py)?,
        own.max_output_tokens.into_bound_py_any(py)?,
        own.max_input_tokens.into_bound_py_any(py)?,
        own.supports_temperature.into_bound_py_any(py)?,
        own.supports_top_p.into_bound_py_any(py)?,
        own.supports_frequency_penalty.into_bound_py_any(py)?,
        own.supports_presence_penalty.into_bound_py_any(py)?,
        own.supports_stop_sequences.into_bound_py_any(py)?,
        own.parameter_mappings.clone().into_bound_py_any(py)?,
        object_to_python(py, &own.default_parameters)?.into_any(),
        object_to_python(py, &own.api_requirements)?.into_any(),
        own.converter_fn.as_ref().map(|function| function.clone_ref(py)).into_bound_py_any(py)?,
        decimal(own.cost_per_1k_input_tokens)?.into_bound_py_any(py)?,
        decimal(own.cost_per_1k_output_tokens)?.into_bound_py_any(py)?,
        own.is_deprecated.into_bound_py_any(py)?,
        own.deprecation_date.as_deref().into_bound_py_any(py)?,
        own.replacement_model.as_deref().into_bound_py_any(py)?,
    ];
    PyTuple::new(py, all)
}

/// A number of tokens; the original's default where none is stated.
fn tokens(what: &str, stated: Option<&Bound<'_, PyAny>>, default: u64) -> PyResult<u64> {
    let Some(stated) = stated else { return Ok(default) };
    crate::count::of(what, stated)
}

/// A cost: a decimal, a whole number, or a float by its shortest text.
fn cost_of(what: &str, stated: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Decimal>> {
    let Some(stated) = stated else { return Ok(None) };
    let text = match stated.cast::<PyFloat>() {
        Ok(float) => float.value().to_string(),
        Err(_) => stated.str()?.to_str()?.to_owned(),
    };
    let cost = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text));
    match cost {
        Ok(cost) if !cost.is_sign_negative() => Ok(Some(cost)),
        _ => {
            let text: String = text.chars().take(40).collect();
            Err(error::value(what, format_args!("`{text}` is no amount of US dollars")))
        }
    }
}
