//! Objects that must be closed, and whose properties must all be there; arrays that must say what they hold.

use serde_json::{Map, Value};

use super::dialect::{Arrays, Objects};
use super::nullable::nullable;
use super::place::Place;
use super::walk::Walk;

const OPEN: &str = "additionalProperties";

pub(super) fn rewrite(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    let is_bare = !own.contains_key("items") && !own.contains_key("prefixItems");
    if walk.subset.arrays == Arrays::WithItems
        && is_bare
        && own.get("type").is_some_and(|kind| kind == "array")
    {
        walk.converted(place, "an array says what it holds: anything");
        own.insert("items".to_owned(), Value::Object(Map::new()));
    }
    if walk.subset.objects == Objects::Open || !is_object(own) {
        return;
    }
    match own.get(OPEN) {
        Some(Value::Bool(false)) => {}
        Some(Value::Object(_)) => {
            let here = place.key(OPEN);
            return walk.refused(&here, "the surface knows no maps with keys of the model's choice");
        }
        _ => {
            walk.mended(
                place,
                "objects are closed on this surface: state additionalProperties false",
                "additionalProperties is false, as the surface wants it",
            );
            own.insert(OPEN.to_owned(), Value::Bool(false));
        }
    }
    if walk.subset.objects == Objects::Whole {
        whole(walk, own, place);
    }
}

/// Whether a schema is one of objects.
fn is_object(own: &Map<String, Value>) -> bool {
    match own.get("type") {
        Some(Value::String(kind)) => kind == "object",
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "object"),
        _ => own.contains_key("properties"),
    }
}

/// Requires every property; one that could be left out may be null instead, as OpenAI's guide has it.
fn whole(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    let mut required: Vec<Value> = own.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(Value::Object(properties)) = own.get_mut("properties") else {
        walk.converted(place, "an object says which properties it has: none");
        own.insert("properties".to_owned(), Value::Object(Map::new()));
        own.insert("required".to_owned(), Value::Array(Vec::new()));
        return;
    };
    let above = place.key("properties");
    for (name, property) in properties.iter_mut() {
        if required.iter().any(|own| own == name) {
            continue;
        }
        walk.mended(
            &above.key(name),
            "every property is required where the schema is strict: name it in required, and let it be null",
            "it is required, and null where it would be left out",
        );
        required.push(Value::from(name.as_str()));
        nullable(property);
    }
    own.insert("required".to_owned(), Value::Array(required));
}
