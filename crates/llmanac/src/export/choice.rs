use crate::model::{ModelFamily, Provider, Status};
use crate::registry::{ModelMetadata, Snapshot};

/// Which models are exported: all, or those of some providers and families.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportChoice {
    providers: Vec<Provider>,
    families: Vec<ModelFamily>,
}

impl ExportChoice {
    /// All models.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only those of this provider, and of others that are named so.
    #[must_use]
    pub fn provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Only those of this family, and of others that are named so.
    #[must_use]
    pub fn family(mut self, family: ModelFamily) -> Self {
        self.families.push(family);
        self
    }

    /// The models, in the order of the ids; what came after the day is not among them.
    pub(super) fn models(&self, snapshot: &Snapshot) -> Vec<ModelMetadata> {
        let is_wanted = |model: &ModelMetadata| {
            (self.providers.is_empty() || self.providers.contains(model.provider()))
                && (self.families.is_empty() || self.families.contains(model.model_family()))
                && model.held_status() != Status::Unreleased
        };
        snapshot.models().into_iter().filter(is_wanted).collect()
    }
}
