use serde::{Deserialize, Serialize};

use super::date::Date;
use super::offer::{Offer, OfferPattern};

/// Facts that hold for some versions, on some offers, from one day to another, by some sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<T> {
    /// Places of the versions in the model's list; empty: all.
    pub versions: Vec<u16>,
    /// The offers; empty: all.
    pub on: Vec<OfferPattern>,
    /// First day; absent: since the release.
    pub from: Option<Date>,
    /// First day on which it no longer holds.
    pub to: Option<Date>,
    /// What the row states.
    pub facts: T,
    /// Places of the sources in the catalog's table.
    pub src: Vec<u16>,
    /// What was taken for granted.
    pub assumed: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
}

/// What is asked for: a version of the model, an offer, a day.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The version's place in the model's list.
    pub version: Option<u16>,
    /// The offer.
    pub offer: &'a Offer,
    /// The day.
    pub day: Date,
}

impl<T> Row<T> {
    /// How narrowly the row speaks of what is asked; `None` where it does not speak of it.
    pub fn narrowness(&self, asked: Asked<'_>) -> Option<u8> {
        if !self.holds_on(asked.day) || !self.speaks_of(asked.version) {
            return None;
        }
        if self.on.is_empty() {
            return Some(0);
        }
        // A stated pattern is narrower than none, even `*/*`.
        self.on.iter().filter_map(|pattern| pattern.narrowness(asked.offer)).max().map(|n| n + 1)
    }

    /// Whether the row holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether the row speaks of a version.
    pub fn speaks_of(&self, version: Option<u16>) -> bool {
        self.versions.is_empty() || version.is_some_and(|version| self.versions.contains(&version))
    }
}

/// The fact that the narrowest row states, with that row.
pub fn pick<'r, T, F>(
    rows: &'r [Row<T>],
    asked: Asked<'_>,
    get: impl Fn(&'r T) -> Option<F>,
) -> Option<(F, &'r Row<T>)> {
    let mut best: Option<(u8, F, &Row<T>)> = None;
    for row in rows {
        let Some(narrowness) = row.narrowness(asked) else { continue };
        if best.as_ref().is_some_and(|(other, ..)| *other >= narrowness) {
            continue;
        }
        if let Some(fact) = get(&row.facts) {
            best = Some((narrowness, fact, row));
        }
    }
    best.map(|(_, fact, row)| (fact, row))
}
