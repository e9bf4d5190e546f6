//! The tables of parameters, read for answers.

use std::collections::BTreeMap;

use crate::advise::facts::{Cited, ids};
use crate::model::Scalar;
use crate::params::{Bound, Entry, Fill, ParamRow, ParamTable, Pointer, StandardParameter, Subject, Values};
use crate::registry::ModelMetadata;

use super::parameter::{ShownParameter, ShownRange, ShownSurface};
use super::rule::{ShownRule, rules};

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

fn shown(model: &ModelMetadata, subject: &Subject<'_>, default: bool, cited: &mut Cited) -> ShownSurface {
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
        blank: None,
        characters: None,
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
    if row.exists() {
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
    shown.blank = row.refuses_blank.then_some(false);
    shown.characters = row.characters.as_ref().map(ToString::to_string);
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
            let other = |(word, native): &&(String, Option<Scalar>)| {
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
