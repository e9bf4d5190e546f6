use std::fmt;
use std::num::NonZeroU32;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Why a text is no rate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RateError {
    /// The text is no decimal number.
    #[error("`{0}` is no decimal number; write \"2.5\"")]
    NoNumber(String),
    /// A price below zero.
    #[error("a rate cannot be negative: {0}")]
    Negative(String),
    /// More than nine decimals: the noise of a binary fraction, not a price.
    #[error("{0} has more than 9 decimals; write the price as it is quoted")]
    TooFine(String),
    /// More than a rate can hold.
    #[error("{0} is too large for a rate")]
    TooLarge(String),
}

/// Money per so many units of a meter, as quoted: an integer amount and a denominator.
///
/// ```
/// use llmanac::model::Rate;
/// let rate = Rate::usd("2.5", 1_000_000)?;
/// assert_eq!(rate.to_string(), "2.5 per 1000000");
/// assert_eq!((rate.nano_usd(), rate.per()), (2_500_000_000, 1_000_000));
/// assert!(Rate::usd("0.30000000000000004", 1).is_err());
/// # Ok::<(), llmanac::model::RateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rate {
    nano_usd: i64,
    per: NonZeroU32,
}

impl Rate {
    /// A rate in US dollars per so many units; zero units are taken for one.
    ///
    /// # Errors
    ///
    /// A text that is no decimal number, negative, finer than nine decimals, or too large.
    pub fn usd(amount: &str, per: u32) -> Result<Self, RateError> {
        const NANO: u32 = 9;
        let short = || amount.chars().take(60).collect::<String>();
        let decimal = Decimal::from_str_exact(amount).map_err(|_| RateError::NoNumber(short()))?.normalize();
        if decimal.is_sign_negative() && !decimal.is_zero() {
            return Err(RateError::Negative(short()));
        }
        let scale = decimal.scale();
        if scale > NANO {
            return Err(RateError::TooFine(short()));
        }
        let nano_usd = decimal
            .mantissa()
            .checked_mul(10i128.pow(NANO - scale))
            .and_then(|nano| i64::try_from(nano).ok())
            .ok_or_else(|| RateError::TooLarge(short()))?;
        Ok(Self { nano_usd, per: at_least_one(per) })
    }

    /// A free meter; zero units are taken for one.
    pub const fn free(per: u32) -> Self {
        Self { nano_usd: 0, per: at_least_one(per) }
    }

    /// Billionths of a US dollar for [`per`](Self::per) units.
    pub const fn nano_usd(self) -> i64 {
        self.nano_usd
    }

    /// So many units cost the amount.
    pub const fn per(self) -> u32 {
        self.per.get()
    }

    /// The amount as quoted, in US dollars.
    pub fn amount(self) -> Decimal {
        Decimal::new(self.nano_usd, 9).normalize()
    }

    /// The same rate, quoted for another number of units, where that is exact in nano-dollars.
    pub fn quoted_per(self, per: u32) -> Option<Self> {
        let per = at_least_one(per);
        let scaled = i128::from(self.nano_usd) * i128::from(per.get());
        let own = i128::from(self.per());
        if scaled % own != 0 {
            return None;
        }
        i64::try_from(scaled / own).ok().map(|nano_usd| Self { nano_usd, per })
    }

    /// US dollars for so many units, exactly; `None` where no decimal is exact.
    ///
    /// ```
    /// use llmanac::model::Rate;
    /// let rate = Rate::usd("0.0375", 1_000_000)?;
    /// assert_eq!(rate.amount_per(1).unwrap().to_string(), "0.0000000375");
    /// assert_eq!(Rate::usd("1", 3)?.amount_per(1_000), None);
    /// # Ok::<(), llmanac::model::RateError>(())
    /// ```
    pub fn amount_per(self, units: u32) -> Option<Decimal> {
        const NANO: u32 = 9;
        // A denominator of 32 bits that divides a power of ten divides this one.
        const MOST: u32 = 32;
        let own = i128::from(self.per());
        let mut nano = i128::from(self.nano_usd).checked_mul(units.into())?;
        for finer in 0..=MOST {
            if nano % own == 0 {
                let amount = Decimal::try_from_i128_with_scale(nano / own, NANO + finer).ok()?;
                return Some(amount.normalize());
            }
            nano = nano.checked_mul(10)?;
        }
        None
    }

    /// The rate with so many thousandths of it left, exactly; `None` where that overflows.
    ///
    /// For discounts that a caller states; the catalog has explicit rates only.
    ///
    /// ```
    /// use llmanac::model::Rate;
    /// let list = Rate::usd("2.5", 1_000_000)?;
    /// assert_eq!(list.thousandths(900), Some(Rate::usd("2.25", 1_000_000)?));
    /// # Ok::<(), llmanac::model::RateError>(())
    /// ```
    pub fn thousandths(self, left: u16) -> Option<Self> {
        let scaled = i128::from(self.nano_usd) * i128::from(left);
        // Quoted for the same number of units where that is exact: 10 % off 2.5 is 2.25.
        let (amount, per) = if scaled % 1_000 == 0 {
            (scaled / 1_000, self.per)
        } else {
            (scaled, self.per.checked_mul(const { at_least_one(1_000) })?)
        };
        i64::try_from(amount).ok().map(|nano_usd| Self { nano_usd, per })
    }
}

const fn at_least_one(per: u32) -> NonZeroU32 {
    match NonZeroU32::new(per) {
        Some(per) => per,
        None => NonZeroU32::MIN,
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per {}", self.amount(), self.per())
    }
}
