//! The sources of a catalog, and what rests on each.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::Date;
use crate::registry::Snapshot;

use super::basis::Basis;
use super::facts::{SourceRef, every_source, rows_by_source};

/// The sources of a catalog.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Sources {
    /// One a source, what was read longest ago first.
    pub sources: Vec<SourceUse>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// A source, its age, and what rests on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceUse {
    /// The source.
    #[serde(flatten)]
    pub source: SourceRef,
    /// Days since it was read; `None` for the caller's own word.
    pub age_days: Option<i32>,
    /// How many models name it.
    pub models: usize,
    /// How many rows of facts name it.
    pub rows: usize,
    /// How many rows name no source that was read later.
    pub newest_of: usize,
}

impl Snapshot {
    /// Every source of the catalog and of the overlays in force, with its age and what rests on it.
    ///
    /// ```
    /// let sources = llmanac::registry().as_of("2026-11-23".parse()?).sources();
    /// let page = sources.sources.iter().find(|own| own.source.id == "az-retire-2026-07").ok_or("no such source")?;
    /// assert!(page.age_days > Some(100) && page.models > 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sources(&self) -> Sources {
        let mut found: BTreeMap<String, SourceUse> = BTreeMap::new();
        let today = self.day();
        let entry = |source: SourceRef| SourceUse {
            age_days: source.read.map(|read| read.days_until(today)),
            source,
            models: 0,
            rows: 0,
            newest_of: 0,
        };
        for source in &self.tables().sources {
            found.insert(source.id.clone(), entry(source.into()));
        }
        for model in self.models() {
            for source in every_source(&model).listed(model.tables()) {
                let own = found.entry(source.id.clone()).or_insert_with(|| entry(source));
                own.models += 1;
            }
            for row in rows_by_source(&model) {
                let newest = row.iter().filter_map(|source| source.read).max();
                for source in &row {
                    if let Some(own) = found.get_mut(&source.id) {
                        own.rows += 1;
                        own.newest_of += usize::from(source.read == newest);
                    }
                }
            }
        }
        let mut sources: Vec<SourceUse> = found.into_values().collect();
        sources.sort_by(|a, b| (a.source.read, &a.source.id).cmp(&(b.source.read, &b.source.id)));
        Sources { sources, basis: Basis::of(self) }
    }

    /// The facts of living models that no source confirms since a day, by model: what wants a new look.
    ///
    /// ```
    /// let snapshot = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let all = snapshot.facts_read_before("2027-01-01".parse()?);
    /// let none = snapshot.facts_read_before("2020-01-01".parse()?);
    /// assert!(all.len() > 10 && none.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn facts_read_before(&self, day: Date) -> Vec<StaleFact> {
        let mut found = Vec::new();
        for model in self.models().iter().filter(|model| super::coverage::lives(model)) {
            for (fact, src) in super::facts::groups(model) {
                let sources = || model.tables().sources_at(&src);
                let Some(newest) = sources().filter_map(|source| source.read).max() else { continue };
                if newest < day {
                    let ids: BTreeSet<String> = sources().map(|source| source.id.clone()).collect();
                    let sources = ids.into_iter().collect();
                    found.push(StaleFact { model: model.id().to_string(), fact, read: newest, sources });
                }
            }
        }
        found.sort_by(|a, b| (a.read, &a.model, a.fact).cmp(&(b.read, &b.model, b.fact)));
        found
    }
}

/// A group of facts whose newest source is old.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StaleFact {
    /// The model's id.
    pub model: String,
    /// The group: `price`, `lifecycle`.
    pub fact: &'static str,
    /// The day on which the newest of its sources was read.
    pub read: Date,
    /// Its sources.
    pub sources: Vec<String>,
}
