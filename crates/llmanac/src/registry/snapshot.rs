//! The registry at one moment, seen from one day.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{FamilyData, ProviderData, Tables, TaskData, Terms};
use crate::model::{Date, MakerId, ModelFamily, ModelId, Provider};

use super::layer::Layer;
use super::metadata::ModelMetadata;
use super::plans::Plans;
use super::provenance::CatalogRef;
use super::resolve::folded;

/// What a registry holds, all layers, the lowest first.
pub(crate) struct Inner {
    pub layers: Vec<Arc<Layer>>,
    pub catalog: CatalogRef,
    /// The day that answers are for, where nobody says another: the catalog's own.
    pub day: Date,
    /// Prices that were asked for.
    pub plans: Plans,
}

/// The registry at one moment, seen from one day: hold one through one answer.
///
/// ```
/// let then = llmanac::registry().as_of("2024-06-01".parse()?);
/// let model = then.model("gpt-4o").ok_or("not found")?;
/// assert_eq!(model.cost_per_1k_input_tokens().unwrap().to_string(), "0.005");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Snapshot {
    pub(super) inner: Arc<Inner>,
    pub(super) day: Date,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let layers: Vec<&str> = self.inner.layers.iter().map(|layer| &*layer.name).collect();
        f.debug_struct("Snapshot").field("layers", &layers).field("day", &self.day).finish()
    }
}

impl Snapshot {
    /// The day that answers are for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The same registry, seen from another day.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        Self { inner: Arc::clone(&self.inner), day }
    }

    /// The catalog's version and digest.
    pub fn catalog(&self) -> &CatalogRef {
        &self.inner.catalog
    }

    /// The overlays in force, the lowest first.
    pub fn overlays(&self) -> Vec<String> {
        self.inner.layers.iter().skip(1).map(|layer| layer.name.to_string()).collect()
    }

    /// Every model, in the order of the ids; a model replaced by a higher layer stands once.
    pub fn models(&self) -> Vec<ModelMetadata> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for layer in self.inner.layers.iter().rev() {
            for (place, id) in layer.ids() {
                if seen.insert(id)
                    && let Some(entry) = layer.entry(place)
                {
                    found.push(ModelMetadata::new(Arc::clone(entry), self.day));
                }
            }
        }
        found.sort_by(|a, b| a.id().cmp(b.id()));
        found
    }

    /// A model by its id alone.
    pub fn by_id(&self, id: &ModelId) -> Option<ModelMetadata> {
        // Names are kept in lower case; ids as they are written, which is mostly the same.
        let named = |name: &str| {
            self.inner.layers.iter().rev().find_map(|layer| {
                let claim = layer.claims(name).iter().find(|claim| layer.id(claim.entry) == Some(id))?;
                Some(ModelMetadata::new(Arc::clone(layer.entry(claim.entry)?), self.day))
            })
        };
        named(id.name()).or_else(|| folded(id.name(), named))
    }

    /// The names of a family's models, in order.
    pub fn family_models(&self, family: &ModelFamily) -> Vec<String> {
        self.names_of(|model| model.model_family() == family)
    }

    /// The names of a provider's models, in order.
    pub fn provider_models(&self, provider: &Provider) -> Vec<String> {
        self.names_of(|model| model.provider() == provider)
    }

    fn names_of(&self, wanted: impl Fn(&ModelMetadata) -> bool) -> Vec<String> {
        let models = self.models();
        models.iter().filter(|model| wanted(model)).map(|m| m.model_name().to_owned()).collect()
    }

    /// The families that have models, in order.
    pub fn families(&self) -> Vec<ModelFamily> {
        let families: BTreeSet<ModelFamily> =
            self.models().iter().map(|model| model.model_family().clone()).collect();
        families.into_iter().collect()
    }

    /// The providers that have models, in order.
    pub fn providers(&self) -> Vec<Provider> {
        let providers: BTreeSet<Provider> =
            self.models().iter().map(|model| model.provider().clone()).collect();
        providers.into_iter().collect()
    }

    /// The names of the standard parameters: those of OpenAI's chat completions, and those that other APIs add.
    ///
    /// ```
    /// let snapshot = llmanac::registry().snapshot();
    /// assert!(snapshot.standard_parameters().any(|name| name == "max_tokens"));
    /// ```
    pub fn standard_parameters(&self) -> impl Iterator<Item = &str> {
        self.tables().parameters.iter().map(|own| own.name.as_str())
    }

    /// The maker's name of a family for people, where the catalog knows it.
    pub fn family_display_name(&self, family: &ModelFamily) -> Option<&str> {
        self.families_data().iter().find(|data| data.id == *family).map(|d| d.display_name.as_str())
    }

    /// A maker's name for people, where the catalog knows it.
    pub fn maker_display_name(&self, maker: &MakerId) -> Option<&str> {
        self.tables().makers.iter().find(|data| data.id == *maker).map(|d| d.display_name.as_str())
    }

    /// A provider's name for people, where the catalog knows it.
    pub fn provider_display_name(&self, provider: &Provider) -> Option<&str> {
        self.tables().provider(provider).map(|data| data.display_name.as_str())
    }

    /// The model whose surface and parameters a program's own model is taken to have, where nothing else is known of it.
    ///
    /// A provider that the catalog does not know has the stand-in of the one whose API the others mostly read.
    ///
    /// ```
    /// use llmanac::model::Provider;
    ///
    /// let snapshot = llmanac::registry().snapshot();
    /// let gateway = Provider::new("my_gateway")?;
    /// assert_eq!(snapshot.stand_in(&Provider::BEDROCK).unwrap().to_string(), "bedrock/claude-3-5-sonnet");
    /// assert_eq!(snapshot.stand_in(&gateway).unwrap().to_string(), "azure_openai/gpt-4o");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn stand_in(&self, provider: &Provider) -> Option<&ModelId> {
        self.tables().stand_in(provider)
    }

    pub(crate) fn tables(&self) -> &Tables {
        static NONE: std::sync::OnceLock<Tables> = std::sync::OnceLock::new();
        match self.inner.layers.last() {
            Some(layer) => &layer.tables,
            None => NONE.get_or_init(Tables::default),
        }
    }

    pub(crate) fn providers_data(&self) -> &[ProviderData] {
        &self.tables().providers
    }

    pub(crate) fn families_data(&self) -> &[FamilyData] {
        &self.tables().families
    }

    pub(crate) fn tasks_data(&self) -> &[TaskData] {
        &self.tables().tasks
    }

    /// Terms of the caller, the newest first: the first that applies counts.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Terms> {
        self.inner.layers.iter().rev().flat_map(|layer| &layer.terms)
    }
}
