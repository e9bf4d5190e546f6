//! Answers over several models: selection, comparison, migration, exchange.

use llmanac::Snapshot as Core;
use llmanac::advise::{Call, CostOrder, Selection};
use llmanac::cost::InclusiveUsage;
use llmanac::export::{ExportChoice, ExportFormat};
use llmanac::import::{Foreign, ForeignFormat};
use llmanac::model::{Provider, RegionId, Scope, ServiceTier};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use serde_json::json;

use crate::answer::{self, Money};
use crate::circumstances::word;
use crate::registry::name_of;
use crate::value::{kind, to_object};
use crate::{count, error};

/// What is wanted of a model, as keywords.
pub struct Wanted<'a, 'py> {
    pub task: Option<&'a str>,
    pub needs: Option<&'a Bound<'py, PyAny>>,
    pub providers: Option<&'a Bound<'py, PyAny>>,
    pub min_context: Option<&'a Bound<'py, PyAny>>,
    pub min_output: Option<&'a Bound<'py, PyAny>>,
    pub workload: [Option<&'a Bound<'py, PyAny>>; 3],
    pub region: Option<&'a str>,
    pub scope: Option<&'a str>,
    pub tier: Option<&'a str>,
    pub include_deprecated: bool,
}

/// One text, or several.
pub fn texts(what: &str, list: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    let Some(list) = list.filter(|list| !list.is_none()) else { return Ok(Vec::new()) };
    if let Ok(text) = list.cast::<PyString>() {
        return Ok(vec![text.to_str()?.to_owned()]);
    }
    if !list.hasattr("__iter__")? {
        return Err(PyTypeError::new_err(format!("{what} is a text or a list of texts, not {}", kind(list))));
    }
    let read = |(at, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        let item = item?;
        match item.cast::<PyString>() {
            Ok(text) => Ok(text.to_str()?.to_owned()),
            Err(_) => Err(PyTypeError::new_err(format!("{what}[{at}] is a text, not {}", kind(&item)))),
        }
    };
    list.try_iter()?.enumerate().map(read).collect()
}

impl Wanted<'_, '_> {
    fn selection(&self, py: Python<'_>) -> PyResult<Selection> {
        let mut wanted = Selection::new();
        if let Some(task) = self.task {
            wanted = wanted.task(task);
        }
        for need in texts("needs", self.needs)? {
            wanted = wanted.need(need.parse().map_err(|problem| error::call(py, problem))?);
        }
        for provider in texts("providers", self.providers)? {
            wanted = wanted.provider(Provider::new(provider).map_err(|problem| error::call(py, problem))?);
        }
        if let Some(tokens) = self.min_context {
            wanted = wanted.min_context(count::of("min_context", tokens)?);
        }
        if let Some(tokens) = self.min_output {
            wanted = wanted.min_output(count::of("min_output", tokens)?);
        }
        let tokens =
            |what, stated: Option<&Bound<'_, PyAny>>| stated.map_or(Ok(0), |tokens| count::of(what, tokens));
        let [input, output, cached] = self.workload;
        if input.is_some() || output.is_some() {
            wanted = wanted.workload(tokens("input_tokens", input)?, tokens("output_tokens", output)?);
        }
        if let Some(cached) = cached {
            wanted = wanted.cached(count::of("cached_tokens", cached)?);
        }
        if let Some(region) = word::<RegionId>(py, self.region)? {
            wanted = wanted.region(region);
        }
        if let Some(scope) = word::<Scope>(py, self.scope)? {
            wanted = wanted.scope(scope);
        }
        if let Some(tier) = word::<ServiceTier>(py, self.tier)? {
            wanted = wanted.tier(tier);
        }
        Ok(if self.include_deprecated { wanted.with_dying() } else { wanted })
    }
}

/// The models that can do a job, the cheapest first, and why the others cannot.
pub fn select<'py>(
    py: Python<'py>,
    snapshot: &Core,
    wanted: &Wanted<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let wanted = wanted.selection(py)?;
    let selected = py.detach(|| snapshot.select(&wanted));
    let selected = selected.map_err(|problem| error::select(py, &problem))?;
    answer::plain(py, &selected, Money::Everywhere)
}

/// The cheapest model for a task that calls functions and answers so much, as in the original.
pub fn cheapest(
    py: Python<'_>,
    snapshot: &Core,
    task: &str,
    max_tokens: &Bound<'_, PyAny>,
) -> PyResult<Option<String>> {
    let tools = "tools".parse().map_err(|problem| error::call(py, problem))?;
    let wanted = Selection::new().task(task).need(tools).min_output(count::of("max_tokens", max_tokens)?);
    let selected = py.detach(|| snapshot.select(&wanted));
    let selected = selected.map_err(|problem| error::select(py, &problem))?;
    let first = selected.models.first().and_then(|first| first.id.parse().ok());
    Ok(first.map(|id| name_of(snapshot, &id)))
}

/// Models side by side; with a usage, what one call costs on each.
pub fn compare<'py>(
    py: Python<'py>,
    snapshot: &Core,
    names: &[String],
    usage: Option<&Bound<'py, PyAny>>,
    call: &Call,
) -> PyResult<Bound<'py, PyAny>> {
    let usage = usage.map(|usage| {
        InclusiveUsage::from_object(&to_object("usage", usage)?)
            .and_then(|told| told.split())
            .map_err(|problem| error::usage(py, problem))
    });
    let usage = usage.transpose()?;
    let compared = py.detach(|| match &usage {
        Some(usage) => snapshot.compare_calls(names, usage, call, CostOrder::CheapestFirst),
        None => snapshot.compare(names),
    });
    let compared = compared.map_err(|problem| error::compare(py, &problem))?;
    answer::plain(py, &compared, Money::Below("costs"))
}

/// From a model to a living one, step by step, with what changes.
pub fn migrate<'py>(py: Python<'py>, snapshot: &Core, name: &str) -> PyResult<Bound<'py, PyAny>> {
    let plan = snapshot.migrate(name).map_err(|problem| error::resolve(py, &problem))?;
    answer::plain(py, &plan, Money::Nowhere)
}

/// Another catalog's file as an overlay, with what was not taken.
pub fn import<'py>(py: Python<'py>, format: &str, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let format: ForeignFormat = format.parse().map_err(|problem| error::call(py, problem))?;
    let read = py.detach(|| Foreign::read(format, text).map(|read| (read.to_overlay(format), read)));
    let (imported, read) = read.map_err(|problem| error::stated(py, &problem.to_string()))?;
    let report = json!({
        "overlay": imported.text,
        "rows": read.rows.len(),
        "taken": imported.taken,
        "unread": read.unread,
        "skipped": imported.skipped,
        "repaired": imported.repaired,
    });
    answer::plain(py, &report, Money::Nowhere)
}

/// The catalog in the shape that another program reads.
pub fn export(
    py: Python<'_>,
    snapshot: &Core,
    format: &str,
    providers: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let format: ExportFormat = format.parse().map_err(|problem| error::call(py, problem))?;
    let mut choice = ExportChoice::new();
    for provider in texts("providers", providers)? {
        choice = choice.provider(Provider::new(provider).map_err(|problem| error::call(py, problem))?);
    }
    let exported = py.detach(|| snapshot.export(format, &choice));
    Ok(exported.map_err(|problem| error::stated(py, &problem.to_string()))?.text)
}
