use std::collections::{BTreeMap, BTreeSet};

/// What was compared, and what came of it.
#[derive(Debug, Default)]
pub struct Tally {
    /// Foreign rows that speak of a living model of ours.
    pub rows: usize,
    /// Foreign rows of our providers that no model of ours answers to, by source.
    pub lacking: BTreeMap<String, BTreeSet<String>>,
    /// By source and group of fields.
    pub counts: BTreeMap<(String, &'static str), Counts>,
    /// What differs, by model, offer and field.
    pub differences: BTreeMap<Place, Difference>,
}

/// How many claims agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub agree: usize,
    pub differ: usize,
    /// The source states what we do not know.
    pub unknown: usize,
}

/// One fact of ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// `provider/name`, and the version behind an `@`.
    pub model: String,
    pub offer: String,
    pub field: String,
}

/// A fact of ours that others state otherwise.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    pub ours: String,
    /// What each source says.
    pub says: BTreeMap<String, Said>,
    /// How well ours is known.
    pub held: Held,
}

/// What one source says of a fact.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The values, by the keys of its rows.
    pub values: BTreeMap<String, String>,
    /// Facts of ours elsewhere that are what it says.
    pub elsewhere: BTreeSet<Elsewhere>,
}

/// Another fact of ours that is what a source says of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Elsewhere {
    OtherLimit,
    OtherVersion,
    OtherOffer,
    OtherDate,
    OlderPrice,
}

/// How well our own fact is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    FirstParty,
    Lineages(usize),
    #[default]
    Nobody,
}

impl Tally {
    pub fn count(&mut self, source: &str, group: &'static str) -> &mut Counts {
        self.counts.entry((source.to_owned(), group)).or_default()
    }
}
