//! Pieces of values that come one after the other.

use serde_json::{Map, Value};

/// Keys whose texts are said once, or again; all others grow.
const SAID_ONCE: [&str; 6] = ["id", "type", "role", "name", "format", "model"];

/// Adds what a delta holds to what there is: texts and lists grow, objects go key by key, the rest is replaced.
pub(super) fn merge(own: &mut Map<String, Value>, delta: &Map<String, Value>) {
    for (key, new) in delta.iter().filter(|(_, new)| !new.is_null()) {
        match (own.get_mut(key), new) {
            (Some(Value::String(text)), Value::String(more)) => {
                if !SAID_ONCE.contains(&key.as_str()) {
                    text.push_str(more);
                } else if text.is_empty() {
                    text.clone_from(more);
                }
            }
            (Some(Value::Array(items)), Value::Array(more)) => items.extend(more.iter().cloned()),
            (Some(Value::Object(inner)), Value::Object(more)) => merge(inner, more),
            _ => {
                own.insert(key.clone(), new.clone());
            }
        }
    }
}

/// Lays newer facts over older ones; what is null says nothing.
pub(super) fn overlay(own: &mut Map<String, Value>, newer: &Map<String, Value>) {
    for (key, new) in newer.iter().filter(|(_, new)| !new.is_null()) {
        match (own.get_mut(key), new) {
            (Some(Value::Object(inner)), Value::Object(newer)) => overlay(inner, newer),
            _ => {
                own.insert(key.clone(), new.clone());
            }
        }
    }
}

/// Appends to the text under a key.
pub(super) fn append(own: &mut Map<String, Value>, key: &str, more: &str) {
    match own.get_mut(key) {
        Some(Value::String(text)) => text.push_str(more),
        _ => {
            own.insert(key.to_owned(), more.into());
        }
    }
}

/// Arguments that came in pieces: JSON, or the text where they are none.
pub(super) fn arguments(text: String) -> Value {
    match text.trim() {
        "" => Value::Object(Map::new()),
        own => serde_json::from_str(own).unwrap_or(Value::String(text)),
    }
}
