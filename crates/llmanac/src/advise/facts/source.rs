//! The sources that an answer names.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::{Rank, Source, Tables};
use crate::model::{Date, Row};
use crate::registry::ModelMetadata;

/// Where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceRef {
    /// Its id, as `catalog/sources.toml` names it; the overlay's name for the caller's own word.
    pub id: String,
    /// What it is, with the revision that was read.
    pub title: String,
    /// The day on which it was read; `None` for the caller's own word.
    pub read: Option<Date>,
    /// How far it is to be trusted.
    pub rank: Rank,
    /// Who collected it first; sources of one lineage count as one witness.
    pub lineage: String,
}

impl From<&Source> for SourceRef {
    fn from(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            title: source.title.clone(),
            read: source.read,
            rank: source.rank,
            lineage: source.lineage.clone(),
        }
    }
}

/// The ids of sources by their places.
pub(crate) fn ids(tables: &Tables, places: &[u16]) -> Vec<String> {
    tables.sources_at(places).map(|source| source.id.clone()).collect()
}

/// The places of the sources that an answer names, each once, in the order of the catalog.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cited(BTreeSet<u16>);

impl Cited {
    pub fn add(&mut self, places: &[u16]) {
        self.0.extend(places);
    }

    fn rows<T>(&mut self, rows: &[Row<T>]) {
        for row in rows {
            self.add(&row.src);
        }
    }

    /// The places, in order.
    pub fn places(&self) -> Vec<u16> {
        self.0.iter().copied().collect()
    }

    /// The sources.
    pub fn listed(&self, tables: &Tables) -> Vec<SourceRef> {
        tables.sources_at(&self.places()).map(SourceRef::from).collect()
    }
}

/// Every source that some fact of a model names, of all versions, past and to come.
pub(crate) fn every_source(model: &ModelMetadata) -> Cited {
    let data = model.data();
    let mut cited = Cited::default();
    cited.add(&data.base.src);
    for version in &data.versions {
        cited.add(&version.src);
    }
    cited.rows(&data.default_version);
    cited.rows(&data.limits);
    cited.rows(&data.prices);
    cited.rows(&data.lifecycle);
    cited.rows(&data.replacement);
    cited.rows(&data.sold);
    cited.rows(&data.quota);
    cited.rows(&data.capacity);
    for conflict in &data.conflicts {
        cited.0.extend(conflict.says.iter().map(|(place, _)| *place));
    }
    for sought in &data.sought {
        cited.add(&sought.src);
    }
    cited
}
