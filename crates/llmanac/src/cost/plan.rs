use crate::model::{Meter, MeterKind, Money, Rate};

use super::answer::{Cost, CostError};
use super::band::{Band, PlanRate};
use super::free::FreeUse;
use super::meters::MeterSet;
use super::open_item::Charge;
use super::savings::savings;
use super::usage::Usage;

/// The rates of one model for one version, offer and day, ready to price calls.
///
/// A plan holds one band or more: the band with the largest threshold that the total input exceeds
/// prices the whole request. It is immutable and can be shared between threads.
///
/// ```
/// use llmanac::cost::{PricePlan, Usage};
/// use llmanac::model::{Meter, Rate};
/// let plan = PricePlan::of_rates([
///     (Meter::InputText, Rate::usd("5", 1_000_000)?),
///     (Meter::OutputText, Rate::usd("15", 1_000_000)?),
/// ]);
/// let call = Usage::new().with(Meter::InputText, 1000).with(Meter::OutputText, 500);
/// assert_eq!(plan.total(&call)?.to_string(), "0.0125");
/// // A meter without a rate is never free.
/// let cached = call.with(Meter::CacheReadText, 10);
/// assert_eq!(plan.total(&cached).unwrap_err().to_string(), "no rate is known for cache_read.text");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricePlan {
    pub(super) base: Band,
    /// The bands above the first, the highest threshold first.
    pub(super) above: Vec<Band>,
    /// How much of the quotas of free pieces is used.
    pub(super) free: FreeUse,
}

impl PricePlan {
    /// A plan of the caller's own rates, the same for every length of input.
    pub fn of_rates(rates: impl IntoIterator<Item = (Meter, Rate)>) -> Self {
        let own = |(meter, rate)| PlanRate {
            meter,
            billed_as: None,
            rate,
            list: None,
            row: None,
            source: Vec::new(),
            free: None,
        };
        Self::of_bands(Band::new(0, rates.into_iter().map(own).collect()), Vec::new())
    }

    /// A plan of bands; those above the first in any order.
    pub(super) fn of_bands(base: Band, mut above: Vec<Band>) -> Self {
        above.sort_by_key(|band| std::cmp::Reverse(band.over()));
        Self { base, above, free: FreeUse::Unknown }
    }

    /// The bands, the lowest first.
    pub fn bands(&self) -> impl Iterator<Item = &Band> {
        std::iter::once(&self.base).chain(self.above.iter().rev())
    }

    /// The band that prices a request of so many input tokens, cache included.
    pub fn band(&self, total_input: u128) -> &Band {
        self.above.iter().find(|band| total_input > u128::from(band.over())).unwrap_or(&self.base)
    }

    #[inline]
    pub(super) fn band_of(&self, usage: &Usage) -> &Band {
        // Most models have one band: then nothing needs to be added up.
        if self.above.is_empty() { &self.base } else { self.band(usage.total_input()) }
    }

    /// What a call costs, without line items and without allocating.
    ///
    /// # Errors
    ///
    /// A meter without a rate, a meter that no call consumes, an amount that is known only between two bounds, or
    /// one that 128 bits cannot hold.
    #[inline]
    pub fn total(&self, usage: &Usage) -> Result<Money, CostError> {
        // The sum is written where the caller wants it; one more step between costs as much as the sum.
        match self.band_of(usage).quick_sum(usage) {
            Some(sum) => Ok(sum),
            None => self.total_of_range(usage),
        }
    }

    /// What a call costs, line by line.
    ///
    /// ```
    /// use llmanac::cost::{CostStatus, PricePlan, Usage};
    /// use llmanac::model::{Meter, Rate};
    /// let plan = PricePlan::of_rates([(Meter::InputText, Rate::usd("5", 1_000_000)?)]);
    /// let call = Usage::new().with(Meter::InputText, 1000).with(Meter::OutputText, 500);
    /// let cost = plan.cost(&call)?;
    /// assert_eq!(cost.status, CostStatus::Incomplete);
    /// assert_eq!((cost.total, cost.subtotal.to_string()), (None, "0.005".to_owned()));
    /// assert_eq!(cost.missing, [Meter::OutputText]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A meter that no call consumes, or an amount that 128 bits cannot hold.
    pub fn cost(&self, usage: &Usage) -> Result<Cost, CostError> {
        let band = self.band_of(usage);
        let (mut lines, mut open, mut missing) = (Vec::new(), Vec::new(), MeterSet::NONE);
        for (meter, count) in usage.iter() {
            match Charge::of(band, self.free, meter, count)? {
                Some(Charge { low, high }) if low.amount == high.amount => lines.push(high.line(count)),
                Some(charge) => open.push(charge.open(count)),
                None => missing = missing.with(meter),
            }
        }
        Ok(Cost { savings: savings(band, usage), ..Cost::of_lines(lines, open, missing)? })
    }
}

/// Whether a meter is a cost of capacity over time, which no call consumes.
pub(super) fn is_capacity(meter: Meter) -> bool {
    meter.kind() == MeterKind::CacheStorage
}
