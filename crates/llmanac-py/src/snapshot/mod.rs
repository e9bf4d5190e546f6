//! A view of a registry: every question of the package is a method of it.

mod answers;
mod capacity;
mod choices;
mod costs;
mod facts;
mod requests;

use std::sync::Arc;

use llmanac::model::Provider;
use llmanac::{ModelFamily, ModelMetadata as CoreMetadata, ModelRegistry as CoreRegistry, Snapshot as Core};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyList, PyString};

use crate::answer::{self, Money};
use crate::issue::Issue;
use crate::metadata::ModelMetadata;
use crate::registry::{name_of, shared};
use crate::words::object_to_python;
use crate::{day, error, issues};

/// A registry at one moment, seen from one day: every question of the package is a method of it.
///
/// `registry.as_of(day)` and `registry.snapshot()` give one. `len`, `in`, `[name]` and iteration are over the models, by
/// the names of `get_all_models`. A name that means no model is a `ModelNotFoundError` with suggestions, except where a
/// method says that it gives `None`.
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
    ///
    /// # Errors
    ///
    /// A day of the environment that is none.
    pub fn core(&self) -> PyResult<Core> {
        Ok(match &self.source {
            Source::Live(registry) => registry.as_of(day::today()?),
            Source::Held(snapshot) => snapshot.clone(),
        })
    }

    /// The model that a name means.
    fn found(&self, py: Python<'_>, name: &str) -> PyResult<(Core, CoreMetadata)> {
        let snapshot = self.core()?;
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
    fn get_model(&self, model_name: &str) -> PyResult<Option<ModelMetadata>> {
        let snapshot = self.core()?;
        let model = snapshot.model(model_name);
        Ok(model.map(|model| ModelMetadata::of(snapshot, model)))
    }

    /// Every model, by the shortest name that means it, in the order of the ids.
    fn get_all_models<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let snapshot = self.core()?;
        let models = py.detach(|| snapshot.models());
        let all = PyDict::new(py);
        for model in models {
            let name = name_of(&snapshot, model.id());
            all.set_item(name, ModelMetadata::of(snapshot.clone(), model))?;
        }
        Ok(all)
    }

    /// The names of a family's models, in order; none where the family has none.
    fn get_family_models(&self, py: Python<'_>, family: String) -> PyResult<Vec<String>> {
        let family = ModelFamily::new(family).map_err(|problem| error::call(py, problem))?;
        let snapshot = self.core()?;
        Ok(py.detach(|| names(&snapshot, |model| *model.model_family() == family)))
    }

    /// The names of a provider's models, in order; `provider/name` where the bare name is another provider's.
    fn get_provider_models(&self, py: Python<'_>, provider: String) -> PyResult<Vec<String>> {
        let provider = Provider::new(provider).map_err(|problem| error::call(py, problem))?;
        let snapshot = self.core()?;
        Ok(py.detach(|| names(&snapshot, |model| *model.provider() == provider)))
    }

    /// Whether a name means a model.
    fn is_model_supported(&self, model_name: &str) -> PyResult<bool> {
        Ok(self.core()?.is_supported(model_name))
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
        issues::of(&self.core()?, model_name, parameters)
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
        crate::request_cost::of(py, &self.core()?, model_name, input_tokens, output_tokens)
    }

    /// The same registry on another day: a date, a moment (its day in UTC), or a text such as `2024-06-01`.
    ///
    /// What is no day is a `CallError`, another type a `TypeError`.
    fn as_of(&self, day: &Bound<'_, PyAny>) -> PyResult<Self> {
        let day = day::of(day)?;
        let held = match &self.source {
            Source::Live(registry) => registry.as_of(day),
            Source::Held(snapshot) => snapshot.as_of(day),
        };
        Ok(Self { source: Source::Held(held) })
    }

    /// The registry at this moment: what is registered later does not change it.
    fn snapshot(&self) -> PyResult<Self> {
        Ok(Self { source: Source::Held(self.core()?) })
    }

    /// The day that answers are for.
    #[getter]
    fn day(&self) -> PyResult<String> {
        Ok(self.core()?.day().to_string())
    }

    /// The version of the catalog: the day of its data.
    #[getter]
    fn catalog_version(&self) -> PyResult<String> {
        Ok(self.core()?.catalog().version.to_string())
    }

    /// The SHA-256 of the compiled catalog.
    #[getter]
    fn catalog_digest(&self) -> PyResult<String> {
        Ok(self.core()?.catalog().digest.clone())
    }

    /// The overlays in force, the lowest first.
    #[getter]
    fn overlays(&self) -> PyResult<Vec<String>> {
        Ok(self.core()?.overlays())
    }

    /// The families that have models.
    fn families<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let class = crate::python::family(py)?;
        self.core()?.families().iter().map(|family| class.call1((family.as_str(),))).collect()
    }

    /// The providers that have models.
    fn providers<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let class = crate::python::provider(py)?;
        self.core()?.providers().iter().map(|provider| class.call1((provider.as_str(),))).collect()
    }

    /// Which model a name means and how it matched: `id`, `version`, `matched`, `scope`, `also` ...
    ///
    /// A name that means none, or several, is a `ModelNotFoundError`.
    fn resolve<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let found = self.core()?.resolved(name).map_err(|problem| error::resolve(py, &problem))?;
        answer::plain(py, &found, Money::Nowhere)
    }

    /// Whether a name means a model; what is no text means none.
    fn __contains__(&self, name: &Bound<'_, PyAny>) -> PyResult<bool> {
        let snapshot = self.core()?;
        let is_supported =
            |name: &Bound<'_, PyString>| name.to_str().is_ok_and(|name| snapshot.is_supported(name));
        Ok(name.cast::<PyString>().is_ok_and(is_supported))
    }

    /// The names of all models, as `get_all_models` has them.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        let snapshot = self.core()?;
        let names = py.detach(|| names(&snapshot, |_| true));
        PyList::new(py, names)?.try_iter()
    }

    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<ModelMetadata> {
        let (snapshot, model) = self.found(py, name)?;
        Ok(ModelMetadata::of(snapshot, model))
    }

    /// One without a model is a registry too.
    fn __bool__(&self) -> bool {
        true
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.core()?.models().len())
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let class = slf.get_type().name()?;
        let snapshot = slf.get().core()?;
        let over = snapshot.overlays();
        let over = if over.is_empty() { String::new() } else { format!(", under {}", over.join(", ")) };
        Ok(format!("<{class} of {} on {}{over}>", snapshot.catalog().version, snapshot.day()))
    }

    /// Of all registries only the shared one can travel, without what is added to it: so it is the same everywhere.
    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<(Py<PyAny>, ())> {
        let refused = match &slf.get().source {
            Source::Live(registry) if !Arc::ptr_eq(registry, shared()) => {
                "a registry of its own cannot be pickled; pickle its overlay's text".to_owned()
            }
            Source::Live(registry) => match registry.snapshot().overlays().as_slice() {
                [] => String::new(),
                added => format!(
                    "a registry that was added to ({}) cannot be pickled; pickle what was added, and add it there too",
                    added.join(", ")
                ),
            },
            Source::Held(_) => {
                "a view of a registry on a day cannot be pickled; pickle the day, and ask the registry there"
                    .to_owned()
            }
        };
        if !refused.is_empty() {
            return Err(PyTypeError::new_err(refused));
        }
        let module = slf.py().import("llmanac._llmanac")?;
        Ok((module.getattr("get_model_registry")?.unbind(), ()))
    }

    /// What does not change, and the registry that the whole program shares, is its own copy.
    fn __copy__(slf: &Bound<'_, Self>) -> PyResult<Py<Self>> {
        match &slf.get().source {
            Source::Live(registry) if !Arc::ptr_eq(registry, shared()) => Err(PyTypeError::new_err(
                "a registry of its own is not copied; its snapshot() can be handed on",
            )),
            _ => Ok(slf.clone().unbind()),
        }
    }

    fn __deepcopy__(slf: &Bound<'_, Self>, _memo: &Bound<'_, PyAny>) -> PyResult<Py<Self>> {
        Self::__copy__(slf)
    }
}
