//! The messages of a standard request, as a surface reads them.
//!
//! ```text
//! request    read       messages, their parts, calls of tools and their results, each with its place
//!   |        form       one file a form of body: chat, responses, converse, claude, gemini
//!   v        report     what was changed on the way, and what found no place
//! Written    the keys of the body that messages make
//! ```
//!
//! Which form a surface reads stands in the catalog. A part that a form has no place for is an issue under both policies:
//! a picture that is left out makes another request. What only the provider's bookkeeping loses is a change under fit.

mod chat;
mod claude;
mod converse;
mod data;
mod gemini;
mod read;
mod report;
mod responses;
mod turns;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::model::MessageForm;
use crate::params::{Change, Issue, ParamTable};

use super::policy::Policy;
pub(super) use data::Source;
pub(super) use gemini::attached;
pub(super) use read::{Content, Part, part};
pub(super) use report::Report;

/// The keys of a body that the messages make, and what was done to make them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Written {
    pub body: Map<String, Value>,
    pub issues: Vec<Issue>,
    pub changes: Vec<Change>,
}

/// The messages of a request as the surface of a table reads them; nothing, where it reads none.
pub(crate) fn of(table: &ParamTable, request: &Map<String, Value>, policy: Policy) -> Written {
    table.messages.map(|form| write(form, request, policy)).unwrap_or_default()
}

/// Writes the messages of a request in a form; what is wrong with their build is told by validation, and not again.
fn write(form: MessageForm, request: &Map<String, Value>, policy: Policy) -> Written {
    let mut report = Report::new(policy);
    let body = match form {
        MessageForm::Chat => chat::write(request, &mut report),
        MessageForm::Responses => responses::write(&read::messages(request, &mut report), &mut report),
        MessageForm::Converse => converse::write(&read::messages(request, &mut report), &mut report),
        MessageForm::Claude => claude::write(&read::messages(request, &mut report), &mut report),
        MessageForm::Gemini => gemini::write(&read::messages(request, &mut report), &mut report),
    };
    Written { body, issues: report.issues, changes: report.changes }
}
