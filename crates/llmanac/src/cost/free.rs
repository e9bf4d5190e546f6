//! Fees that are free up to a quota of the whole account, which one call does not see.

use crate::model::{FreeQuota, Meter, named};

use super::band::PlanRate;
use super::plan::PricePlan;
use super::query::Query;

named! {
    /// How much of a free quota the account has used, before the call.
    "state of a free quota" FreeUse {
        /// Nobody stated it: between nothing and all.
        Unknown = "unknown",
        /// All of it: every piece is charged.
        Used = "used",
        /// None of it: only what goes beyond the quota is charged.
        Left = "left",
    }
}

/// A quota of free pieces, with the row that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Free {
    /// The quota.
    pub quota: FreeQuota,
    /// The place of the price row in the model's list.
    pub row: u16,
    /// Places of the row's sources in the catalog's table.
    pub source: Vec<u16>,
}

#[expect(clippy::derivable_impls, reason = "the macro of closed sets marks no member")]
impl Default for FreeUse {
    fn default() -> Self {
        Self::Unknown
    }
}

impl FreeUse {
    /// The fewest and the most of some pieces that are free.
    pub(super) fn free_of(self, quota: FreeQuota, count: u64) -> (u64, u64) {
        let most = count.min(quota.count());
        match self {
            Self::Unknown => (0, most),
            Self::Used => (0, 0),
            Self::Left => (most, most),
        }
    }
}

impl PricePlan {
    /// The same, where it is known how much of the free quotas the account has used.
    ///
    /// ```
    /// use llmanac::cost::{CostStatus, FreeUse, Usage};
    /// use llmanac::model::Meter;
    /// let model = llmanac::registry().as_of("2026-11-23".parse()?).model("gemini-2.5-pro").ok_or("none")?;
    /// let plan = model.price_plan(model.default_offer())?;
    /// let call = Usage::new().with(Meter::Grounding, 1);
    /// assert_eq!(plan.cost(&call)?.to_string(), "0.0000 .. 0.0350 USD");
    /// assert_eq!(plan.with_free_use(FreeUse::Used).total(&call)?.to_string(), "0.035");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_free_use(mut self, used: FreeUse) -> Self {
        self.free = used;
        if used == FreeUse::Used {
            for band in std::iter::once(&mut self.base).chain(&mut self.above) {
                band.charge_all();
            }
        }
        self
    }

    /// The quotas of free pieces that some meters of a call have.
    pub fn free_quotas(&self) -> impl Iterator<Item = (Meter, &Free)> {
        let rates = self.bands().next().into_iter().flat_map(|band| band.rates());
        rates.filter_map(|rate| Some((rate.meter, rate.free.as_ref()?)))
    }
}

impl Query<'_> {
    /// Gives fees their quotas of free pieces: for each the narrowest row that states one, in every band.
    pub(super) fn give_quotas(&self, rates: &mut [PlanRate]) {
        // Few rows state a quota; most models have none.
        let rows = self.rows().filter(|(_, row)| !row.facts.free.is_empty());
        let stated: Vec<_> =
            rows.filter_map(|(place, row)| Some((self.narrowness(row)?, place, row))).collect();
        for rate in rates {
            let mut best: Option<(u8, Free)> = None;
            for (narrowness, place, row) in stated.iter().copied() {
                let Some((_, quota)) = row.facts.free.iter().find(|(meter, _)| *meter == rate.meter) else {
                    continue;
                };
                if best.as_ref().is_none_or(|(other, _)| *other < narrowness) {
                    best = Some((narrowness, Free { quota: *quota, row: place, source: row.src.clone() }));
                }
            }
            rate.free = best.map(|(_, free)| free);
        }
    }
}
