//! What capacity costs over a time.

use std::fmt;

use crate::model::{Money, MoneyError, TimeUnit, UnitRate};

use super::fraction::Fraction;

/// Seconds in an hour.
pub(crate) const HOUR: u64 = 3_600;

/// For how long capacity is held: seconds, or calendar months, which have no fixed length.
///
/// ```
/// use llmanac::cost::CapacityTime;
/// assert_eq!(CapacityTime::hours(2), Some(CapacityTime::Seconds(7_200)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CapacityTime {
    /// So many seconds.
    Seconds(u64),
    /// So many calendar months.
    Months(u32),
}

impl CapacityTime {
    /// So many hours; `None` where their seconds do not fit 64 bits.
    pub fn hours(hours: u64) -> Option<Self> {
        hours.checked_mul(HOUR).map(Self::Seconds)
    }

    /// The seconds, where they are known.
    pub const fn seconds(self) -> Option<u64> {
        match self {
            Self::Seconds(seconds) => Some(seconds),
            Self::Months(_) => None,
        }
    }

    /// What so many units cost for the time, exactly; `None` where the rate is quoted for another kind of time.
    ///
    /// ```
    /// use llmanac::cost::CapacityTime;
    /// use llmanac::model::{Rate, TimeUnit, UnitRate};
    /// let hourly = UnitRate::new(Rate::usd("2", 1)?, TimeUnit::Hour);
    /// let quarter = CapacityTime::Seconds(900).cost(50, hourly)?;
    /// assert_eq!(quarter.ok_or("another kind of time")?.to_string(), "25");
    /// assert_eq!(CapacityTime::Months(1).cost(50, hourly)?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An amount that 128 bits cannot hold.
    pub fn cost(self, units: u64, rate: UnitRate) -> Result<Option<Money>, MoneyError> {
        let (count, span) = match (self, rate.time()) {
            (Self::Months(months), TimeUnit::Month) => (u64::from(months), Some(1)),
            (Self::Seconds(seconds), quoted) => (seconds, seconds_of(quoted)),
            (Self::Months(_), _) => (0, None),
        };
        let Some(span) = span else { return Ok(None) };
        // Two numbers of 64 bits make one of 128.
        let quantity = Fraction::new(u128::from(units) * u128::from(count), span.into())?;
        money(quantity, rate).map(Some)
    }

    /// The time with begun hours taken whole; `None` where that does not fit.
    #[must_use]
    pub(crate) fn in_whole_hours(self) -> Option<Self> {
        match self {
            Self::Seconds(seconds) => Self::hours(seconds.div_ceil(HOUR)),
            months @ Self::Months(_) => Some(months),
        }
    }
}

impl fmt::Display for CapacityTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match *self {
            Self::Seconds(seconds) if seconds > 0 && seconds % HOUR == 0 => (seconds / HOUR, "hour"),
            Self::Seconds(seconds) => (seconds, "second"),
            Self::Months(months) => (months.into(), "month"),
        };
        write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

/// Seconds of a unit of time; a month has no fixed number of them.
const fn seconds_of(time: TimeUnit) -> Option<u64> {
    match time {
        TimeUnit::Second => Some(1),
        TimeUnit::Hour => Some(HOUR),
        TimeUnit::Month => None,
    }
}

/// What a share of capacity costs, in seconds of one unit; `None` where the rate is not quoted for seconds or hours.
///
/// # Errors
///
/// An amount that 128 bits cannot hold.
pub(crate) fn share_cost(unit_seconds: Fraction, rate: UnitRate) -> Result<Option<Money>, MoneyError> {
    match seconds_of(rate.time()) {
        Some(span) => money(unit_seconds.times(1, span.into())?, rate).map(Some),
        None => Ok(None),
    }
}

fn money(quantity: Fraction, rate: UnitRate) -> Result<Money, MoneyError> {
    let amount = rate.rate();
    // A rate is never negative.
    let nano = u128::from(amount.nano_usd().unsigned_abs());
    let (numerator, denominator) = quantity.times(nano, amount.per().into())?.parts();
    let numerator = i128::try_from(numerator).map_err(|_| MoneyError::Overflow)?;
    let denominator = u64::try_from(denominator).map_err(|_| MoneyError::Overflow)?;
    Ok(Money::nano(numerator, denominator))
}
