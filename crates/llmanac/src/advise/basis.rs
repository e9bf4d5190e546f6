//! What every object answer says of itself.

use serde::Serialize;

use crate::model::Date;
use crate::registry::{Assumption, CatalogRef, Evidence, ModelMetadata, Snapshot};

/// What an answer assumed, rests on and can be repeated with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Basis {
    /// The day that the answer is for.
    pub as_of: Date,
    /// What nobody stated and was taken for granted.
    pub assumed: Vec<Assumption>,
    /// How well the facts are known that it rests on.
    pub evidence: Vec<Evidence>,
    /// Which catalog answered.
    pub catalog: CatalogRef,
    /// The overlays in force, the lowest first.
    pub overlays: Vec<String>,
}

impl Basis {
    /// The basis of an answer from a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        Self {
            as_of: snapshot.day(),
            assumed: Vec::new(),
            evidence: Vec::new(),
            catalog: snapshot.catalog().clone(),
            overlays: snapshot.overlays(),
        }
    }

    /// Adds an assumption.
    #[must_use]
    pub fn assuming(mut self, assumed: impl IntoIterator<Item = Assumption>) -> Self {
        self.assumed.extend(assumed);
        self
    }

    /// Adds the evidence of a fact, from the places of its sources.
    pub(crate) fn rest_on(&mut self, model: &ModelMetadata, fact: &str, src: &[u16]) {
        if let Some(evidence) = Evidence::of(model.tables(), fact, src, self.as_of)
            && !self.evidence.contains(&evidence)
        {
            self.evidence.push(evidence);
        }
    }
}
