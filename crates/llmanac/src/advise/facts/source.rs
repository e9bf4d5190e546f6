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

    /// The places, in order.
    pub fn places(&self) -> Vec<u16> {
        self.0.iter().copied().collect()
    }

    /// The sources.
    pub fn listed(&self, tables: &Tables) -> Vec<SourceRef> {
        tables.sources_at(&self.places()).map(SourceRef::from).collect()
    }
}

/// A row of facts, without what it states.
struct Stated<'a> {
    group: &'static str,
    src: &'a [u16],
    /// It speaks of the model's version, on its day.
    is_held: bool,
}

/// The rows of a model, of all versions, past and to come: the one list of where its file names sources.
fn rows(model: &ModelMetadata) -> Vec<Stated<'_>> {
    fn add<'a, T>(
        found: &mut Vec<Stated<'a>>,
        model: &ModelMetadata,
        group: &'static str,
        rows: &'a [Row<T>],
    ) {
        found.extend(rows.iter().map(|row| Stated {
            group,
            src: &row.src,
            is_held: row.holds_on(model.day()) && row.speaks_of(model.version_place()),
        }));
    }
    let data = model.data();
    let own = model.version_place().map(usize::from);
    let plain = |src, is_held| Stated { group: "capabilities", src, is_held };
    let versions = data.versions.iter().enumerate();
    let mut found = vec![plain(&data.base.src, own.is_none())];
    found.extend(versions.map(|(at, version)| plain(&version.src, own == Some(at))));
    add(&mut found, model, "default_version", &data.default_version);
    add(&mut found, model, "limits", &data.limits);
    add(&mut found, model, "price", &data.prices);
    add(&mut found, model, "lifecycle", &data.lifecycle);
    add(&mut found, model, "replacement", &data.replacement);
    add(&mut found, model, "sold", &data.sold);
    add(&mut found, model, "quota", &data.quota);
    add(&mut found, model, "capacity", &data.capacity);
    add(&mut found, model, "benchmark", &data.benchmarks);
    found
}

/// Every source that some fact of a model names, of all versions, past and to come.
pub(crate) fn every_source(model: &ModelMetadata) -> Cited {
    let mut cited = Cited::default();
    for row in rows(model) {
        cited.add(row.src);
    }
    for conflict in &model.data().conflicts {
        cited.0.extend(conflict.says.iter().map(|(place, _)| *place));
    }
    for sought in &model.data().sought {
        cited.add(&sought.src);
    }
    cited
}

/// The sources of each row of facts of a model.
pub(crate) fn rows_by_source(model: &ModelMetadata) -> Vec<Vec<&Source>> {
    rows(model).into_iter().map(|row| model.tables().sources_at(row.src).collect()).collect()
}

/// The groups of facts of a model that hold on its day, each with the sources of its rows.
pub(crate) fn groups(model: &ModelMetadata) -> Vec<(&'static str, Vec<u16>)> {
    let mut found: Vec<(&'static str, Vec<u16>)> = Vec::new();
    let mut add = |group, src: &[u16]| match found.iter_mut().find(|(own, _)| *own == group) {
        Some((_, all)) => all.extend(src),
        None => found.push((group, src.to_vec())),
    };
    for row in rows(model).iter().filter(|row| row.is_held && !row.src.is_empty()) {
        add(row.group, row.src);
    }
    if let Some(rules) = model.media() {
        add("media", &rules.src);
    }
    found
}
