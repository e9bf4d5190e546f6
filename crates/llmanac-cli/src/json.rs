//! JSON in which no object states a key twice.
//!
//! The parser keeps the last of several values and is silent about the others: of two counts under one key it would
//! pick the bill.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

/// Reads a text as JSON. A key that an object states twice is a data error.
pub fn parse(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text).map(|Once(value)| value)
}

/// A value whose objects state each key once.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut own = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            own.push(item);
        }
        Ok(Value::Array(own))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        /// What is echoed of a key.
        const LONGEST: usize = 80;
        let mut own = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            match own.entry(key) {
                Entry::Vacant(slot) => {
                    slot.insert(entries.next_value::<Once>()?.0);
                }
                Entry::Occupied(slot) => {
                    let key: String = slot.key().chars().take(LONGEST).collect();
                    return Err(A::Error::custom(format_args!("`{key}` is stated twice; keep one")));
                }
            }
        }
        Ok(Value::Object(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_what_the_parser_makes_of_it() {
        for text in [
            r#"{"a": [1, -2, 2.5, 1e3, "ü", true, null, {"b": {}, "c": []}], "b": {"a": 18446744073709551615}}"#,
            "[]",
            "5",
            r#""text""#,
        ] {
            assert_eq!(parse(text).ok(), serde_json::from_str::<Value>(text).ok(), "{text}");
        }
    }

    #[test]
    fn a_key_that_is_stated_twice_is_told_with_its_place() {
        for (text, wanted) in [
            (r#"{"a": 1, "a": 1}"#, "`a` is stated twice; keep one at line 1 column 12"),
            ("[{\"b\": {\n\"c\": 1,\n \"c\": 2}}]", "`c` is stated twice; keep one at line 3 column 4"),
        ] {
            let error = parse(text).map_err(|error| (error.is_data(), error.to_string()));
            assert_eq!(error, Err((true, wanted.to_owned())));
        }
        assert!(parse("{").is_err_and(|error| error.is_syntax() || error.is_eof()));
    }
}
