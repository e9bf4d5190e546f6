//! What a request can hold, as words: every form of messages has a case of each.

use serde_json::{Map, Value};

/// A word, and whether a request has it.
type Feature = (&'static str, fn(&Map<String, Value>) -> bool);

pub const FEATURES: &[Feature] = &[
    ("system", |own| roles(own).contains(&"system")),
    ("developer", |own| roles(own).contains(&"developer")),
    ("several systems", |own| {
        roles(own).iter().filter(|role| matches!(**role, "system" | "developer")).count() > 1
    }),
    ("image in base64", |own| texts(own).any(|text| text.starts_with("data:image/"))),
    ("image by URL", |own| texts(own).any(|text| text.starts_with("https://"))),
    ("detail", |own| has_key(own, "detail")),
    ("sound", |own| has_key(own, "input_audio")),
    ("document", |own| has_key(own, "file")),
    ("tools", |own| own.contains_key("tools")),
    ("a tool without parameters", |own| tools(own).any(|tool| !has_key(tool, "parameters"))),
    ("strict tools", |own| tools(own).any(|tool| has_key(tool, "strict"))),
    ("result of a call", |own| roles(own).contains(&"tool")),
    ("results of parallel calls", |own| roles(own).windows(2).any(|pair| pair == ["tool", "tool"])),
    ("tool_choice auto", |own| is(own, "tool_choice", "auto")),
    ("tool_choice none", |own| is(own, "tool_choice", "none")),
    ("tool_choice required", |own| is(own, "tool_choice", "required")),
    ("tool_choice by name", |own| own.get("tool_choice").is_some_and(Value::is_object)),
    ("parallel_tool_calls", |own| own.contains_key("parallel_tool_calls")),
    ("JSON mode", |own| is_format(own, "json_object")),
    ("JSON schema", |own| is_format(own, "json_schema")),
    ("effort", |own| own.contains_key("reasoning_effort")),
    ("stop", |own| own.contains_key("stop")),
    ("sampling", |own| own.contains_key("temperature") && own.contains_key("top_p")),
    ("penalties", |own| own.contains_key("presence_penalty")),
    ("seed", |own| own.contains_key("seed")),
    ("logprobs", |own| own.contains_key("logprobs") || own.contains_key("top_logprobs")),
    ("service tier", |own| own.contains_key("service_tier")),
    ("metadata", |own| own.contains_key("metadata")),
    ("user", |own| own.contains_key("user")),
    ("hints for a cache", |own| has_key(own, "cache_control")),
    ("a long chat", |own| roles(own).len() >= 10),
    ("empty texts", |own| texts(own).any(str::is_empty)),
    ("letters beyond ASCII", |own| texts(own).any(|text| text.contains('\0') && !text.is_ascii())),
    ("stream", |own| own.get("stream") == Some(&Value::Bool(true))),
];

fn roles(request: &Map<String, Value>) -> Vec<&str> {
    let messages = request.get("messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    messages.iter().filter_map(|message| message.get("role")?.as_str()).collect()
}

fn tools(request: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    request.get("tools").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn is(request: &Map<String, Value>, key: &str, word: &str) -> bool {
    request.get(key).and_then(Value::as_str) == Some(word)
}

fn is_format(request: &Map<String, Value>, word: &str) -> bool {
    request.get("response_format").and_then(|format| format.get("type")?.as_str()) == Some(word)
}

/// Whether a key stands anywhere in it.
fn has_key(own: &Map<String, Value>, key: &str) -> bool {
    own.contains_key(key) || own.values().any(|value| within(value, key))
}

fn within(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(own) => has_key(own, key),
        Value::Array(items) => items.iter().any(|item| within(item, key)),
        _ => false,
    }
}

/// The texts of the messages.
fn texts(request: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let mut found = Vec::new();
    if let Some(messages) = request.get("messages") {
        gather(messages, &mut found);
    }
    found.into_iter()
}

fn gather<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        Value::Object(own) => own.values().for_each(|item| gather(item, found)),
        _ => {}
    }
}
