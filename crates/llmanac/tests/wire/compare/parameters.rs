//! Parameters before and after, name by name, and tools key by key.

use std::collections::BTreeSet;

use llmanac::advise::WireRequest;
use llmanac::params::{Change, ChangeKind};
use serde_json::{Map, Value, json};

use super::excuses::Excuses;
use super::schema::{equal, same_format, same_schema};
use crate::inverse::{Read, Said};

/// Parameters before and after, name by name.
pub(super) fn parameters(
    form: &str,
    Read { parameters: before, said: called }: &Read,
    mut after: Map<String, Value>,
    wire: &WireRequest,
    excuses: &Excuses,
    lost: &mut Vec<String>,
) {
    let mut before = before.clone();
    // Two names of one parameter: the wire has one, and where both were stated a change names the other.
    let synonyms: &[(&str, &str)] = match form {
        "claude" => &[("max_completion_tokens", "max_tokens"), ("safety_identifier", "user")],
        _ => &[("max_completion_tokens", "max_tokens")],
    };
    if !before.contains_key("max_completion_tokens") {
        // The newer name of the limit, where the model reads that one.
        after.shift_remove("max_completion_tokens").into_iter().for_each(|limit| {
            after.insert("max_tokens".to_owned(), limit);
        });
    }
    for (name, other) in synonyms.iter().filter(|(name, _)| !after.contains_key(*name)).collect::<Vec<_>>() {
        if let Some(value) = before.shift_remove(*name)
            && !(excuses.cover(name) && before.contains_key(*other))
        {
            if before.contains_key(*other) && !excuses.cover(other) {
                lost.push(format!("{name} beside {other}"));
            }
            before.insert((*other).to_owned(), value);
        }
    }
    let named = |name: &str, value: Option<&Value>| {
        let others = synonyms.iter().filter(|(_, other)| *other == name).map(|(own, _)| *own);
        std::iter::once(name).chain(others).any(|name| explained(wire, name, value))
    };
    let emulated = wire.changes.iter().any(|change| change.kind == ChangeKind::Emulated);
    if emulated {
        // The tool that stands in is named by the change.
        let tools = after.shift_remove("tools").unwrap_or_default();
        let tool = standing_in(&before["response_format"]);
        match tools.as_array().map(Vec::as_slice) {
            Some([own]) => same_tools(form, &json!([tool]), &json!([own]), excuses, lost),
            _ => panic!("{tools}"),
        };
        let name = &tool["function"]["name"];
        let chosen = json!({ "type": "function", "function": { "name": tools[0]["function"]["name"] } });
        assert_eq!(after.shift_remove("tool_choice"), Some(chosen));
        assert!(tools[0]["function"]["name"] == *name || form == "claude" || form == "converse", "{name}");
    }
    for change in wire.changes.iter().filter(|change| change.kind == ChangeKind::Renamed) {
        // A name that was misspelt.
        let to = change.to.as_ref().and_then(Value::as_str).unwrap_or_default();
        if after.contains_key(to) && !after.contains_key(&change.parameter) && !before.contains_key(to) {
            before.shift_remove(&change.parameter).into_iter().for_each(|value| {
                before.insert(to.to_owned(), value);
            });
        }
    }
    unkept(wire, &after, lost);
    declared(wire, called, &mut before);
    // Tools are compared one by one with those that the change leaves.
    let left =
        wire.changes.iter().find(|change| change.parameter == "tools" && change.kind == ChangeKind::Clamped);
    if let Some(tools) = left.and_then(|change| change.to.clone()) {
        before.insert("tools".to_owned(), tools);
    }
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (own, other) = (before.get(name), after.get(name));
        let is_same = match (name.as_str(), own, other) {
            (_, Some(own), Some(other)) if equal(own, other) => true,
            ("stop", Some(Value::String(own)), Some(other)) => json!([own]) == *other,
            ("stop" | "modalities", Some(own), None) => *own == json!([]),
            ("stream", Some(own), None) => *own == json!(false),
            ("metadata", Some(own), None) => *own == json!({}),
            // The surface says the same by saying nothing.
            ("response_format", Some(own), None) => own["type"] == "text" && form != "chat",
            ("tools", Some(own), Some(other)) => same_tools(form, own, other, excuses, lost),
            ("response_format", Some(own), Some(other)) => same_format(form, own, other, excuses, lost),
            ("tool_choice", Some(_), None) => emulated,
            // A choice by itself is what comes anyhow; a switch that lies within it wants it stated.
            ("tool_choice", own, Some(other)) => {
                let is_free = own.is_none() || explained(wire, name, None);
                is_free && *other == json!("auto") && after.contains_key("parallel_tool_calls")
            }
            _ => false,
        };
        if !is_same && !named(name, other) {
            lost.push(format!("{name} was {own:?}, and is {other:?}"));
        }
    }
}

/// Whether a change says that a parameter is gone, or has this value.
fn explained(wire: &WireRequest, name: &str, value: Option<&Value>) -> bool {
    wire.changes.iter().filter(|change| change.parameter == name).any(|change| match (change.kind, value) {
        (ChangeKind::Renamed | ChangeKind::Moved, _) => false,
        (ChangeKind::Dropped | ChangeKind::Emulated, value) => value.is_none(),
        (ChangeKind::Converted, _) if is_another_form(change) => false,
        // No stream is asked for by saying nothing.
        (_, None) => name == "stream" && change.to == Some(json!(false)),
        (_, Some(value)) => change.to.as_ref().is_none_or(|to| equal(to, value)),
    })
}

/// Whether a change tells of the same value in another form: in another shape, turned round, or as tools that are compared.
pub(super) fn is_another_form(change: &Change) -> bool {
    let is_switch = |value: &Option<Value>| matches!(value, Some(Value::Bool(_)));
    change.reason().contains("another shape")
        || change.reason().contains("are declared")
        || (is_switch(&change.from) && is_switch(&change.to))
}

/// Values that a change says to be on the wire, and that are not there.
fn unkept(wire: &WireRequest, after: &Map<String, Value>, lost: &mut Vec<String>) {
    let is_value = |change: &&Change| {
        // The version of the API stands in the query.
        matches!(change.kind, ChangeKind::Clamped | ChangeKind::Set | ChangeKind::Defaulted)
            && !matches!(change.parameter.as_str(), "api-version" | "tools")
    };
    for change in wire.changes.iter().filter(is_value) {
        let (name, Some(to)) = (change.parameter.as_str(), &change.to) else { continue };
        let is_gone = wire.changes.iter().any(|other| {
            other.parameter == name && matches!(other.kind, ChangeKind::Dropped | ChangeKind::Emulated)
        });
        let other = if name == "max_completion_tokens" { "max_tokens" } else { name };
        let is = after.get(name).or_else(|| after.get(other));
        let says_nothing = name == "stream" && *to == json!(false);
        if !is_gone && !says_nothing && !is.is_some_and(|is| equal(is, to)) {
            lost.push(format!("{change}, and it is {is:?}"));
        }
    }
}

/// The tools that a change says are declared: those that were called.
fn declared(wire: &WireRequest, said: &[Said], before: &mut Map<String, Value>) {
    let is_it = |change: &&Change| change.parameter == "tools" && change.reason().contains("are declared");
    if !wire.changes.iter().any(|change| is_it(&change)) {
        return;
    }
    let calls = said.iter().filter(|said| said.fields.contains_key("arguments"));
    let names: BTreeSet<&str> = calls.filter_map(|call| call.fields["name"].as_str()).collect();
    let tool = |name: &str| {
        let function = json!({ "name": name, "parameters": { "type": "object", "properties": {} } });
        json!({ "type": "function", "function": function })
    };
    before.insert("tools".to_owned(), names.into_iter().map(tool).collect());
}

/// The tool that stands in for a form of the answer.
fn standing_in(format: &Value) -> Value {
    let own = &format["json_schema"];
    let text = |key: &str, other: &str| match own[key].as_str().filter(|text| !text.is_empty()) {
        Some(text) => text.to_owned(),
        None => other.to_owned(),
    };
    let schema = if own["schema"].is_null() { json!({ "type": "object" }) } else { own["schema"].clone() };
    let function = json!({ "name": text("name", "json"), "description": text("description", "The answer."), "parameters": schema });
    json!({ "type": "function", "function": function })
}

/// Tools, key by key; an answer of true, since each that differs is told by itself.
fn same_tools(form: &str, own: &Value, other: &Value, excuses: &Excuses, lost: &mut Vec<String>) -> bool {
    let kept = |(at, _): &(usize, &Value)| !excuses.cover(&format!("tools[{at}]"));
    let own: Vec<(usize, &Value)> = own.as_array().unwrap().iter().enumerate().filter(kept).collect();
    let other = other.as_array().unwrap();
    if own.len() != other.len() {
        return false;
    }
    for ((at, own), other) in own.into_iter().zip(other) {
        let (own, other) = (own["function"].as_object().unwrap(), other["function"].as_object().unwrap());
        for key in ["name", "description", "parameters", "strict"] {
            let (own, other) = (own.get(key), other.get(key));
            let is_same = own == other
                || match (key, own, other) {
                    // A function that takes nothing has a schema that says so; an empty description is none.
                    ("parameters", None, Some(schema)) => {
                        *schema == json!({ "type": "object", "properties": {} })
                    }
                    ("description", Some(own), None) => own == "",
                    // Strict arguments are off where nobody says.
                    ("strict", None, Some(other)) => form == "responses" && *other == json!(false),
                    ("strict", Some(own), None) => *own == json!(false),
                    _ => false,
                };
            let place = format!("tools[{at}].function.{key}");
            match (key, own, other) {
                _ if is_same || excuses.cover(&place) => {}
                ("parameters", Some(own), Some(other)) => same_schema(&place, own, other, excuses, lost),
                _ => lost.push(format!("{place} was {own:?}, and is {other:?}")),
            }
        }
    }
    true
}
