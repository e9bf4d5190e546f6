//! The order of keys: that of the caller's objects is kept, and nothing else hangs on it.

use llmanac::Snapshot;
use llmanac::advise::{Call, WireRequest, WireRequestError};
use llmanac::wire::Policy;
use serde_json::{Map, Value, json};

use crate::case::{Case, snapshot};
use crate::generate;
use crate::inverse::{self, standard};
use crate::profiles::lines;

/// Keywords whose objects have names of the caller's for keys; below the others of a schema stand such again.
const NAMED: [&str; 3] = ["properties", "$defs", "definitions"];

/// Whether the keys of an object are the caller's own.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    /// Of the standard, or of JSON schema: it has no order.
    Known,
    /// The names of properties and of definitions.
    Names,
    /// Whatever the caller has there, and below.
    Free,
}

/// What stands in another order than before, place by place; tells how many keys were looked at.
fn moved(place: &str, own: &Value, other: &Value, keys: Keys, seen: &mut usize, wrong: &mut Vec<String>) {
    match (own, other) {
        (Value::Object(own), Value::Object(other)) => {
            let kept: Vec<&String> = own.keys().filter(|key| other.contains_key(*key)).collect();
            let now: Vec<&String> = other.keys().filter(|key| own.contains_key(*key)).collect();
            if keys != Keys::Known {
                *seen += kept.len();
                if kept != now {
                    wrong.push(format!("{place}: {kept:?} are {now:?}"));
                }
            }
            for key in kept {
                let below = match keys {
                    Keys::Known if NAMED.contains(&key.as_str()) => Keys::Names,
                    Keys::Known | Keys::Names => Keys::Known,
                    Keys::Free => Keys::Free,
                };
                moved(&format!("{place}.{key}"), &own[key], &other[key], below, seen, wrong);
            }
        }
        (Value::Array(own), Value::Array(other)) => {
            if place.ends_with(".required") {
                // Where every property is required, those that were not come behind.
                *seen += own.len();
                if !other.starts_with(own) {
                    wrong.push(format!("{place}: {own:?} is {other:?}"));
                }
            }
            for (at, (own, other)) in own.iter().zip(other).enumerate() {
                moved(&format!("{place}[{at}]"), own, other, keys, seen, wrong);
            }
        }
        _ => {}
    }
}

/// What a request lost of its order on the way there and back.
fn disordered(form: &str, request: &Map<String, Value>, wire: &WireRequest, seen: &mut usize) -> Vec<String> {
    let (before, after) = (standard::read(request), inverse::read(form, wire));
    let mut wrong = Vec::new();
    for (name, own) in &before.parameters {
        let keys = if matches!(name.as_str(), "metadata" | "logit_bias") { Keys::Free } else { Keys::Known };
        if let Some(other) = after.parameters.get(name) {
            moved(name, own, other, keys, seen, &mut wrong);
        }
    }
    let calls = |read: &inverse::Read| -> Vec<Value> {
        read.said.iter().filter_map(|said| said.fields.get("arguments").cloned()).collect()
    };
    let (before, after) = (Value::from(calls(&before)), Value::from(calls(&after)));
    moved("arguments", &before, &after, Keys::Free, seen, &mut wrong);
    wrong
}

#[test]
fn names_of_properties_arguments_and_labels_go_in_the_order_of_the_caller() {
    let snapshot = snapshot();
    let (mut seen, mut wrong) = (0, Vec::new());
    for case in Case::all() {
        let (Ok(request), Ok(wire)) = (&case.request, case.wire(&snapshot)) else { continue };
        let found = disordered(case.form(), request, &wire, &mut seen);
        wrong.extend(found.into_iter().map(|found| format!("{}: {found}", case.name)));
    }
    let lines = lines(&snapshot);
    for seed in 0..SEEDS {
        let own = generate::request(&snapshot, &lines, seed);
        let surface = Some(own.line.surface);
        let Ok(wire) =
            snapshot.wire_request(&own.line.model, &own.request, &Call::new(), surface, own.policy)
        else {
            continue;
        };
        let found = disordered(&own.line.form, &own.request, &wire, &mut seen);
        wrong.extend(found.into_iter().map(|found| format!("seed {seed}: {found}")));
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
    assert!(seen > 1_000, "only {seen} keys were looked at");
}

/// As many as take a few seconds.
const SEEDS: u64 = 1_000;

/// An object with its keys the other way round.
fn reversed(object: &Map<String, Value>) -> Map<String, Value> {
    object.iter().rev().map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// A request with its keys, and those of each message, the other way round.
fn turned(request: &Map<String, Value>) -> Map<String, Value> {
    let mut turned = reversed(request);
    let messages = turned.get_mut("messages").and_then(Value::as_array_mut);
    for message in messages.into_iter().flatten().filter_map(Value::as_object_mut) {
        *message = reversed(message);
    }
    turned
}

/// What a request comes to, in whatever order it is told.
fn outcome(made: &Result<WireRequest, WireRequestError>) -> (Value, Vec<String>) {
    match made {
        Ok(wire) => {
            let mut changes: Vec<String> = wire.changes.iter().map(ToString::to_string).collect();
            changes.sort();
            (serde_json::to_value(&wire.send).unwrap(), changes)
        }
        Err(WireRequestError::Refused(refused)) => {
            // Of two that bar each other the one that comes second is named.
            let mut codes: Vec<String> =
                refused.issues().iter().map(|issue| issue.code.to_string()).collect();
            codes.sort();
            (Value::Null, codes)
        }
        Err(other) => (Value::Null, vec![other.to_string()]),
    }
}

#[test]
fn a_request_with_its_keys_turned_round_comes_to_the_same() {
    let snapshot = snapshot();
    let both = |model: &str, request: &Map<String, Value>, surface, policy| {
        let made = |request| snapshot.wire_request(model, request, &Call::new(), surface, policy);
        (outcome(&made(request)), outcome(&made(&turned(request))))
    };
    for case in Case::all() {
        let Ok(request) = &case.request else { continue };
        for policy in [Policy::Strict, Policy::Fit] {
            let (own, other) = both(&case.model, request, case.surface, policy);
            assert_eq!(own, other, "{} {policy}", case.name);
        }
    }
    let lines = lines(&snapshot);
    for seed in 0..SEEDS {
        let own = generate::request(&snapshot, &lines, seed);
        let (own, other) = both(&own.line.model, &own.request, Some(own.line.surface), own.policy);
        assert_eq!(own, other, "seed {seed}");
    }
}

/// A request with names that stand in no other order by chance, none of them sorted.
fn request() -> Map<String, Value> {
    let schema = json!({
        "title": "Advice",
        "type": "object",
        "properties": {
            "reasoning": { "type": "string" },
            "answer": { "type": "object", "properties": { "wind": { "type": "number" }, "tide": { "type": "number", "default": 1 } } },
            "certainty": { "type": "string", "enum": ["sure", "fair", "none"] },
        },
        "required": ["reasoning", "certainty", "answer"],
        "default": {},
    });
    let call = json!({ "id": "c1", "type": "function", "function": {
        "name": "advise", "arguments": "{\"reasoning\": \"it is calm\", \"answer\": {\"wind\": 2, \"tide\": 1}, \"certainty\": \"sure\"}",
    }});
    let request = json!({
        "messages": [
            { "role": "user", "content": "Shall we sail?" },
            { "role": "assistant", "content": null, "tool_calls": [call] },
            { "role": "tool", "tool_call_id": "c1", "content": "done" },
            { "role": "user", "content": "And tomorrow?" },
        ],
        "tools": [{ "type": "function", "function": { "name": "advise", "strict": true, "parameters": schema } }],
        "response_format": { "type": "json_schema", "json_schema": { "name": "advice", "strict": true, "schema": schema } },
        "metadata": { "reasoning": "r", "answer": "a", "certainty": "c" },
        "max_tokens": 64,
    });
    request.as_object().unwrap().clone()
}

/// The keys of each object with the request's own names, and each list of them, below a value; texts of JSON are looked into.
fn ordered(place: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(own) => {
            let keys: Vec<&str> = own.keys().map(String::as_str).collect();
            if keys.iter().any(|key| matches!(*key, "reasoning" | "wind")) {
                found.push(format!("{place}: {}", keys.join(" ")));
            }
            own.iter().for_each(|(key, value)| ordered(&format!("{place}.{key}"), value, found));
        }
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            if texts.contains(&"reasoning") || texts.contains(&"wind") {
                found.push(format!("{place}: {}", texts.join(" ")));
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| ordered(&format!("{place}[{at}]"), item, found));
        }
        Value::String(text) => {
            if let Ok(own @ Value::Object(_)) = serde_json::from_str(text) {
                ordered(place, &own, found);
            }
        }
        _ => {}
    }
}

/// Everything in the body of a model that the request's own names stand in.
fn of_model(snapshot: &Snapshot, model: &str) -> String {
    let wire = snapshot.wire_request(model, &request(), &Call::new(), None, Policy::Fit).unwrap();
    let mut found = Vec::new();
    ordered("", &Value::Object(wire.send.body), &mut found);
    found.join("\n")
}

#[test]
fn every_form_keeps_the_order_of_properties_arguments_and_labels() {
    let snapshot = snapshot();
    insta::assert_snapshot!(of_model(&snapshot, "azure_openai/gpt-4o"), @"
    .tools[0].function.parameters.properties: reasoning answer certainty
    .tools[0].function.parameters.properties.answer.properties: wind tide
    .tools[0].function.parameters.properties.answer.required: wind tide
    .tools[0].function.parameters.required: reasoning certainty answer
    .response_format.json_schema.schema.properties: reasoning answer certainty
    .response_format.json_schema.schema.properties.answer.properties: wind tide
    .response_format.json_schema.schema.properties.answer.required: wind tide
    .response_format.json_schema.schema.required: reasoning certainty answer
    .metadata: reasoning answer certainty
    .messages[1].tool_calls[0].function.arguments: reasoning answer certainty
    .messages[1].tool_calls[0].function.arguments.answer: wind tide
    ");
    insta::assert_snapshot!(of_model(&snapshot, "azure_openai/gpt-5-pro"), @"
    .tools[0].parameters.properties: reasoning answer certainty
    .tools[0].parameters.properties.answer.properties: wind tide
    .tools[0].parameters.properties.answer.required: wind tide
    .tools[0].parameters.required: reasoning certainty answer
    .text.format.schema.properties: reasoning answer certainty
    .text.format.schema.properties.answer.properties: wind tide
    .text.format.schema.properties.answer.required: wind tide
    .text.format.schema.required: reasoning certainty answer
    .metadata: reasoning answer certainty
    .input[1].arguments: reasoning answer certainty
    .input[1].arguments.answer: wind tide
    ");
    insta::assert_snapshot!(of_model(&snapshot, "bedrock/claude-sonnet-4-5"), @"
    .toolConfig.tools[0].toolSpec.inputSchema.json.properties: reasoning answer certainty
    .toolConfig.tools[0].toolSpec.inputSchema.json.properties.answer.properties: wind tide
    .toolConfig.tools[0].toolSpec.inputSchema.json.required: reasoning certainty answer
    .outputConfig.textFormat.structure.jsonSchema.schema.properties: reasoning answer certainty
    .outputConfig.textFormat.structure.jsonSchema.schema.properties.answer.properties: wind tide
    .outputConfig.textFormat.structure.jsonSchema.schema.required: reasoning certainty answer
    .requestMetadata: reasoning answer certainty
    .messages[1].content[0].toolUse.input: reasoning answer certainty
    .messages[1].content[0].toolUse.input.answer: wind tide
    ");
    insta::assert_snapshot!(of_model(&snapshot, "azure_foundry/claude-sonnet-4-5"), @"
    .tools[0].input_schema.properties: reasoning answer certainty
    .tools[0].input_schema.properties.answer.properties: wind tide
    .tools[0].input_schema.required: reasoning certainty answer
    .messages[1].content[0].input: reasoning answer certainty
    .messages[1].content[0].input.answer: wind tide
    ");
    insta::assert_snapshot!(of_model(&snapshot, "gemini/gemini-2.5-flash"), @"
    .tools[0].functionDeclarations[0].parametersJsonSchema.properties: reasoning answer certainty
    .tools[0].functionDeclarations[0].parametersJsonSchema.properties.answer.properties: wind tide
    .tools[0].functionDeclarations[0].parametersJsonSchema.required: reasoning certainty answer
    .generationConfig.responseJsonSchema.properties: reasoning answer certainty
    .generationConfig.responseJsonSchema.properties.answer.properties: wind tide
    .generationConfig.responseJsonSchema.required: reasoning certainty answer
    .labels: reasoning answer certainty
    .contents[1].parts[0].functionCall.args: reasoning answer certainty
    .contents[1].parts[0].functionCall.args.answer: wind tide
    ");
    insta::assert_snapshot!(of_model(&snapshot, "gemini/gemini-1.5-flash"), @"
    .tools[0].functionDeclarations[0].parameters.properties: reasoning answer certainty
    .tools[0].functionDeclarations[0].parameters.properties.answer.properties: wind tide
    .tools[0].functionDeclarations[0].parameters.required: reasoning certainty answer
    .generationConfig.responseSchema.properties: reasoning answer certainty
    .generationConfig.responseSchema.properties.answer.properties: wind tide
    .generationConfig.responseSchema.required: reasoning certainty answer
    .labels: reasoning answer certainty
    .contents[1].parts[0].functionCall.args: reasoning answer certainty
    .contents[1].parts[0].functionCall.args.answer: wind tide
    ");
}
