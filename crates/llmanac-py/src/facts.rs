//! Facts: the models of a registry, where one fact comes from, what happened to a model, the sources.

use std::collections::BTreeSet;

use llmanac::advise::{SourceUse, WhyError};
use llmanac::catalog::Need;
use llmanac::model::Status;
use llmanac::{ModelMetadata as CoreMetadata, Snapshot as Core};
use pyo3::prelude::*;

use crate::answer::{self, Money};
use crate::metadata::ModelMetadata;
use crate::questions::texts;
use crate::value::to_object;
use crate::{circumstances, error};

/// Which models are listed, as keywords.
pub struct Listed<'a, 'py> {
    pub providers: Option<&'a Bound<'py, PyAny>>,
    pub families: Option<&'a Bound<'py, PyAny>>,
    pub needs: Option<&'a Bound<'py, PyAny>>,
    pub statuses: Option<&'a Bound<'py, PyAny>>,
}

/// The models of a registry that are wanted, in the order of their ids.
pub fn models(py: Python<'_>, snapshot: &Core, listed: &Listed<'_, '_>) -> PyResult<Vec<ModelMetadata>> {
    let read = |name: String| name.parse().map_err(|problem| error::call(py, problem));
    let needs: Vec<Need> = texts("needs", listed.needs)?.into_iter().map(read).collect::<PyResult<_>>()?;
    let read = |name: String| name.parse().map_err(|problem| error::call(py, problem));
    let statuses: Vec<Status> =
        texts("statuses", listed.statuses)?.into_iter().map(read).collect::<PyResult<_>>()?;
    let providers = texts("providers", listed.providers)?;
    let families = texts("families", listed.families)?;
    let all = py.detach(|| snapshot.models());
    known(py, "provider", &providers, all.iter().map(|model| model.provider().as_str()))?;
    known(py, "family", &families, all.iter().map(|model| model.model_family().as_str()))?;
    let among = |names: &[String], own: &str| names.is_empty() || names.iter().any(|name| name == own);
    let is_wanted = |model: &CoreMetadata| {
        // On a day of the past, what came later is left out unless it is asked for.
        let is_of_the_day = match statuses.is_empty() {
            true => model.held_status() != Status::Unreleased,
            false => statuses.contains(&model.status()),
        };
        is_of_the_day
            && among(&providers, model.provider().as_str())
            && among(&families, model.model_family().as_str())
            && needs.iter().all(|need| model.meets(*need).is_yes())
    };
    let wanted = py.detach(|| all.into_iter().filter(is_wanted).collect::<Vec<_>>());
    Ok(wanted.into_iter().map(|model| ModelMetadata::of(snapshot.clone(), model)).collect())
}

/// Refuses names that no model has, with the nearest that some model has.
fn known<'a>(
    py: Python<'_>,
    what: &str,
    names: &[String],
    existing: impl Iterator<Item = &'a str> + Clone,
) -> PyResult<()> {
    let unknown = names.iter().find(|name| !existing.clone().any(|own| own == name.as_str()));
    let Some(name) = unknown else { return Ok(()) };
    let existing: Vec<&str> = existing.collect::<BTreeSet<_>>().into_iter().collect();
    let near: Vec<String> =
        py.import("difflib")?.getattr("get_close_matches")?.call1((name, existing, 1))?.extract()?;
    let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let short: String = name.chars().take(80).collect();
    Err(error::call(py, format_args!("no {what} `{short}` has models here{hint}")))
}

/// Where one fact of a model comes from, and what others say.
pub fn why<'py>(py: Python<'py>, snapshot: &Core, model: &str, field: &str) -> PyResult<Bound<'py, PyAny>> {
    let why = snapshot.why(model, field).map_err(|problem| match problem {
        WhyError::Resolve(problem) => error::resolve(py, &problem),
        other => error::call(py, other),
    })?;
    answer::plain(py, &why, Money::Nowhere)
}

/// What happened to a model, day by day, and what is to come.
pub fn history<'py>(py: Python<'py>, snapshot: &Core, model: &str) -> PyResult<Bound<'py, PyAny>> {
    let history = snapshot.history(model).map_err(|problem| error::resolve(py, &problem))?;
    answer::plain(py, &history, Money::Nowhere)
}

/// The sources, what was read longest ago first.
pub fn sources<'py>(py: Python<'py>, snapshot: &Core, older: Option<u64>) -> PyResult<Bound<'py, PyAny>> {
    let is_wanted = |own: &SourceUse| {
        older.is_none_or(|days| {
            own.age_days.is_some_and(|age| i64::from(age) > i64::try_from(days).unwrap_or(i64::MAX))
        })
    };
    let listed: Vec<SourceUse> =
        py.detach(|| snapshot.sources().sources.into_iter().filter(is_wanted).collect());
    answer::plain(py, &listed, Money::Nowhere)
}

/// Whether a model takes some parameters, on a surface, and what the answer rests on.
pub fn validate<'py>(
    py: Python<'py>,
    snapshot: &Core,
    name: &str,
    parameters: &Bound<'py, PyAny>,
    surface: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let surface = circumstances::surface(py, surface)?;
    let parameters = to_object("parameters", parameters)?;
    if let (Some(surface), Some(model)) = (surface, snapshot.model(name))
        && !model.surfaces().any(|own| own == surface)
    {
        let known: Vec<&str> = model.surfaces().map(|own| own.as_str()).collect();
        let (id, known) = (model.id(), known.join(", "));
        return Err(error::call(
            py,
            format_args!("{id} is not served by {surface}; it is served by {known}"),
        ));
    }
    answer::plain(py, &snapshot.validate(name, surface, &parameters), Money::Nowhere)
}
