//! The cost of one call by its two counts: the quickest way to a price.

use llmanac::advise::Call;
use llmanac::cost::{CostStatus, Usage};
use llmanac::model::{Meter, Money, Offer, RegionId, Scope};
use llmanac::{Resolution, Snapshot as Core};
use pyo3::prelude::*;

use crate::{count, error, python};

/// The exact cost of a call in US dollars.
pub fn of<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    input: &Bound<'py, PyAny>,
    output: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    // Two totals without parts are text, as `Usage::from_inclusive` splits them.
    let mut usage = Usage::new();
    usage.set(Meter::InputText, count::of("input_tokens", input)?);
    usage.set(Meter::OutputText, count::of("output_tokens", output)?);
    // A model's own name fixes nothing of the call, so that there is nothing to settle.
    let own = snapshot.model(name).filter(|model| model.model_name() == name || model.id() == name);
    let own = own.filter(|model| model.deployment().is_none());
    let total = match &own {
        Some(model) => snapshot.total(model, model.default_offer(), &usage).ok(),
        None => {
            let found = snapshot.resolve(name).map_err(|problem| error::resolve(py, &problem))?;
            quick(snapshot, &found, &usage)
        }
    };
    match total {
        Some(total) => python::to_decimal(py, &total.to_decimal()),
        None => explained(py, snapshot, name, &usage),
    }
}

/// The amount where nothing needs to be settled; the same as the long way gives.
fn quick(snapshot: &Core, found: &Resolution, usage: &Usage) -> Option<Money> {
    let usual = found.model.default_offer();
    match (&found.scope, &found.region) {
        (None, None) => snapshot.total(&found.model, usual, usage).ok(),
        (Some(scope), region) => {
            let offer = Offer::new(settled(scope, region.as_ref()), usual.tier);
            snapshot.total(&found.model, &offer, usage).ok()
        }
        // What a region alone means is the long way's to say.
        (None, Some(_)) => None,
    }
}

fn settled(scope: &Scope, region: Option<&RegionId>) -> Scope {
    match (scope, region) {
        (Scope::Region(None), Some(region)) => Scope::Region(Some(region.clone())),
        (scope, _) => scope.clone(),
    }
}

/// The same by the long way, which says why there is no amount.
#[cold]
fn explained<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    usage: &Usage,
) -> PyResult<Bound<'py, PyAny>> {
    let answer = snapshot.cost(name, usage, &Call::new()).map_err(|failure| error::cost(py, &failure))?;
    if let (CostStatus::Exact, Some(total)) = (answer.status, answer.total) {
        return python::to_decimal(py, &total.to_decimal());
    }
    let people = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), Money::to_decimal);
    let missing: Vec<&str> = answer.missing.iter().map(|meter| meter.as_str()).collect();
    let why = match (answer.reason, answer.status) {
        (Some(reason), _) => reason,
        (None, CostStatus::Bounded) => {
            format!("it is between {} and {}", people(answer.low), people(answer.high))
        }
        (None, _) => format!("no rate is known for {}", missing.join(", ")),
    };
    Err(error::unknown_cost(py, format_args!("the cost of {} is not known exactly: {why}", answer.model)))
}
