//! Schemas before and after, place by place.

use serde_json::{Value, json};

use super::excuses::Excuses;

/// Numbers are equal as numbers: 1 and 1.0.
pub(super) fn equal(own: &Value, other: &Value) -> bool {
    match (own, other) {
        (Value::Number(own), Value::Number(other)) => own.as_f64() == other.as_f64(),
        (Value::Object(own), Value::Object(other)) => {
            own.len() == other.len()
                && own.iter().all(|(key, own)| other.get(key).is_some_and(|other| equal(own, other)))
        }
        _ => own == other,
    }
}

/// A schema of the answer; what a surface has no key for must be named.
pub(super) fn same_format(
    form: &str,
    own: &Value,
    other: &Value,
    excuses: &Excuses,
    lost: &mut Vec<String>,
) -> bool {
    if own.get("type") != other.get("type") {
        return false;
    }
    let (Some(own), Some(other)) = (own.get("json_schema"), other.get("json_schema")) else { return false };
    let mut wanted = own["schema"].clone();
    let in_schema = |key: &str| {
        matches!(form, "gemini" | "claude") && key == "description" && own["schema"].get(key).is_none()
    };
    if in_schema("description")
        && let (Some(description), Some(wanted)) =
            (own.get("description").filter(|own| **own != ""), wanted.as_object_mut())
    {
        // It stands in the schema where there is no other place for it.
        wanted.insert("description".to_owned(), description.clone());
    }
    let is_kept = |key: &str| {
        own.get(key) == other.get(key)
            || in_schema(key)
            || (other.get(key).is_none() && own.get(key).is_some_and(|value| *value == json!("")))
            || excuses.cover(&format!("response_format.json_schema.{key}"))
    };
    same_schema("response_format.json_schema.schema", &wanted, &other["schema"], excuses, lost);
    ["name", "description", "strict"].into_iter().all(is_kept)
}

/// Schemas, place by place: what is gone or another must be named at its place or above, and a key that is new within its object.
pub(super) fn same_schema(
    place: &str,
    own: &Value,
    other: &Value,
    excuses: &Excuses,
    lost: &mut Vec<String>,
) {
    if own == other || equal(own, other) || excuses.cover(place) {
        return;
    }
    match (own, other) {
        (Value::Object(own), Value::Object(other)) => {
            for (key, own) in own {
                let place = format!("{place}.{key}");
                match other.get(key) {
                    Some(other) => same_schema(&place, own, other, excuses, lost),
                    None if excuses.cover(&place) => {}
                    None => lost.push(format!("{place} is gone: {own}")),
                }
            }
            for (key, new) in other.iter().filter(|(key, _)| !own.contains_key(*key)) {
                if !excuses.within(place) {
                    lost.push(format!("nobody said {place}.{key}: {new}"));
                }
            }
        }
        (Value::Array(own), Value::Array(other)) if own.len() == other.len() => {
            for (at, (own, other)) in own.iter().zip(other).enumerate() {
                same_schema(&format!("{place}[{at}]"), own, other, excuses, lost);
            }
        }
        _ => lost.push(format!("{place} was {own}, and is {other}")),
    }
}
