//! How facts are written in JSON: money as text, unknown as `null`, "known to be none" as `"none"`.

use std::fmt::Display;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::model::{Fact, Tokens, decimal_to_json};

/// The text of a value that has a written form.
pub(crate) fn text<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// The same, `null` where there is none.
pub(crate) fn maybe_text<T: Display, S: Serializer>(
    value: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

/// A bound of a parameter: a number, as it would stand in a request.
pub(crate) fn maybe_number<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(decimal_to_json).serialize(serializer)
}

/// A limit: a number, `"none"` where it is known that there is none, `null` where it is not known.
pub(crate) fn limit<S: Serializer>(limit: &Fact<Tokens>, serializer: S) -> Result<S::Ok, S::Error> {
    limit_value(*limit).serialize(serializer)
}

/// The same as a value.
pub(crate) fn limit_value(limit: Fact<Tokens>) -> Value {
    match limit {
        Fact::Known(tokens) => tokens.get().into(),
        Fact::Absent => "none".into(),
        Fact::Unknown => Value::Null,
    }
}
