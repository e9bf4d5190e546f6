use rust_decimal::Decimal;

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// The text is no number.
    #[error("`{0}` is no number")]
    NoNumber(String),
    /// A price below zero.
    #[error("a price cannot be negative: {0}")]
    Negative(String),
    /// More digits than an exact decimal holds.
    #[error("{0} has more digits than can be held exactly")]
    TooFine(String),
}

/// US dollars for so many units, exactly as a file states them.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    quoted: Decimal,
    units: u32,
    is_repaired: bool,
}

impl PartialEq for Amount {
    /// Whether one unit costs the same, for however many the two are quoted.
    fn eq(&self, other: &Self) -> bool {
        if self.units == other.units {
            // Of any size: an amount is itself.
            return self.quoted == other.quoted;
        }
        let (own, its) =
            (self.quoted.checked_mul(other.units.into()), other.quoted.checked_mul(self.units.into()));
        own == its && own.is_some()
    }
}

impl Eq for Amount {}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self { quoted: Decimal::ZERO, units: 1, is_repaired: false };
    /// Significant digits from which a number shows the noise of a binary fraction.
    const NOISY: usize = 15;
    /// Digits that survive the repair.
    const KEPT: u32 = 12;

    /// An amount for `units`, from the text of a JSON number or of a string with one.
    ///
    /// Noise of binary fractions, which shows in the 15th digit and later, is taken off:
    /// `0.049999999999999996` was quoted as `0.05`.
    ///
    /// ```
    /// use llmanac::import::Amount;
    /// assert_eq!(Amount::read("2.5e-06", 1)?.per_million().to_string(), "2.5");
    /// let noisy = Amount::read("0.049999999999999996", 1_000_000)?;
    /// assert_eq!((noisy.per_million().to_string().as_str(), noisy.is_repaired()), ("0.05", true));
    /// assert!(Amount::read("free", 1).is_err());
    /// # Ok::<(), llmanac::import::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A text that is no number, is negative, or has more digits than can be held exactly.
    pub fn read(text: &str, units: u32) -> Result<Self, AmountError> {
        let short = || text.chars().take(60).collect::<String>();
        let text = text.trim();
        let read = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
        let quoted = match read {
            Ok(quoted) => quoted.normalize(),
            Err(rust_decimal::Error::Underflow | rust_decimal::Error::ScaleExceedsMaximumPrecision(_)) => {
                return Err(AmountError::TooFine(short()));
            }
            Err(_) if is_number(text) => return Err(AmountError::TooFine(short())),
            Err(_) => return Err(AmountError::NoNumber(short())),
        };
        if quoted.is_sign_negative() && !quoted.is_zero() {
            return Err(AmountError::Negative(short()));
        }
        let is_repaired = digits(quoted) >= Self::NOISY;
        let quoted =
            if is_repaired { quoted.round_sf(Self::KEPT).unwrap_or(quoted).normalize() } else { quoted };
        Ok(Self { quoted, units: units.max(1), is_repaired })
    }

    /// The amount as it was quoted for so many times the units, where its digits are those of a quotient that never ends:
    /// `0.00028333333333333335` for a second is `0.017` for a minute.
    ///
    /// ```
    /// use llmanac::import::Amount;
    /// let minute = Amount::read("0.00028333333333333335", 1)?.quoted_for(&[60, 3_600]);
    /// assert_eq!((minute.per(60).map(|own| own.to_string()), minute.per(1)), (Some("0.017".to_owned()), None));
    /// # Ok::<(), llmanac::import::AmountError>(())
    /// ```
    #[must_use]
    pub fn quoted_for(self, times: &[u32]) -> Self {
        /// A quoted price has no more digits.
        const QUOTED: usize = 6;
        let is_endless = digits(self.quoted) >= usize::try_from(Self::KEPT).unwrap_or(usize::MAX);
        let whole = |times: &u32| {
            // Two digits fewer than were kept: those that the repair, or the file, rounded.
            let quoted = self.quoted.checked_mul((*times).into())?.round_sf(Self::KEPT - 2)?.normalize();
            let units = self.units.checked_mul(*times)?;
            (digits(quoted) <= QUOTED).then_some(Self { quoted, units, is_repaired: true })
        };
        if is_endless { times.iter().find_map(whole).unwrap_or(self) } else { self }
    }

    /// US dollars for one unit, the last of 28 digits rounded where it never ends.
    pub fn per_unit(self) -> Decimal {
        self.quoted.checked_div(self.units.into()).unwrap_or(self.quoted).normalize()
    }

    /// US dollars for a million units, the last of 28 digits rounded where it never ends.
    pub fn per_million(self) -> Decimal {
        const MILLION: u32 = 1_000_000;
        // Six places to the left of at most 28 digits; what overflows stays as it is for one.
        let million = || self.quoted.checked_mul(MILLION.into())?.checked_div(self.units.into());
        self.per(MILLION).or_else(million).unwrap_or(self.per_unit()).normalize()
    }

    /// US dollars for so many units; `None` where no decimal of 28 digits holds it.
    ///
    /// ```
    /// use llmanac::import::Amount;
    /// let hour = Amount::read("0.111", 3_600)?;
    /// assert_eq!((hour.per(3_600).map(|own| own.to_string()), hour.per(1)), (Some("0.111".to_owned()), None));
    /// # Ok::<(), llmanac::import::AmountError>(())
    /// ```
    pub fn per(self, units: u32) -> Option<Decimal> {
        let whole = self.quoted.checked_mul(units.into())?;
        let amount = whole.checked_div(self.units.into())?;
        let back = amount.checked_mul(self.units.into())?;
        (back == whole).then(|| amount.normalize())
    }

    /// So many times the amount; `None` where no decimal of 28 digits holds it exactly.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let quoted = self.quoted.checked_mul(factor)?;
        // A product that was rounded cannot be divided back.
        let is_exact = quoted.checked_div(factor).map(|back| back.normalize()) == Some(self.quoted);
        // The repair is told with the amount itself.
        is_exact.then(|| Self { quoted: quoted.normalize(), units: self.units, is_repaired: false })
    }

    /// Whether the noise of a binary fraction was taken off.
    pub fn is_repaired(self) -> bool {
        self.is_repaired
    }
}

/// Whether a text is a number as JSON writes them, however many digits it has.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}

/// The significant digits of a normalized decimal.
fn digits(decimal: Decimal) -> usize {
    decimal.mantissa().unsigned_abs().to_string().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_what_the_text_says() {
        for (text, units, per_million) in [
            ("2.5e-06", 1, "2.5"),
            ("1.25E-7", 1, "0.125"),
            ("0", 1, "0"),
            ("5", 1_000_000, "5"),
            ("0.0375", 1_000_000, "0.0375"),
            ("0.30000000000000004", 1_000_000, "0.3"),
            ("4.049997e-05", 1, "40.49997"),
            ("0.01", 1_000, "10"),
        ] {
            let amount = Amount::read(text, units).unwrap();
            assert_eq!(amount.per_million().to_string(), per_million, "{text} for {units}");
        }
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in ["", "-1", "-2e-6", "NaN", "1e400", "1e-40", "1,5", "0x10", "true", "\"1\""] {
            assert!(Amount::read(text, 1).is_err(), "{text}");
        }
    }

    #[test]
    fn an_amount_for_an_hour_has_no_rate_for_a_second_and_is_held_as_it_is_quoted() {
        let hour = Amount::read("0.111", 3_600).unwrap();
        assert_eq!(
            (hour.per(3_600), hour.per(60), hour.per(1)),
            ("0.111".parse().ok(), "0.00185".parse().ok(), None)
        );
        assert_eq!(Amount::read("0.36", 3_600).unwrap(), Amount::read("0.0001", 1).unwrap());
        assert_ne!(hour, Amount::read("0.111", 60).unwrap());
        let table = [
            ("0.00028333333333333335", "0.017"),
            ("8.33333333333e-05", "0.005"),
            ("0.0061234567890123456", "-"),
        ];
        for (second, minute) in table {
            let told = Amount::read(second, 1).unwrap().quoted_for(&[60, 3_600]);
            let minute = (minute != "-").then(|| minute.parse().unwrap());
            assert_eq!(told.per(60).filter(|_| told.per(1).is_none()), minute, "{second}");
        }
    }

    #[test]
    fn an_amount_of_any_size_is_itself() {
        let large = Amount::read("79514264337593543950335", 1_000_000).unwrap();
        assert_eq!(large, large);
        assert_ne!(large, Amount::read("79514264337593543950335", 1_000).unwrap());
    }

    #[test]
    fn a_number_that_cannot_be_held_is_not_said_to_be_none() {
        let digits = "1234567890123456789012345678901234567890";
        for text in [digits, &format!("0.{digits}"), "1e999", "1e-999"] {
            assert!(matches!(Amount::read(text, 1), Err(AmountError::TooFine(_))), "{text}");
        }
        for text in ["01", "1.", "1 2", "", "-", "1e", "\u{661}"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
