//! What a call may cost, before it is made: bounds over everything that may come.

use crate::model::{Meter, Money};

use super::answer::{Cost, CostError};
use super::band::Band;
use super::free::FreeUse;
use super::meters::MeterSet;
use super::open_item::Charge;
use super::plan::{PricePlan, is_capacity};
use super::span::{Span, TokenBand};
use super::usage::{Usage, is_input};

impl PricePlan {
    /// The bounds of a text call's cost, from the bands of its tokens.
    ///
    /// The answer may hold thinking where the plan has a rate for it. Nothing is taken to be read
    /// from a cache or written to one; say so beside the bounds, or give [`estimate`](Self::estimate)
    /// the meters that may occur.
    ///
    /// ```
    /// use llmanac::cost::{PricePlan, TokenBand};
    /// use llmanac::model::{Meter, Rate};
    /// let plan = PricePlan::of_rates([
    ///     (Meter::InputText, Rate::usd("2.5", 1_000_000)?),
    ///     (Meter::OutputText, Rate::usd("10", 1_000_000)?),
    /// ]);
    /// let cost = plan.estimate_text(TokenBand::new(400, Some(424)), TokenBand::new(0, Some(16_384)))?;
    /// assert_eq!(cost.to_string(), "0.0010 .. 0.1649 USD");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`estimate`](Self::estimate).
    pub fn estimate_text(&self, input: TokenBand, output: TokenBand) -> Result<Cost, CostError> {
        let mut answer = Span::of(Meter::OutputText, output);
        if self.bands().any(|band| band.priced().contains(Meter::OutputReasoning)) {
            answer = answer.or(Meter::OutputReasoning);
        }
        self.estimate(&[Span::of(Meter::InputText, input), answer])
    }

    /// The bounds of the cost of every call whose tokens lie within some spans.
    ///
    /// Where a threshold of the plan lies within the total input, the bounds hold the calls on both
    /// sides of it. Exact where only one cost is possible; incomplete where a meter that may occur
    /// has no rate.
    ///
    /// # Errors
    ///
    /// A meter that no call consumes, or an amount that 128 bits cannot hold.
    pub fn estimate(&self, spans: &[Span]) -> Result<Cost, CostError> {
        let meters = spans.iter().fold(MeterSet::NONE, |all, span| all.union(span.meters()));
        if let Some(meter) = meters.iter().find(|meter| is_capacity(*meter)) {
            return Err(CostError::Capacity(meter));
        }
        if let Some(usage) = only_usage(spans) {
            return self.cost(&usage);
        }
        let bands: Vec<&Band> = self.bands().collect();
        let mut bounds: Option<Bounds> = None;
        let mut missing = MeterSet::NONE;
        for (at, band) in bands.iter().enumerate() {
            let reach = Reach {
                least: if at == 0 { 0 } else { u128::from(band.over()) + 1 },
                most: bands.get(at + 1).map(|next| u128::from(next.over())),
            };
            let Some(spans) = reach.narrowed(spans) else {
                continue;
            };
            missing =
                spans.iter().fold(missing, |missing, span| missing.union(span.meters().minus(band.priced())));
            let own = Bounds::of(band, self.free, &spans)?;
            bounds = Some(match bounds {
                Some(other) => other.around(own),
                None => own,
            });
        }
        Ok(match bounds {
            _ if !missing.is_empty() => Cost::lacking(missing),
            Some(bounds) => Cost::between(bounds.low, bounds.high),
            // Some band holds any total, so this is a call without tokens.
            None => self.cost(&Usage::new())?,
        })
    }
}

/// The one usage that spans allow, where they allow no other.
fn only_usage(spans: &[Span]) -> Option<Usage> {
    spans.iter().try_fold(Usage::new(), |usage, span| {
        let count = span.tokens().exact()?;
        let mut meters = span.meters().iter();
        match (meters.next(), meters.next()) {
            (Some(meter), None) => usage.plus(&Usage::new().with(meter, count)),
            _ => (count == 0).then_some(usage),
        }
    })
}

/// The total inputs that one band of a plan prices.
struct Reach {
    least: u128,
    most: Option<u128>,
}

impl Reach {
    /// The spans, narrowed to calls that this band prices; `None` where it prices none of them.
    fn narrowed(&self, spans: &[Span]) -> Option<Vec<Span>> {
        let (low, high) = read(spans.iter());
        if self.most.is_some_and(|most| low > most) || high.is_some_and(|high| high < self.least) {
            return None;
        }
        let narrowed = spans.iter().enumerate().map(|(at, span)| {
            if !span.meters().iter().all(is_input) {
                return *span;
            }
            let others = spans.iter().enumerate().filter(|(other, _)| *other != at);
            let (others_low, others_high) = read(others.map(|(_, span)| span));
            // What the others cannot read, this one must; what they must read, it cannot.
            let least = others_high.map_or(0, |others| self.least.saturating_sub(others));
            let most = self.most.map(|most| most.saturating_sub(others_low));
            span.within(least, most)
        });
        Some(narrowed.filter(|span| span.tokens().exact() != Some(0)).collect())
    }
}

/// The total input of some spans; where only some meters of a span are input, it may read nothing.
fn read<'s>(spans: impl Iterator<Item = &'s Span>) -> (u128, Option<u128>) {
    spans.fold((0, Some(0)), |(low, high), span| {
        let tokens = span.tokens();
        let all = span.meters().iter().all(is_input);
        let any = span.meters().iter().any(is_input);
        let own_high = if any { tokens.high().map(u128::from) } else { Some(0) };
        (
            low + if all { u128::from(tokens.low()) } else { 0 },
            high.zip(own_high).map(|(high, own)| high + own),
        )
    })
}

/// The least and the most that calls cost; `None`: no end is known.
#[derive(Clone, Copy)]
struct Bounds {
    low: Money,
    high: Option<Money>,
}

impl Bounds {
    /// The bounds within one band: all tokens at the lowest rates, and all at the highest.
    fn of(band: &Band, used: FreeUse, spans: &[Span]) -> Result<Self, CostError> {
        let mut bounds = Self { low: Money::ZERO, high: Some(Money::ZERO) };
        for span in spans {
            let meters = || span.meters().iter().filter(|meter| band.priced().contains(*meter));
            let charges = |count: u64| -> Result<Vec<Charge<'_>>, CostError> {
                meters().filter_map(|meter| Charge::of(band, used, meter, count).transpose()).collect()
            };
            // Where some of several meters are free up to a quota, a mixture may cost less than any of them.
            let is_mixture = meters().count() > 1 && !meters().all(|meter| band.exact().contains(meter));
            let least = charges(span.tokens().low())?.iter().map(|charge| charge.low.amount).min();
            let Some(least) = least else { continue };
            if !is_mixture {
                bounds.low = bounds.low.plus(least)?;
            }
            bounds.high = match (bounds.high, span.tokens().high()) {
                (Some(high), Some(most)) => {
                    let most = charges(most)?.iter().map(|charge| charge.high.amount).max();
                    Some(high.plus(most.unwrap_or(Money::ZERO))?)
                }
                // No number of free tokens costs anything.
                (high, None) if meters().all(|meter| band.unit_rate(meter).is_some_and(Money::is_zero)) => {
                    high
                }
                _ => None,
            };
        }
        Ok(bounds)
    }

    /// Bounds that hold both.
    fn around(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.zip(other.high).map(|(own, other)| own.max(other)),
        }
    }
}
