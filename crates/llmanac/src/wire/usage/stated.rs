//! What a response states: the counts and lists of a form, read and not yet interpreted.

use serde_json::Value;

use crate::cost::{ListRow, UsageForm};
use crate::model::Meter;
use crate::params::cut;

use super::error::UsageExtractError;
use super::note::{NoteCode, Notes};
use super::number::{count_of, shown};
use super::view::View;

/// The counts and lists that are stated, by their places in the form.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub counts: Vec<Option<u64>>,
    pub lists: Vec<Option<Listed>>,
}

/// A list that splits a count.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    pub parts: Vec<(Meter, u64)>,
    /// Of kinds that the form does not know.
    pub unknown: u64,
}

/// Whether a response has what tells of another form.
pub(super) fn is_another(form: &UsageForm, view: &View<'_, '_>) -> bool {
    form.unless.iter().any(|key| view.get(key).is_some())
}

/// Whether a response states anything in a form.
pub(super) fn is_in(form: &UsageForm, view: &View<'_, '_>) -> bool {
    if is_another(form, view) {
        return false;
    }
    let count = |key: &String| view.get(key).is_some_and(|value| !value.is_object());
    form.counts.iter().any(|row| spellings(&row.key, &row.also).any(count))
        || form.lists.iter().any(|row| spellings(&row.key, &row.also).any(|key| is_list(view.get(key))))
}

fn is_list(value: Option<&Value>) -> bool {
    value.and_then(Value::as_array).is_some_and(|items| !items.is_empty())
}

fn spellings<'f>(key: &'f String, also: &'f [String]) -> impl Iterator<Item = &'f String> {
    std::iter::once(key).chain(also)
}

impl Stated {
    /// Reads what is stated.
    pub fn read(form: &UsageForm, view: &View<'_, '_>, notes: &mut Notes) -> Result<Self, UsageExtractError> {
        let counts = form.counts.iter().map(|row| number(view, &row.key, &row.also, notes));
        let counts = counts.collect::<Result<_, _>>()?;
        let lists = form.lists.iter().map(|row| list(view, row, notes)).collect::<Result<_, _>>()?;
        let mut stated = Self { counts, lists };
        stated.forget_stale(form, view, notes);
        Ok(stated)
    }

    /// Leaves out parts that an event stated before a later one stated less of what contains them.
    fn forget_stale(&mut self, form: &UsageForm, view: &View<'_, '_>, notes: &mut Notes) {
        for (place, whole) in form.counts.iter().enumerate() {
            let Some(count) = self.count(place) else { continue };
            let rows = || form.counts.iter().enumerate();
            let parts = || rows().filter(|(_, row)| row.inside.map(usize::from) == Some(place));
            let sum: u128 = parts().filter_map(|(part, _)| self.count(part)).map(u128::from).sum();
            if sum <= u128::from(count) {
                continue;
            }
            let stale = parts().filter(|(_, row)| view.is_before(&row.key, &whole.key));
            for (part, row) in stale.collect::<Vec<_>>() {
                let Some(own) = self.counts.get_mut(part).and_then(Option::take) else { continue };
                let (part, whole) = (view.name(&row.key), view.name(&whole.key));
                notes.add(
                    NoteCode::CountsDiffer,
                    format_args!("{part} {own} was stated before {whole} {count}, and is left out"),
                );
            }
        }
    }

    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(Option::is_none) && self.lists.iter().all(Option::is_none)
    }

    /// A count by its place.
    pub fn count(&self, place: usize) -> Option<u64> {
        self.counts.get(place).copied().flatten()
    }
}

/// The first spelling that is stated; the others repeat it.
pub(super) fn number(
    view: &View<'_, '_>,
    key: &String,
    also: &[String],
    notes: &mut Notes,
) -> Result<Option<u64>, UsageExtractError> {
    let mut first: Option<(String, u64)> = None;
    for key in spellings(key, also) {
        let Some(value) = view.get(key) else { continue };
        let count = checked(view, key, value)?;
        match &first {
            None => first = Some((view.name(key), count)),
            Some((name, own)) if *own != count => {
                let other = view.name(key);
                notes.add(
                    NoteCode::TwinsDiffer,
                    format_args!("{name} {own} is taken, {other} states {count}"),
                );
            }
            Some(_) => {}
        }
    }
    Ok(first.map(|(_, count)| count))
}

/// A count, or an error that names its key and value.
pub(super) fn checked(view: &View<'_, '_>, key: &str, value: &Value) -> Result<u64, UsageExtractError> {
    count_of(value).map_err(|why| UsageExtractError::NoCount {
        key: view.name(key),
        value: shown(value),
        why,
    })
}

/// A list of kinds and counts.
fn list(view: &View<'_, '_>, row: &ListRow, notes: &mut Notes) -> Result<Option<Listed>, UsageExtractError> {
    let found = spellings(&row.key, &row.also).find(|key| is_list(view.get(key)));
    let Some(key) = found else { return Ok(None) };
    let items = view.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut listed = Listed::default();
    for (at, item) in items.iter().enumerate() {
        let count = match view.spelling.step(item, &row.count) {
            None | Some(Value::Null) => continue,
            Some(value) => checked(view, &format!("{key}[{at}].{}", row.count), value)?,
        };
        let kind = view.spelling.step(item, &row.by).and_then(Value::as_str).unwrap_or_default();
        match row.meters.iter().find(|(own, _)| own.eq_ignore_ascii_case(kind)) {
            Some((_, meter)) => listed.parts.push((*meter, count)),
            None => {
                listed.unknown = listed.unknown.saturating_add(count);
                if count > 0 {
                    let (name, kind) = (view.name(key), cut(kind));
                    notes.add(
                        NoteCode::UnknownKind,
                        format_args!("{name} has {count} of {} `{kind}`", row.by),
                    );
                }
            }
        }
    }
    Ok(Some(listed))
}
