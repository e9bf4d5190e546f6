//! Prices a call under many circumstances, and tells which of them drive the amounts apart.

use crate::advise::call::Placed;
use crate::advise::cost::CostFailure;
use crate::cost::{FreeUse, MeterSet, OPEN, PlanError, PricePlan, Usage};
use crate::model::{Meter, MeterKind, Money, Offer, Scope, ServiceTier};
use crate::registry::{ModelMetadata, Snapshot};

use super::axes::Axes;
use super::{Circumstance, CostEnd, Driver, DriverEnd, LeftOut};

/// Circumstances that are all settled.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub moment: &'a ModelMetadata,
    pub scope: &'a Scope,
    pub tier: ServiceTier,
}

/// The least and the most.
#[derive(Clone, Copy)]
pub(super) struct Range {
    low: Money,
    high: Money,
}

/// What is known of a place.
pub(super) enum Found {
    Priced(Range),
    Lacks(Vec<Meter>),
    NotSold,
}

/// Both ends over all circumstances.
pub(super) struct Ends {
    pub low: CostEnd,
    pub high: CostEnd,
    pub priced: usize,
    pub left_out: Vec<LeftOut>,
}

/// Prices the splits of one call.
pub(super) struct Pricer<'a> {
    pub snapshot: &'a Snapshot,
    pub base: &'a Usage,
    pub splits: &'a [Usage],
    /// How much of the account's free quotas is used.
    pub free_use: FreeUse,
    /// The quality, size or resolution, where one is stated.
    pub grade: Option<&'a str>,
}

impl Range {
    fn around(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// By how much the ends differ; nothing where that is too large to be told.
    fn spread(low: Money, high: Money) -> Money {
        high.minus(low).unwrap_or(Money::ZERO)
    }
}

impl Place<'_> {
    fn offer(&self) -> Offer {
        Offer::new(self.scope.clone(), self.tier)
    }

    fn end(&self, amount: Money) -> CostEnd {
        CostEnd {
            amount,
            version: self.moment.version().map(str::to_owned),
            offer: self.offer().to_string(),
            at: self.moment.day(),
        }
    }
}

impl Pricer<'_> {
    fn plan(&self, place: Place<'_>) -> Result<Option<PricePlan>, CostFailure> {
        let placed = Placed {
            model: place.moment.clone(),
            offer: place.offer(),
            region: None,
            free_use: self.free_use,
            grade: self.grade.map(str::to_owned),
            assumed: Vec::new(),
        };
        match self.snapshot.plan(&placed) {
            Ok(plan) => Ok(Some(plan)),
            Err(error @ PlanError::Discount { .. }) => Err(error.into()),
            // Not sold so, or nobody knows that it is.
            Err(_) => Ok(None),
        }
    }

    fn price(&self, place: Place<'_>, splits: &[Usage], open: MeterSet) -> Result<Found, CostFailure> {
        let Some(plan) = self.plan(place)? else { return Ok(Found::NotSold) };
        let mut range: Option<Range> = None;
        for usage in splits {
            let cost = plan.bounds_over(usage, open)?;
            let (Some(low), Some(high)) = cost.bounds() else { return Ok(self.lacks(cost.missing)) };
            let own = Range { low, high };
            range = Some(range.map_or(own, |range| range.around(own)));
        }
        Ok(range.map_or(Found::NotSold, Found::Priced))
    }

    /// An offer of which only fees are known is not known to be sold.
    fn lacks(&self, missing: Vec<Meter>) -> Found {
        let tokens = |meter: &Meter| meter.kind() != MeterKind::Fee;
        let mut used = self.base.meters().iter().filter(tokens);
        if used.any(|meter| !missing.contains(&meter)) { Found::Lacks(missing) } else { Found::NotSold }
    }

    /// Whether the call has an amount at a place.
    pub fn is_priced(&self, place: Place<'_>) -> Result<bool, CostFailure> {
        let found = self.price(place, std::slice::from_ref(self.base), MeterSet::NONE)?;
        Ok(matches!(found, Found::Priced(_)))
    }

    /// The ends over every combination of circumstances; `None` where none has an amount.
    pub fn ends(&self, axes: &Axes) -> Result<Option<Ends>, CostFailure> {
        let mut ends: Option<(CostEnd, CostEnd)> = None;
        let (mut priced, mut left_out) = (0, Vec::new());
        for moment in &axes.moments {
            for scope in &axes.scopes {
                for tier in &axes.tiers {
                    let place = Place { moment, scope, tier: *tier };
                    match self.price(place, self.splits, OPEN)? {
                        Found::Priced(range) => {
                            priced += 1;
                            let (low, high) =
                                ends.get_or_insert_with(|| (place.end(range.low), place.end(range.high)));
                            if range.low < low.amount {
                                *low = place.end(range.low);
                            }
                            if range.high > high.amount {
                                *high = place.end(range.high);
                            }
                        }
                        Found::Lacks(missing) => {
                            let version = moment.version().map(str::to_owned);
                            let left = LeftOut { version, offer: place.offer().to_string(), missing };
                            if !left_out.contains(&left) {
                                left_out.push(left);
                            }
                        }
                        Found::NotSold => {}
                    }
                }
            }
        }
        Ok(ends.map(|(low, high)| Ends { low, high, priced, left_out }))
    }

    /// What each open circumstance alone does to the amount, the largest difference first.
    pub fn drivers(&self, axes: &Axes, base: Place<'_>) -> Result<Vec<Driver>, CostFailure> {
        let moments = |same: fn(&ModelMetadata, &ModelMetadata) -> bool| {
            axes.moments.iter().filter(move |own| same(own, base.moment))
        };
        let at = |moment| Place { moment, ..base };
        let versions = moments(|own, base| own.day() == base.day())
            .map(|own| (own.version().unwrap_or("none").to_owned(), at(own)));
        let days = moments(|own, base| own.version_place() == base.version_place())
            .map(|own| (own.day().to_string(), at(own)));
        let scopes = axes.scopes.iter().map(|scope| (scope.to_string(), Place { scope, ..base }));
        let tiers = axes.tiers.iter().map(|tier| (tier.to_string(), Place { tier: *tier, ..base }));
        let of_scope =
            if axes.is_open(Circumstance::Scope) { Circumstance::Scope } else { Circumstance::Region };
        let mut drivers = Vec::new();
        drivers.extend(self.alone(Circumstance::Version, versions)?);
        drivers.extend(self.alone(of_scope, scopes)?);
        drivers.extend(self.alone(Circumstance::Tier, tiers)?);
        drivers.extend(self.alone(Circumstance::Date, days)?);
        drivers.extend(self.overlap(base)?);
        drivers.extend(self.open_meters(base)?);
        drivers.extend(self.free_quota(base)?);
        drivers.sort_by_key(|driver| std::cmp::Reverse(Range::spread(driver.low.amount, driver.high.amount)));
        Ok(drivers)
    }

    fn alone<'p>(
        &self,
        what: Circumstance,
        values: impl Iterator<Item = (String, Place<'p>)>,
    ) -> Result<Option<Driver>, CostFailure> {
        let mut priced = Vec::new();
        for (value, place) in values {
            if let Found::Priced(range) =
                self.price(place, std::slice::from_ref(self.base), MeterSet::NONE)?
            {
                priced.push((value, range));
            }
        }
        Ok(driver(what, &priced))
    }

    /// What the overlap of cached tokens with audio or images does.
    fn overlap(&self, base: Place<'_>) -> Result<Option<Driver>, CostFailure> {
        let mut priced = Vec::new();
        for split in self.splits {
            if let Found::Priced(range) = self.price(base, std::slice::from_ref(split), MeterSet::NONE)? {
                priced.push((split.to_string(), range));
            }
        }
        Ok(driver(Circumstance::Overlap, &priced))
    }

    /// What the account's free quotas do, where nobody stated how much of them is used.
    fn free_quota(&self, base: Place<'_>) -> Result<Option<Driver>, CostFailure> {
        let Some(plan) = self.plan(base)? else { return Ok(None) };
        let used = |(meter, _)| self.base.count(meter) > 0;
        if self.free_use != FreeUse::Unknown || !plan.free_quotas().any(used) {
            return Ok(None);
        }
        let mut priced = Vec::new();
        for state in [FreeUse::Unknown, FreeUse::Left, FreeUse::Used] {
            let cost = plan.clone().with_free_use(state).bounds_over(self.base, MeterSet::NONE)?;
            if let (Some(low), Some(high)) = cost.bounds() {
                priced.push((state.to_string(), Range { low, high }));
            }
        }
        let told = driver(Circumstance::FreeQuota, &priced);
        Ok(told.map(|told| {
            let named = |end: DriverEnd, state: FreeUse| DriverEnd { value: state.to_string(), ..end };
            let (low, high) = (named(told.low, FreeUse::Left), named(told.high, FreeUse::Used));
            Driver { low, high, values: 2, ..told }
        }))
    }

    /// What the lifetime of a cache, and what kinds and shares do that nobody stated.
    fn open_meters(&self, base: Place<'_>) -> Result<Vec<Driver>, CostFailure> {
        let Some(plan) = self.plan(base)? else { return Ok(Vec::new()) };
        let mut drivers = Vec::new();
        for meter in OPEN.iter() {
            let Some((cheapest, dearest, values)) = plan.ends(self.base, meter) else { continue };
            let cost = plan.bounds_over(self.base, MeterSet::NONE.with(meter))?;
            let (Some(low), Some(high)) = cost.bounds() else { continue };
            let (what, assumed) = if meter == Meter::CacheWriteText {
                (Circumstance::CacheTtl, lifetime(plan.lifetime_taken(self.base).unwrap_or(meter)))
            } else {
                (Circumstance::Split, meter.to_string())
            };
            let end = |meter: Meter, amount: Money| DriverEnd { value: lifetime(meter), amount };
            let (low, high) = (end(cheapest, low), end(dearest, high));
            drivers.push(Driver { what, assumed, low, high, values });
        }
        Ok(drivers)
    }
}

/// The driver of some values, the assumed one first; `None` where there is no choice.
fn driver(what: Circumstance, priced: &[(String, Range)]) -> Option<Driver> {
    let (assumed, first) = priced.first().filter(|_| priced.len() > 1)?;
    let start = |amount| DriverEnd { value: assumed.clone(), amount };
    let (mut low, mut high) = (start(first.low), start(first.high));
    for (value, range) in priced {
        if range.low < low.amount {
            low = DriverEnd { value: value.clone(), amount: range.low };
        }
        if range.high > high.amount {
            high = DriverEnd { value: value.clone(), amount: range.high };
        }
    }
    Some(Driver { what, assumed: assumed.clone(), low, high, values: priced.len() })
}

/// The lifetime that a meter of cache writes is of, in short: `5m`; any other meter by its name.
pub(crate) fn lifetime(meter: Meter) -> String {
    let name = meter.as_str();
    let short = name.strip_prefix("cache_write_").and_then(|name| name.strip_suffix(".text"));
    match meter {
        Meter::CacheWriteText => "not stated".to_owned(),
        _ => short.unwrap_or(name).to_owned(),
    }
}
