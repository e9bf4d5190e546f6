//! Numbers of a request, held against exact bounds.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::model::to_decimal;

/// A number of any size that JSON can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Exact(Decimal),
    /// Beyond what a decimal holds, on one side of zero.
    Huge(Ordering),
}

impl Number {
    /// The number in a JSON value.
    pub fn of(value: &Value) -> Option<Self> {
        if let Some(exact) = to_decimal(value) {
            return Some(Self::Exact(exact));
        }
        let float = value.as_f64()?;
        // Too small for a decimal: as good as nothing.
        if float.abs() < 1.0 {
            return Some(Self::Exact(Decimal::ZERO));
        }
        Some(Self::Huge(float.partial_cmp(&0.0)?))
    }

    pub fn is_whole(self) -> bool {
        match self {
            Self::Exact(number) => number.is_integer(),
            Self::Huge(_) => true,
        }
    }

    /// How the number stands to a bound.
    pub fn against(self, bound: Decimal) -> Ordering {
        match self {
            Self::Exact(number) => number.cmp(&bound),
            Self::Huge(side) => side,
        }
    }

    /// The number as an integer.
    pub fn whole(self) -> Option<i64> {
        use rust_decimal::prelude::ToPrimitive;
        match self {
            Self::Exact(number) if number.is_integer() => number.to_i64(),
            _ => None,
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
            (json!(1e-300), Ordering::Less, true),
            (json!(-0.0), Ordering::Less, true),
        ] {
            let number = Number::of(&value).unwrap();
            assert_eq!(number.against(one), wanted, "{value}");
            assert_eq!(number.is_whole(), whole, "{value}");
        }
        assert_eq!(Number::of(&json!("1")), None);
    }
}
