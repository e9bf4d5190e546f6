//! Numbers of a request, held against exact bounds.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde_json::Value;

/// A number of any size that JSON can hold, exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Whole(i64),
    /// A fraction, or a whole number beyond 64 bits, that a decimal may hold.
    Float(f64),
    Exact(Decimal),
}

/// Below this every whole number is a float, and comparing floats compares the numbers.
const EXACT_FLOATS: u64 = 1 << 53;

impl Number {
    /// The number in a JSON value.
    pub fn of(value: &Value) -> Option<Self> {
        let number = value.as_number()?;
        if let Some(whole) = number.as_i64() {
            return Some(Self::Whole(whole));
        }
        if let Some(whole) = number.as_u64() {
            return Some(Self::Exact(whole.into()));
        }
        let float = number.as_f64()?;
        let whole = float as i64;
        let is_whole = float == whole as f64 && whole.unsigned_abs() < EXACT_FLOATS;
        Some(if is_whole { Self::Whole(whole) } else { Self::Float(float) })
    }

    pub fn is_whole(self) -> bool {
        match self {
            Self::Whole(_) => true,
            Self::Float(float) => float.fract() == 0.0,
            Self::Exact(number) => number.is_integer(),
        }
    }

    /// How the number stands to a bound.
    #[inline]
    pub fn against(self, bound: Decimal) -> Ordering {
        // Nearly every bound is whole and small: then nothing needs to be scaled.
        let whole = if bound.scale() == 0 { i64::try_from(bound.mantissa()).ok() } else { None };
        match (self, whole) {
            (Self::Whole(own), Some(bound)) => own.cmp(&bound),
            (Self::Float(own), Some(bound)) if bound.unsigned_abs() < EXACT_FLOATS => {
                own.partial_cmp(&(bound as f64)).unwrap_or(Ordering::Equal)
            }
            _ => self.against_any(bound),
        }
    }

    #[cold]
    fn against_any(self, bound: Decimal) -> Ordering {
        match self {
            Self::Whole(own) => Decimal::from(own).cmp(&bound),
            Self::Exact(own) => own.cmp(&bound),
            Self::Float(own) => match Decimal::from_f64(own) {
                Some(own) => own.cmp(&bound),
                // Too near to nothing for a decimal, or beyond any bound.
                None if own.abs() < 1.0 => Decimal::ZERO.cmp(&bound),
                None if own < 0.0 => Ordering::Less,
                None => Ordering::Greater,
            },
        }
    }

    /// How the number stands to a whole bound.
    pub fn against_whole(self, bound: i64) -> Ordering {
        match self {
            Self::Whole(own) => own.cmp(&bound),
            Self::Float(_) | Self::Exact(_) => self.against(bound.into()),
        }
    }

    /// The number as an integer.
    pub fn whole(self) -> Option<i64> {
        match self {
            Self::Whole(whole) => Some(whole),
            Self::Float(_) | Self::Exact(_) => None,
        }
    }

    /// The number as a decimal, where one holds it.
    pub fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Whole(whole) => Some(whole.into()),
            Self::Float(float) => Decimal::from_f64(float),
            Self::Exact(number) => Some(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_number_of_json_stands_somewhere_against_a_bound() {
        let one = Decimal::ONE;
        for (value, wanted, whole) in [
            (json!(0.7), Ordering::Less, false),
            (json!(1), Ordering::Equal, true),
            (json!(1.0), Ordering::Equal, true),
            (json!(u64::MAX), Ordering::Greater, true),
            (json!(i64::MIN), Ordering::Less, true),
            (json!(1e300), Ordering::Greater, true),
            (json!(-1e300), Ordering::Less, true),
            (json!(1e-300), Ordering::Less, false),
            (json!(-0.0), Ordering::Less, true),
            (json!(9007199254740993.0), Ordering::Greater, true),
        ] {
            let number = Number::of(&value).unwrap();
            assert_eq!(number.against(one), wanted, "{value}");
            assert_eq!(number.is_whole(), whole, "{value}");
        }
        assert_eq!(Number::of(&json!("1")), None);
    }

    #[test]
    fn fractions_are_held_against_fractions_exactly() {
        let bound = |text| Decimal::from_str_exact(text).unwrap();
        for (value, limit, wanted) in [
            (json!(0.7), "0.7", Ordering::Equal),
            (json!(0.1), "0.1", Ordering::Equal),
            (json!(0.999), "0.9989", Ordering::Greater),
            (json!(1), "0.999", Ordering::Greater),
            (json!(2.0), "2.0", Ordering::Equal),
            (json!(1e300), "0.5", Ordering::Greater),
            (json!(-1e300), "0.5", Ordering::Less),
            (json!(1e-300), "0.5", Ordering::Less),
            (json!(u64::MAX), "18446744073709551615", Ordering::Equal),
        ] {
            assert_eq!(Number::of(&value).unwrap().against(bound(limit)), wanted, "{value} {limit}");
        }
    }
}
