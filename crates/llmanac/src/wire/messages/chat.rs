//! OpenAI's chat completions: the standard itself, but for hints that only other providers read.

use serde_json::{Map, Value};

use super::report::Report;

/// Keys of messages and parts that are no words of OpenAI's, and why nothing is lost with them.
const HINTS: [(&str, &str); 1] = [("cache_control", "prompts are cached by themselves on this surface")];

/// The messages as they were stated; validation has looked at them.
pub(super) fn write(request: &Map<String, Value>, report: &mut Report) -> Map<String, Value> {
    let Some(mut messages) = request.get("messages").and_then(Value::as_array).cloned() else {
        return Map::new();
    };
    for (at, message) in messages.iter_mut().enumerate() {
        let place = format!("messages[{at}]");
        without_hints(message, &place, report);
        let parts =
            message.get_mut("content").and_then(Value::as_array_mut).map_or(&mut [][..], Vec::as_mut_slice);
        for (at, part) in parts.iter_mut().enumerate() {
            without_hints(part, &format!("{place}.content[{at}]"), report);
        }
    }
    Map::from_iter([("messages".to_owned(), Value::from(messages))])
}

fn without_hints(value: &mut Value, place: &str, report: &mut Report) {
    let Some(own) = value.as_object_mut() else { return };
    for (key, why) in HINTS {
        if own.remove(key).is_some() {
            report.left_out(&format!("{place}.{key}"), why);
        }
    }
}
