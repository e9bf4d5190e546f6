//! `usage.toml`: how APIs report usage.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `usage.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct UsageFile {
    pub form: Vec<FormEntry>,
    pub fee: Vec<FeeEntry>,
    pub context: Vec<ContextEntry>,
    pub snake_case: Option<SnakeCaseEntry>,
}

/// The surfaces whose keys clients also write in snake case.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SnakeCaseEntry {
    pub surfaces: Vec<String>,
    pub src: Vec<String>,
    pub note: Option<String>,
}

/// One way of reporting usage.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FormEntry {
    pub name: String,
    pub surfaces: Vec<String>,
    pub at: String,
    pub within: Vec<String>,
    pub model: Vec<String>,
    pub count: Vec<CountEntry>,
    pub list: Vec<ListEntry>,
    pub total: Option<TotalEntry>,
    pub entries: Option<EntriesEntry>,
    pub line: Vec<LineEntry>,
    pub begins: Option<String>,
    pub ends: Vec<String>,
    pub finished: Vec<String>,
    pub ids: Vec<String>,
    pub once: bool,
    pub beside: Option<String>,
    /// Keys of a response that has another form.
    pub unless: Vec<String>,
    /// Keys of numbers that say nothing more of what is billed.
    pub ignored: Vec<String>,
    pub src: Vec<String>,
    pub note: Option<String>,
}

/// A count that is stated by itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CountEntry {
    pub key: String,
    pub also: Vec<String>,
    pub meter: String,
    pub inside: Option<String>,
    pub needed: bool,
    pub assumed: Option<String>,
    pub unsplit: Option<String>,
    pub note: Option<String>,
}

/// A list that splits a count.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ListEntry {
    pub key: String,
    pub also: Vec<String>,
    pub splits: String,
    pub by: String,
    pub count: String,
    pub meters: BTreeMap<String, String>,
    pub rest: Option<String>,
    pub note: Option<String>,
}

/// The total that a provider states.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TotalEntry {
    pub key: String,
    pub also: Vec<String>,
    pub of: Vec<String>,
}

/// A list of calls within one response.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct EntriesEntry {
    pub key: String,
    pub model: String,
    pub kind: String,
    pub summed: Vec<String>,
    pub instead: Vec<String>,
    pub note: Option<String>,
}

/// What differs for a line of models.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LineEntry {
    pub makers: Vec<String>,
    pub names: Vec<String>,
    pub inside: BTreeMap<String, String>,
    pub total_of: Option<Vec<String>>,
    pub total_rest: Option<String>,
    pub assumed: Option<String>,
    pub src: Vec<String>,
    pub note: Option<String>,
}

/// A fee by the piece.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FeeEntry {
    pub surfaces: Vec<String>,
    pub meter: String,
    pub number: Option<String>,
    pub each: Option<String>,
    pub within: Vec<String>,
    pub is: BTreeMap<String, Vec<String>>,
    pub free: BTreeMap<String, Vec<String>>,
    pub distinct: Option<String>,
    pub at_most: Option<u32>,
    pub only: Option<ModelsEntry>,
    pub except: Option<ModelsEntry>,
    pub src: Vec<String>,
    pub note: Option<String>,
}

/// A line of models.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ModelsEntry {
    pub makers: Vec<String>,
    pub names: Vec<String>,
}

/// Something in a response that changes the rate.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ContextEntry {
    pub surfaces: Vec<String>,
    pub keys: Vec<String>,
    pub within: Vec<String>,
    pub word: Option<String>,
    pub tiers: BTreeMap<String, String>,
    pub scopes: BTreeMap<String, String>,
    pub spilled_over: BTreeMap<String, bool>,
    pub silent: Vec<String>,
    pub only: Vec<String>,
    pub region: bool,
    pub day: bool,
    pub src: Vec<String>,
    pub note: Option<String>,
}
