use std::collections::BTreeMap;

use serde::Serialize;

use crate::advise::facts::json;
use crate::model::{ModelId, Scope};

/// A catalog in a shape, with the report on what the shape does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exported {
    /// The file's text.
    pub text: String,
    /// How many models were asked for.
    pub models: usize,
    /// How many of them the file has.
    pub written: usize,
    /// What each key of the file stands for; empty for shapes of our own.
    pub keys: Vec<ExportedKey>,
    /// What the shape cannot say, with its place.
    pub unsaid: Vec<Unsaid>,
    /// Kinds of facts that have no place in the shape, and how many models have them.
    pub no_place: BTreeMap<String, usize>,
}

/// What a key of an exported file stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExportedKey {
    /// The key: `azure/eu/gpt-4o-2024-08-06`.
    pub key: String,
    /// The model.
    pub model: ModelId,
    /// Its version; `None` for a model without versions.
    pub version: Option<String>,
    /// Where a call by the key is served.
    #[serde(serialize_with = "json::text")]
    pub scope: Scope,
}

/// Something that a shape cannot say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unsaid {
    /// Where: the key, or the model, and the field.
    pub place: String,
    /// What is not said, and why.
    pub why: String,
}

impl Exported {
    pub(super) fn unsaid(&mut self, place: impl Into<String>, why: impl Into<String>) {
        self.unsaid.push(Unsaid { place: place.into(), why: why.into() });
    }

    /// Counts kinds of facts of a model that have no place.
    pub(super) fn no_place(&mut self, kinds: impl IntoIterator<Item = &'static str>) {
        for kind in kinds {
            *self.no_place.entry(kind.to_owned()).or_default() += 1;
        }
    }
}
