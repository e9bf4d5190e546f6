//! The registry: an immutable snapshot behind a swap.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use serde_json::{Map, Value};

use crate::catalog::blob::{Blob, Proof};
use crate::catalog::{OpenError, Tables};
use crate::model::{Date, ModelFamily, Provider};

use super::layer::{CATALOG_LAYER, Layer};
use super::metadata::ModelMetadata;
use super::plans::Plans;
use super::provenance::CatalogRef;
use super::resolution::{Resolution, ResolveError};
use super::snapshot::{Inner, Snapshot};

/// A registry of models. Readers never lock; writers publish a new snapshot.
///
/// ```
/// use llmanac::{ModelFamily, ModelRegistry};
/// let registry = ModelRegistry::embedded();
/// assert!(registry.is_supported("gpt-4o"));
/// assert_eq!(registry.family_models(&ModelFamily::AZURE_GPT_4O), ["gpt-4o", "gpt-4o-mini"]);
/// ```
pub struct ModelRegistry {
    pub(super) current: ArcSwap<Inner>,
    /// Writers take turns, so that none is lost; readers do not know of it.
    pub(super) writer: Mutex<()>,
}

impl std::fmt::Debug for ModelRegistry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("ModelRegistry").field(&self.snapshot()).finish()
    }
}

/// The registry that the whole program shares, on the embedded catalog.
///
/// A convenience: whatever takes a `&ModelRegistry` or a [`Snapshot`] needs no global.
///
/// ```
/// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
/// assert_eq!(model.id().as_str(), "azure_openai/gpt-4o");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "embedded")]
pub fn registry() -> &'static ModelRegistry {
    static REGISTRY: std::sync::OnceLock<ModelRegistry> = std::sync::OnceLock::new();
    REGISTRY.get_or_init(ModelRegistry::embedded)
}

impl ModelRegistry {
    /// A registry of its own on the embedded catalog.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Self {
        // A test opens the embedded bytes with their digest checked; they cannot differ at run time.
        match Blob::open(std::borrow::Cow::Borrowed(llmanac_catalog::CATALOG), Proof::Proven) {
            Ok(blob) => Self::of_blob(blob),
            Err(_) => Self::empty(),
        }
    }

    /// A registry on a compiled catalog.
    ///
    /// # Errors
    ///
    /// Bytes that are no catalog, of another format, or damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let blob = Blob::open(std::borrow::Cow::Owned(bytes), Proof::Check)?;
        let are_tables_read = blob.head.tables.tables.iter().all(|table| table.get().is_some());
        if !are_tables_read || blob.head.rows.iter().any(|row| blob.row(row.place).is_none()) {
            return Err(OpenError::Damaged);
        }
        Ok(Self::of_blob(blob))
    }

    /// A registry without a model.
    pub fn empty() -> Self {
        let day = Date::from_unix_days(0);
        let catalog = CatalogRef { version: day, digest: String::new() };
        let layer = Layer::empty(CATALOG_LAYER, Arc::new(Tables::default()));
        Self::of(Inner { layers: vec![Arc::new(layer)], catalog, day, plans: Plans::default() })
    }

    /// A registry of its own with the embedded catalog's providers and profiles, and without a model.
    ///
    /// ```
    /// let registry = llmanac::ModelRegistry::without_models();
    /// assert!(!registry.is_supported("gpt-4o"));
    /// ```
    #[cfg(feature = "embedded")]
    pub fn without_models() -> Self {
        match Blob::open(std::borrow::Cow::Borrowed(llmanac_catalog::CATALOG), Proof::Proven) {
            Ok(mut blob) => {
                blob.head.rows.clear();
                Self::of_blob(blob)
            }
            Err(_) => Self::empty(),
        }
    }

    fn of_blob(blob: Blob) -> Self {
        let day = blob.head.version;
        let catalog = CatalogRef { version: day, digest: blob.digest.clone() };
        let layers = vec![Arc::new(Layer::of_blob(blob))];
        Self::of(Inner { layers, catalog, day, plans: Plans::default() })
    }

    fn of(inner: Inner) -> Self {
        Self { current: ArcSwap::from_pointee(inner), writer: Mutex::new(()) }
    }

    /// The registry at this moment, on the catalog's own day. Hold it through one answer.
    pub fn snapshot(&self) -> Snapshot {
        let inner = self.current.load_full();
        Snapshot { day: inner.day, inner }
    }

    /// The registry at this moment, seen from a day: prices, status, default versions, pointers.
    ///
    /// ```
    /// let june = llmanac::registry().as_of("2024-06-01".parse()?);
    /// let model = june.model("gpt-4o").ok_or("not found")?;
    /// assert_eq!(model.version(), Some("2024-05-13"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_of(&self, day: Date) -> Snapshot {
        self.snapshot().as_of(day)
    }

    /// Publishes a layer on top, merging small ones of the program so that lookups stay quick.
    pub(super) fn publish(
        &self,
        build: impl FnOnce(&Snapshot) -> Result<Layer, crate::catalog::CatalogError>,
    ) -> Result<(), crate::catalog::CatalogError> {
        let _turn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = self.snapshot();
        let mut layer = build(&snapshot)?;
        let mut layers = snapshot.inner.layers.clone();
        while let Some(below) = layers.last()
            && below.mergeable
            && layer.mergeable
            && below.len() <= 2 * layer.len()
        {
            layer = Layer::merged(below, &layer);
            layers.pop();
        }
        layers.push(Arc::new(layer));
        self.current.store(Arc::new(Inner {
            layers,
            catalog: snapshot.inner.catalog.clone(),
            day: snapshot.inner.day,
            // Terms and models may be others now.
            plans: Plans::default(),
        }));
        Ok(())
    }

    /// The model that a name means. See [`Snapshot::model`].
    pub fn model(&self, name: &str) -> Option<ModelMetadata> {
        self.snapshot().model(name)
    }

    /// The model that a name means, with how it matched. See [`Snapshot::resolve`].
    ///
    /// # Errors
    ///
    /// A name that means no model, or several.
    pub fn resolve(&self, name: &str) -> Result<Resolution, ResolveError> {
        self.snapshot().resolve(name)
    }

    /// Every model, by id.
    pub fn models(&self) -> BTreeMap<String, ModelMetadata> {
        self.snapshot().models().into_iter().map(|model| (model.id().to_string(), model)).collect()
    }

    /// Whether a name means a model.
    pub fn is_supported(&self, name: &str) -> bool {
        self.snapshot().is_supported(name)
    }

    /// The names of a family's models.
    pub fn family_models(&self, family: &ModelFamily) -> Vec<String> {
        self.snapshot().family_models(family)
    }

    /// The names of a provider's models.
    pub fn provider_models(&self, provider: &Provider) -> Vec<String> {
        self.snapshot().provider_models(provider)
    }

    /// The families that have models.
    pub fn families(&self) -> Vec<ModelFamily> {
        self.snapshot().families()
    }

    /// The providers that have models.
    pub fn providers(&self) -> Vec<Provider> {
        self.snapshot().providers()
    }

    /// A parameter's native name for a model; the name itself where nothing else is known.
    ///
    /// # Errors
    ///
    /// A name that means no model.
    pub fn parameter_mapping(&self, model: &str, parameter: &str) -> Result<String, ResolveError> {
        Ok(self.resolve(model)?.model.parameter_mapping(parameter).to_owned())
    }

    /// What the provider takes where a parameter is not stated.
    ///
    /// # Errors
    ///
    /// A name that means no model.
    pub fn model_defaults(&self, model: &str) -> Result<Map<String, Value>, ResolveError> {
        Ok(self.resolve(model)?.model.default_parameters())
    }
}
