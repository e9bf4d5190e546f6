//! The standard parameters of a model, surface by surface.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::advise::facts::json;
use crate::model::Surface;
use crate::params::ParameterType;

use super::rule::ShownRule;

/// What one surface accepts of the standard parameters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ShownSurface {
    /// The surface.
    pub surface: Surface,
    /// The profile and variant that describe it: `azure_chat/sampling`.
    pub profile: String,
    /// Whether it is meant where nobody states a surface.
    pub default: bool,
    /// Every standard parameter, by name.
    pub parameters: Vec<ShownParameter>,
    /// The rules between parameters.
    pub rules: Vec<ShownRule>,
    /// Paths and values that always go on the wire.
    pub constants: Map<String, Value>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// One standard parameter on one surface.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ShownParameter {
    /// The standard name.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// Whether it is accepted under some value; `None`: unknown.
    pub supported: Option<bool>,
    /// The native name.
    pub native: Option<String>,
    /// The path on the wire, dotted.
    pub path: Option<String>,
    /// The header it goes into, in place of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The standard parameter that it is another name of here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// How it can be brought about where it does not exist: `forced_tool`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emulated_by: Option<&'static str>,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: ParameterType,
    /// The bounds of a number, or of each number in a map.
    pub range: Option<ShownRange>,
    /// Least elements of a list or map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u32>,
    /// Most elements of a list or map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
    /// Fewest characters of each text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_min: Option<u32>,
    /// Most characters of each text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_max: Option<u32>,
    /// Whether a text of blanks alone is accepted; `None`: no source speaks of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank: Option<bool>,
    /// The characters that each text may have, and the keys of a map: `a-z, 0-9 and _-`; `None`: any, or unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub characters: Option<String>,
    /// The words that are allowed; `None`: whatever the type allows, or unknown where `values_of` is there.
    pub values: Option<Vec<String>>,
    /// The fact of the model that lists the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values_of: Option<&'static str>,
    /// The words whose native form is another, with that form.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub native_values: BTreeMap<String, Value>,
    /// Standard words for which the provider's API has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_expressible: Vec<String>,
    /// What the provider takes where it is not stated; `None`: unknown.
    pub default: Option<Value>,
    /// Whether it must go on the wire.
    pub required: bool,
    /// What goes on the wire where it must and is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Value>,
    /// The parameter than which the value must be less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<String>,
    /// The value that changes nothing where it is not accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neutral: Option<Value>,
    /// The ids of the rules that mention it.
    pub rules: Vec<String>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// The bounds of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownRange {
    /// At least.
    #[serde(serialize_with = "json::maybe_number")]
    pub min: Option<Decimal>,
    /// At most.
    #[serde(serialize_with = "json::maybe_number")]
    pub max: Option<Decimal>,
    /// More than.
    #[serde(serialize_with = "json::maybe_number", skip_serializing_if = "Option::is_none")]
    pub above: Option<Decimal>,
    /// Less than.
    #[serde(serialize_with = "json::maybe_number", skip_serializing_if = "Option::is_none")]
    pub less_than: Option<Decimal>,
    /// The fact of the model that is the least; without `min` it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_of: Option<&'static str>,
    /// The fact of the model that is the most; without `max` it is not known, or there is no such limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_of: Option<&'static str>,
    /// Lone values that are fine outside the bounds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<i64>,
}
