//! Where the names of tools and the ids of their calls stand in a request.

use serde_json::{Map, Value};

use crate::params::key::within;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The name of a tool.
    Name,
    /// The id of a call.
    Id,
}

/// A text, and the JSON pointer to it, written when it is wanted.
pub(super) type See<'s, 'r> = dyn FnMut(Kind, &dyn Fn() -> String, &'r str) + 's;

/// Shows each text to a function.
pub(super) fn each<'r>(request: &'r Map<String, Value>, see: &mut See<'_, 'r>) {
    tools(request.get("tools"), "/tools", see);
    if let Some(choice) = request.get("tool_choice") {
        named(choice, &|| "/tool_choice".to_owned(), see);
        tools(
            choice.get("allowed_tools").and_then(|own| own.get("tools")),
            "/tool_choice/allowed_tools/tools",
            see,
        );
    }
    for (at, message) in items(request.get("messages")) {
        for (call_at, call) in items(within(message, "tool_calls")) {
            let place = || format!("/messages/{at}/tool_calls/{call_at}");
            if let Some(id) = within(call, "id").and_then(Value::as_str) {
                see(Kind::Id, &|| format!("{}/id", place()), id);
            }
            for kind in KINDS {
                if let Some(name) =
                    within(call, kind).and_then(|own| within(own, "name")).and_then(Value::as_str)
                {
                    see(Kind::Name, &|| format!("{}/{kind}/name", place()), name);
                }
            }
        }
        if let Some(id) = within(message, "tool_call_id").and_then(Value::as_str) {
            see(Kind::Id, &|| format!("/messages/{at}/tool_call_id"), id);
        }
        // Of other messages it is the name of a person.
        let is_result =
            || matches!(within(message, "role").and_then(Value::as_str), Some("tool" | "function"));
        if let Some(name) = within(message, "name").and_then(Value::as_str).filter(|_| is_result()) {
            see(Kind::Name, &|| format!("/messages/{at}/name"), name);
        }
    }
}

/// Types of tools that have a name of the caller's.
const KINDS: [&str; 2] = ["function", "custom"];

fn tools<'r>(list: Option<&'r Value>, place: &str, see: &mut See<'_, 'r>) {
    for (at, tool) in items(list) {
        named(tool, &|| format!("{place}/{at}"), see);
    }
}

fn named<'r>(tool: &'r Value, place: &dyn Fn() -> String, see: &mut See<'_, 'r>) {
    for kind in KINDS {
        if let Some(name) = within(tool, kind).and_then(|own| within(own, "name")).and_then(Value::as_str) {
            see(Kind::Name, &|| format!("{}/{kind}/name", place()), name);
        }
    }
}

/// The items of a list, with their places.
pub(super) fn items(list: Option<&Value>) -> impl Iterator<Item = (usize, &Value)> {
    list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice).iter().enumerate()
}

/// A pointer as messages show it: `/tools/0/function` as `tools[0].function`.
pub(super) fn shown(pointer: &str) -> String {
    let mut text = String::with_capacity(pointer.len());
    for step in pointer.split('/').filter(|step| !step.is_empty()) {
        if step.bytes().all(|byte| byte.is_ascii_digit()) {
            text.push_str(&format!("[{step}]"));
        } else {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(step);
        }
    }
    text
}

/// The value at a pointer.
pub(super) fn at<'r>(request: &'r mut Map<String, Value>, pointer: &str) -> Option<&'r mut Value> {
    let (first, rest) =
        pointer.strip_prefix('/')?.split_once('/').map_or((pointer.get(1..)?, ""), |(a, b)| (a, b));
    let rest = if rest.is_empty() { String::new() } else { format!("/{rest}") };
    request.get_mut(first)?.pointer_mut(&rest)
}
