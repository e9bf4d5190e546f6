//! Standard parameters into what a surface reads.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::model::Scalar;
use crate::params::{
    Change, ChangeKind, Entry, Fill, Issue, IssueCode, ParamRow, Severity, Subject, cut, fit_within, key,
    messages, validate_beside, word,
};

use super::adapt::Adapted;
use super::converted::{ConvertError, Converted, Delivery};
use super::native::Native;
use super::policy::Policy;
use super::shapes;
use super::stand_in::stand_in;
use super::tool_names::ToolNames;
use super::{header, path};

/// Converts parameters; nothing is lost in silence.
///
/// # Errors
///
/// Under the strict policy every error and every loss; under fit what nothing mends.
#[cfg(all(test, feature = "overlay"))]
pub(crate) fn convert(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    policy: Policy,
) -> Result<Converted, ConvertError> {
    let adapted = super::adapt(subject, parameters, policy);
    convert_adapted(subject, adapted, policy)
}

/// The same for parameters whose names and schemas are the surface's own already; what else is in `adapted.request` is
/// left alone, and under fit there is nothing else.
///
/// # Errors
///
/// As [`convert`]: what adapting found goes before.
pub(crate) fn convert_adapted(
    subject: &Subject<'_>,
    adapted: Adapted<'_>,
    policy: Policy,
) -> Result<Converted, ConvertError> {
    let Adapted { request, tool_names, issues, changes } = adapted;
    let (errors, mut warnings): (Vec<Issue>, Vec<Issue>) = issues.into_iter().partition(Issue::is_error);
    let converted = convert_within(subject, request, policy, None);
    match converted {
        Ok(mut made) if errors.is_empty() => {
            made.tool_names = tool_names;
            made.changes.splice(0..0, changes);
            warnings.append(&mut made.warnings);
            made.warnings = warnings;
            Ok(made)
        }
        Ok(_) => Err(ConvertError::new(errors)),
        Err(refused) => Err(ConvertError::new(refused.into_issues().into_iter().chain(errors).collect())),
    }
}

/// The same, beside a prompt of so many tokens: under fit the output gives way to it.
///
/// # Errors
///
/// As [`convert`].
pub(crate) fn convert_within(
    subject: &Subject<'_>,
    parameters: Cow<'_, Map<String, Value>>,
    policy: Policy,
    input: Option<&RangeInclusive<u64>>,
) -> Result<Converted, ConvertError> {
    let mut changes = Vec::new();
    let mut json_tool = None;
    let warnings;
    let parameters = match policy {
        Policy::Strict => {
            let (issues, others): (Vec<Issue>, Vec<Issue>) =
                validate_beside(subject, &parameters).into_iter().partition(stands_in_the_way);
            refuse(issues.into_iter().map(as_error).collect())?;
            warnings = others;
            parameters
        }
        Policy::Fit => {
            let fitted = fit_within(subject, parameters.into_owned(), input);
            let (issues, others): (Vec<Issue>, Vec<Issue>) =
                fitted.remaining.into_iter().partition(Issue::is_error);
            refuse(issues)?;
            // What others stand in for is a change, told as one.
            warnings = others.into_iter().filter(|issue| issue.code != IssueCode::Emulated).collect();
            changes = fitted.changes;
            let mut parameters = fitted.parameters;
            json_tool = stand_in(subject, &mut parameters, &mut changes);
            Cow::Owned(parameters)
        }
    };
    let mut converter = Converter {
        subject,
        parameters: &parameters,
        policy,
        beside: Vec::new(),
        faults: Vec::new(),
        made: Converted {
            native: Map::with_capacity(parameters.len()),
            body: Map::with_capacity(parameters.len() + BESIDE),
            headers: Vec::new(),
            operation: None,
            delivery: Delivery::Whole,
            changes,
            tool_names: ToolNames::default(),
            json_tool,
            warnings,
        },
    };
    converter.constants();
    converter.stated();
    converter.filled();
    converter.beside();
    converter.operation();
    refuse(converter.faults)?;
    Ok(converter.made)
}

fn refuse(issues: Vec<Issue>) -> Result<(), ConvertError> {
    if issues.is_empty() { Ok(()) } else { Err(ConvertError::new(issues)) }
}

/// Errors, and warnings that mean a loss.
fn stands_in_the_way(issue: &Issue) -> bool {
    issue.is_error() || matches!(issue.code, IssueCode::UnverifiedParameter | IssueCode::Emulated)
}

fn as_error(issue: Issue) -> Issue {
    Issue { severity: Severity::Error, ..issue }
}

struct Converter<'a> {
    subject: &'a Subject<'a>,
    parameters: &'a Map<String, Value>,
    policy: Policy,
    /// What goes beside the parameters: it gives way to what they say themselves.
    beside: Vec<(&'a str, &'a str, &'a Scalar)>,
    faults: Vec<Issue>,
    made: Converted,
}

impl<'a> Converter<'a> {
    fn constants(&mut self) {
        for (path, value) in &self.subject.table.constants {
            self.place(path, path, value.to_json());
        }
    }

    fn stated(&mut self) {
        let stated = self.parameters.iter();
        let stated = stated.filter(|(name, value)| !value.is_null() && messages::is_parameter(name));
        for (name, value) in stated {
            let place = self.subject.place_of(name);
            let entry = place.and_then(|at| self.subject.table.entries.get(usize::from(at)));
            match entry {
                Some(Entry::Row(row)) => self.parameter(name, row, value),
                Some(Entry::Absent(_)) => self.drop(name, value, NEUTRAL),
                // Under the strict policy it does not come so far.
                Some(Entry::Silent) | None => {
                    self.drop(name, value, "the model is not known to support it");
                }
            }
        }
    }

    fn parameter(&mut self, name: &'a str, row: &'a ParamRow, value: &'a Value) {
        if row.emulation(value).is_some() {
            return self.drop(name, value, NEUTRAL);
        }
        let shared = row.same_as.map(|place| self.subject.name_of(place));
        if let Some(other) = shared.filter(|other| self.is_stated(other)) {
            return self.drop(name, value, format_args!("{other} says the same"));
        }
        let own = row.name.as_deref().or(shared).unwrap_or(name);
        let path = row.to.as_deref().unwrap_or(own);
        if shapes::is_moot(path, self.parameters.get("tool_choice")) {
            return self.drop(name, value, "no tool is called");
        }
        let native = Native::of(name, row, path, value);
        let is_whole = native.lost.is_empty();
        for lost in native.lost {
            self.lose(name, &lost);
        }
        self.made.changes.extend(native.changes);
        let Some(native) = native.value else {
            if is_whole {
                self.drop(name, value, NEUTRAL);
            }
            return;
        };
        if name == STREAM && native == Value::Bool(true) {
            self.made.delivery = Delivery::Stream;
        }
        if let Some((_, operation)) = selected(row, value) {
            let to = Value::from(format!("the operation {operation}"));
            self.change(Change::renamed(ChangeKind::Moved, name).to(&to));
            self.made.operation = Some(operation.to_owned());
            // Few surfaces want the value in the body as well.
            if row.to.is_none() {
                return;
            }
        }
        let change = || Change::new(ChangeKind::Converted, name);
        if row.shape.is_none() && native != *value {
            self.change(change().from(value).to(&native));
        } else if row.shape.is_some() && path == name && native != *value {
            self.change(change().note("it has another shape on this surface"));
        }
        self.send(name, row, own, path, native);
        self.beside.extend(row.with.iter().map(|(path, value)| (name, path.as_str(), value)));
    }

    /// Sends a native value to its place, and tells where that is not the parameter's own.
    fn send(&mut self, name: &str, row: &ParamRow, own: &str, path: &str, native: Value) {
        let key = if key::get(&self.made.native, own).is_some() { path } else { own };
        self.made.native.insert(key.to_owned(), native.clone());
        if let Some(header) = &row.header {
            match header::text(&native) {
                Some(text) => {
                    let to = Value::from(format!("the header {header}"));
                    self.change(Change::renamed(ChangeKind::Moved, name).to(&to));
                    self.made.headers.push((header.clone(), text));
                }
                None => self.faults.push(
                    Issue::error(
                        IssueCode::NotExpressible,
                        format_args!("{name} goes into the header {header}, which cannot hold its value"),
                    )
                    .at(name)
                    .value(&native),
                ),
            }
            return;
        }
        if path != name {
            let change = Change::placed(name, path);
            let is_merged = row.shape.is_some() && self.is_container(path);
            self.change(match is_merged.then(|| keys(path, &native)).flatten() {
                Some(paths) => change.to(&Value::from(paths)),
                None => change,
            });
        }
        self.place(name, path, native);
    }

    /// Whether other parameters go into the object at a path.
    fn is_container(&self, path: &str) -> bool {
        self.subject.table.entries.iter().any(|entry| match entry {
            Entry::Row(row) => row
                .to
                .as_deref()
                .and_then(|to| to.strip_prefix(path))
                .is_some_and(|rest| rest.starts_with('.')),
            Entry::Silent | Entry::Absent(_) => false,
        })
    }

    /// Required parameters that nobody stated.
    fn filled(&mut self) {
        let subject = self.subject;
        for (place, row) in subject.table.entries.required_rows() {
            let name = subject.name_of(place);
            let own = row.name.as_deref().unwrap_or(name);
            if self.is_meant(name) {
                continue;
            }
            let value = match &row.fill {
                Some(Fill::Value(value)) => Some(value.to_json()),
                Some(Fill::Model(pointer)) => self.subject.fact(*pointer),
                None => None,
            };
            // Where nothing fills it in, validation has said so.
            if let Some(value) = value {
                let path = row.to.as_deref().unwrap_or(own);
                self.change(Change::new(ChangeKind::Defaulted, name).to(&value));
                self.made.native.insert(own.to_owned(), value.clone());
                self.place(name, path, value);
            }
        }
    }

    /// What goes on the wire beside the parameters.
    fn beside(&mut self) {
        let choice = self.parameters.get("tool_choice").is_some_and(|choice| !choice.is_null());
        let mut placed: Vec<(&str, Value)> = Vec::new();
        let mut beside = std::mem::take(&mut self.beside);
        // In whatever order the caller has the parameters, the same goes along.
        beside.sort_by_key(|(name, ..)| *name);
        for (name, path, value) in beside {
            if choice && shapes::is_choice_type(path) {
                continue;
            }
            let value = value.to_json();
            let is_new = placed.iter().all(|(other, _)| *other != path);
            match (path::at(&mut self.made.body, path), &value) {
                // Lists that two parameters add to are joined.
                (Some(Value::Array(own)), Value::Array(more)) => {
                    for item in more {
                        if !own.contains(item) {
                            own.push(item.clone());
                        }
                    }
                }
                // A parameter has said itself what is to stand there.
                (Some(_), _) if is_new => {}
                _ => self.place(name, path, value.clone()),
            }
            placed.push((path, value));
        }
    }

    /// The operation, where a parameter that selects it is not stated.
    fn operation(&mut self) {
        if self.made.operation.is_some() {
            return;
        }
        let mut rows = self.subject.table.entries.selecting_rows();
        let operation = rows.find_map(|(_, row)| default_operation(row));
        self.made.operation = operation.map(str::to_owned);
    }

    fn place(&mut self, name: &str, path: &str, value: Value) {
        if let Err(taken) = path::place(&mut self.made.body, path, value) {
            let message = format!("{name} needs a value at {}, where another one stands", taken.path);
            let mut issue = Issue::error(IssueCode::ConflictsWith, message).at(name);
            issue.value = taken.wanted;
            self.faults.push(issue);
        }
    }

    /// What a native shape has no place for: an error under the strict policy, a change under fit.
    fn lose(&mut self, name: &str, what: &str) {
        match self.policy {
            Policy::Strict => {
                let model = cut(self.subject.model);
                let message = format!("{} cannot be expressed for model {model}", cut(what));
                self.faults.push(Issue::error(IssueCode::NotExpressible, message).at(name));
            }
            Policy::Fit => {
                self.change(Change::new(ChangeKind::Dropped, what).note("it has no place on this surface"));
            }
        }
    }

    fn drop(&mut self, name: &str, value: &Value, why: impl std::fmt::Display) {
        self.change(Change::new(ChangeKind::Dropped, name).from(value).note(why));
    }

    fn change(&mut self, change: Change) {
        self.made.changes.push(change);
    }

    fn is_stated(&self, name: &str) -> bool {
        key::get(self.parameters, name).is_some_and(|value| !value.is_null())
    }

    /// Whether a parameter is stated under any of its names.
    fn is_meant(&self, name: &str) -> bool {
        let Some(place) = self.subject.place_of(name) else { return false };
        let entries = self.subject.parameters.iter().zip(&self.subject.table.entries);
        let mut others =
            entries.filter(|(_, entry)| matches!(entry, Entry::Row(row) if row.same_as == Some(place)));
        self.is_stated(name) || others.any(|(standard, _)| self.is_stated(&standard.name))
    }
}

/// Room for what a body has beside its parameters: messages, the system, the model, constants.
const BESIDE: usize = 4;
const STREAM: &str = "stream";
const NEUTRAL: &str = "it asks for what comes anyhow";

/// The paths of an object's keys, below its own.
fn keys(path: &str, native: &Value) -> Option<String> {
    let paths: Vec<String> = native.as_object()?.keys().map(|key| format!("{path}.{key}")).collect();
    Some(paths.join(", "))
}

/// The value and the operation that a stated value selects.
fn selected<'a>(row: &'a ParamRow, value: &Value) -> Option<(&'a str, &'a str)> {
    let word = word(value)?;
    let (value, operation) = row.selects.iter().find(|(value, _)| value == word)?;
    Some((value, operation))
}

/// The operation of the default value; that of `false` where there is none.
fn default_operation(row: &ParamRow) -> Option<&str> {
    let default = row.default.as_ref().map_or(Value::Bool(false), Scalar::to_json);
    selected(row, &default).map(|(_, operation)| operation)
}
