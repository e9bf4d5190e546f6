//! Exact numbers that are not money: weighted tokens, units, shares.

use std::cmp::Ordering;
use std::fmt;

use crate::model::{MoneyError, decimal, gcd, people};

/// An exact number from zero on: a reduced fraction of integers, never rounded.
///
/// ```
/// use llmanac::cost::Fraction;
/// let units = Fraction::new(360_000, 3_400)?;
/// assert_eq!((units.ceil(), units.to_people()), (106, "105.882".to_owned()));
/// # Ok::<(), llmanac::model::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: u128,
    denominator: u128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// A fraction of integers.
    ///
    /// # Errors
    ///
    /// A denominator of zero, or one that is too large to be printed exactly.
    pub fn new(numerator: u128, denominator: u128) -> Result<Self, MoneyError> {
        let shared = gcd(numerator, denominator).max(1);
        let (numerator, denominator) = (numerator / shared, denominator / shared);
        // Long division multiplies a rest by ten.
        if denominator == 0 || denominator > u128::MAX / 10 {
            return Err(MoneyError::Overflow);
        }
        Ok(Self { numerator, denominator })
    }

    /// The reduced numerator and denominator.
    pub const fn parts(self) -> (u128, u128) {
        (self.numerator, self.denominator)
    }

    /// Times another fraction.
    ///
    /// # Errors
    ///
    /// A product that 128 bits cannot hold, or a denominator of zero.
    pub fn times(self, numerator: u128, denominator: u128) -> Result<Self, MoneyError> {
        // Reduced crosswise first, so that the products stay as small as they can be.
        let by = Self::new(numerator, denominator)?;
        let left = Self::new(self.numerator, by.denominator)?;
        let right = Self::new(by.numerator, self.denominator)?;
        let product = |a: u128, b: u128| a.checked_mul(b).ok_or(MoneyError::Overflow);
        Self::new(product(left.numerator, right.numerator)?, product(left.denominator, right.denominator)?)
    }

    /// The sum with another.
    ///
    /// # Errors
    ///
    /// A sum that 128 bits cannot hold.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        let shared = gcd(self.denominator, other.denominator).max(1);
        let widened = |own: Self, by: u128| own.numerator.checked_mul(by / shared);
        let sum = widened(self, other.denominator)
            .zip(widened(other, self.denominator))
            .and_then(|(a, b)| a.checked_add(b));
        let denominator = (self.denominator / shared).checked_mul(other.denominator);
        match (sum, denominator) {
            (Some(sum), Some(denominator)) => Self::new(sum, denominator),
            _ => Err(MoneyError::Overflow),
        }
    }

    /// The next whole number.
    pub const fn ceil(self) -> u128 {
        self.numerator.div_ceil(self.denominator)
    }

    /// The number for people: six significant digits, half to even.
    pub fn to_people(self) -> String {
        people(self.numerator, self.denominator, 0)
    }
}

impl PartialOrd<u128> for Fraction {
    fn partial_cmp(&self, other: &u128) -> Option<Ordering> {
        let (whole, rest) = (self.numerator / self.denominator, self.numerator % self.denominator);
        Some(whole.cmp(other).then(rest.cmp(&0)))
    }
}

impl PartialEq<u128> for Fraction {
    fn eq(&self, other: &u128) -> bool {
        self.denominator == 1 && self.numerator == *other
    }
}

impl fmt::Display for Fraction {
    /// The exact decimal; one without an end is cut after 30 decimals, half to even.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal(self.numerator, self.denominator))
    }
}

/// A decimal text.
impl serde::Serialize for Fraction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
