//! What a row of the catalog says of when and where it holds.

use serde::Serialize;

use crate::model::{Date, Row};
use crate::registry::ModelMetadata;

use super::source::ids;

/// When and where a row of the catalog holds, and by which sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowHead {
    /// The versions it speaks of; empty: all.
    pub versions: Vec<String>,
    /// The offers it speaks of, as `scope/tier` patterns; empty: all.
    pub on: Vec<String>,
    /// First day; `None`: since the release.
    pub from: Option<Date>,
    /// First day on which it no longer holds; `None`: still holds.
    pub to: Option<Date>,
    /// What was taken for granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// A remark for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

impl RowHead {
    pub(crate) fn of<T>(model: &ModelMetadata, row: &Row<T>) -> Self {
        Self {
            versions: version_names(model, &row.versions),
            on: row.on.iter().map(ToString::to_string).collect(),
            from: row.from,
            to: row.to,
            assumed: row.assumed.clone(),
            note: row.note.clone(),
            sources: ids(model.tables(), &row.src),
        }
    }
}

/// The ids of versions by their places.
pub(crate) fn version_names(model: &ModelMetadata, places: &[u16]) -> Vec<String> {
    let versions = &model.data().versions;
    places
        .iter()
        .filter_map(|place| versions.get(usize::from(*place)))
        .map(|version| version.id.clone())
        .collect()
}
