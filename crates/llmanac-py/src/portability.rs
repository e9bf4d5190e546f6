//! Recorded requests, held against every living model.

use llmanac::Snapshot as Core;
use llmanac::advise::{
    Call, Portability, PortabilityCell, PortabilityChoice, PortabilityError, PortabilityOrder,
    PortabilityReport, PortabilityView, RecordedRequest,
};
use llmanac::model::{ModelFamily, Provider};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};
use serde::Serialize;
use serde_json::Value;

use crate::answer::{self, Money};
use crate::questions::texts;
use crate::value::{kind, to_json};
use crate::{circumstances, converter, error, python};

/// So many requests that cannot be read are named; all are counted.
const NAMED: usize = 100;

/// Which models are asked, and how, as keywords.
pub struct Asked<'a, 'py> {
    pub providers: Option<&'a Bound<'py, PyAny>>,
    pub families: Option<&'a Bound<'py, PyAny>>,
    pub models: Option<&'a Bound<'py, PyAny>>,
    pub surfaces: Option<&'a Bound<'py, PyAny>>,
    pub policy: Option<&'a str>,
    pub sort: &'a str,
    pub cells: bool,
    pub call: Call,
}

impl Asked<'_, '_> {
    fn choice(&self, py: Python<'_>) -> PyResult<PortabilityChoice> {
        let view = match self.policy {
            Some(policy) => circumstances::word::<PortabilityView>(py, Some(policy))?.unwrap_or_default(),
            None => PortabilityView::StrictThenFit,
        };
        let mut choice = PortabilityChoice::new().view(view).call(self.call.clone());
        for name in texts("providers", self.providers)? {
            choice = choice.provider(Provider::new(name).map_err(|problem| error::call(py, problem))?);
        }
        for name in texts("families", self.families)? {
            choice = choice.family(ModelFamily::new(name).map_err(|problem| error::call(py, problem))?);
        }
        for name in texts("surfaces", self.surfaces)? {
            choice = choice.surface(name.parse().map_err(|problem| error::call(py, problem))?);
        }
        Ok(texts("models", self.models)?.into_iter().fold(choice, PortabilityChoice::model))
    }
}

/// The report, and what beside it the command prints.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    report: PortabilityReport,
    broken: Broken,
}

/// What holds no request.
#[derive(Default, Serialize)]
struct Broken {
    count: u64,
    lines: Vec<BrokenLine>,
}

#[derive(Serialize)]
struct BrokenLine {
    line: u64,
    reason: String,
}

/// What some requests come to on each model; the interpreter is free while one is tried.
pub fn of<'py>(
    py: Python<'py>,
    snapshot: &Core,
    requests: &Bound<'py, PyAny>,
    asked: &Asked<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let order: PortabilityOrder = asked.sort.parse().map_err(|problem| error::call(py, problem))?;
    let choice = asked.choice(py)?;
    let portability = py.detach(|| Portability::new(snapshot, &choice));
    let mut portability = portability.map_err(|problem| match problem {
        PortabilityError::Resolve(problem) => error::resolve(py, &problem),
        other => error::call(py, other),
    })?;
    let cells = PyList::empty(py);
    let mut broken = Broken::default();
    for (at, request) in iterated(requests)?.enumerate() {
        py.check_signals()?;
        let line = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1);
        let read = match value(&request?, line)? {
            Read::Blank => continue,
            Read::Value(value) => RecordedRequest::read(line, value).map_err(|problem| problem.to_string()),
            Read::Broken(why) => Err(why),
        };
        match read {
            Ok(request) => {
                // A conversion that raises is one cell that does not work; one that is interrupted ends everything.
                converter::ending();
                let added: Vec<PortabilityCell> = py.detach(|| portability.add(&request));
                if let Some(ending) = converter::ending() {
                    return Err(ending);
                }
                for cell in added.iter().filter(|_| asked.cells) {
                    cells.append(answer::plain(py, cell, Money::Below("cost"))?)?;
                }
            }
            Err(reason) => {
                broken.count += 1;
                if broken.lines.len() < NAMED {
                    broken.lines.push(BrokenLine { line, reason });
                }
            }
        }
    }
    let report = py.detach(|| {
        let mut report = portability.finish();
        report.sort(order);
        report
    });
    let told = answer::of(py, python::answer(py)?, &Document { report, broken }, Money::Everywhere)?;
    if asked.cells {
        told.set_item("cells", cells)?;
    }
    Ok(told)
}

/// The requests one by one; a request or a text by itself is no list of them.
fn iterated<'py>(
    requests: &Bound<'py, PyAny>,
) -> PyResult<impl Iterator<Item = PyResult<Bound<'py, PyAny>>> + use<'py>> {
    let is_one = requests.is_instance_of::<PyString>()
        || requests.is_instance_of::<PyBytes>()
        || requests.hasattr("keys")?;
    if is_one || !requests.hasattr("__iter__")? {
        let fix = if is_one { "; put the one into a list" } else { "" };
        return Err(PyTypeError::new_err(format!(
            "requests is an iterable of requests (dictionaries, or lines of JSON), not {}{fix}",
            kind(requests)
        )));
    }
    requests.try_iter()
}

/// One element of the log.
enum Read {
    /// A line without anything in it.
    Blank,
    Value(Value),
    /// A line that is no JSON, with the reason.
    Broken(String),
}

/// A request as JSON: a mapping, or a line of a log.
fn value(request: &Bound<'_, PyAny>, line: u64) -> PyResult<Read> {
    let of_text = |text: &str| match serde_json::from_str(text) {
        _ if text.trim().is_empty() => Read::Blank,
        Ok(value) => Read::Value(value),
        Err(problem) => Read::Broken(format!("no JSON: {problem}")),
    };
    if let Ok(text) = request.cast::<PyString>() {
        return Ok(of_text(text.to_str()?));
    }
    if let Ok(bytes) = request.cast::<PyBytes>() {
        return Ok(match std::str::from_utf8(bytes.as_bytes()) {
            Ok(text) => of_text(text),
            Err(problem) => Read::Broken(format!("no text: byte {} is not UTF-8", problem.valid_up_to() + 1)),
        });
    }
    to_json(request)
        .map(Read::Value)
        .map_err(|problem| error::placed(request.py(), &format!("request {line}"), problem))
}
