use std::num::NonZeroU64;
use std::sync::Arc;

use crate::model::{Meter, Money, MoneyError, Rate};

use super::free::Free;
use super::meters::MeterSet;
use super::open;
use super::usage::Usage;

/// The rate of one meter in one band of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanRate {
    /// What is counted.
    pub meter: Meter,
    /// The meter whose rate is taken, where this one has none of its own.
    pub billed_as: Option<Meter>,
    /// The rate that is charged.
    pub rate: Rate,
    /// The rate before a discount, and the discount's name.
    pub list: Option<(Rate, Arc<str>)>,
    /// The place of the price row in the model's list; absent where the caller stated the rate.
    pub row: Option<u16>,
    /// Places of the row's sources in the catalog's table.
    pub source: Vec<u16>,
    /// The quota of pieces that are free.
    pub free: Option<Free>,
}

impl PlanRate {
    /// What one unit costs.
    pub(super) fn unit(&self) -> Money {
        Money::nano(i128::from(self.rate.nano_usd()), u64::from(self.rate.per()))
    }
}

/// The rates for requests whose total input is over a threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    over: u64,
    rates: Vec<PlanRate>,
    priced: MeterSet,
    /// The meters whose amount hangs on the count alone.
    exact: MeterSet,
    sums: Option<Sums>,
}

impl Band {
    /// A band of rates; of two for one meter the first counts.
    pub(super) fn new(over: u64, mut rates: Vec<PlanRate>) -> Self {
        rates.sort_by_key(|rate| rate.meter);
        rates.dedup_by_key(|rate| rate.meter);
        open::settle(&mut rates);
        rates.sort_by_key(|rate| rate.meter);
        let priced = rates.iter().map(|rate| rate.meter).collect();
        let exact = rates.iter().filter(|rate| rate.free.is_none()).map(|rate| rate.meter).collect();
        let sums = Sums::of(&rates);
        Self { over, rates, priced, exact, sums }
    }

    /// Drops what is free up to a quota: every piece is charged.
    pub(super) fn charge_all(&mut self) {
        self.rates.iter_mut().for_each(|rate| rate.free = None);
        self.exact = self.priced;
    }

    /// The rates hold for requests with more input tokens than this, cache included; zero: for all.
    pub fn over(&self) -> u64 {
        self.over
    }

    /// The rates, in the order of the meters.
    pub fn rates(&self) -> &[PlanRate] {
        &self.rates
    }

    /// The rate of one meter.
    pub fn rate(&self, meter: Meter) -> Option<&PlanRate> {
        let at = self.rates.binary_search_by_key(&meter, |rate| rate.meter).ok()?;
        self.rates.get(at)
    }

    /// What one unit of a meter costs.
    pub(super) fn unit_rate(&self, meter: Meter) -> Option<Money> {
        Some(self.rate(meter)?.unit())
    }

    /// The meters that have a rate.
    pub fn priced(&self) -> MeterSet {
        self.priced
    }

    /// The meters whose amount hangs on the count alone, and on no quota of the account.
    pub(super) fn exact(&self) -> MeterSet {
        self.exact
    }

    /// What a usage costs whose meters all have a rate and no quota; `None` of any other, and of rates without a
    /// common denominator.
    #[inline]
    pub(super) fn quick_sum(&self, usage: &Usage) -> Option<Money> {
        let sums = self.sums.as_ref()?;
        usage.meters().minus(self.exact).is_empty().then(|| sums.sum(usage))
    }

    /// What a usage costs, all of whose meters have a rate.
    pub(super) fn sum(&self, usage: &Usage) -> Result<Money, MoneyError> {
        if let Some(sums) = &self.sums {
            return Ok(sums.sum(usage));
        }
        self.rates
            .iter()
            .try_fold(Money::ZERO, |sum, rate| sum.plus(Money::of(usage.count(rate.meter), rate.rate)?))
    }
}

/// The meters of most calls.
const COMMON: [Meter; 5] = [
    Meter::InputText,
    Meter::CacheReadText,
    Meter::CacheWrite5mText,
    Meter::OutputText,
    Meter::OutputReasoning,
];

const COMMON_SET: MeterSet = {
    let [a, b, c, d, e] = COMMON;
    MeterSet::NONE.with(a).with(b).with(c).with(d).with(e)
};

/// The rates of a band over one denominator, so that a call is a sum of products.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sums {
    denominator: NonZeroU64,
    /// Billionths of a dollar per so many units, by the meter's place.
    numerators: [u64; MeterSet::SLOTS],
}

impl Sums {
    /// With rates below this, 64 products with 64-bit counts stay below 2^127.
    const LIMIT: u64 = 1 << 57;

    /// `None` where the rates have no common denominator of a sane size: money sums those.
    fn of(rates: &[PlanRate]) -> Option<Self> {
        let denominator = rates
            .iter()
            .try_fold(1u64, |sum, rate| least_common_multiple(sum, u64::from(rate.rate.per())))?;
        let mut numerators = [0; MeterSet::SLOTS];
        for rate in rates {
            let numerator = u64::try_from(rate.rate.nano_usd())
                .ok()?
                .checked_mul(denominator / u64::from(rate.rate.per()))
                .filter(|numerator| *numerator < Self::LIMIT)?;
            *numerators.get_mut(rate.meter.index())? = numerator;
        }
        Some(Self { denominator: NonZeroU64::new(denominator)?, numerators })
    }

    #[inline]
    fn sum(&self, usage: &Usage) -> Money {
        let product = |slot: usize| {
            let rate = self.numerators.get(slot).copied().unwrap_or_default();
            i128::from(usage.count_at(slot)) * i128::from(rate)
        };
        // What most calls consume is added up without asking what was consumed: a product with zero costs less.
        let common = COMMON.iter().fold(0i128, |sum, meter| sum + product(meter.index()));
        let rest = usage.meters().minus(COMMON_SET).slots();
        Money::nano(rest.fold(common, |sum, slot| sum + product(slot)), self.denominator.get())
    }
}

fn least_common_multiple(a: u64, b: u64) -> Option<u64> {
    let (mut shared, mut rest) = (a, b);
    while rest != 0 {
        (shared, rest) = (rest, shared % rest);
    }
    // Denominators are never zero, so neither is what they share.
    (a / shared.max(1)).checked_mul(b)
}
