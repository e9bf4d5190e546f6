//! Capacity that is bought by the unit and paid for over time.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::data::Window;
use super::ids::CapacityUnit;
use super::meter::Meter;
use super::named::named;
use super::rate::Rate;

named! {
    /// How long one commits to pay for capacity.
    ///
    /// ```
    /// use llmanac::model::Term;
    /// assert_eq!("1-year".parse::<Term>()?, Term::OneYear);
    /// assert_eq!(Term::Hourly.least_days(), 0);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "term" Term {
        /// No commitment.
        Hourly = "hourly",
        /// A week.
        OneWeek = "1-week",
        /// A month.
        OneMonth = "1-month",
        /// Three months.
        ThreeMonths = "3-month",
        /// Half a year.
        SixMonths = "6-month",
        /// A year.
        OneYear = "1-year",
    }
}

impl Term {
    /// The fewest days that such a commitment can last: months differ.
    pub const fn least_days(self) -> u32 {
        match self {
            Self::Hourly => 0,
            Self::OneWeek => 7,
            Self::OneMonth => 28,
            Self::ThreeMonths => 89,
            Self::SixMonths => 181,
            Self::OneYear => 365,
        }
    }
}

named! {
    /// The time for which a unit of capacity is quoted.
    "time" TimeUnit {
        /// A second.
        Second = "second",
        /// An hour.
        Hour = "hour",
        /// A calendar month, which has no fixed number of hours.
        Month = "month",
    }
}

/// Why a text is no weight.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no weight; write a decimal from 0 on with at most 9 decimals, as in \"0.1\"")]
pub struct WeightError(String);

/// How many units of throughput one token counts as: an exact decimal of at most nine decimals.
///
/// ```
/// use llmanac::model::Weight;
/// let weight: Weight = "0.1".parse()?;
/// assert_eq!((weight.billionths(), weight.to_string().as_str()), (100_000_000, "0.1"));
/// assert!("-1".parse::<Weight>().is_err());
/// # Ok::<(), llmanac::model::WeightError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Weight(u64);

impl Weight {
    /// One token counts as one.
    pub const ONE: Self = Self(1_000_000_000);

    /// The weight in billionths.
    pub const fn billionths(self) -> u64 {
        self.0
    }
}

impl std::str::FromStr for Weight {
    type Err = WeightError;

    fn from_str(text: &str) -> Result<Self, WeightError> {
        let billionths = || {
            let decimal = Decimal::from_str_exact(text).ok()?.normalize();
            let finer = 9u32.checked_sub(decimal.scale())?;
            u64::try_from(decimal.mantissa().checked_mul(10i128.pow(finer))?).ok()
        };
        billionths().map(Self).ok_or_else(|| WeightError(text.chars().take(60).collect()))
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&Decimal::from_i128_with_scale(self.0.into(), 9).normalize().to_string())
    }
}

/// What a unit of capacity costs for a span of time, as quoted.
///
/// ```
/// use llmanac::model::{Rate, TimeUnit, UnitRate};
/// let rate = UnitRate::new(Rate::usd("2", 1)?, TimeUnit::Hour);
/// assert_eq!(rate.to_string(), "2 per unit and hour");
/// # Ok::<(), llmanac::model::RateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRate {
    rate: Rate,
    time: TimeUnit,
}

impl UnitRate {
    /// A rate for so many units, over a span of time.
    pub const fn new(rate: Rate, time: TimeUnit) -> Self {
        Self { rate, time }
    }

    /// The money for the number of units that it is quoted for.
    pub const fn rate(self) -> Rate {
        self.rate
    }

    /// The span of time that it is quoted for.
    pub const fn time(self) -> TimeUnit {
        self.time
    }
}

impl fmt::Display for UnitRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rate.per() {
            1 => write!(f, "{} per unit and {}", self.rate.amount(), self.time),
            per => write!(f, "{} per {per} units and {}", self.rate.amount(), self.time),
        }
    }
}

/// What is known of capacity that is bought by one kind of unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityFacts {
    /// What is bought.
    pub unit: CapacityUnit,
    /// The term that the rate is for; absent: any.
    pub term: Option<Term>,
    pub rate: Option<UnitRate>,
    /// The terms on which it is sold; `None`: not known.
    pub terms: Option<Vec<Term>>,
    /// `true`: a part of an hour is charged as a part; `false`: as a whole hour.
    pub prorated: Option<bool>,
    /// The smallest number of units.
    pub least: Option<u64>,
    /// From there in steps of so many.
    pub step: Option<u64>,
    /// What one unit takes in, in weighted tokens.
    pub throughput: Option<Window>,
    /// How many weighted tokens one token of a meter counts as.
    pub counts: Vec<(Meter, Weight)>,
    /// `false`: known not to be sold so.
    pub sold: Option<bool>,
}

impl CapacityFacts {
    /// Whether the row has no fact at all.
    pub fn states_nothing(&self) -> bool {
        self.rate.is_none()
            && self.terms.is_none()
            && self.prorated.is_none()
            && self.least.is_none()
            && self.step.is_none()
            && self.throughput.is_none()
            && self.counts.is_empty()
            && self.sold.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_exact_decimals_from_zero_on() {
        for (text, billionths) in [
            ("0", Some(0)),
            ("1", Some(1_000_000_000)),
            ("8", Some(8_000_000_000)),
            ("0.1", Some(100_000_000)),
            ("0.000000001", Some(1)),
            ("1.50", Some(1_500_000_000)),
            ("0.0000000001", None),
            ("-1", None),
            ("", None),
            ("eight", None),
            ("1e3", None),
            ("99999999999999999999", None),
        ] {
            let weight: Result<Weight, _> = text.parse();
            assert_eq!(weight.ok().map(Weight::billionths), billionths, "{text}");
        }
        assert_eq!("1.50".parse::<Weight>().unwrap().to_string(), "1.5");
    }
}
