//! A model as people see it: accessors over the catalog's facts, on one day.

mod access;
mod benchmark;
mod life;
mod original;
mod price;
mod sold;

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::catalog::{DeploymentData, Tables};
use crate::cost::MediaRules;
use crate::model::{Asked, Date, MakerId, ModelData, ModelFamily, ModelId, Offer, Provider, VersionData};
use crate::params::{BodyPatch, Change};

use super::entry::Entry;

pub use access::Quota;
pub use benchmark::Benchmark;
pub use life::{DateClaim, Dispute, Lifecycle};
pub use original::ApiRequirements;
pub use price::PriceRow;
pub use sold::Sold;

/// Everything known of one model, seen from one day.
///
/// The original design's fields are methods of the same names; what the catalog holds richer is beside them.
/// A handle is cheap to clone and stays valid when the registry changes.
///
/// ```
/// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
/// assert_eq!(model.display_name(), "GPT-4o");
/// assert_eq!(model.max_output_tokens().map(|t| t.get()), Some(16_384));
/// assert_eq!(model.supports_vision(), Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct ModelMetadata {
    pub(crate) entry: Arc<Entry>,
    pub(crate) day: Date,
    /// The version that was named; absent: the default one on the day.
    pub(crate) named: Option<u16>,
    /// The user's deployment that was named.
    pub(crate) deployment: Option<Arc<DeploymentData>>,
}

impl std::fmt::Debug for ModelMetadata {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModelMetadata")
            .field("id", self.id())
            .field("version", &self.version())
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

impl PartialEq for ModelMetadata {
    fn eq(&self, other: &Self) -> bool {
        self.day == other.day
            && self.named == other.named
            && self.deployment == other.deployment
            && (Arc::ptr_eq(&self.entry, &other.entry)
                || (self.entry.data == other.entry.data && self.entry.patch == other.entry.patch))
    }
}

impl ModelMetadata {
    pub(crate) fn new(entry: Arc<Entry>, day: Date) -> Self {
        Self { entry, day, named: None, deployment: None }
    }

    pub(crate) fn data(&self) -> &ModelData {
        &self.entry.data
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.entry.tables
    }

    /// Lays over a body what overlays say of the model and of the deployment that was named, and tells each change.
    pub(crate) fn patched(&self, body: &mut Map<String, Value>) -> Vec<Change> {
        let mut changes = self.entry.patch.apply(body, self.layer());
        if let Some(deployment) = &self.deployment {
            changes.extend(deployment.patch.apply(body, &deployment.layer));
        }
        changes
    }

    /// Whether bodies are written for it in a way that another model with the same facts may not share.
    pub(crate) fn is_written_on_its_own(&self) -> bool {
        self.entry.converter.is_some()
            || self.entry.patch != BodyPatch::default()
            || self.deployment.is_some()
    }

    /// The id: `azure_openai/gpt-4o`.
    pub fn id(&self) -> &ModelId {
        &self.data().id
    }

    /// Who serves it.
    pub fn provider(&self) -> &Provider {
        &self.data().provider
    }

    /// Who trained it.
    pub fn maker(&self) -> &MakerId {
        &self.data().maker
    }

    /// The family.
    pub fn model_family(&self) -> &ModelFamily {
        &self.data().family
    }

    /// The name without the provider: `gpt-4o`.
    pub fn model_name(&self) -> &str {
        self.id().name()
    }

    /// The maker's name for people.
    pub fn display_name(&self) -> &str {
        &self.data().display_name
    }

    /// The other names of the model.
    pub fn aliases(&self) -> &[String] {
        &self.data().aliases
    }

    /// The tokenizer that counts its texts, as its maker spells it; `None`: not known, or not public.
    ///
    /// ```
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// assert_eq!(model.tokenizer(), Some("o200k_base"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tokenizer(&self) -> Option<&str> {
        self.data().tokenizer.as_deref()
    }

    /// What its line takes for images and the like.
    pub(crate) fn media(&self) -> Option<&MediaRules> {
        self.tables().media.get(usize::from(self.data().media?))
    }

    /// The day that answers are for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The layer that the model comes from: the catalog, an overlay's file, the program.
    pub fn layer(&self) -> &str {
        &self.entry.layer
    }

    /// The same model, seen from another day.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        Self { day, ..self.clone() }
    }

    /// The user's deployment that the name meant.
    pub fn deployment(&self) -> Option<&str> {
        self.deployment.as_deref().map(|deployment| deployment.name.as_str())
    }

    /// The versions' ids, as the catalog lists them.
    pub fn versions(&self) -> impl Iterator<Item = &str> {
        self.data().versions.iter().map(|version| version.id.as_str())
    }

    /// The version that answers are for: the one named, else the default on the day.
    ///
    /// `None` for a model without versions, and on a day before the first.
    pub fn version(&self) -> Option<&str> {
        let place = self.version_place()?;
        self.data().versions.get(usize::from(place)).map(|version| version.id.as_str())
    }

    /// Whether it sends each prompt to another model, which is billed beside it.
    ///
    /// ```
    /// let snapshot = llmanac::registry().snapshot();
    /// assert!(snapshot.model("azure_openai/model-router").is_some_and(|model| model.is_router()));
    /// ```
    pub fn is_router(&self) -> bool {
        self.tables().family(self.model_family()).is_some_and(|family| family.router)
    }

    /// Whether the version was named, and not taken as the default.
    pub fn is_version_named(&self) -> bool {
        self.named.is_some()
    }

    /// The same model in one version, by its id.
    pub fn with_version(&self, id: &str) -> Option<Self> {
        let at = self.data().versions.iter().position(|version| version.id == id)?;
        Some(Self { named: Some(u16::try_from(at).ok()?), ..self.clone() })
    }

    pub(crate) fn version_place(&self) -> Option<u16> {
        self.named.or_else(|| self.data().default_version(self.day))
    }

    /// The facts of the version, or the model's own where it has none.
    pub(crate) fn facts(&self) -> &VersionData {
        self.facts_at(self.version_place())
    }

    pub(super) fn facts_at(&self, version: Option<u16>) -> &VersionData {
        version.and_then(|place| self.data().versions.get(usize::from(place))).unwrap_or(&self.data().base)
    }

    pub(crate) fn asked<'a>(&self, offer: &'a Offer) -> Asked<'a> {
        Asked { version: self.version_place(), offer, day: self.day }
    }

    /// The offer that is meant where nobody states one: the deployment's, else the catalog's.
    pub fn default_offer(&self) -> &Offer {
        self.deployment
            .as_deref()
            .and_then(|deployment| deployment.offer.as_ref())
            .unwrap_or(&self.data().default_on)
    }
}
