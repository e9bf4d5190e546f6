//! The messages of a standard request, as a surface reads them.
//!
//! ```text
//! request    read       messages, their parts, calls of tools and their results, each with its place
//!   |        calls      each result behind its call
//!   |        form       one file a form of body: chat, responses, converse, claude, gemini
//!   v        report     what was changed on the way, and what found no place
//! Written    the keys of the body that messages make
//! ```
//!
//! Which form a surface reads stands in the catalog. A part that a form has no place for is an issue under both policies:
//! a picture that is left out makes another request. What only the provider's bookkeeping loses is a change under fit.

mod calls;
mod chat;
mod claude;
mod converse;
mod data;
mod gemini;
mod read;
mod report;
mod responses;
mod thought;
mod turns;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::model::MessageForm;
use crate::params::{Change, Issue, IssueCode, ParamTable};

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

/// What is missing where a conversation has calls of tools or their results, and the body no tools: surfaces with turns of blocks
/// refuse that. Tools may have been dropped because the model has none, or because none was to be called.
pub(crate) fn without_tools(table: &ParamTable, body: &Map<String, Value>) -> Option<Issue> {
    let (key, tools, is_call): (&str, _, fn(&Value) -> bool) = match table.messages? {
        MessageForm::Converse => {
            let tools = body.get("toolConfig").and_then(|config| config.get("tools"));
            ("toolConfig", tools, |block| block.get("toolUse").or(block.get("toolResult")).is_some())
        }
        MessageForm::Claude => {
            let is_call = |block: &Value| {
                matches!(block.get("type").and_then(Value::as_str), Some("tool_use" | "tool_result"))
            };
            ("tools", body.get("tools"), is_call)
        }
        MessageForm::Chat | MessageForm::Responses | MessageForm::Gemini => return None,
    };
    let has_tools = tools.and_then(Value::as_array).is_some_and(|tools| !tools.is_empty());
    let turns = body.get("messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut blocks = turns.iter().filter_map(|turn| turn.get("content")?.as_array()).flatten();
    (!has_tools && blocks.any(is_call)).then(|| {
        let message = format!("the messages have calls of tools or results, which need {key} on this surface: state tools that may be called");
        Issue::error(IssueCode::Requires, message).at("tools")
    })
}

/// The messages, each result behind its call.
fn talk<'a>(request: &'a Map<String, Value>, report: &mut Report) -> Vec<read::Message<'a>> {
    let messages = read::messages(request, report);
    calls::ordered(messages, report)
}

/// Writes the messages of a request in a form; what is wrong with their build is told by validation, and not again.
fn write(form: MessageForm, request: &Map<String, Value>, policy: Policy) -> Written {
    let mut report = Report::new(policy);
    let body = match form {
        MessageForm::Chat => chat::write(request, &mut report),
        MessageForm::Responses => responses::write(&talk(request, &mut report), &mut report),
        MessageForm::Converse => converse::write(&talk(request, &mut report), &mut report),
        MessageForm::Claude => claude::write(&talk(request, &mut report), &mut report),
        MessageForm::Gemini => gemini::write(&talk(request, &mut report), &mut report),
    };
    Written { body, issues: report.issues, changes: report.changes }
}
