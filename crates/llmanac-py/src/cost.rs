//! What a call costs: counts, raw responses and the objects of SDKs.

use llmanac::Snapshot as Core;
use llmanac::advise::{Bounding, Call, ResponseCostError, VerifyError};
use llmanac::cost::{InclusiveUsage, Usage, UsageError, UsageKey};
use llmanac::model::Surface;
use llmanac::wire::{NoteCode, RateContext, UsageExtractError, UsageNote};
use pyo3::prelude::*;
use pyo3::types::PyString;
use serde_json::{Map, Value};

use crate::answer::{self, Money};
use crate::many::aliases::{self, Held, Meant};
use crate::read_usage::ReadUsage;
use crate::{error, python, sdk};

/// Where the counts of an SDK's usage object stand in a whole response.
pub const WITHIN: [&str; 2] = ["usage", "usageMetadata"];

/// The cost of some usage, as an object of Python.
pub fn of<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    usage: &Bound<'py, PyAny>,
    (call, surface, bounding): (&Call, Option<Surface>, Bounding),
) -> PyResult<Bound<'py, PyAny>> {
    let told = sdk::response(usage)?;
    if let Some(object) = told.as_object().filter(|object| is_counts(object)) {
        let splits = splits(object, bounding).map_err(|said| error::usage(py, said))?;
        return priced(py, snapshot, name, &splits, call, bounding);
    }
    if let Some(read) = ReadUsage::of(&told, call) {
        let ReadUsage { usage, call } = read.map_err(|said| error::usage(py, said))?;
        return priced(py, snapshot, name, &[usage], &call, bounding);
    }
    let read = |payload: &Value| snapshot.response_cost(name, surface, payload, call, bounding);
    let mut cost = read(&told);
    for within in WITHIN {
        if !states_none(&cost) {
            break;
        }
        // The usage alone, as the SDKs hand it out.
        cost = read(&Value::Object(Map::from_iter([(within.to_owned(), told.clone())])));
        let Ok(found) = &cost else { continue };
        if let Some(key) = lost(within, &found.notes) {
            return Err(error::usage(py, unused(key)));
        }
        if let Some((key, keyword)) = unheard(&told, &found.context) {
            return Err(error::usage(
                py,
                format_args!(
                    "`{key}` beside these counts says nothing of their price; state it as {keyword}="
                ),
            ));
        }
    }
    let cost = cost.map_err(|problem| match misspelt(&told) {
        Some(said) if is_none(&problem) => error::usage(py, said),
        _ => error::response(py, &problem),
    })?;
    answer::of(py, python::cost(py)?, &cost, Money::Everywhere)
}

/// The cost of disjoint counts: of one split, or bounded over all that there may be.
fn priced<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    splits: &[Usage],
    call: &Call,
    bounding: Bounding,
) -> PyResult<Bound<'py, PyAny>> {
    let cost = match (bounding, splits) {
        (Bounding::Assume, [one]) => snapshot.cost(name, one, call),
        (_, splits) => snapshot.cost_bounds_over(name, splits, call),
    };
    let cost = cost.map_err(|failure| error::cost(py, &failure))?;
    answer::of(py, python::cost(py)?, &cost, Money::Everywhere)
}

/// Counts of ours as disjoint ones: the split that is taken, or each that there may be.
fn splits(object: &Map<String, Value>, bounding: Bounding) -> Result<Vec<Usage>, String> {
    let counts = plain(object);
    if counts.is_empty() {
        return Err("every count is null; state at least one".to_owned());
    }
    let told = InclusiveUsage::from_object(&without_total(counts)?);
    let splits = told.and_then(|told| match bounding {
        Bounding::Bound => told.splits(),
        Bounding::Assume => told.split().map(|split| vec![split]),
    });
    splits.map_err(|problem| problem.to_string())
}

fn states_none<T>(cost: &Result<T, ResponseCostError>) -> bool {
    cost.as_ref().err().is_some_and(is_none)
}

/// Whether no usage was found at all.
fn is_none(problem: &ResponseCostError) -> bool {
    matches!(problem, ResponseCostError::Usage(UsageExtractError::NoUsage { .. }))
}

/// What is wrong with counts of which not all have names of ours; `None` for what is a response.
fn misspelt(told: &Value) -> Option<UsageError> {
    let object = told.as_object()?;
    let is_flat = object.values().all(|value| value.is_number() || value.is_null());
    let read = (is_flat && !object.is_empty()).then(|| InclusiveUsage::from_object(object));
    read?.err()
}

/// Computes a stored answer of `cost` again, and compares.
pub fn verify<'py>(
    py: Python<'py>,
    snapshot: &Core,
    stored: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let text = match stored.cast::<PyString>() {
        Ok(text) => text.to_str()?.to_owned(),
        // Amounts are texts where an answer is stored.
        Err(_) => py.import("llmanac._answers")?.getattr("_to_json")?.call1((stored,))?.extract()?,
    };
    let stored: Value = serde_json::from_str(&text)
        .map_err(|problem| error::usage(py, format_args!("no JSON: {problem}")))?;
    let verified = snapshot.verify_cost(&stored).map_err(|problem| match problem {
        VerifyError::Cost(failure) => error::cost(py, &failure),
        VerifyError::NoModel(ref name) => error::gone(py, name, &problem),
        VerifyError::NoVersion { ref model, .. } => error::gone(py, model, &problem),
        other => error::usage(py, other),
    })?;
    answer::plain(py, &verified, Money::Everywhere)
}

/// The names of counts that providers' usage has too, with parts of their own.
const SHARED: [&str; 2] = [UsageKey::InputTokens.as_str(), UsageKey::OutputTokens.as_str()];

/// The sum of input and output, which is no count of its own.
const TOTAL: &str = "total_tokens";

/// Whether counts are in our own form: all keys are our names, or one of them is a name that only we have.
///
/// Anthropic's usage has two of our names, and others beside: there input does not contain what came from a cache.
fn is_counts(object: &Map<String, Value>) -> bool {
    // What states nothing is no count of nothing.
    let is_ours = |key: &String| UsageKey::named(key).is_ok();
    let are_all_ours = object.keys().any(is_ours) && object.keys().all(|key| key == TOTAL || is_ours(key));
    are_all_ours || (is_flat(object) && object.keys().any(|key| is_ours_alone(key)))
}

fn is_ours_alone(key: &str) -> bool {
    !SHARED.contains(&key) && UsageKey::named(key).is_ok()
}

fn is_flat(object: &Map<String, Value>) -> bool {
    !object.values().any(|value| value.is_object() || value.is_array())
}

/// Counts as a table has them: what is null is not stated, and a whole number is one, however it is written.
fn plain(counts: &Map<String, Value>) -> Map<String, Value> {
    let stated = counts.iter().filter(|(_, count)| !count.is_null());
    let whole = |count: &Value| match count.as_f64().filter(|_| count.is_f64()) {
        // Up to here every whole number is exact.
        Some(number) if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 => {
            format!("{number:.0}").parse::<i64>().map_or_else(|_| count.clone(), Value::from)
        }
        _ => count.clone(),
    };
    stated.map(|(key, count)| (key.clone(), whole(count))).collect()
}

/// Counts of ours without the total, which has to be that of the input and the output.
fn without_total(mut counts: Map<String, Value>) -> Result<Map<String, Value>, String> {
    let Some(total) = counts.shift_remove(TOTAL) else { return Ok(counts) };
    let told = InclusiveUsage::from_object(&counts).map_err(|problem| problem.to_string())?;
    let of = |key| told.count(key).unwrap_or_default();
    let sum = of(UsageKey::InputTokens).checked_add(of(UsageKey::OutputTokens));
    match (total.as_u64(), sum) {
        (Some(total), Some(sum)) if total == sum => Ok(counts),
        (_, sum) => {
            let sum = sum.map_or_else(|| "more than 64 bits".to_owned(), |sum| sum.to_string());
            let total: String = total.to_string().chars().take(40).collect();
            Err(format!("{TOTAL} {total} is not input_tokens and output_tokens together, {sum}"))
        }
    }
}

/// The first count of a usage object that its reading passes over, so that its tokens would be lost.
fn lost<'n>(within: &str, notes: &'n [UsageNote]) -> Option<&'n str> {
    let unread = notes.iter().filter(|note| note.code == NoteCode::UnknownCount);
    let mut keys = unread.filter_map(|note| note.key.as_deref()?.strip_prefix(within)?.strip_prefix('.'));
    keys.find(|key| is_like_a_count(key))
}

/// A circumstance that a usage object states, and that nothing reads there: passed over, another price would be given.
///
/// Its key, and the keyword that says it here. The model is the caller's first word already.
fn unheard<'t>(told: &'t Value, context: &RateContext) -> Option<(&'t str, &'static str)> {
    let is_read = |word: &str| context.stated.values().any(|own| own.eq_ignore_ascii_case(word));
    told.as_object()?.iter().find_map(|(key, value)| {
        let keyword = match aliases::meant(&aliases::spelt(key), Held::Texts)? {
            Meant::Circumstance("model", _) => return None,
            Meant::Circumstance("day", _) => "at",
            Meant::Circumstance(name, _) => name,
            _ => return None,
        };
        let word = value.as_str().filter(|word| !word.is_empty())?;
        (!is_read(word)).then_some((key.as_str(), keyword))
    })
}

/// Whether a path has the looks of a count of tokens, or its end is one of ours or near to one.
///
/// Totals say nothing more, and seconds of waiting are nobody's count.
fn is_like_a_count(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let is_ours = UsageKey::named(last).map_or_else(|problem| problem.suggestion().is_some(), |_| true);
    !last.starts_with("total") && (is_ours || path.to_ascii_lowercase().contains("token"))
}

/// What is said of a count that would be lost.
fn unused(key: &str) -> String {
    let short: String = key.chars().take(80).collect();
    let meant = match UsageKey::named(key) {
        Ok(_) => "counts by this name have no objects or lists beside them".to_owned(),
        Err(problem) => problem.to_string(),
    };
    format!("`{short}` is no part of such a usage object, and its count would be lost: {meant}")
}
