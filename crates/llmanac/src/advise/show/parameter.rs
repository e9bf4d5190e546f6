//! The standard parameters of a model, surface by surface.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::advise::facts::{Cited, ids, json};
use crate::model::Surface;
use crate::params::{
    Bound, Entry, Fill, ParamRow, ParamTable, ParameterType, Pointer, StandardParameter, Subject, Values,
};
use crate::registry::ModelMetadata;

use super::rule::{ShownRule, rules};

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

/// The surfaces of a model, the default one first.
pub(super) fn surfaces(model: &ModelMetadata, cited: &mut Cited) -> Vec<ShownSurface> {
    let default = model.default_surface();
    let mut found: Vec<ShownSurface> = model
        .surfaces()
        .filter_map(|surface| {
            let subject = model.subject(Some(surface))?;
            cited.add(&subject.table.src);
            Some(shown(model, &subject, default == Some(surface), cited))
        })
        .collect();
    found.sort_by_key(|surface| !surface.default);
    found
}

fn shown(
    model: &ModelMetadata,
    subject: &Subject<'_>,
    default: bool,
    cited: &mut Cited,
) -> ShownSurface {
    let table = subject.table;
    let rules = rules(model, subject, cited);
    let parameters = (0u16..)
        .zip(subject.parameters)
        .map(|(place, standard)| parameter(model, subject, place, standard, &rules, cited))
        .collect();
    ShownSurface {
        surface: table.surface,
        profile: table.name.clone(),
        default,
        parameters,
        rules,
        constants: table.constants.iter().map(|(path, value)| (path.clone(), value.to_json())).collect(),
        sources: ids(model.tables(), &table.src),
    }
}

/// One standard parameter, as a surface's table and the model have it.
pub(in crate::advise) fn parameter(
    model: &ModelMetadata,
    subject: &Subject<'_>,
    place: u16,
    standard: &StandardParameter,
    rules: &[ShownRule],
    cited: &mut Cited,
) -> ShownParameter {
    let mentioned = rules.iter().filter(|rule| rule.parameters.contains(&standard.name));
    let src = sources_of(subject.table, place);
    cited.add(src);
    let mut shown = ShownParameter {
        name: standard.name.clone(),
        summary: standard.summary.clone(),
        supported: subject.table.supports(place),
        native: None,
        path: None,
        header: None,
        same_as: None,
        emulated_by: None,
        kind: standard.kind,
        range: None,
        min_items: None,
        max_items: None,
        item_min: None,
        item_max: None,
        values: None,
        values_of: None,
        native_values: BTreeMap::new(),
        not_expressible: Vec::new(),
        default: None,
        required: false,
        fill: None,
        below: None,
        neutral: None,
        rules: mentioned.map(|rule| rule.id.clone()).collect(),
        sources: ids(model.tables(), src),
    };
    match subject.table.entries.get(usize::from(place)) {
        Some(Entry::Row(row)) => accepted(&mut shown, subject, place, row),
        Some(Entry::Absent(neutral)) => shown.neutral = neutral.as_ref().map(|value| value.to_json()),
        Some(Entry::Silent) | None => {}
    }
    shown
}

/// The sources of what a table says of a parameter; none where it says nothing.
pub(in crate::advise) fn sources_of(table: &ParamTable, place: u16) -> &[u16] {
    match table.entries.get(usize::from(place)) {
        Some(Entry::Row(row)) => &row.src,
        Some(Entry::Absent(_)) => &table.src,
        Some(Entry::Silent) | None => &[],
    }
}

fn accepted(shown: &mut ShownParameter, subject: &Subject<'_>, place: u16, row: &ParamRow) {
    let name_of = |place: u16| subject.name_of(place).to_owned();
    shown.emulated_by = row.emulate.map(|emulation| emulation.as_str());
    if row.emulate.is_none() {
        shown.native = Some(row.name.clone().unwrap_or_else(|| shown.name.clone()));
    }
    shown.path.clone_from(&row.to);
    shown.header.clone_from(&row.header);
    shown.same_as = row.same_as.map(name_of);
    shown.kind = row.kind;
    shown.range = range(subject, row);
    shown.min_items = row.min_items;
    shown.max_items = row.max_items;
    shown.item_min = row.item_min;
    shown.item_max = row.item_max;
    match &row.values {
        Values::Any => {}
        Values::List(words) => shown.values = Some(words.clone()),
        Values::Effort => {
            shown.values.clone_from(&subject.reasoning.effort);
            shown.values_of = Some(Pointer::Effort.as_str());
        }
        Values::Map(entries) => {
            let can = |native: &Option<_>| native.is_some();
            let (yes, no): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, native)| can(native));
            shown.values = Some(yes.iter().map(|(word, _)| word.clone()).collect());
            shown.not_expressible = no.iter().map(|(word, _)| word.clone()).collect();
            let other = |(word, native): &&(String, Option<crate::model::Scalar>)| {
                let native = native.as_ref()?.to_json();
                (native != word.as_str()).then(|| (word.clone(), native))
            };
            shown.native_values = yes.iter().filter_map(other).collect();
        }
    }
    shown.default = subject.default_of(place).map(|value| value.to_json());
    if row.values == Values::Effort && shown.default.is_none() {
        shown.default = subject.fact(Pointer::EffortDefault);
    }
    shown.required = row.required;
    shown.fill = row.fill.as_ref().and_then(|fill| match fill {
        Fill::Value(value) => Some(value.to_json()),
        Fill::Model(pointer) => subject.fact(*pointer),
    });
    shown.below = row.below.map(name_of);
}

/// The bounds of a parameter, as far as the model says them.
pub(in crate::advise) fn range(subject: &Subject<'_>, row: &ParamRow) -> Option<ShownRange> {
    let at = |bound: Option<Bound>| subject.bound(bound?).map(|number| number.normalize());
    let fact = |bound: Option<Bound>| match bound? {
        Bound::Model(pointer) => Some(pointer.as_str()),
        Bound::Number(_) => None,
    };
    let mut also = row.also.clone();
    if row.also_model {
        also.extend(&subject.reasoning.budget_also);
    }
    let range = ShownRange {
        min: at(row.min),
        max: at(row.max),
        above: at(row.above),
        less_than: at(row.less_than),
        min_of: fact(row.min).or_else(|| fact(row.above)),
        max_of: fact(row.max).or_else(|| fact(row.less_than)),
        also,
    };
    (range != ShownRange::default()).then_some(range)
}
