//! How APIs report usage: which counts contain which, read from the catalog's `usage.toml`.
//!
//! The extraction from responses (`wire/usage`) walks these tables; no provider's name stands in an `if`.

use serde::{Deserialize, Serialize};

use crate::model::{MakerId, Meter, Scope, ServiceTier, Surface};

/// Everything that is known of how usage is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UsageForms {
    /// In the order in which they are tried.
    pub forms: Vec<UsageForm>,
    pub fees: Vec<FeeRow>,
    pub context: Vec<ContextRow>,
    /// The surfaces whose keys clients also write in snake case.
    pub snake_case: Vec<Surface>,
}

/// One way of reporting usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UsageForm {
    pub name: String,
    pub surfaces: Vec<Surface>,
    /// Where the counts are, from the response; empty: the response itself.
    pub at: String,
    /// The keys under which events of a stream hold a response, or a part of one.
    pub within: Vec<String>,
    /// Where the name of the model that answered is; the first that is stated counts.
    pub model: Vec<String>,
    pub counts: Vec<CountRow>,
    pub lists: Vec<ListRow>,
    pub total: Option<TotalRow>,
    pub entries: Option<EntriesRow>,
    pub lines: Vec<LineRow>,
    /// The `type` of the event that begins a stream with first counts, and of those that have the last.
    pub begins: Option<String>,
    pub ends: Vec<String>,
    /// Paths one of which the last event of a stream states, where any event has the list that they lead through.
    pub finished: Vec<String>,
    /// Where a response names itself: events that name several are of several responses.
    pub ids: Vec<String>,
    /// A response states the counts once: several places are several responses.
    pub once: bool,
    /// The counts are of a call beside the others, for this purpose; none where they are zero.
    pub beside: Option<String>,
    /// Keys beside the counts that tell of another form.
    pub unless: Vec<String>,
    /// Numbers among the counts that say nothing more of what is billed.
    pub ignored: Vec<String>,
}

impl UsageForm {
    /// Every key that is looked up where the counts are.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        let counts = self.counts.iter().flat_map(|row| std::iter::once(&row.key).chain(&row.also));
        let lists = self.lists.iter().flat_map(|row| std::iter::once(&row.key).chain(&row.also));
        let total = self.total.iter().flat_map(|row| std::iter::once(&row.key).chain(&row.also));
        counts.chain(lists).chain(total).chain(self.entries.iter().map(|row| &row.key))
    }
}

/// A count that is stated by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CountRow {
    pub key: String,
    /// Other spellings of the same count; the first that is stated counts.
    pub also: Vec<String>,
    /// What remains without its parts feeds this meter.
    pub meter: Meter,
    /// The place of the count that contains it, which stands before it.
    pub inside: Option<u16>,
    pub needed: bool,
    /// What is taken for granted of what remains without its parts.
    pub assumed: Option<String>,
    /// The meter instead, where a part of it is stated only for several calls together.
    pub unsplit: Option<Meter>,
}

/// A list that splits a count: by modality, by lifetime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListRow {
    pub key: String,
    pub also: Vec<String>,
    /// The place of the count that it splits.
    pub splits: u16,
    /// The key of an item's kind, and of its count.
    pub by: String,
    pub count: String,
    pub meters: Vec<(String, Meter)>,
    /// The meter of what the list leaves over; absent: the split count's own.
    pub rest: Option<Meter>,
}

/// The total that a provider states, and what it is the sum of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TotalRow {
    pub key: String,
    /// Other spellings of the same total; the first that is stated counts.
    pub also: Vec<String>,
    pub of: Vec<u16>,
}

/// A list of calls within one response, each with counts of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntriesRow {
    pub key: String,
    /// The keys of an entry's model and of its kind.
    pub model: String,
    pub kind: String,
    /// The kinds whose counts the response's own are the sum of.
    pub summed: Vec<String>,
    /// The kinds that are, where there are any, instead of those.
    pub instead: Vec<String>,
}

/// What differs for a line of models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LineRow {
    pub of: Models,
    /// Counts that are inside others, by their places, wherever they fit.
    pub inside: Vec<(u16, u16)>,
    /// What the total is the sum of, where they are.
    pub total_of: Option<Vec<u16>>,
    /// The meter of what the total has beyond its parts.
    pub total_rest: Option<Meter>,
    pub assumed: Option<String>,
}

/// A line of models: by its maker, or by names as patterns, `*` for any text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Models {
    pub makers: Vec<MakerId>,
    pub names: Vec<String>,
}

/// A fee by the piece, and what is counted for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FeeRow {
    pub surfaces: Vec<Surface>,
    pub meter: Meter,
    /// The path of the number, where the response may state it.
    pub number: Option<String>,
    /// The things that are counted, where it does not.
    pub things: Option<Things>,
    pub within: Vec<String>,
    pub only: Option<Models>,
    pub except: Option<Models>,
}

/// The things that are counted for a fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Things {
    /// Where they are; after `[]` come the items of a list.
    pub path: String,
    /// Paths within a thing, and the words one of which stands there.
    pub is: Vec<(String, Vec<String>)>,
    /// Paths within a thing, and the words that make it free.
    pub free: Vec<(String, Vec<String>)>,
    /// Things with the same text here count once.
    pub distinct: Option<String>,
    /// However many there are, so many are billed.
    pub at_most: Option<u32>,
}

/// Something in a response that changes the rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ContextRow {
    pub surfaces: Vec<Surface>,
    /// A path, or `header:<name>`; the first that is stated counts.
    pub keys: Vec<String>,
    pub within: Vec<String>,
    /// The key under which the context repeats the provider's word.
    pub word: Option<String>,
    pub tiers: Vec<(String, ServiceTier)>,
    pub scopes: Vec<(String, Scope)>,
    pub spilled_over: Vec<(String, bool)>,
    /// Words that say nothing about the rate.
    pub silent: Vec<String>,
    /// Only words of these patterns count; absent: all.
    pub only: Vec<String>,
    /// The word is the name of a region.
    pub region: bool,
    /// The word is the moment of the answer.
    pub day: bool,
}
