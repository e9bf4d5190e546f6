//! The registry that can be added to, and the one that the whole program shares.

use std::sync::{Arc, OnceLock};

use llmanac::model::ModelId;
use llmanac::{
    Date, ModelBuilder, ModelMetadata as CoreMetadata, ModelRegistry as CoreRegistry, Snapshot as Core,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyString, PyType};

use crate::metadata::{ModelMetadata, full_name};
use crate::snapshot::{Snapshot, Source};
use crate::value::kind;
use crate::{day, error};

/// A registry of models that can be added to.
///
/// `ModelRegistry()` is empty, `ModelRegistry.embedded()` has the catalog that ships, and `get_model_registry()` is the one
/// that the whole program shares. Any number of threads may ask and add.
#[pyclass(frozen, extends = Snapshot, subclass, module = "llmanac")]
pub struct ModelRegistry;

/// The registry that the whole program shares.
pub fn shared() -> &'static Arc<CoreRegistry> {
    static SHARED: OnceLock<Arc<CoreRegistry>> = OnceLock::new();
    SHARED.get_or_init(|| Arc::new(CoreRegistry::embedded()))
}

/// The shared registry, today.
#[inline]
pub fn now() -> PyResult<Core> {
    Ok(shared().as_of(day::today()?))
}

/// The catalog that ships, without what a program adds, on a day.
fn catalog(day: Date) -> Core {
    static CATALOG: OnceLock<CoreRegistry> = OnceLock::new();
    let now = shared().as_of(day);
    if now.overlays().is_empty() {
        return now;
    }
    CATALOG.get_or_init(CoreRegistry::embedded).as_of(day)
}

/// Whether a model is one of the catalog that ships, as it stands there.
pub fn is_of_catalog(name: &str, model: &CoreMetadata) -> bool {
    let found = catalog(model.day()).resolve(name);
    found.is_ok_and(|found| found.model == *model && found.model.layer() == model.layer())
}

/// The shortest name that means a model: the bare one where it is this model's.
pub fn name_of(snapshot: &Core, id: &ModelId) -> String {
    match snapshot.model(id.name()) {
        Some(model) if model.id() == id => id.name().to_owned(),
        _ => id.to_string(),
    }
}

impl ModelRegistry {
    /// The Python object of a registry.
    fn of(registry: Arc<CoreRegistry>) -> PyClassInitializer<Self> {
        PyClassInitializer::from(Snapshot { source: Source::Live(registry) }).add_subclass(Self)
    }

    /// The registry behind a Python object.
    fn registry<'a>(slf: &'a PyRef<'_, Self>) -> &'a Arc<CoreRegistry> {
        match &slf.as_super().source {
            Source::Live(registry) => registry,
            // Only live ones are made.
            Source::Held(_) => shared(),
        }
    }
}

/// Whether a text is not TOML but the name of a file of it: no line of TOML ends so but a comment or a value in quotes.
fn is_name_of_file(text: &str) -> bool {
    let text = text.trim();
    !text.contains(['\n', '=', '#', '[']) && text.ends_with(".toml")
}

/// A text, or what stands in the file of a path, with the path.
pub fn text_of(stated: &Bound<'_, PyAny>) -> PyResult<(String, Option<String>)> {
    if let Ok(text) = stated.cast::<PyString>() {
        return Ok((text.to_str()?.to_owned(), None));
    }
    if !stated.hasattr("__fspath__")? || stated.is_instance_of::<PyType>() {
        return Err(PyTypeError::new_err(format!("a text or a path of a file, not {}", kind(stated))));
    }
    let path = stated.py().import("pathlib")?.getattr("Path")?.call1((stated,))?;
    let text = path.call_method1("read_text", ("utf-8",))?.extract()?;
    Ok((text, Some(path.str()?.extract()?)))
}

#[pymethods]
impl ModelRegistry {
    /// A registry of its own without a model, as the original's; `embedded` has the catalog's.
    #[new]
    fn new() -> PyClassInitializer<Self> {
        Self::of(Arc::new(CoreRegistry::without_models()))
    }

    /// A registry of its own with the catalog that ships.
    #[staticmethod]
    fn embedded(py: Python<'_>) -> PyResult<Py<Self>> {
        Py::new(py, Self::of(Arc::new(CoreRegistry::embedded())))
    }

    /// Registers a model. Readers see it at once, and never half of it.
    ///
    /// A name that is taken is a `CatalogError` unless it is replaced on purpose.
    #[pyo3(signature = (metadata, *, replace=false))]
    fn register_model(
        slf: &Bound<'_, Self>,
        metadata: &Bound<'_, ModelMetadata>,
        replace: bool,
    ) -> PyResult<()> {
        Self::register_models(slf, PyList::new(slf.py(), [metadata])?.as_any(), replace)
    }

    /// Registers many models at once: all of them, or none.
    #[pyo3(signature = (models, *, replace=false))]
    fn register_models(slf: &Bound<'_, Self>, models: &Bound<'_, PyAny>, replace: bool) -> PyResult<()> {
        let py = slf.py();
        let registry = Arc::clone(Self::registry(&slf.borrow()));
        let today = day::today()?;
        let snapshot = registry.as_of(today);
        let mut builders: Vec<ModelBuilder> = Vec::new();
        for metadata in models.try_iter()? {
            let metadata = metadata?;
            let metadata = metadata.cast::<ModelMetadata>().map_err(|_| {
                PyTypeError::new_err(format!("a ModelMetadata is registered, not {}", kind(&metadata)))
            })?;
            let Some(stated) = &metadata.get().stated else {
                return Err(error::stated(
                    py,
                    "only models that are stated by keywords are registered; `extends` in an overlay copies one",
                ));
            };
            let mut builder =
                stated.to_builder(py, &snapshot, today).map_err(|problem| error::stated(py, &problem))?;
            builder = builder.attach(Arc::clone(stated) as Arc<_>);
            builders.push(if replace { builder.replacing() } else { builder });
        }
        let registered = py.detach(|| registry.register_all(builders));
        registered.map_err(|problem| error::register(py, &problem))
    }

    /// Lays an overlay on top: custom models, deployments, discounts, as TOML.
    ///
    /// `text` is the TOML itself, or the `pathlib.Path` of a file of it. `name` is what errors and answers call it; without
    /// one it is the path, or `llmanac.toml`. What is refused is a `CatalogError` with every reason.
    #[pyo3(signature = (text, name=None))]
    fn add_overlay(slf: &Bound<'_, Self>, text: &Bound<'_, PyAny>, name: Option<&str>) -> PyResult<()> {
        let registry = Arc::clone(Self::registry(&slf.borrow()));
        let (text, path) = text_of(text)?;
        let name = name.or(path.as_deref()).unwrap_or("llmanac.toml");
        if path.is_none() && is_name_of_file(&text) {
            let short: String = text.trim().chars().take(80).collect();
            let said = format!("`{short}` is no TOML; a file is read by its path: pathlib.Path(\"{short}\")");
            return Err(error::stated(slf.py(), &said));
        }
        let added = slf.py().detach(|| registry.add_overlay(name, &text));
        added.map_err(|problem| error::catalog(slf.py(), &problem))
    }
}

/// The registry that the whole program shares: the catalog that ships, and what is added to it.
///
/// It answers for today, or for `LLMANAC_TODAY`; `as_of(day)` is the same registry on another day. Its methods are the
/// questions: `get_model`, `models`, `cost`, `cost_many`, `convert`, `parse`, `select`, `why` ... `register_model` and
/// `add_overlay` add to it, for the whole program. `ModelRegistry.embedded()` is one of its own.
#[pyfunction]
pub fn get_model_registry(py: Python<'_>) -> PyResult<Py<ModelRegistry>> {
    static OBJECT: PyOnceLock<Py<ModelRegistry>> = PyOnceLock::new();
    let made = OBJECT.get_or_try_init(py, || Py::new(py, ModelRegistry::of(Arc::clone(shared()))))?;
    Ok(made.clone_ref(py))
}

/// A model of the catalog, as it was pickled.
///
/// What a program adds to its registry does not change it; another catalog might, and is refused.
#[pyfunction]
pub fn _model_again(
    py: Python<'_>,
    name: &str,
    day: &Bound<'_, PyAny>,
    digest: &str,
) -> PyResult<ModelMetadata> {
    let snapshot = catalog(day::of(day)?);
    let here = &snapshot.catalog().digest;
    if here != digest {
        let short: String = digest.chars().take(12).collect();
        let here: String = here.chars().take(12).collect();
        let said = format!(
            "{name} was pickled with the catalog {short}, and here is {here}; pickle its name, or install one version of llmanac on both sides"
        );
        return Err(PyValueError::new_err(said));
    }
    let found = snapshot.resolve(name).map_err(|problem| error::resolve(py, &problem))?;
    if full_name(&found.model) != name {
        return Err(PyValueError::new_err(format!("{name} means {} here", found.model.id())));
    }
    Ok(ModelMetadata::of(snapshot, found.model))
}
