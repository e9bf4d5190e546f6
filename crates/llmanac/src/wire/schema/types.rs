//! Types as OpenAPI has them: one, in capitals, and null apart.

use serde_json::{Map, Value, json};

use super::place::Place;
use super::walk::Walk;

pub(super) fn rewrite(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    several(walk, own, place);
    values(walk, own, place);
    let guess = [("properties", "object"), ("items", "array"), ("enum", "string")];
    if !own.contains_key("type")
        && let Some((_, kind)) = guess.iter().find(|(key, _)| own.contains_key(*key))
    {
        walk.converted(place, format_args!("its type is said: {kind}"));
        own.insert("type".to_owned(), Value::from(*kind));
    }
    if let Some(Value::String(kind)) = own.get_mut("type") {
        kind.make_ascii_uppercase();
    }
}

/// A list of types: null apart, and of several others a choice.
fn several(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    let Some(Value::Array(kinds)) = own.get("type") else { return };
    let (nulls, others): (Vec<Value>, Vec<Value>) = kinds.iter().cloned().partition(|kind| kind == "null");
    let here = place.key("type");
    if others.len() > 1 && own.contains_key("anyOf") {
        return walk.refused(&here, "several types beside anyOf have no words here");
    }
    own.shift_remove("type");
    if !nulls.is_empty() {
        own.insert("nullable".to_owned(), Value::Bool(true));
    }
    match &others[..] {
        [one] => {
            own.insert("type".to_owned(), one.clone());
        }
        [] => {}
        several => {
            let choices: Vec<Value> = several.iter().map(|kind| json!({ "type": kind })).collect();
            own.insert("anyOf".to_owned(), choices.into());
        }
    }
    walk.converted(&here, "a list of types stands as nullable, or as a choice");
}

/// A choice of null: the rest, which may be null.
///
/// What the rest says is looked at as if it had stood here from the first.
pub(super) fn null_among_choices(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    let null = json!({ "type": "null" });
    let Some(Value::Array(choices)) = own.get_mut("anyOf").filter(|choices| {
        choices.as_array().is_some_and(|choices| choices.contains(&null) && choices.len() > 1)
    }) else {
        return;
    };
    choices.retain(|choice| *choice != null);
    let only = match &choices[..] {
        [Value::Object(only)] => Some(only.clone()),
        _ => None,
    };
    if let Some(only) = only {
        own.shift_remove("anyOf");
        for (key, value) in only {
            own.entry(key).or_insert(value);
        }
    }
    own.insert("nullable".to_owned(), Value::Bool(true));
    walk.converted(&place.key("anyOf"), "a choice of null stands as nullable");
}

/// An enum: texts only.
fn values(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    let Some(Value::Array(values)) = own.get_mut("enum") else { return };
    let before = values.len();
    values.retain(|value| !value.is_null());
    let had_null = values.len() < before;
    let are_texts = values.iter().all(Value::is_string);
    if had_null {
        own.insert("nullable".to_owned(), Value::Bool(true));
        walk.converted(&place.key("enum"), "null among its values stands as nullable");
    }
    if !are_texts {
        walk.lost(&place.key("enum"), "the surface reads an enum of texts only");
        own.shift_remove("enum");
    }
}
