//! What a parameter asks of the model's capabilities.

use serde_json::Value;

use crate::model::Capability;

use super::code::IssueCode;
use super::echo::{Said, cut};
use super::fix::Fix;
use super::issue::Issue;
use super::subject::Subject;
use super::word::word;

/// The capability that a standard parameter needs for a value, and whether it is the parameter as a whole that needs it.
fn need(name: &str, value: &Value) -> Option<(Capability, Whole)> {
    let is = |wanted: &str| word(value) == Some(wanted);
    match name {
        // The common case, first.
        _ if value.is_number() && name != BUDGET => None,
        "tools" => {
            let none = value.as_array().is_some_and(Vec::is_empty);
            (!none).then_some((Capability::Tools, Whole::Parameter))
        }
        "tool_choice" => (!is("none")).then_some((Capability::Tools, Whole::Parameter)),
        "parallel_tool_calls" => is("true").then_some((Capability::ParallelTools, Whole::Value)),
        "response_format" if is("json_object") => Some((Capability::JsonMode, Whole::Value)),
        "response_format" if is("json_schema") => Some((Capability::JsonSchema, Whole::Value)),
        "stream" => is("true").then_some((Capability::Streaming, Whole::Value)),
        "reasoning_effort" => (!is("none")).then_some((Capability::Reasoning, Whole::Parameter)),
        BUDGET => (value.as_i64() != Some(0)).then_some((Capability::Reasoning, Whole::Parameter)),
        _ => None,
    }
}

/// The one parameter whose numbers need a capability.
const BUDGET: &str = "reasoning_budget";

/// What of a parameter a capability is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Parameter,
    Value,
}

/// What of a parameter needs a capability that the model is known not to have.
pub(super) fn lacks(subject: &Subject<'_>, name: &str, value: &Value) -> Option<Whole> {
    let (capability, whole) = need(name, value)?;
    subject.capabilities.get(capability).is_no().then_some(whole)
}

/// The issue of a parameter that needs what the model is known not to do.
pub(super) fn check(subject: &Subject<'_>, name: &str, value: &Value) -> Option<Issue> {
    let issue = match lacks(subject, name, value)? {
        Whole::Parameter => unsupported(subject, name),
        Whole::Value => Issue::error(
            IssueCode::ValueNotAllowed,
            format_args!("Model {} does not support {name} {}", cut(subject.model), Said(value)),
        ),
    };
    Some(issue.at(name).value(value).fix(Fix::drop(name)))
}

/// The original's sentence on a parameter that a model does not take.
pub(super) fn unsupported(subject: &Subject<'_>, name: &str) -> Issue {
    let model = cut(subject.model);
    Issue::error(
        IssueCode::UnsupportedParameter,
        format_args!("Model {model} does not support {name} parameter"),
    )
    .at(name)
}
