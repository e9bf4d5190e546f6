//! What a call costs: counts, raw responses and the objects of SDKs.

use llmanac::Snapshot as Core;
use llmanac::advise::{Bounding, Call, ResponseCostError, VerifyError};
use llmanac::cost::{InclusiveUsage, UsageError, UsageKey};
use llmanac::model::Surface;
use llmanac::wire::UsageExtractError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use serde_json::{Map, Value};

use crate::answer::{self, Money};
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
    let class = python::cost(py)?;
    match told.as_object().filter(|object| is_counts(object)) {
        Some(counts) => {
            let told = InclusiveUsage::from_object(counts).map_err(|problem| error::usage(py, problem))?;
            let cost = match bounding {
                Bounding::Bound => {
                    let splits = told.splits().map_err(|problem| error::usage(py, problem))?;
                    snapshot.cost_bounds_over(name, &splits, call)
                }
                Bounding::Assume => {
                    let split = told.split().map_err(|problem| error::usage(py, problem))?;
                    snapshot.cost(name, &split, call)
                }
            };
            let cost = cost.map_err(|failure| error::cost(py, &failure))?;
            answer::of(py, class, &cost, Money::Everywhere)
        }
        None => {
            let read = |payload: &Value| snapshot.response_cost(name, surface, payload, call, bounding);
            let mut cost = read(&told);
            for within in WITHIN {
                if !matches!(&cost, Err(ResponseCostError::Usage(UsageExtractError::NoUsage { .. }))) {
                    break;
                }
                // The usage alone, as the SDKs hand it out.
                let whole = Value::Object(Map::from_iter([(within.to_owned(), told.clone())]));
                cost = read(&whole).or(cost);
            }
            let cost = cost.map_err(|problem| match misspelt(&told) {
                Some(said)
                    if matches!(problem, ResponseCostError::Usage(UsageExtractError::NoUsage { .. })) =>
                {
                    error::usage(py, said)
                }
                _ => error::response(py, &problem),
            })?;
            answer::of(py, class, &cost, Money::Everywhere)
        }
    }
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

/// Whether all keys are our own names of counts.
///
/// Anthropic's usage has two of them, and others beside: there input does not contain what came from a cache.
fn is_counts(object: &Map<String, Value>) -> bool {
    let ours = object.keys().filter(|key| UsageKey::named(key).is_ok()).count();
    // What states nothing is no count of nothing.
    ours == object.len() && ours > 0
}
