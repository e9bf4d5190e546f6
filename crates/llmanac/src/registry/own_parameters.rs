//! Parameters of which a program says itself whether its model takes them: a profile of its own, made of the catalog's.

use std::collections::BTreeMap;

use crate::catalog::deferred::Deferred;
use crate::catalog::{Problems, Tables, authored};
use crate::params::{Entry, ParamRow, ParamTable, ParameterType, Values};

/// What a program says of one parameter of its model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnParameter {
    /// The model takes it, as its profile says, or as any value of the parameter's type.
    Taken,
    /// The model does not take it.
    Refused,
    /// The model takes it under a native name.
    Named(String),
}

/// Puts profiles of its own into a model's surfaces, one for each that something differs from.
///
/// Models that say the same share a profile, so that as many tables are kept as there are differences.
pub(super) fn apply(
    tables: &mut Tables,
    problems: &mut Problems,
    prefix: &str,
    model: &mut authored::Model,
    own: &BTreeMap<String, OwnParameter>,
) {
    if own.is_empty() {
        return;
    }
    let known = own.iter().filter_map(|(name, said)| match tables.parameters.place_of(name) {
        Some(place) => Some((usize::from(place), said)),
        None => {
            problems.add(format_args!("{prefix}parameter.{name}"), "no standard parameter");
            None
        }
    });
    let known: Vec<(usize, &OwnParameter)> = known.collect();
    for (surface, profile) in model.surfaces.iter_mut().flatten() {
        let named = |name: &str| {
            let mut all = tables.tables.iter().filter_map(Deferred::get);
            all.find(|table| table.surface.as_str() == surface.as_str() && table.name == name)
        };
        // A profile that is not known is told by the compiler.
        let Some(base) = named(profile) else { continue };
        let Some(table) = with(base, tables, &known) else { continue };
        if named(&table.name).is_none() {
            let name = table.name.clone();
            tables.tables.push(Deferred::from(table));
            *profile = name;
        } else {
            profile.clone_from(&table.name);
        }
    }
}

/// A table with some entries of its own; `None` where it says all of that already.
fn with(base: &ParamTable, tables: &Tables, own: &[(usize, &OwnParameter)]) -> Option<ParamTable> {
    let mut entries: Vec<Entry> = base.entries.to_vec();
    let mut name = base.name.clone();
    for &(place, said) in own {
        let (Some(entry), Some(standard)) = (entries.get_mut(place), tables.parameters.get(place)) else {
            continue;
        };
        let before = entry.clone();
        match (said, &mut *entry) {
            (OwnParameter::Refused, _) => *entry = Entry::Absent(None),
            (OwnParameter::Taken, Entry::Row(row)) if row.emulate.is_none() => {}
            (OwnParameter::Taken, _) => *entry = Entry::Row(Box::new(plain(&standard.name, standard.kind))),
            (OwnParameter::Named(native), Entry::Row(row)) => rename(row, &standard.name, native),
            (OwnParameter::Named(native), _) => {
                let mut row = plain(&standard.name, standard.kind);
                rename(&mut row, &standard.name, native);
                *entry = Entry::Row(Box::new(row));
            }
        }
        if *entry != before {
            let said = match said {
                OwnParameter::Taken => "taken",
                OwnParameter::Refused => "refused",
                OwnParameter::Named(native) => native,
            };
            name.push_str(&format!(" {}={said}", standard.name));
        }
    }
    (name != base.name).then(|| ParamTable { entries: entries.into(), name, ..base.clone() })
}

/// A parameter of which only the type is known; it stands at the top of the body.
fn plain(name: &str, kind: ParameterType) -> ParamRow {
    ParamRow {
        name: None,
        to: Some(name.to_owned()),
        same_as: None,
        kind,
        min: None,
        max: None,
        above: None,
        less_than: None,
        also: Vec::new(),
        also_model: false,
        min_items: None,
        max_items: None,
        item_min: None,
        item_max: None,
        values: Values::Any,
        default: None,
        required: false,
        fill: None,
        below: None,
        with: Vec::new(),
        invert: false,
        shape: None,
        emulate: None,
        selects: Vec::new(),
        header: None,
        refuses_blank: false,
        src: Vec::new(),
    }
}

/// Another native name; the place on the wire stays, and only its last step is called so.
fn rename(row: &mut ParamRow, standard: &str, native: &str) {
    if row.name.as_deref().unwrap_or(standard) == native {
        return;
    }
    row.name = (native != standard).then(|| native.to_owned());
    if let Some(to) = &mut row.to {
        *to = match to.rsplit_once('.') {
            Some((before, _)) => format!("{before}.{native}"),
            None => native.to_owned(),
        };
    }
}
