//! What stands at the top of a schema.

use serde_json::{Map, Value};

use crate::params::key::get;

use super::dialect::Top;
use super::place::Place;
use super::refs;
use super::walk::Walk;

/// Keywords that make a choice of the top.
const CHOICES: [&str; 5] = ["oneOf", "anyOf", "allOf", "enum", "not"];

pub(super) fn check(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    if walk.subset.top == Top::Any {
        return;
    }
    if own.contains_key("$ref") {
        let opened = refs::write_out(walk, own, place);
        walk.open.truncate(walk.open.len().saturating_sub(opened));
    }
    for choice in CHOICES.into_iter().filter(|choice| own.contains_key(*choice)) {
        walk.refused(
            &place.key(choice),
            "the top is one object on this surface; put the choice into a property of it",
        );
    }
    let is_object = match own.get("type") {
        Some(Value::String(kind)) => kind == "object",
        Some(Value::Array(kinds)) if kinds.iter().any(|kind| kind == "object") => {
            object(walk, own, place);
            true
        }
        None => {
            object(walk, own, place);
            true
        }
        Some(_) => false,
    };
    if !is_object {
        walk.refused(&place.key("type"), "the top is an object on this surface");
    } else if walk.subset.top == Top::Properties && !own.contains_key("properties") {
        walk.converted(place, "an object says which properties it has: none");
        own.insert("properties".to_owned(), Value::Object(Map::new()));
    }
}

/// Whether the top says that it is an object, and is no choice and no reference.
pub(super) fn is_plain_object(own: &Map<String, Value>) -> bool {
    get(own, "type").and_then(Value::as_str) == Some("object")
        && get(own, "$ref").is_none()
        && CHOICES.iter().all(|choice| get(own, choice).is_none())
}

fn object(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    walk.converted(&place.key("type"), "the top says that it is an object");
    own.insert("type".to_owned(), Value::from("object"));
}
