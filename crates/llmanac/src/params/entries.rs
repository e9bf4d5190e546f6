//! What a table says of every standard parameter.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::range::WholeRange;
use super::set::ParameterSet;
use super::table::{Entry, ParamRow};

/// Entries by the place of the standard parameter, with what is asked of all of them together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Entry>", into = "Vec<Entry>")]
pub(crate) struct Entries {
    list: Vec<Entry>,
    required: ParameterSet,
    /// Parameters whose value selects the operation.
    selecting: ParameterSet,
    /// Parameters whose value is held against another one's.
    below: ParameterSet,
    /// All names of one parameter, where it has several.
    names: Vec<ParameterSet>,
    /// Bounds by place, where they are whole numbers.
    ranges: Vec<Option<WholeRange>>,
}

impl Entries {
    /// Parameters that must be there.
    pub(super) fn required(&self) -> ParameterSet {
        self.required
    }

    /// The rows of parameters that must be there, by place.
    pub(crate) fn required_rows(&self) -> impl Iterator<Item = (u16, &ParamRow)> {
        self.rows(self.required)
    }

    /// The rows of parameters whose value selects the operation, by place.
    pub(crate) fn selecting_rows(&self) -> impl Iterator<Item = (u16, &ParamRow)> {
        self.rows(self.selecting)
    }

    fn rows(&self, of: ParameterSet) -> impl Iterator<Item = (u16, &ParamRow)> {
        of.iter().filter_map(|place| match self.list.get(usize::from(place))? {
            Entry::Row(row) => Some((place, &**row)),
            Entry::Silent | Entry::Absent(_) => None,
        })
    }

    /// All names of one parameter, of each that has several.
    pub(super) fn names(&self) -> &[ParameterSet] {
        &self.names
    }

    /// Whether what is right for a stated parameter depends on another that is stated.
    pub(super) fn hang_together(&self, stated: ParameterSet) -> bool {
        stated.meets(self.below) || self.names.iter().any(|names| stated.meets_twice(*names))
    }

    /// The bounds of a parameter, where they are whole numbers.
    pub(super) fn range(&self, place: u16) -> Option<WholeRange> {
        self.ranges.get(usize::from(place)).copied().flatten()
    }

    /// Notes that two names are one parameter's.
    fn join(&mut self, both: ParameterSet) {
        let (met, mut apart): (Vec<_>, Vec<_>) = self.names.drain(..).partition(|names| names.meets(both));
        apart.push(met.into_iter().fold(both, ParameterSet::with));
        self.names = apart;
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(list: Vec<Entry>) -> Self {
        let mut entries = Self::default();
        for (place, entry) in (0u16..).zip(&list) {
            let row = match entry {
                Entry::Row(row) => row,
                Entry::Silent | Entry::Absent(_) => {
                    entries.ranges.push(None);
                    continue;
                }
            };
            entries.ranges.push(WholeRange::of(row));
            if row.required {
                entries.required.add(ParameterSet::of(place));
            }
            if !row.selects.is_empty() {
                entries.selecting.add(ParameterSet::of(place));
            }
            if row.below.is_some() {
                entries.below.add(ParameterSet::of(place));
            }
            if let Some(own) = row.same_as {
                entries.join(ParameterSet::of(place).with(ParameterSet::of(own)));
            }
        }
        Self { list, ..entries }
    }
}

impl From<Entries> for Vec<Entry> {
    fn from(entries: Entries) -> Self {
        entries.list
    }
}

impl Deref for Entries {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
