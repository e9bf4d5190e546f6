//! OpenAI's chat completions: the standard itself, but for hints that only other providers read.

use serde_json::{Map, Value};

use super::report::Report;
use super::turns::TEXTS_ONLY;
use super::{calls, read};
use crate::params::Place;
use crate::params::key::{get, get_mut, within};
use crate::wire::Policy;

/// Keys of messages, parts and calls that are no words of OpenAI's, and why nothing is lost with them.
const HINTS: [(&str, &str); 10] = [
    ("cache_control", "prompts are cached by themselves on this surface"),
    ("thinking_blocks", NO_THOUGHTS),
    ("reasoning_content", NO_THOUGHTS),
    ("reasoning", NO_THOUGHTS),
    ("parts", NOTE),
    ("parsed", NOTE),
    ("fault", NOTE),
    ("native_name", NOTE),
    ("extra", NO_THOUGHTS),
    ("provider_specific_fields", NO_THOUGHTS),
];
const NO_THOUGHTS: &str = "the surface keeps no thoughts of earlier turns";
const NOTE: &str = "it is a note on the answer";

/// The messages as they were stated; validation has looked at them.
pub(super) fn write(request: &Map<String, Value>, report: &mut Report) -> Map<String, Value> {
    let Some(mut messages) = request.get("messages").and_then(Value::as_array).cloned() else {
        return Map::new();
    };
    let order = order(request, &messages, report);
    for (at, message) in messages.iter_mut().enumerate() {
        let place = Place::item("messages", at);
        without_hints(message, place, report);
        result(message, place, report);
        for list in ["tool_calls", "content"] {
            let items = message.as_object_mut().and_then(|own| get_mut(own, list)?.as_array_mut());
            for (at, item) in items.into_iter().flatten().enumerate() {
                without_hints(item, place.within(list, at), report);
            }
        }
    }
    if let Some(order) = order {
        let mut left: Vec<Option<Value>> = messages.into_iter().map(Some).collect();
        messages = order.into_iter().filter_map(|at| left.get_mut(at)?.take()).collect();
    }
    Map::from_iter([("messages".to_owned(), Value::from(messages))])
}

/// The places of the messages when each result stands behind its call; nothing, where they stand so.
fn order(request: &Map<String, Value>, stated: &[Value], report: &mut Report) -> Option<Vec<usize>> {
    // Without calls and results none stands elsewhere.
    let is_tool = |message: &Value| within(message, "role").and_then(Value::as_str) == Some("tool");
    let has_calls = |message: &Value| within(message, "tool_calls").is_some();
    if !stated.iter().any(|message| is_tool(message) || has_calls(message)) {
        return None;
    }
    // What else may be said of the messages does not count here.
    let messages = read::messages(request, &mut Report::new(Policy::Fit));
    let count = messages.len();
    let order: Vec<usize> = calls::ordered(messages, report).iter().map(|message| message.at).collect();
    // Messages that cannot be read are told elsewhere.
    let is_whole = order.iter().max().is_none_or(|last| last + 1 == count);
    (is_whole && !order.is_sorted()).then_some(order)
}

/// A result, of which OpenAI reads the id of its call and its texts: no flag of an error, no name, no picture.
fn result(message: &mut Value, place: Place, report: &mut Report) {
    let Some(own) = message.as_object_mut() else { return };
    if get(own, "role").and_then(Value::as_str) == Some("tool") {
        if own.shift_remove("name").is_some() {
            report.left_out(place.key("name"), "the call has it");
        }
        let parts = own.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let others =
            parts.iter().enumerate().filter(|(_, part)| part.get("type").is_some_and(|kind| kind != "text"));
        for (at, _) in others {
            report.refused(place.within("content", at), TEXTS_ONLY);
        }
    }
    // Few have it, and a look is sooner done.
    if get(own, "is_error").is_some() && own.shift_remove("is_error") == Some(Value::Bool(true)) {
        report.lost(place.key("is_error"), "a result says itself here that it is an error");
    }
}

fn without_hints(value: &mut Value, place: Place, report: &mut Report) {
    let Some(own) = value.as_object_mut() else { return };
    // Most have none.
    if !own.keys().any(|own| HINTS.iter().any(|(key, _)| own == key)) {
        return;
    }
    for (key, why) in HINTS {
        if own.shift_remove(key).is_some() {
            report.left_out(format_args!("{place}.{key}"), why);
        }
    }
}
