//! Values that are fine at a glance, as most values that are ever stated.

use serde_json::Value;

use super::number::Number;
use super::standard::StandardParameter;
use super::subject::Subject;
use super::table::{ParamRow, ParameterType};
use super::{allowed, capable};

/// Whether a value is plainly fine for the parameter at a place by itself; the longer way comes to the same.
///
/// What depends on other parameters is not looked at here.
#[inline]
pub(super) fn is_fine(
    subject: &Subject<'_>,
    (place, standard): (u16, &StandardParameter),
    row: &ParamRow,
    value: &Value,
) -> bool {
    if row.emulate.is_some() {
        return false;
    }
    let is_known = |value| allowed::is_allowed(subject, standard, row, value);
    // A text has at least as many bytes as characters; more than one character is counted elsewhere.
    let is_length = |text: &str| {
        row.item_min.is_none_or(|least| least <= 1 && !text.is_empty())
            && !(row.refuses_blank && text.trim().is_empty())
            && row.characters.as_ref().is_none_or(|characters| characters.take(text))
            && row.item_max.is_none_or(|most| usize::try_from(most).is_ok_and(|most| text.len() <= most))
    };
    let fits = match (row.kind, value) {
        (ParameterType::Integer | ParameterType::Decimal, Value::Number(_)) => {
            !allowed::has_words(subject, row)
                && Number::of(value).is_some_and(|number| {
                    (row.kind == ParameterType::Decimal || number.is_whole())
                        && subject.table.entries.range(place).is_some_and(|range| range.has(subject, number))
                })
        }
        (ParameterType::Boolean, Value::Bool(_)) => is_known(value),
        (ParameterType::String, Value::String(text)) => is_length(text) && is_known(value),
        (ParameterType::Strings, Value::Array(items)) => {
            let is_count = |bound: Option<u32>, is_within: fn(&usize, &usize) -> bool| {
                let bound = bound.map(usize::try_from);
                bound.is_none_or(|bound| bound.is_ok_and(|bound| is_within(&items.len(), &bound)))
            };
            is_count(row.min_items, usize::ge)
                && is_count(row.max_items, usize::le)
                && items.iter().all(|item| item.as_str().is_some_and(is_length) && is_known(item))
        }
        _ => false,
    };
    fits && capable::lacks(subject, &standard.name, value).is_none()
}
