//! What an answer rests on: assumptions, evidence, the catalog.

use serde::Serialize;

use crate::catalog::{Rank, Tables};
use crate::model::Date;

/// After so many days a fact that was not read again is called stale.
const STALE_AFTER_DAYS: i32 = 180;

/// Which catalog answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CatalogRef {
    /// The data's version: a date.
    pub version: Date,
    /// SHA-256 of the compiled catalog, in hexadecimal.
    pub digest: String,
}

/// Something that nobody stated and the answer took for granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Assumption {
    /// What was assumed: provider, version, scope, tier, date.
    pub what: String,
    /// The value.
    pub value: String,
    /// Why this one.
    pub because: String,
}

impl Assumption {
    /// An assumption.
    pub fn new(what: &str, value: impl ToString, because: &str) -> Self {
        Self { what: what.to_owned(), value: value.to_string(), because: because.to_owned() }
    }
}

/// How well a fact is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The fact: `price`, `limits.output`.
    pub fact: String,
    /// The best rank among the sources.
    pub grade: Rank,
    /// How many sources of different lineage agree; copies of one another count once.
    pub lineages: usize,
    /// The newest day on which a source was read.
    pub read: Option<Date>,
    /// Since when the fact counts as stale, where it does on the day of the answer.
    pub stale_since: Option<Date>,
    /// The sources' ids.
    pub sources: Vec<String>,
}

impl Evidence {
    /// The evidence of a fact that some sources state, seen from a day; `None` without a source.
    pub(crate) fn of(tables: &Tables, fact: &str, src: &[u16], today: Date) -> Option<Self> {
        let mut lineages = Vec::new();
        let mut sources = Vec::new();
        let mut grade = Rank::Caller;
        let mut read = None;
        let mut by_caller = false;
        for source in tables.sources_at(src) {
            if !lineages.contains(&source.lineage.as_str()) {
                lineages.push(source.lineage.as_str());
            }
            if !sources.contains(&source.id) {
                sources.push(source.id.clone());
            }
            grade = grade.min(source.rank);
            read = read.max(source.read);
            by_caller |= source.rank == Rank::Caller;
        }
        if sources.is_empty() {
            return None;
        }
        // The caller's own word does not grow stale.
        let stale_since = read
            .filter(|_| !by_caller)
            .map(|read| Date::from_unix_days(read.unix_days() + STALE_AFTER_DAYS))
            .filter(|since| *since <= today);
        Some(Self { fact: fact.to_owned(), grade, lineages: lineages.len(), read, stale_since, sources })
    }

    /// In a word or two: `first party`, `3 lineages`.
    pub fn in_short(&self) -> String {
        match (self.grade, self.lineages) {
            (Rank::Catalog | Rank::Report, 1) => "1 lineage".to_owned(),
            (Rank::Catalog | Rank::Report, many) => format!("{many} lineages"),
            (Rank::Invoice, _) => "invoice".to_owned(),
            (Rank::FirstParty, _) => "first party".to_owned(),
            (Rank::Seed, _) => "original design".to_owned(),
            (Rank::Caller, _) => "your own".to_owned(),
        }
    }
}
