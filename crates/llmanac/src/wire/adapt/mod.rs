//! A standard request as a surface's rules want it, before it is converted: still in the standard's shape.
//!
//! ```text
//! names      tools and calls under names that the surface takes, and the way back
//! schemas    JSON schemas in the surface's dialect (wire/schema)
//! hints      marks for caching: where, and how many
//! history    an answer that is begun; tools in the history where the request has none
//! ```
//!
//! The rules are data: those of names by the form of messages (rules.rs), those of schemas by the dialect that the
//! profile names.

mod hints;
mod history;
mod names;
mod rules;
mod schemas;
#[cfg(all(test, feature = "overlay"))]
mod tests;
mod texts;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::params::messages::{is_parameter, parameters_of};
use crate::params::{Change, Issue, Subject};

use super::messages::Report;
use super::policy::Policy;
use super::tool_names::ToolNames;

/// A request that its surface takes, and what was done to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Adapted<'r> {
    /// The request; its own, where nothing had to change.
    pub request: Cow<'r, Map<String, Value>>,
    /// The way back to the names of its tools.
    pub tool_names: ToolNames,
    /// What is wrong with it, warnings among it.
    pub issues: Vec<Issue>,
    pub changes: Vec<Change>,
}

impl Adapted<'_> {
    /// The same without its messages.
    pub fn parameters(self) -> Adapted<'static> {
        let parameters = match self.request {
            Cow::Borrowed(request) => parameters_of(request),
            Cow::Owned(mut request) => {
                request.retain(|key, _| is_parameter(key));
                request
            }
        };
        Adapted { request: Cow::Owned(parameters), ..self }
    }
}

/// Adapts a request, or its parameters alone.
pub(crate) fn adapt<'r>(
    subject: &Subject<'_>,
    request: &'r Map<String, Value>,
    policy: Policy,
) -> Adapted<'r> {
    let mut own = Adapting {
        request: Cow::Borrowed(request),
        tool_names: ToolNames::default(),
        report: Report::new(policy),
    };
    if let Some(form) = subject.table.messages {
        if let Some(rules) = rules::of(form) {
            names::rename(&mut own, rules);
        }
        history::check(&mut own, subject, form);
        hints::limit(&mut own, form);
    }
    if let Some(dialect) = subject.table.schemas {
        schemas::rewrite(&mut own, subject, dialect);
    }
    let Adapting { request, tool_names, report } = own;
    Adapted { request, tool_names, issues: report.issues, changes: report.changes }
}

/// A request while it is adapted.
struct Adapting<'r> {
    request: Cow<'r, Map<String, Value>>,
    tool_names: ToolNames,
    report: Report,
}
