//! What one meter of a call is charged, at least and at most.

use crate::model::{Meter, Money, named};

use super::answer::{CostError, LineItem};
use super::band::{Band, PlanRate};
use super::free::{Free, FreeUse};
use super::open;
use super::plan::is_capacity;

named! {
    /// Why the amount of a meter is known only between two bounds.
    "reason" OpenReason {
        /// Pieces are free up to a quota of the whole account, and nobody stated how much of that is used.
        FreeQuota = "free_quota",
        /// The provider does not state of which kind the tokens are, or how long they are cached.
        Kind = "kind",
    }
}

/// A meter of a call whose amount is known only between two bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenItem {
    /// What was counted.
    pub meter: Meter,
    /// How many units.
    pub quantity: u64,
    /// Why the amount is open.
    pub reason: OpenReason,
    /// The quota of free pieces, where that is why.
    pub free: Option<Free>,
    /// The line of the least that it costs.
    pub low: LineItem,
    /// The line of the most that it costs.
    pub high: LineItem,
}

/// What one meter of a call is charged.
#[derive(Clone, Copy)]
pub(super) struct Charge<'b> {
    pub low: End<'b>,
    pub high: End<'b>,
}

/// One end of what a meter is charged.
#[derive(Clone, Copy)]
pub(super) struct End<'b> {
    meter: Meter,
    rate: &'b PlanRate,
    /// How many units are free.
    free: u64,
    pub amount: Money,
}

impl<'b> Charge<'b> {
    /// The charge of a count; `None` where no rate is known for it.
    pub fn of(band: &'b Band, used: FreeUse, meter: Meter, count: u64) -> Result<Option<Self>, CostError> {
        let end = |rate: &'b PlanRate, free: u64| -> Result<End<'b>, CostError> {
            let amount = Money::of(count.saturating_sub(free), rate.rate)?;
            Ok(End { meter, rate, free, amount })
        };
        if let Some(rate) = band.rate(meter) {
            let (fewest, most) = rate.free.as_ref().map_or((0, 0), |free| used.free_of(free.quota, count));
            return Ok(Some(Self { low: end(rate, most)?, high: end(rate, fewest)? }));
        }
        if is_capacity(meter) {
            return Err(CostError::Capacity(meter));
        }
        let Some((cheapest, dearest)) = open::extremes(band, meter) else { return Ok(None) };
        Ok(Some(Self { low: end(cheapest, 0)?, high: end(dearest, 0)? }))
    }

    /// The item, its ends as lines.
    pub fn open(self, quantity: u64) -> OpenItem {
        let free = self.high.rate.free.clone();
        OpenItem {
            meter: self.high.meter,
            quantity,
            reason: if free.is_some() { OpenReason::FreeQuota } else { OpenReason::Kind },
            free,
            low: self.low.line(quantity),
            high: self.high.line(quantity),
        }
    }
}

impl End<'_> {
    pub fn line(self, quantity: u64) -> LineItem {
        let rate = self.rate;
        LineItem {
            meter: self.meter,
            billed_as: rate.billed_as.or_else(|| (rate.meter != self.meter).then_some(rate.meter)),
            quantity,
            free: self.free,
            unit: self.meter.unit(),
            rate: rate.rate,
            amount: self.amount,
            list_rate: rate.list.as_ref().map(|(list, _)| *list),
            discount: rate.list.as_ref().map(|(_, name)| std::sync::Arc::clone(name)),
            row: rate.row,
            source: rate.source.clone(),
        }
    }
}
