//! Conflicts between sources, and what was looked for and not found.

use serde::Serialize;

use crate::model::{Conflict, Date, Sought};
use crate::registry::ModelMetadata;

use super::row::version_names;
use super::source::ids;

/// A conflict between sources, with the value that is held and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// The field: `lifecycle.retires`.
    pub field: String,
    /// The versions it speaks of; empty: all.
    pub versions: Vec<String>,
    /// Every value that a source gives.
    pub says: Vec<Claim>,
    /// The value that computes everything.
    pub hold: String,
    /// Why that one.
    pub because: String,
    /// What would settle it.
    pub missing: Option<String>,
}

/// A value, with the sources that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Claim {
    /// The value, as the sources give it.
    pub value: String,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

impl Verdict {
    pub(crate) fn of(model: &ModelMetadata, conflict: &Conflict) -> Self {
        let mut says: Vec<Claim> = Vec::new();
        for (place, value) in &conflict.says {
            let sources = ids(model.tables(), &[*place]);
            match says.iter_mut().find(|claim| claim.value == *value) {
                Some(claim) => claim.sources.extend(sources),
                None => says.push(Claim { value: value.clone(), sources }),
            }
        }
        says.sort_by(|a, b| a.value.cmp(&b.value));
        Self {
            field: conflict.field.clone(),
            versions: version_names(model, &conflict.versions),
            says,
            hold: conflict.hold.clone(),
            because: conflict.because.clone(),
            missing: conflict.missing.clone(),
        }
    }

    /// The verdicts that concern the model's version.
    pub(crate) fn all(model: &ModelMetadata) -> Vec<Self> {
        let version = model.version_place();
        model
            .data()
            .conflicts
            .iter()
            .filter(|own| {
                own.versions.is_empty() || version.is_some_and(|place| own.versions.contains(&place))
            })
            .map(|conflict| Self::of(model, conflict))
            .collect()
    }

    /// The values with their sources: `2026-10-01 (az-retire-2026-07), 2027-04-14 (litellm-2026-11)`.
    pub(crate) fn in_short(&self) -> String {
        let claims: Vec<String> =
            self.says.iter().map(|claim| format!("{} ({})", claim.value, claim.sources.join(", "))).collect();
        claims.join(", ")
    }
}

/// What was looked for on a day and not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SoughtFact {
    /// The fields: `price.cache_read.text`.
    pub fields: Vec<String>,
    /// The offers, as patterns; empty: all.
    pub on: Vec<String>,
    /// The ids of the sources that were searched.
    pub sources: Vec<String>,
    /// The day of the search.
    pub day: Date,
}

impl SoughtFact {
    pub(crate) fn of(model: &ModelMetadata, sought: &Sought) -> Self {
        Self {
            fields: sought.fields.clone(),
            on: sought.on.clone(),
            sources: ids(model.tables(), &sought.src),
            day: sought.day,
        }
    }
}
