//! Counts that leave open at which rate they are charged, and the bounds over it.

use crate::model::{Meter, MeterKind};

use super::answer::{Cost, CostError};
use super::band::{Band, PlanRate};
use super::meters::MeterSet;
use super::plan::PricePlan;
use super::span::{Span, TokenBand};
use super::usage::Usage;

/// The meters that leave something open: the lifetime of a cache, the modality, the share of thinking.
pub(crate) const OPEN: MeterSet = MeterSet::NONE
    .with(Meter::CacheWriteText)
    .with(Meter::InputUnattributed)
    .with(Meter::OutputUnattributed)
    .with(Meter::OutputUnsplit);

impl PricePlan {
    /// The bounds of a call's cost over everything that its counts leave open.
    ///
    /// Cache writes whose lifetime nobody stated may be of any lifetime that has a rate, tokens of no stated modality
    /// of any that has one, and an answer whose share of thinking is not stated may be all thinking or none. Where the
    /// counts leave nothing open this is [`cost`](Self::cost), with its lines.
    ///
    /// ```
    /// use llmanac::cost::{PricePlan, Usage};
    /// use llmanac::model::{Meter, Rate};
    /// let plan = PricePlan::of_rates([
    ///     (Meter::CacheWrite5mText, Rate::usd("3.75", 1_000_000)?),
    ///     (Meter::CacheWrite1hText, Rate::usd("6", 1_000_000)?),
    /// ]);
    /// let written = Usage::new().with(Meter::CacheWriteText, 1_000_000);
    /// assert_eq!(plan.bounds(&written)?.to_string(), "3.7500 .. 6.0000 USD");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A meter that no call consumes, or an amount that 128 bits cannot hold.
    pub fn bounds(&self, usage: &Usage) -> Result<Cost, CostError> {
        self.bounds_over(usage, OPEN)
    }

    /// The bounds over what some meters leave open; the others are taken as they are.
    pub(crate) fn bounds_over(&self, usage: &Usage, open: MeterSet) -> Result<Cost, CostError> {
        let band = self.band(usage.total_input());
        let spans: Vec<Span> = usage
            .iter()
            .map(|(meter, count)| {
                let own = Span::of(meter, TokenBand::exactly(count));
                let rate = band.unit_rate(meter);
                if rate.is_some() && !open.contains(meter) {
                    return own;
                }
                // Its own rate is one of those it may be charged at, where it has one.
                let others = || choices(band.priced(), meter).filter(|other| band.unit_rate(*other) != rate);
                match rate {
                    Some(_) => others().fold(own, Span::or),
                    None if extremes(band, meter).is_some() => others()
                        .fold(None, |span: Option<Span>, other| {
                            Some(span.map_or_else(|| Span::of(other, own.tokens()), |span| span.or(other)))
                        })
                        .unwrap_or(own),
                    None => own,
                }
            })
            .collect();
        self.estimate(&spans)
    }

    /// The cheapest and the dearest meter of those that the tokens of a meter may be of, and how many these are;
    /// `None` where it leaves nothing open.
    pub(crate) fn ends(&self, usage: &Usage, meter: Meter) -> Option<(Meter, Meter, usize)> {
        let band = self.band(usage.total_input());
        let mut known: Vec<Meter> = choices(band.priced(), meter).collect();
        if usage.count(meter) == 0 || known.is_empty() {
            return None;
        }
        // Its own rate is one more where none of the others is the same.
        let own = band.unit_rate(meter);
        if own.is_some() && known.iter().all(|other| band.unit_rate(*other) != own) {
            known.push(meter);
        }
        let by_rate = |a: &&Meter, b: &&Meter| band.unit_rate(**a).cmp(&band.unit_rate(**b));
        let (cheapest, dearest) = (known.iter().min_by(by_rate)?, known.iter().max_by(by_rate)?);
        Some((*cheapest, *dearest, known.len()))
    }

    /// The lifetime at whose rate cache writes of no stated lifetime are charged: that meter, or the one without a
    /// lifetime where no rate is the same. `None` where there is nothing to choose.
    pub(crate) fn lifetime_taken(&self, usage: &Usage) -> Option<Meter> {
        let band = self.band(usage.total_input());
        if usage.count(Meter::CacheWriteText) == 0 {
            return None;
        }
        let own = band.unit_rate(Meter::CacheWriteText)?;
        let mut known = choices(band.priced(), Meter::CacheWriteText).peekable();
        known.peek()?;
        Some(known.find(|meter| band.unit_rate(*meter) == Some(own)).unwrap_or(Meter::CacheWriteText))
    }
}

impl PricePlan {
    /// Tokens of a kind that is not stated, and the meter at whose rate they are charged; only where another rate
    /// would be possible. The lifetime of a cache is told by [`lifetime_taken`](Self::lifetime_taken).
    pub(crate) fn kinds_taken<'u>(&'u self, usage: &'u Usage) -> impl Iterator<Item = (Meter, Meter)> + 'u {
        let band = self.band(usage.total_input());
        let kinds =
            usage.meters().iter().filter(|meter| OPEN.contains(*meter) && *meter != Meter::CacheWriteText);
        kinds.filter_map(move |meter| {
            let rate = band.rate(meter)?;
            let is_open =
                choices(band.priced(), meter).any(|other| band.unit_rate(other) != Some(rate.unit()));
            is_open.then(|| (meter, rate.billed_as.unwrap_or(meter)))
        })
    }
}

/// The other meters with a rate that the tokens of a meter may be of.
fn choices(priced: MeterSet, meter: Meter) -> impl Iterator<Item = Meter> {
    let may_be = move |other: Meter| match meter {
        Meter::CacheWriteText => other.kind() == MeterKind::CacheWrite,
        Meter::InputUnattributed => other.kind() == MeterKind::Input,
        Meter::OutputUnsplit => matches!(other, Meter::OutputText | Meter::OutputReasoning),
        Meter::OutputUnattributed => other.kind() == MeterKind::Output && !OPEN.contains(other),
        _ => false,
    };
    priced.without(meter).iter().filter(move |other| may_be(*other))
}

/// How many of its choices must have a rate, where a meter has none of its own: one lifetime of several is no bound,
/// nor is text without thinking.
const fn least_known(meter: Meter) -> usize {
    match meter {
        Meter::CacheWriteText | Meter::OutputUnsplit => 2,
        _ => 1,
    }
}

/// The cheapest and the dearest rate that the tokens of a meter without a rate may have; `None` where too few of
/// them are known.
pub(super) fn extremes(band: &Band, meter: Meter) -> Option<(&PlanRate, &PlanRate)> {
    let rates = || choices(band.priced(), meter).filter_map(|other| band.rate(other));
    if rates().count() < least_known(meter) {
        return None;
    }
    let by_unit = |a: &&PlanRate, b: &&PlanRate| a.unit().cmp(&b.unit());
    Some((rates().min_by(by_unit)?, rates().max_by(by_unit)?))
}

/// Adds the rates of open meters that have none of their own, where all that their tokens may be have the same.
pub(super) fn settle(rates: &mut Vec<PlanRate>) {
    let priced: MeterSet = rates.iter().map(|rate| rate.meter).collect();
    for meter in OPEN.minus(priced).iter() {
        let known: Vec<&PlanRate> = choices(priced, meter)
            .filter_map(|other| rates.iter().find(|rate| rate.meter == other))
            .collect();
        let Some(first) = known.first().filter(|_| known.len() >= least_known(meter)) else { continue };
        if known.iter().all(|other| other.unit() == first.unit()) {
            let billed_as = Some(first.billed_as.unwrap_or(first.meter));
            rates.push(PlanRate { meter, billed_as, ..(*first).clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rate;

    fn plan(rates: &[(Meter, &str)]) -> PricePlan {
        PricePlan::of_rates(rates.iter().map(|(meter, usd)| (*meter, Rate::usd(usd, 1_000_000).unwrap())))
    }

    #[test]
    fn what_a_count_leaves_open_is_bounded_by_the_rates_that_are_known() {
        use Meter as M;
        let claude = plan(&[
            (M::InputText, "3"),
            (M::CacheWriteText, "3.75"),
            (M::CacheWrite5mText, "3.75"),
            (M::CacheWrite1hText, "6"),
            (M::OutputText, "15"),
            (M::OutputReasoning, "20"),
        ]);
        let plain = plan(&[(M::InputText, "2"), (M::InputImage, "8"), (M::OutputText, "10")]);
        let million = |plan: &PricePlan, meters: &[Meter]| {
            let usage = meters.iter().fold(Usage::new(), |usage, meter| usage.with(*meter, 1_000_000));
            plan.bounds(&usage).unwrap().to_string()
        };
        for (plan, meters, wanted) in [
            (&claude, &[M::CacheWriteText][..], "3.7500 .. 6.0000 USD"),
            // A lifetime that is stated is not open.
            (&claude, &[M::CacheWriteText, M::CacheWrite1hText], "9.7500 .. 12.0000 USD"),
            (&claude, &[M::CacheWrite1hText], "6.0000 USD"),
            (&claude, &[M::OutputUnsplit], "15.0000 .. 20.0000 USD"),
            (&claude, &[M::InputUnattributed, M::OutputUnattributed], "18.0000 .. 23.0000 USD"),
            (&plain, &[M::InputUnattributed, M::OutputText], "12.0000 .. 18.0000 USD"),
            // One rate only: nothing is open.
            (&plain, &[M::OutputUnattributed], "10.0000 USD"),
            // Thinking may be part of it, and has no rate.
            (&plain, &[M::OutputUnsplit], "incomplete: no rate is known for output.unsplit"),
            (&plain, &[M::CacheWriteText], "incomplete: no rate is known for cache_write.text"),
            (&plain, &[], "0.0000 USD"),
        ] {
            assert_eq!(million(plan, meters), wanted, "{meters:?}");
        }
    }

    #[test]
    fn a_lifetime_that_nobody_stated_is_that_of_the_same_rate() {
        use Meter as M;
        let taken = |rates: &[(Meter, &str)]| {
            plan(rates).lifetime_taken(&Usage::new().with(M::CacheWriteText, 5)).map(Meter::as_str)
        };
        let (own, short, long) = (M::CacheWriteText, M::CacheWrite5mText, M::CacheWrite1hText);
        assert_eq!(taken(&[(own, "1"), (short, "1"), (long, "2")]), Some("cache_write_5m.text"));
        assert_eq!(taken(&[(own, "2"), (short, "1"), (long, "2")]), Some("cache_write_1h.text"));
        assert_eq!(taken(&[(own, "3"), (short, "1")]), Some("cache_write.text"));
        assert_eq!(taken(&[(own, "3")]), None);
        assert_eq!(taken(&[(short, "3")]), None);
    }
}
