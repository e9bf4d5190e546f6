use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use serde::Serialize;
use serde_json::Value;

/// A plain value of the catalog: a default, a neutral value, a constant on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Scalar {
    /// Yes or no.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Scalar>),
    /// A map, its keys in order.
    Map(Vec<(String, Scalar)>),
}

impl Scalar {
    /// The value as JSON.
    ///
    /// ```
    /// use llmanac::model::Scalar;
    /// assert_eq!(Scalar::decimal("0.7").unwrap().to_json(), serde_json::json!(0.7));
    /// ```
    pub fn to_json(&self) -> Value {
        match self {
            Self::Bool(value) => Value::from(*value),
            Self::Integer(value) => Value::from(*value),
            Self::Decimal(value) => decimal_to_json(*value),
            Self::Text(value) => Value::from(value.as_str()),
            Self::List(values) => values.iter().map(Self::to_json).collect(),
            Self::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), value.to_json())).collect(),
        }
    }

    /// A decimal from its text.
    pub fn decimal(text: &str) -> Option<Self> {
        Decimal::from_str_exact(text).ok().map(|value| Self::Decimal(value.normalize()))
    }

    /// Whether a JSON value is this value; `1`, `1.0` and a decimal `1` are one number.
    pub fn is(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Bool(own), Value::Bool(other)) => own == other,
            (Self::Text(own), Value::String(other)) => own == other,
            (Self::Integer(own), Value::Number(_)) => to_decimal(value) == Some(Decimal::from(*own)),
            (Self::Decimal(own), Value::Number(_)) => to_decimal(value) == Some(*own),
            (Self::List(own), Value::Array(other)) => {
                own.len() == other.len() && own.iter().zip(other).all(|(a, b)| a.is(b))
            }
            (Self::Map(own), Value::Object(other)) => {
                own.len() == other.len() && own.iter().all(|(key, a)| other.get(key).is_some_and(|b| a.is(b)))
            }
            _ => false,
        }
    }
}

/// A JSON number as an exact decimal, as its shortest text reads; `None` for what is no number or too large.
pub(crate) fn to_decimal(value: &Value) -> Option<Decimal> {
    let number = value.as_number()?;
    if let Some(integer) = number.as_i64() {
        Some(Decimal::from(integer))
    } else if let Some(integer) = number.as_u64() {
        Some(Decimal::from(integer))
    } else {
        number.as_f64().and_then(Decimal::from_f64)
    }
}

/// A decimal as a JSON number: an integer where it is one.
pub(crate) fn decimal_to_json(value: Decimal) -> Value {
    if value.is_integer()
        && let Some(integer) = value.to_i64()
    {
        return Value::from(integer);
    }
    value.to_f64().map_or(Value::Null, Value::from)
}
