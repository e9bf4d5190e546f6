//! Numbers against the bounds of a row.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::model::decimal_to_json;

use super::code::IssueCode;
use super::echo::{Plain, Said};
use super::fix::Fix;
use super::issue::Issue;
use super::number::Number;
use super::subject::Subject;
use super::table::{Bound, ParamRow, ParameterType, Pointer};

/// One end of a range.
#[derive(Clone, Copy)]
struct End {
    at: Decimal,
    bound: Bound,
    inclusive: bool,
}

/// A row's bounds, as far as the model says them.
struct Range {
    low: Option<End>,
    high: Option<End>,
}

/// Which end a number is beyond.
enum Breach {
    Low(End),
    High(End),
}

impl Range {
    fn of(subject: &Subject<'_>, row: &ParamRow) -> Self {
        let end = |bound: Option<Bound>, inclusive| {
            let bound = bound?;
            Some(End { at: subject.bound(bound)?, bound, inclusive })
        };
        Self {
            low: end(row.min, true).or_else(|| end(row.above, false)),
            high: end(row.max, true).or_else(|| end(row.less_than, false)),
        }
    }

    fn breach(&self, number: Number) -> Option<Breach> {
        let beyond = |end: &End, side: Ordering| {
            let found = number.against(end.at);
            found == side || (found == Ordering::Equal && !end.inclusive)
        };
        if let Some(end) = self.high.filter(|end| beyond(end, Ordering::Greater)) {
            return Some(Breach::High(end));
        }
        self.low.filter(|end| beyond(end, Ordering::Less)).map(Breach::Low)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = |end: &End| if end.inclusive { "at least" } else { "more than" };
        let high = |end: &End| if end.inclusive { "at most" } else { "less than" };
        let at = |end: &End| end.at.normalize();
        match (&self.low, &self.high) {
            (Some(from), Some(to)) if from.inclusive && to.inclusive => {
                write!(f, " {} to {}", at(from), at(to))
            }
            (Some(from), Some(to)) => {
                write!(f, ": {} {}, {} {}", low(from), at(from), high(to), at(to))
            }
            (Some(from), None) => write!(f, ": {} {}", low(from), at(from)),
            (None, Some(to)) => write!(f, ": {} {}", high(to), at(to)),
            (None, None) => Ok(()),
        }
    }
}

/// The issue of a number, or of one number in a map, that is outside its row's bounds.
pub(super) fn check(subject: &Subject<'_>, name: &str, row: &ParamRow, value: &Value) -> Option<Issue> {
    if matches!(row.kind, ParameterType::NumberMap | ParameterType::IntegerMap) {
        return value.as_object().and_then(|entries| check_map(subject, name, row, entries));
    }
    let number = Number::of(value)?;
    if is_within(subject, row, number) {
        return None;
    }
    let range = Range::of(subject, row);
    let breach = range.breach(number).filter(|_| !is_also(subject, row, number))?;
    let remedy = match nearest(row, &breach, number) {
        Some(nearest) => Fix::use_value(name, nearest),
        None => Fix::drop(name),
    };
    if let Some(issue) = lone(&range, row, name, value) {
        return Some(issue.fix(remedy));
    }
    let issue = match &breach {
        Breach::High(End { at, bound: Bound::Model(pointer), inclusive: true }) => {
            let code = match pointer {
                Pointer::LimitsOutput | Pointer::LimitsInput | Pointer::LimitsWindow => {
                    IssueCode::MaxTokensExceedsLimit
                }
                _ => IssueCode::OutOfRange,
            };
            Issue::error(code, format_args!("{name} {value} exceeds model limit {at}"))
        }
        _ => Issue::error(IssueCode::OutOfRange, format_args!("{name} {value} is out of range{range}")),
    };
    let (Breach::Low(end) | Breach::High(end)) = &breach;
    Some(issue.at(name).value(value).limit(decimal_to_json(end.at)).fix(remedy))
}

/// The issue of a number where the bounds leave only lone values: lengths of vectors, say.
fn lone(range: &Range, row: &ParamRow, name: &str, value: &Value) -> Option<Issue> {
    let (Some(low), Some(high)) = (range.low, range.high) else { return None };
    if low.at != high.at || row.also.is_empty() {
        return None;
    }
    let mut allowed: Vec<Decimal> = row.also.iter().copied().map(Decimal::from).chain([low.at]).collect();
    allowed.sort();
    let words: Vec<String> = allowed.iter().map(ToString::to_string).collect();
    let message = format!("{name} {value} is not allowed; allowed: {}", words.join(", "));
    let allowed: Vec<Value> = allowed.into_iter().map(decimal_to_json).collect();
    Some(Issue::error(IssueCode::ValueNotAllowed, message).at(name).value(value).limit(allowed))
}

/// Whether a number is within all bounds: the common case, without a look at which one it would be.
pub(super) fn is_within(subject: &Subject<'_>, row: &ParamRow, number: Number) -> bool {
    // Nothing where the model does not say.
    let against = |bound: Bound| match bound {
        Bound::Number(bound) => Some(number.against(bound)),
        Bound::Model(pointer) => subject.pointer(pointer).map(|bound| number.against_whole(bound)),
    };
    row.max.is_none_or(|bound| against(bound) != Some(Ordering::Greater))
        && row.min.is_none_or(|bound| against(bound) != Some(Ordering::Less))
        && row.above.is_none_or(|bound| matches!(against(bound), None | Some(Ordering::Greater)))
        && row.less_than.is_none_or(|bound| matches!(against(bound), None | Some(Ordering::Less)))
}

/// The first number of a map that is outside; the fix mends all of them.
fn check_map(
    subject: &Subject<'_>,
    name: &str,
    row: &ParamRow,
    entries: &Map<String, Value>,
) -> Option<Issue> {
    let range = Range::of(subject, row);
    let breach = |value: &Value| {
        let number = Number::of(value)?;
        Some((range.breach(number).filter(|_| !is_also(subject, row, number))?, number))
    };
    let (key, value, first) = entries.iter().find_map(|(key, value)| Some((key, value, breach(value)?.0)))?;
    let mended: Map<String, Value> = entries
        .iter()
        .filter_map(|(key, value)| match breach(value) {
            None => Some((key.clone(), value.clone())),
            Some((breach, number)) => Some((key.clone(), nearest(row, &breach, number)?)),
        })
        .collect();
    let (Breach::Low(end) | Breach::High(end)) = &first;
    let message = format!("{name}[{}] {} is out of range{range}", Plain(key), Said(value));
    Some(
        Issue::error(IssueCode::OutOfRange, message)
            .at(name)
            .value(value)
            .limit(decimal_to_json(end.at))
            .fix(Fix::use_value(name, Value::Object(mended))),
    )
}

/// Whether a number is one of those that are fine outside the bounds.
pub(super) fn is_also(subject: &Subject<'_>, row: &ParamRow, number: Number) -> bool {
    let Some(whole) = number.whole() else { return false };
    row.also.contains(&whole) || (row.also_model && subject.reasoning.budget_also.contains(&whole))
}

/// The nearest number within the bounds; `None` where leaving the parameter out comes nearer to what was meant.
fn nearest(row: &ParamRow, breach: &Breach, number: Number) -> Option<Value> {
    let step = Decimal::ONE;
    let is_integer = row.kind == ParameterType::Integer;
    let at = match breach {
        // Of a count in tokens, nothing or less means `no limit` or `none at all`, and never `the least`.
        Breach::Low(_) if is_tokens(row) && number.against(Decimal::ZERO) != Ordering::Greater => {
            return None;
        }
        Breach::Low(end) | Breach::High(end) if end.inclusive => end.at,
        Breach::Low(end) if is_integer => end.at.checked_add(step)?,
        Breach::High(end) if is_integer => end.at.checked_sub(step)?,
        // There is no nearest number above 0.
        Breach::Low(_) | Breach::High(_) => return None,
    };
    Some(decimal_to_json(at))
}

/// Whether the row counts tokens: its upper bound is one of the model's own.
fn is_tokens(row: &ParamRow) -> bool {
    matches!(row.max, Some(Bound::Model(_)))
}
