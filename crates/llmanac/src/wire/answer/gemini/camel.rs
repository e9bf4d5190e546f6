//! Keys as they are on the wire: clients in Python print `usageMetadata` as `usage_metadata`.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// What the caller's own tools say, and what they are asked: their keys are no keys of Google's.
const FOREIGN: [&str; 4] = ["args", "response", "partialArgs", "partial_args"];

/// A response with the keys of the wire; borrowed where they are so already.
pub(in crate::wire::answer) fn camel(response: &Map<String, Value>) -> Cow<'_, Map<String, Value>> {
    if is_snake(response) { Cow::Owned(object(response)) } else { Cow::Borrowed(response) }
}

fn is_snake(entries: &Map<String, Value>) -> bool {
    entries.iter().any(|(key, value)| {
        key.contains('_')
            || !FOREIGN.contains(&key.as_str())
                && match value {
                    Value::Object(inner) => is_snake(inner),
                    Value::Array(items) => items.iter().filter_map(Value::as_object).any(is_snake),
                    _ => false,
                }
    })
}

fn object(entries: &Map<String, Value>) -> Map<String, Value> {
    let own = |(key, value): (&String, &Value)| {
        let value = if FOREIGN.contains(&key.as_str()) { value.clone() } else { self::value(value) };
        (spelled(key), value)
    };
    // Of two spellings of one key that of the wire counts, and an empty one for nothing.
    let mut all: Vec<(String, Value)> = entries.iter().map(own).collect();
    all.sort_by_key(|(key, value)| (entries.contains_key(key), !value.is_null()));
    all.into_iter().collect()
}

fn value(value: &Value) -> Value {
    match value {
        Value::Object(inner) => Value::Object(object(inner)),
        Value::Array(items) => Value::Array(items.iter().map(self::value).collect()),
        other => other.clone(),
    }
}

/// `usage_metadata` as `usageMetadata`.
fn spelled(key: &str) -> String {
    let mut own = String::with_capacity(key.len());
    let mut letters = key.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '_' && !own.is_empty() && next.is_ascii_lowercase() => {
                own.extend(letters.next().map(|next| next.to_ascii_uppercase()));
            }
            _ => own.push(letter),
        }
    }
    own
}
