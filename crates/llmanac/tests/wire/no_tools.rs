//! Where no tool is to be called, none may be, or the change says so.

use std::collections::BTreeMap;

use llmanac::advise::{Call, WireRequest};
use llmanac::params::{Change, ChangeKind};
use llmanac::wire::Policy;
use serde_json::{Map, Value, json};

use crate::case::snapshot;
use crate::inverse;
use crate::profiles::{Line, lines};

fn request(talk: Value) -> Map<String, Value> {
    let tool = json!({ "type": "function", "function": { "name": "tide", "parameters": { "type": "object", "properties": {} } } });
    let request = json!({ "messages": talk, "max_tokens": 64, "tools": [tool], "tool_choice": "none" });
    request.as_object().unwrap().clone()
}

/// Before any call, and after one with its result.
fn talks() -> [Value; 2] {
    let question = json!({ "role": "user", "content": "When is low tide?" });
    let call = json!({ "id": "c1", "type": "function", "function": { "name": "tide", "arguments": "{}" } });
    let before = json!([question]);
    let after = json!([
        question,
        { "role": "assistant", "content": null, "tool_calls": [call] },
        { "role": "tool", "tool_call_id": "c1", "content": "at six" },
        { "role": "user", "content": "And high tide?" },
    ]);
    [before, after]
}

/// Whether a model may call a tool by what goes on the wire.
fn may_call(line: &Line, wire: &WireRequest) -> bool {
    let read = inverse::read(&line.form, wire).parameters;
    let has_tools = read.get("tools").is_some_and(|tools| *tools != json!([]));
    has_tools && read.get("tool_choice") != Some(&json!("none"))
}

fn says_that_it_may(change: &Change) -> bool {
    change.kind == ChangeKind::Dropped
        && change.parameter == "tool_choice"
        && change.reason().contains("the model may call them")
}

#[test]
fn no_line_lets_a_model_call_a_tool_in_silence_where_none_was_to_be_called() {
    let snapshot = snapshot();
    let by_variant: BTreeMap<String, Line> =
        lines(&snapshot).into_iter().map(|line| (line.variant.clone(), line)).collect();
    let (mut went, mut told, mut wrong) = (0, 0, Vec::new());
    for line in by_variant.values() {
        for (at, talk) in talks().into_iter().enumerate() {
            for policy in [Policy::Strict, Policy::Fit] {
                let surface = Some(line.surface);
                let request = request(talk.clone());
                let Ok(wire) = snapshot.wire_request(&line.model, &request, &Call::new(), surface, policy)
                else {
                    continue;
                };
                went += 1;
                let is_told = wire.changes.iter().any(says_that_it_may);
                told += usize::from(is_told);
                if may_call(line, &wire) != is_told || (is_told && policy == Policy::Strict) {
                    wrong.push(format!("{} {policy} talk {at}: {:?}", line.variant, wire.changes));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(went > 100 && told > 5, "{went} went, {told} told");
}
