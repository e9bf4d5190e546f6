//! What was not taken, by row: places fall into a row's key and a field.

use std::collections::{BTreeMap, BTreeSet};

use super::Imported;
use crate::import::foreign::{Foreign, Skipped};

/// Fields of a row that were not taken, all for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Untaken<'a> {
    /// The row's key; the whole place where it is of no row.
    pub row: &'a str,
    /// The fields, as the file names them; none where it is the row itself.
    pub fields: Vec<&'a str>,
    /// Why.
    pub why: &'a str,
    /// Whether a call may be billed at what was lost.
    pub is_of_rates: bool,
}

impl Imported {
    /// What was not taken, a row and a reason together, in the order of the file.
    pub fn untaken<'a>(&'a self, foreign: &'a Foreign) -> Vec<Untaken<'a>> {
        by_row(foreign, &self.skipped)
    }

    /// Rates whose binary noise was taken off, a row and what stands for them together.
    pub fn repairs<'a>(&'a self, foreign: &'a Foreign) -> Vec<Untaken<'a>> {
        by_row(foreign, &self.repaired)
    }
}

fn by_row<'a>(foreign: &'a Foreign, all: &'a [Skipped]) -> Vec<Untaken<'a>> {
    let keys = Keys::of(foreign);
    let mut found: Vec<Untaken<'a>> = Vec::new();
    let mut places: BTreeMap<(&str, &str, bool), usize> = BTreeMap::new();
    for own in all {
        let (row, field) = keys.split(&own.place).unwrap_or((&own.place, ""));
        let is_of_rates = is_rate(field);
        let place = *places.entry((row, &own.why, is_of_rates)).or_insert(found.len());
        if found.len() == place {
            found.push(Untaken { row, fields: Vec::new(), why: &own.why, is_of_rates });
        }
        if let Some(own) = found.get_mut(place).filter(|_| !field.is_empty()) {
            own.fields.push(field);
        }
    }
    found
}

/// The keys of a file's rows.
pub(super) struct Keys<'a>(BTreeSet<&'a str>);

impl<'a> Keys<'a> {
    pub fn of(foreign: &'a Foreign) -> Self {
        Self(foreign.rows.iter().map(|row| row.key.as_str()).collect())
    }

    /// The row's key and the field, of a place: keys have dots in them, as fields have.
    pub fn split<'p>(&self, place: &'p str) -> Option<(&'p str, &'p str)> {
        if self.0.contains(place) {
            return Some((place, ""));
        }
        let parted = place.rmatch_indices('.').map(|(at, _)| place.split_at(at));
        let mut rows = parted.filter(|(row, _)| self.0.contains(row));
        rows.next().map(|(row, field)| (row, field.trim_start_matches('.')))
    }
}

/// Whether a field of some format states rates, or the row itself is meant.
fn is_rate(field: &str) -> bool {
    field.is_empty()
        || ["cost", "price", "pricing", "experimental"].iter().any(|word| field.contains(word))
        || field.contains("multiplier")
        || field.starts_with("provider_specific_entry")
}

/// Whether a field of some format states rates by the token, or the row itself is meant.
pub(super) fn is_rate_of_tokens(field: &str) -> bool {
    // A whole list is lost where its condition is none that is known here.
    let list = field.strip_suffix(".constraint").unwrap_or(field);
    let is_list = list.starts_with("price") && !list.contains('.');
    field.is_empty()
        || is_list
        || field.contains("mtok")
        || (field.contains("token") && field.contains("cost"))
        || ["cost.", "experimental.", "off_peak_pricing"].iter().any(|start| field.starts_with(start))
}
