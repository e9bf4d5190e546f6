//! Rates as answers show them.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::{Meter, MeterKind, Rate};

use super::json;

/// Money per so many units of one meter, as quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuotedRate {
    /// What is counted.
    pub meter: Meter,
    /// US dollars for `per` units.
    #[serde(serialize_with = "json::text")]
    pub rate: Decimal,
    /// The number of units that the rate is for.
    pub per: u32,
    /// Units of what: `token`, `request`, `token_hour`, `image`, `second` ...
    pub unit: &'static str,
}

impl QuotedRate {
    pub(crate) fn new(meter: Meter, rate: Rate) -> Self {
        Self { meter, rate: rate.amount(), per: rate.per(), unit: meter.unit() }
    }
}

/// US dollars for so many units; `None` where that is too large for a decimal.
///
/// Rates are quoted for powers of ten, so a decimal holds the amount for another power of ten exactly.
pub(crate) fn amount_per(rate: Rate, per: u32) -> Option<Decimal> {
    let quoted = rate.quoted_per(per).map(Rate::amount);
    // Finer than nano-dollars.
    let finer = || rate.amount().checked_mul(per.into())?.checked_div(rate.per().into());
    quoted.or_else(finer).map(|amount| amount.normalize())
}

/// The number of units that people compare a meter's rates by: a million tokens, a thousand fees, one image.
pub(crate) const fn usual_unit(meter: Meter) -> u32 {
    match (meter.kind(), meter) {
        (_, Meter::InputCharacters | Meter::OutputCharacters) => 1_000_000,
        (MeterKind::InputMedia | MeterKind::OutputMedia, _) => 1,
        (MeterKind::Fee, _) => 1_000,
        _ => 1_000_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_quoted_for_other_numbers_of_units_exactly() {
        for (usd, of, per, wanted) in [
            ("5", 1_000_000, 1_000, "0.005"),
            ("0.0015", 1_000, 1_000_000, "1.5"),
            ("10", 1_000, 1_000, "10"),
            // Finer than a billionth of a dollar.
            ("0.0375", 1_000_000, 1, "0.0000000375"),
        ] {
            let rate = Rate::usd(usd, of).unwrap();
            assert_eq!(amount_per(rate, per).unwrap().to_string(), wanted, "{usd} per {of}, for {per}");
        }
    }
}
