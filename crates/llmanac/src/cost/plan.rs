use crate::model::{Meter, MeterKind, Money, Rate};

use super::answer::{Cost, CostError, LineItem};
use super::band::{Band, PlanRate};
use super::meters::MeterSet;
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
    base: Band,
    /// The bands above the first, the highest threshold first.
    above: Vec<Band>,
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
        };
        Self::of_bands(Band::new(0, rates.into_iter().map(own).collect()), Vec::new())
    }

    /// A plan of bands; those above the first in any order.
    pub(super) fn of_bands(base: Band, mut above: Vec<Band>) -> Self {
        above.sort_by_key(|band| std::cmp::Reverse(band.over()));
        Self { base, above }
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
    fn band_of(&self, usage: &Usage) -> &Band {
        // Most models have one band: then nothing needs to be added up.
        if self.above.is_empty() { &self.base } else { self.band(usage.total_input()) }
    }

    /// What a call costs, without line items and without allocating.
    ///
    /// # Errors
    ///
    /// A meter without a rate, a meter that no call consumes, or an amount that 128 bits cannot hold.
    #[inline]
    pub fn total(&self, usage: &Usage) -> Result<Money, CostError> {
        let band = self.band_of(usage);
        let missing = usage.meters().minus(band.priced());
        if !missing.is_empty() {
            return Err(unpriced(missing));
        }
        Ok(band.sum(usage)?)
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
        let missing = usage.meters().minus(band.priced());
        if let Some(meter) = missing.iter().find(|meter| is_capacity(*meter)) {
            return Err(CostError::Capacity(meter));
        }
        let lines = band
            .rates()
            .iter()
            .filter(|rate| usage.meters().contains(rate.meter))
            .map(|rate| LineItem::new(rate, usage.count(rate.meter)))
            .collect::<Result<_, _>>()?;
        Ok(Cost { savings: savings(band, usage), ..Cost::of_lines(lines, missing)? })
    }
}

/// Why a usage has no exact total.
#[cold]
fn unpriced(missing: MeterSet) -> CostError {
    match missing.iter().find(|meter| is_capacity(*meter)) {
        Some(meter) => CostError::Capacity(meter),
        None => CostError::NoRate(missing),
    }
}

/// Whether a meter is a cost of capacity over time, which no call consumes.
pub(super) fn is_capacity(meter: Meter) -> bool {
    meter.kind() == MeterKind::CacheStorage
}
