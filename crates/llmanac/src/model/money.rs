use std::cmp::Ordering;
use std::fmt::{self, Write as _};

use super::rate::Rate;

/// Why a sum of money cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// The sum is larger than 128 bits can hold.
    #[error("the amount is too large to be computed exactly")]
    Overflow,
}

/// An exact amount of US dollars: a fraction of integers, never rounded.
///
/// ```
/// use llmanac::model::{Money, Rate};
/// let input = Money::of(1000, Rate::usd("5", 1_000_000)?)?;
/// let output = Money::of(500, Rate::usd("15", 1_000_000)?)?;
/// assert_eq!(input.plus(output)?.to_string(), "0.0125");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Money {
    /// Billionths of a dollar, times the denominator.
    numerator: i128,
    denominator: u64,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// What so many units cost at a rate.
    ///
    /// # Errors
    ///
    /// An amount larger than 128 bits can hold.
    pub fn of(quantity: u64, rate: Rate) -> Result<Self, MoneyError> {
        let numerator =
            i128::from(quantity).checked_mul(i128::from(rate.nano_usd())).ok_or(MoneyError::Overflow)?;
        Ok(Self { numerator, denominator: u64::from(rate.per()) })
    }

    /// Billionths of a dollar as a fraction; a denominator of zero is taken for one.
    pub(crate) const fn nano(numerator: i128, denominator: u64) -> Self {
        Self { numerator, denominator: if denominator == 0 { 1 } else { denominator } }
    }

    /// The exact amount in billionths of a US dollar: a numerator and a denominator, not reduced.
    pub const fn nano_usd(self) -> (i128, u64) {
        (self.numerator, self.denominator)
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    ///
    /// A sum larger than 128 bits can hold.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.denominator == other.denominator {
            let numerator = self.numerator.checked_add(other.numerator).ok_or(MoneyError::Overflow)?;
            return Ok(Self { numerator, denominator: self.denominator });
        }
        // Per million and per thousand, as in most sums: no need to reduce either.
        let (coarse, fine) = if self.denominator < other.denominator { (self, other) } else { (other, self) };
        if fine.denominator.is_multiple_of(coarse.denominator)
            && let factor = i128::from(fine.denominator / coarse.denominator)
            && let Some(widened) = coarse.numerator.checked_mul(factor)
            && let Some(numerator) = widened.checked_add(fine.numerator)
        {
            return Ok(Self { numerator, denominator: fine.denominator });
        }
        let (a, b) = (self.reduced(), other.reduced());
        let shared = gcd(u128::from(a.denominator), u128::from(b.denominator));
        let shared = u64::try_from(shared).unwrap_or(1).max(1);
        let denominator = (a.denominator / shared).checked_mul(b.denominator).ok_or(MoneyError::Overflow)?;
        let widened = |part: Self| {
            let factor = i128::from(denominator / part.denominator);
            part.numerator.checked_mul(factor).ok_or(MoneyError::Overflow)
        };
        let numerator = widened(a)?.checked_add(widened(b)?).ok_or(MoneyError::Overflow)?;
        Ok(Self { numerator, denominator })
    }

    /// What is left without another amount; below zero where that one is larger.
    ///
    /// ```
    /// use llmanac::model::{Money, Rate};
    /// let cent = Money::of(1, Rate::usd("0.01", 1)?)?;
    /// assert_eq!(Money::ZERO.minus(cent)?.to_string(), "-0.01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A difference larger than 128 bits can hold.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        let numerator = other.numerator.checked_neg().ok_or(MoneyError::Overflow)?;
        self.plus(Self { numerator, ..other })
    }

    /// Whether it is exactly nothing.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    fn reduced(self) -> Self {
        let shared = gcd(self.numerator.unsigned_abs(), u128::from(self.denominator));
        // A divisor of the denominator, so it fits.
        let shared = u64::try_from(shared).unwrap_or(1).max(1);
        Self { numerator: self.numerator / i128::from(shared), denominator: self.denominator / shared }
    }

    /// The amount in US dollars as a decimal text, canonical: no exponent, no trailing zeros.
    ///
    /// A fraction without an end (a price per 3,600 seconds) is cut after 30 decimals, half to even.
    pub fn to_decimal(self) -> String {
        let (numerator, denominator) = self.dollars();
        signed(self.numerator < 0, decimal(numerator, denominator))
    }

    /// The amount for people: at least four decimals, six significant digits, half to even.
    ///
    /// A sum that is not nothing never reads as zero.
    pub fn to_people(self) -> String {
        const LEAST: usize = 4;
        let (numerator, denominator) = self.dollars();
        signed(self.numerator < 0, people(numerator, denominator, LEAST))
    }

    /// The amount with so many decimals, rounded half to even.
    fn digits(self, decimals: usize) -> String {
        let (numerator, denominator) = self.dollars();
        signed(self.numerator < 0, digits(numerator, denominator, decimals))
    }

    /// Dollars as a fraction, the sign aside.
    fn dollars(self) -> (u128, u128) {
        const NANO_PER_DOLLAR: u128 = 1_000_000_000;
        // Fits with room to be multiplied by ten: 64 bits, 30 bits for nano.
        (self.numerator.unsigned_abs(), u128::from(self.denominator) * NANO_PER_DOLLAR)
    }
}

fn signed(negative: bool, text: String) -> String {
    if negative { format!("-{text}") } else { text }
}

/// A fraction as a decimal text without trailing zeros, cut after 30 decimals, half to even.
///
/// Ten times the denominator must fit.
pub(crate) fn decimal(numerator: u128, denominator: u128) -> String {
    const DECIMALS: usize = 30;
    let mut rest = numerator % denominator;
    // Room for the whole text of nearly every amount, at once.
    let mut text = String::with_capacity(24);
    let _ = write!(text, "{}", numerator / denominator);
    if rest == 0 {
        return text;
    }
    text.push('.');
    // Nearly every amount ends after a few decimals: then there is nothing to round, and no zero to cut.
    for _ in 0..DECIMALS {
        let tenfold = rest * 10;
        text.push(char::from(b'0' + u8::try_from(tenfold / denominator).unwrap_or(9)));
        rest = tenfold % denominator;
        if rest == 0 {
            return text;
        }
    }
    let digits = digits(numerator, denominator, DECIMALS);
    let digits = if digits.contains('.') { digits.trim_end_matches('0') } else { &digits };
    digits.trim_end_matches('.').to_owned()
}

/// A fraction for people: six significant digits, at least so many decimals, never a zero that is none.
pub(crate) fn people(numerator: u128, denominator: u128, least: usize) -> String {
    const SIGNIFICANT: usize = 6;
    let exact = decimal(numerator, denominator);
    let Some((whole, fraction)) = exact.split_once('.') else {
        return if least == 0 { exact } else { format!("{exact}.{}", "0".repeat(least)) };
    };
    let whole_digits = whole.trim_start_matches('0').len();
    let leading = if whole_digits > 0 { 0 } else { fraction.len() - fraction.trim_start_matches('0').len() };
    let decimals = (SIGNIFICANT.saturating_sub(whole_digits) + leading).max(least);
    let rounded = digits(numerator, denominator, decimals);
    let Some((whole, fraction)) = rounded.split_once('.') else { return rounded };
    let kept = fraction.trim_end_matches('0').len().max(least);
    if kept == 0 { whole.to_owned() } else { format!("{whole}.{fraction:0<kept$.kept$}") }
}

/// A fraction with so many decimals, rounded half to even.
fn digits(numerator: u128, denominator: u128, decimals: usize) -> String {
    let mut rest = numerator % denominator;
    let mut digits: Vec<u8> = (numerator / denominator).to_string().into_bytes();
    for _ in 0..decimals {
        let tenfold = rest * 10;
        digits.push(b'0' + u8::try_from(tenfold / denominator).unwrap_or(9));
        rest = tenfold % denominator;
    }
    let odd = digits.last().is_some_and(|digit| digit % 2 == 1);
    match (rest * 2).cmp(&denominator) {
        Ordering::Greater => round_up(&mut digits),
        Ordering::Equal if odd => round_up(&mut digits),
        _ => {}
    }
    let whole = digits.len() - decimals;
    let mut text = String::from_utf8_lossy(&digits).into_owned();
    if decimals > 0 {
        text.insert(whole, '.');
    }
    text
}

fn round_up(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit == b'9' {
            *digit = b'0';
        } else {
            *digit += 1;
            return;
        }
    }
    digits.insert(0, b'1');
}

pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl PartialEq for Money {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Money {}

impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Money {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        // Whole parts first, then the rests by continued fractions: no product, so no overflow.
        compare(
            (self.numerator, u128::from(self.denominator)),
            (other.numerator, u128::from(other.denominator)),
        )
    }
}

fn compare(a: (i128, u128), b: (i128, u128)) -> Ordering {
    match (a.0 < 0, b.0 < 0) {
        (true, false) => return Ordering::Less,
        (false, true) => return Ordering::Greater,
        (true, true) => {
            return compare_positive(b.0.unsigned_abs(), b.1, a.0.unsigned_abs(), a.1);
        }
        (false, false) => {}
    }
    compare_positive(a.0.unsigned_abs(), a.1, b.0.unsigned_abs(), b.1)
}

fn compare_positive(mut an: u128, mut ad: u128, mut bn: u128, mut bd: u128) -> Ordering {
    loop {
        let (aw, bw) = (an / ad, bn / bd);
        if aw != bw {
            return aw.cmp(&bw);
        }
        let (ar, br) = (an % ad, bn % bd);
        match (ar == 0, br == 0) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            // ar/ad < br/bd exactly when bd/br < ad/ar.
            (false, false) => (an, ad, bn, bd) = (bd, br, ad, ar),
        }
    }
}

impl fmt::Display for Money {
    /// The exact decimal; `{:.6}` rounds to so many decimals, half to even.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match f.precision() {
            Some(decimals) => f.write_str(&self.digits(decimals)),
            None => f.pad(&self.to_decimal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(quantity: u64, amount: &str, per: u32) -> Money {
        Money::of(quantity, Rate::usd(amount, per).unwrap()).unwrap()
    }

    #[test]
    fn amounts_print_exactly() {
        assert_eq!(money(1, "0.0125", 1_000_000).to_string(), "0.0000000125");
        assert_eq!(money(1_000_000, "2.5", 1_000_000).to_string(), "2.5");
        assert_eq!(money(0, "2.5", 1_000_000).to_string(), "0");
        assert_eq!(money(30, "1", 1).to_string(), "30");
        assert_eq!(money(100, "10", 1).to_string(), "1000");
        assert_eq!(money(7, "3", 3600).to_string(), "0.005833333333333333333333333333");
        assert_eq!(money(u64::MAX, "9000000000", 1).to_string(), "166020696663385964535000000000");
    }

    #[test]
    fn people_see_six_digits_and_never_a_zero_that_is_none() {
        assert_eq!(money(1000, "5", 1_000_000).to_people(), "0.0050");
        assert_eq!(money(1, "0.0125", 1_000_000).to_people(), "0.0000000125");
        assert_eq!(money(123_456_789, "2.5", 1_000_000).to_people(), "308.6420");
        assert_eq!(money(2, "1", 3).to_people(), "0.666667");
        assert_eq!(Money::ZERO.to_people(), "0.0000");
        assert_eq!(format!("{:.4}", money(5, "0.00003", 1)), "0.0002");
        assert_eq!(format!("{:.4}", money(5, "0.00001", 1)), "0.0000");
    }

    #[test]
    fn amounts_compare_over_different_denominators() {
        assert!(money(1, "1", 3) < money(1, "1", 2));
        assert_eq!(money(2, "1", 4), money(1, "1", 2));
        assert!(money(u64::MAX, "9000000000", 7) > money(u64::MAX, "8000000000", 7_000_000));
        assert_eq!(money(1, "1", 3).plus(money(1, "1", 6)).unwrap(), money(1, "1", 2));
    }
}
