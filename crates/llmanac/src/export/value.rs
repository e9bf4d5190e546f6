//! Values of JSON whose numbers are exact decimals.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;

/// A table, in the order of its keys.
pub(super) type Table = BTreeMap<String, Json>;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Text(String),
    /// A number, as it is written.
    Number(String),
    Whole(u64),
    Truth(bool),
    List(Vec<Json>),
    Table(Table),
}

impl Json {
    pub fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    /// A decimal as a number that is read back as it was, digit by digit: `2.5e-06`.
    pub fn decimal(amount: Decimal) -> Self {
        /// Below this many decimals before the first digit a number is written out.
        const PLAIN: u32 = 4;
        let amount = amount.normalize();
        let digits = amount.mantissa().unsigned_abs().to_string();
        let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        if amount.is_zero() || length + PLAIN > amount.scale() {
            let plain = amount.to_string();
            // A number without a point is an integer to some readers, and no price.
            return Self::Number(if plain.contains('.') { plain } else { format!("{plain}.0") });
        }
        let exponent = amount.scale() + 1 - length;
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        Self::Number(format!("{first}{point}{rest}e-{exponent:02}"))
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(text) => {
                RawValue::from_string(text.clone()).map_err(S::Error::custom)?.serialize(serializer)
            }
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::List(list) => list.serialize(serializer),
            Self::Table(table) => table.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Amount;

    #[test]
    fn a_decimal_is_written_digit_by_digit() {
        for (text, wanted) in [
            ("0", "0.0"),
            ("25", "25.0"),
            ("0.04", "0.04"),
            ("0.0001", "0.0001"),
            ("0.00001", "1e-05"),
            ("0.0000025", "2.5e-06"),
            ("0.00000000004166", "4.166e-11"),
            ("0.00012345678", "0.00012345678"),
            ("1.50", "1.5"),
        ] {
            let decimal: Decimal = text.parse().unwrap();
            let Json::Number(written) = Json::decimal(decimal) else { panic!("no number") };
            assert_eq!(written, wanted);
            assert_eq!(Amount::read(&written, 1).unwrap().per_unit(), decimal.normalize());
        }
    }
}
