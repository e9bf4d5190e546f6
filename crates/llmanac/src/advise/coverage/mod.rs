//! How far the facts are known: by provider and field, over the models that live.

mod cells;
mod text;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ModelId, Provider, named};
use crate::registry::Snapshot;

use super::basis::Basis;

use cells::FIELDS;
pub(crate) use cells::lives;

named! {
    /// How well a fact is known.
    "knowledge" Knowledge {
        /// The provider states it, on a page or in its API.
        FirstParty = "first_party",
        /// Sources of two lineages or more state it.
        Lineages = "lineages",
        /// Sources of one lineage state it.
        Lineage = "lineage",
        /// It was looked for, and not found.
        Sought = "sought",
        /// Nobody looked for it yet.
        Unsought = "unsought",
    }
}

/// How far the facts of a catalog are known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// A row for each provider and field.
    pub rows: Vec<CoverageRow>,
    /// What nobody looked for yet.
    pub gaps: Vec<Gap>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// One field over the living models of one provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CoverageRow {
    /// The provider.
    pub provider: Provider,
    /// The field, or a group of fields: `limits.output`, `lifecycle`.
    pub field: &'static str,
    /// How many models live.
    pub models: usize,
    /// How many of them are known how well; what there is none of is left out.
    pub known: BTreeMap<Knowledge, usize>,
}

/// A fact of a living model that nobody looked for yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// The model.
    pub model: ModelId,
    /// The field.
    pub field: &'static str,
}

impl Snapshot {
    /// How far the facts of the living models are known, by provider and field.
    ///
    /// Each model counts once, in its default version and on its usual offer. A model lives that is not retired on the
    /// day and takes calls.
    ///
    /// ```
    /// use llmanac::advise::Knowledge;
    /// let coverage = llmanac::registry().snapshot().coverage();
    /// let of = |field: &str| coverage.rows.iter().find(move |row| row.field == field);
    /// let limits = of("limits.output").ok_or("no such field")?;
    /// assert!(limits.known.values().sum::<usize>() == limits.models);
    /// assert!(limits.known.get(&Knowledge::FirstParty).is_some_and(|count| *count > 0));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn coverage(&self) -> Coverage {
        let models = self.models();
        let living: Vec<_> = models.iter().filter(|model| lives(model)).collect();
        let mut rows = Vec::new();
        let mut gaps = Vec::new();
        for provider in self.providers() {
            let own: Vec<_> = living.iter().filter(|model| *model.provider() == provider).collect();
            for (field, read) in FIELDS {
                let mut known = BTreeMap::new();
                for model in &own {
                    let knowledge = read(model);
                    *known.entry(knowledge).or_insert(0) += 1;
                    if knowledge == Knowledge::Unsought {
                        gaps.push(Gap { model: model.id().clone(), field });
                    }
                }
                rows.push(CoverageRow { provider: provider.clone(), field, models: own.len(), known });
            }
        }
        Coverage { rows, gaps, basis: Basis::of(self) }
    }
}
