//! What is paid for over time, apart from any call.

use llmanac::Snapshot as Core;
use llmanac::advise::{Call, CapacityError, CapacityQuestion};
use llmanac::cost::{CapacityTime, InclusiveUsage, Usage};
use llmanac::model::{CapacityUnit, Rate, Term, TimeUnit, UnitRate};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::answer::{self, Money};
use crate::circumstances::word;
use crate::value::object_under;
use crate::{count, error, python};

/// For how long, as keywords.
pub struct Held<'a, 'py> {
    pub hours: Option<&'a Bound<'py, PyAny>>,
    pub seconds: Option<&'a Bound<'py, PyAny>>,
    pub months: Option<&'a Bound<'py, PyAny>>,
}

impl Held<'_, '_> {
    fn time(&self, py: Python<'_>) -> PyResult<Option<CapacityTime>> {
        let stated = [("hours", self.hours), ("seconds", self.seconds), ("months", self.months)];
        let mut stated = stated.into_iter().filter_map(|(name, time)| Some((name, time?)));
        let Some((name, time)) = stated.next() else { return Ok(None) };
        if let Some((other, _)) = stated.next() {
            return Err(error::call(py, format_args!("{name} and {other} state the time twice; state one")));
        }
        let number = count::of(name, time)?;
        let time = match name {
            "hours" => CapacityTime::hours(number),
            "months" => u32::try_from(number).ok().map(CapacityTime::Months),
            _ => Some(CapacityTime::Seconds(number)),
        };
        time.map(Some).ok_or_else(|| error::value(name, "so long a time does not fit"))
    }
}

/// What is asked about capacity, as keywords.
pub struct Asked<'a, 'py> {
    pub units: Option<&'a Bound<'py, PyAny>>,
    pub held: Held<'a, 'py>,
    pub term: Option<&'a str>,
    pub rate: Option<&'a Bound<'py, PyAny>>,
    pub rate_per: &'a str,
    pub unit: Option<&'a str>,
    pub workload: Option<&'a Bound<'py, PyAny>>,
    pub requests: Option<&'a Bound<'py, PyAny>>,
    pub usage: Option<&'a Bound<'py, PyAny>>,
}

impl Asked<'_, '_> {
    fn question(&self, py: Python<'_>) -> PyResult<CapacityQuestion> {
        let mut question = CapacityQuestion::new();
        if let Some(units) = self.units {
            question = question.units(count::of("units", units)?);
        }
        if let Some(time) = self.held.time(py)? {
            question = question.time(time);
        }
        if let Some(term) = word::<Term>(py, self.term)? {
            question = question.term(term);
        }
        if let Some(unit) = word::<CapacityUnit>(py, self.unit)? {
            question = question.unit(unit);
        }
        if let Some(rate) = self.rate {
            let per = word::<TimeUnit>(py, Some(self.rate_per))?.unwrap_or(TimeUnit::Hour);
            question = question.rate(UnitRate::new(self::rate(rate)?, per));
        }
        match (self.workload, self.requests) {
            (Some(workload), None) => question = question.workload(counts(py, "workload", workload)?),
            (Some(workload), Some(requests)) => {
                let each = counts(py, "workload", workload)?;
                question = question.requests(each, count::of("requests", requests)?);
            }
            (None, Some(_)) => {
                return Err(error::call(
                    py,
                    "requests are of a workload; state what one request consumes as workload",
                ));
            }
            (None, None) => {}
        }
        if let Some(usage) = self.usage {
            question = question.usage(counts(py, "usage", usage)?);
        }
        Ok(question)
    }
}

/// Counts of tokens, by the names that `cost` takes.
fn counts(py: Python<'_>, what: &str, stated: &Bound<'_, PyAny>) -> PyResult<Usage> {
    let told = InclusiveUsage::from_object(&object_under(what, stated)?).and_then(|told| told.split());
    told.map_err(|problem| error::usage(py, format_args!("{what}: {problem}")))
}

/// A rate in US dollars: a decimal, a text, a whole number, or a float by its shortest text.
fn rate(stated: &Bound<'_, PyAny>) -> PyResult<Rate> {
    let text = python::amount(stated)?.ok_or_else(|| {
        PyTypeError::new_err(format!("rate is an amount of US dollars, not {}", crate::value::kind(stated)))
    })?;
    Rate::usd(&text, 1).map_err(|problem| error::value("rate", problem))
}

/// What capacity costs over time, what a load needs, what share a usage takes.
pub fn capacity<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    asked: &Asked<'_, 'py>,
    call: &Call,
) -> PyResult<Bound<'py, PyAny>> {
    let answer = snapshot.capacity(name, &asked.question(py)?, call);
    answer::plain(py, &answer.map_err(|problem| failed(py, &problem))?, Money::Everywhere)
}

/// What it costs to keep tokens in a cache.
pub fn cache_storage<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    (tokens, held): (&Bound<'py, PyAny>, &Held<'_, 'py>),
    call: &Call,
) -> PyResult<Bound<'py, PyAny>> {
    let tokens = count::of("tokens", tokens)?;
    let Some(time) = held.time(py)? else {
        return Err(error::call(py, "for how long? state hours, seconds or months"));
    };
    let answer = snapshot.cache_storage(name, tokens, time, call);
    answer::plain(py, &answer.map_err(|problem| failed(py, &problem))?, Money::Everywhere)
}

fn failed(py: Python<'_>, problem: &CapacityError) -> PyErr {
    match problem {
        CapacityError::Resolve(problem) => error::resolve(py, problem),
        CapacityError::NotSold { .. } | CapacityError::Term { .. } | CapacityError::Money(_) => {
            error::unknown_cost(py, problem)
        }
        other => error::call(py, other),
    }
}
