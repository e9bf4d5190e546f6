//! Whether a value is of the type that a parameter takes.

use serde_json::Value;

use super::number::Number;
use super::table::ParameterType;

/// Whether a value is of a type.
pub(super) fn fits(kind: ParameterType, value: &Value) -> bool {
    match kind {
        ParameterType::Integer => Number::of(value).is_some_and(Number::is_whole),
        ParameterType::Decimal => value.is_number(),
        ParameterType::Boolean => value.is_boolean(),
        ParameterType::String => value.is_string(),
        ParameterType::Strings => match value {
            Value::Array(items) => items.iter().all(Value::is_string),
            other => other.is_string(),
        },
        ParameterType::StringMap => {
            value.as_object().is_some_and(|entries| entries.values().all(Value::is_string))
        }
        ParameterType::NumberMap => {
            value.as_object().is_some_and(|entries| entries.values().all(Value::is_number))
        }
        ParameterType::IntegerMap => value.as_object().is_some_and(|entries| {
            entries.values().all(|value| Number::of(value).is_some_and(Number::is_whole))
        }),
        ParameterType::Object => value.is_object(),
        ParameterType::List => value.is_array(),
        ParameterType::Any => true,
    }
}

/// The type in a sentence: `must be a whole number`.
pub(super) const fn said(kind: ParameterType) -> &'static str {
    match kind {
        ParameterType::Integer => "a whole number",
        ParameterType::Decimal => "a number",
        ParameterType::Boolean => "true or false",
        ParameterType::String => "a text",
        ParameterType::Strings => "a text or a list of texts",
        ParameterType::StringMap => "a map from texts to texts",
        ParameterType::NumberMap => "a map from texts to numbers",
        ParameterType::IntegerMap => "a map from texts to whole numbers",
        ParameterType::Object => "an object",
        ParameterType::List => "a list",
        ParameterType::Any => "a value",
    }
}

/// Whether the type is of single values, which a sentence can repeat.
pub(super) const fn is_flat(kind: ParameterType) -> bool {
    matches!(
        kind,
        ParameterType::Integer | ParameterType::Decimal | ParameterType::Boolean | ParameterType::String
    )
}

/// What a value is, in a sentence: `not a text`.
pub(super) fn is(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The value that was meant by one of another type: the number in a text, the object for its word.
pub(super) fn meant(kind: ParameterType, value: &Value, words: &[String]) -> Option<Value> {
    // A number's text is short; anything longer is none.
    const LONGEST: usize = 40;
    let text = value.as_str().filter(|text| text.len() <= LONGEST)?;
    let meant = match kind {
        ParameterType::Integer | ParameterType::Decimal | ParameterType::Boolean => {
            serde_json::from_str(text.trim()).ok()?
        }
        ParameterType::Object if words.iter().any(|word| word == text) => {
            serde_json::json!({ "type": text })
        }
        _ => return None,
    };
    fits(kind, &meant).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_type_takes_its_own_values() {
        for (kind, good, bad) in [
            (ParameterType::Integer, json!(5), json!(0.5)),
            (ParameterType::Integer, json!(5.0), json!("5")),
            (ParameterType::Decimal, json!(0.5), json!("0.5")),
            (ParameterType::Boolean, json!(true), json!(1)),
            (ParameterType::String, json!("a"), json!(["a"])),
            (ParameterType::Strings, json!("a"), json!([1])),
            (ParameterType::Strings, json!(["a"]), json!({})),
            (ParameterType::StringMap, json!({"a": "b"}), json!({"a": 1})),
            (ParameterType::NumberMap, json!({"a": 1}), json!({"a": "1"})),
            (ParameterType::IntegerMap, json!({"a": -1, "b": 2.0}), json!({"a": 1, "b": 0.5})),
            (ParameterType::Object, json!({}), json!([])),
            (ParameterType::List, json!([]), json!("a")),
        ] {
            assert!(fits(kind, &good), "{kind} {good}");
            assert!(!fits(kind, &bad), "{kind} {bad}");
        }
    }

    #[test]
    fn a_text_that_reads_as_the_value_is_taken_for_it() {
        let words = ["json_object".to_owned()];
        for (kind, value, wanted) in [
            (ParameterType::Integer, "100", Some(json!(100))),
            (ParameterType::Integer, "1.5", None),
            (ParameterType::Decimal, " 0.5 ", Some(json!(0.5))),
            (ParameterType::Boolean, "true", Some(json!(true))),
            (ParameterType::Boolean, "yes", None),
            (ParameterType::Object, "json_object", Some(json!({"type": "json_object"}))),
            (ParameterType::Object, "json", None),
            (ParameterType::List, "[]", None),
        ] {
            assert_eq!(meant(kind, &json!(value), &words), wanted, "{kind} {value}");
        }
    }
}
