use std::fmt;

use crate::model::{Meter, Tokens};

use super::meters::MeterSet;

/// A number of tokens that is known only between two ends.
///
/// ```
/// use llmanac::cost::TokenBand;
/// assert_eq!(TokenBand::new(0, Some(16_384)).to_string(), "0..16,384");
/// assert_eq!(TokenBand::new(400, None).to_string(), "400..?");
/// assert_eq!(TokenBand::exactly(400).to_string(), "400");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenBand {
    low: u64,
    high: Option<u64>,
}

impl TokenBand {
    /// From the least to the most; `None`: the most is not known. Ends in the wrong order are swapped.
    pub fn new(low: u64, high: Option<u64>) -> Self {
        match high {
            Some(high) if high < low => Self { low: high, high: Some(low) },
            _ => Self { low, high },
        }
    }

    /// A number that is known.
    pub fn exactly(count: u64) -> Self {
        Self { low: count, high: Some(count) }
    }

    /// The least.
    pub fn low(self) -> u64 {
        self.low
    }

    /// The most, where it is known.
    pub fn high(self) -> Option<u64> {
        self.high
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let high = self.high.zip(other.high).map(|(own, other)| own.saturating_add(other));
        Self { low: self.low.saturating_add(other.low), high }
    }

    /// The number, where both ends meet.
    pub fn exact(self) -> Option<u64> {
        self.high.filter(|high| *high == self.low)
    }
}

impl fmt::Display for TokenBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = Tokens::new(self.low);
        match self.high {
            Some(high) if high == self.low => write!(f, "{low}"),
            Some(high) => write!(f, "{low}..{}", Tokens::new(high)),
            None => write!(f, "{low}..?"),
        }
    }
}

/// So many tokens, spread over one meter or several in a way that nobody knows.
///
/// ```
/// use llmanac::cost::{Span, TokenBand};
/// use llmanac::model::Meter;
/// // An answer, some of which may be thinking.
/// let answer = Span::of(Meter::OutputText, TokenBand::new(0, Some(4096))).or(Meter::OutputReasoning);
/// assert_eq!(answer.meters().len(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    meters: MeterSet,
    tokens: TokenBand,
}

impl Span {
    /// Tokens of one meter.
    pub fn of(meter: Meter, tokens: TokenBand) -> Self {
        Self { meters: MeterSet::NONE.with(meter), tokens }
    }

    /// The same, any part of which may be of another meter.
    #[must_use]
    pub fn or(self, meter: Meter) -> Self {
        Self { meters: self.meters.with(meter), ..self }
    }

    /// The meters.
    pub fn meters(self) -> MeterSet {
        self.meters
    }

    /// The same, with no fewer and no more tokens than two ends that leave some.
    pub(super) fn within(self, least: u128, most: Option<u128>) -> Self {
        let ceiling = |count: u128| u64::try_from(count).unwrap_or(u64::MAX);
        let low = self.tokens.low.max(ceiling(least));
        let high = match (self.tokens.high, most.map(ceiling)) {
            (Some(own), Some(most)) => Some(own.min(most)),
            (own, most) => own.or(most),
        };
        Self { tokens: TokenBand::new(low, high), ..self }
    }

    /// How many tokens.
    pub fn tokens(self) -> TokenBand {
        self.tokens
    }
}
