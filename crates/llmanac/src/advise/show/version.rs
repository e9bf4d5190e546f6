//! The versions of a model.

use serde::Serialize;

use crate::model::{Date, Reasoning, Status};
use crate::registry::ModelMetadata;

/// One dated snapshot of a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownVersion {
    /// Its id: `2024-08-06`.
    pub id: String,
    /// First day on this provider.
    pub released: Option<Date>,
    /// Whether an unversioned call gets it on the day.
    pub default: bool,
    /// Where it stands in its life.
    pub status: Status,
    /// What the API wants to read; the name of the pair where a name and a version are deployed.
    pub wire_id: Option<String>,
    /// The second half of that pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wire_version: Option<String>,
}

/// The versions, as the catalog lists them.
pub(super) fn versions(model: &ModelMetadata) -> Vec<ShownVersion> {
    let default = model.data().default_version(model.day());
    (0u16..)
        .zip(&model.data().versions)
        .map(|(place, version)| ShownVersion {
            id: version.id.clone(),
            released: version.released,
            default: default == Some(place),
            status: model.with_version(&version.id).map_or(Status::Unknown, |own| own.status()),
            wire_id: version.wire.as_ref().map(|wire| wire.name.clone()),
            wire_version: version.wire.as_ref().and_then(|wire| wire.version.clone()),
        })
        .collect()
}

/// How a model's thinking is steered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownReasoning {
    /// The levels of effort, the least first; `None` where none is known.
    pub effort: Option<Vec<String>>,
    /// The level where none is stated.
    pub effort_default: Option<String>,
    /// Least tokens of a thinking budget.
    pub budget_min: Option<i64>,
    /// Most tokens of a thinking budget.
    pub budget_max: Option<i64>,
    /// Lone values of the budget with a meaning of their own: 0, -1.
    pub budget_also: Vec<i64>,
}

impl From<&Reasoning> for ShownReasoning {
    fn from(own: &Reasoning) -> Self {
        Self {
            effort: own.effort.clone(),
            effort_default: own.effort_default.clone(),
            budget_min: own.budget_min,
            budget_max: own.budget_max,
            budget_also: own.budget_also.clone(),
        }
    }
}
