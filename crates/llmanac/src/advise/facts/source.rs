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
    cited.rows(&data.benchmarks);
    for conflict in &data.conflicts {
        cited.0.extend(conflict.says.iter().map(|(place, _)| *place));
    }
    for sought in &data.sought {
        cited.add(&sought.src);
    }
    cited
}

/// The sources of each row of facts of a model.
pub(crate) fn rows_by_source(model: &ModelMetadata) -> Vec<Vec<&Source>> {
    let data = model.data();
    let versions = data.versions.iter().map(|version| &version.src);
    let mut places: Vec<&Vec<u16>> = std::iter::once(&data.base.src).chain(versions).collect();
    places.extend(data.default_version.iter().map(|row| &row.src));
    places.extend(data.limits.iter().map(|row| &row.src));
    places.extend(data.prices.iter().map(|row| &row.src));
    places.extend(data.lifecycle.iter().map(|row| &row.src));
    places.extend(data.replacement.iter().map(|row| &row.src));
    places.extend(data.sold.iter().map(|row| &row.src));
    places.extend(data.quota.iter().map(|row| &row.src));
    places.into_iter().map(|places| model.tables().sources_at(places).collect()).collect()
}

/// The groups of facts of a model that hold on its day, each with the sources of its rows.
pub(crate) fn groups(model: &ModelMetadata) -> Vec<(&'static str, Vec<u16>)> {
    fn held<T>(model: &ModelMetadata, rows: &[Row<T>]) -> Vec<u16> {
        let holds = |row: &&Row<T>| row.holds_on(model.day()) && row.speaks_of(model.version_place());
        rows.iter().filter(holds).flat_map(|row| row.src.iter().copied()).collect()
    }
    let data = model.data();
    let all = [
        ("capabilities", model.facts().src.clone()),
        ("limits", held(model, &data.limits)),
        ("price", held(model, &data.prices)),
        ("lifecycle", held(model, &data.lifecycle)),
        ("replacement", held(model, &data.replacement)),
        ("sold", held(model, &data.sold)),
        ("quota", held(model, &data.quota)),
        ("media", model.media().map(|rules| rules.src.clone()).unwrap_or_default()),
        ("benchmark", held(model, &data.benchmarks)),
    ];
    all.into_iter().filter(|(_, src)| !src.is_empty()).collect()
}
