//! The standard parameters, and a profile of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

/// `parameters/standard.toml`: a table a parameter.
pub(crate) type Standard = BTreeMap<String, StandardEntry>;

/// A standard parameter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StandardEntry {
    #[serde(rename = "type")]
    pub kind: String,
    pub summary: String,
    pub aliases: Vec<String>,
    pub values: Vec<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// `parameters/<profile>.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Profile {
    pub surface: String,
    /// Another profile, whose rows hold here too where this one states none.
    pub extends: Option<String>,
    pub src: Vec<String>,
    /// The form in which the surface reads messages; absent: it reads none.
    pub messages: Option<String>,
    /// What the surface reads of JSON schemas; absent: unknown.
    pub schemas: Option<String>,
    /// When a conversation that ends with the assistant is refused; absent: not known to be.
    pub prefill: Option<String>,
    /// The form in which the surface reads what is to be embedded; absent: it embeds nothing.
    pub inputs: Option<String>,
    /// Most inputs of one call; absent: not known.
    pub max_inputs: Option<u32>,
    pub constants: Option<BTreeMap<String, Value>>,
    /// The first versions of the API that take a path of the body.
    pub api_version: BTreeMap<String, SinceEntry>,
    /// Rows of the extended profile of which nothing is known here.
    pub silent: Vec<String>,
    pub absent: BTreeMap<String, AbsentEntry>,
    pub parameter: BTreeMap<String, ParameterRow>,
    pub variant: BTreeMap<String, Variant>,
    pub rule: Vec<RuleEntry>,
}

/// A parameter known not to exist.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AbsentEntry {
    pub neutral: Option<Value>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// The first versions of an API that take something.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SinceEntry {
    /// The value of the path, or of its `type`, that needs it; absent: any.
    pub is: Option<String>,
    pub preview: String,
    pub stable: Option<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// A line of models within a profile.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Variant {
    pub like: Option<String>,
    /// A list of names, or a table as in the profile.
    pub absent: Option<Value>,
    pub set: BTreeMap<String, ParameterRow>,
    /// Query keys that differ from the surface's own.
    pub query: BTreeMap<String, String>,
    /// As in the profile, where this line differs.
    pub schemas: Option<String>,
    pub prefill: Option<String>,
    /// As in the profile, where a line of models differs.
    pub inputs: Option<String>,
    pub max_inputs: Option<u32>,
    /// The first versions of the API that serve the line at all.
    pub api_version: Option<SinceEntry>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// How a parameter is accepted.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ParameterRow {
    pub name: Option<String>,
    pub to: Option<String>,
    pub same_as: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub min: Option<Value>,
    pub max: Option<Value>,
    pub above: Option<Value>,
    pub less_than: Option<Value>,
    pub also: Option<Value>,
    pub min_items: Option<u32>,
    pub max_items: Option<u32>,
    pub item_min: Option<u32>,
    pub item_max: Option<u32>,
    pub blank: Option<bool>,
    pub characters: Option<String>,
    pub values: Option<Value>,
    pub default: Option<Value>,
    pub required: bool,
    pub fill: Option<Value>,
    pub below: Option<String>,
    pub with: BTreeMap<String, Value>,
    pub invert: bool,
    pub shape: Option<String>,
    pub emulate: Option<String>,
    pub selects: BTreeMap<String, String>,
    pub on_wire: Option<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// A rule between parameters.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RuleEntry {
    pub id: String,
    pub variants: Option<Vec<String>>,
    pub not_together: Option<Vec<String>>,
    pub when: BTreeMap<String, ConditionEntry>,
    pub refuse: BTreeMap<String, RefusalEntry>,
    pub require: BTreeMap<String, ConditionEntry>,
    pub fix: Option<FixEntry>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// A condition on one parameter: exactly one key.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ConditionEntry {
    pub set: Option<bool>,
    pub is: Option<Value>,
    pub not: Option<Value>,
    pub any_of: Option<Vec<Value>>,
}

/// What of a parameter is refused: no key for all of it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RefusalEntry {
    pub unless: Option<Value>,
    pub values: Option<Vec<Value>>,
}

/// What mends a breach: one key.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FixEntry {
    pub drop: Option<String>,
    pub set: BTreeMap<String, Value>,
}
