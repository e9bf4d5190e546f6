//! The answer with bounds, put together.

use crate::advise::call::{Call, Placed};
use crate::advise::cost::{CostAnswer, CostFailure};
use crate::cost::{CostStatus, Usage};
use crate::registry::Snapshot;

use super::CostBounds;
use super::axes::Axes;
use super::drive::{Place, Pricer};

/// Most combinations of circumstances that are tried.
const MOST: usize = 20_000;

impl Snapshot {
    /// What a call of a named model may cost, over all that nobody stated.
    ///
    /// Varied are the version, the tier, the scope and region, the day, the lifetime of cache writes, kinds of tokens
    /// that the counts leave open, and what is left of the account's free quotas. The bounds are over the alternatives that the catalog knows: versions that
    /// answered on the day, offers that have prices. Where they differ the status is `bounded`, there is no total, and
    /// the lines are those of the assumed circumstances. A call that has no price under these has no bounds.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::cost::{CostStatus, Usage};
    /// use llmanac::model::Meter;
    ///
    /// let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::OutputText, 500);
    /// let call = Call::new().on("2026-11-23".parse()?);
    /// let cost = llmanac::registry().snapshot().cost_bounds("gpt-4o", &usage, &call)?;
    /// assert_eq!(cost.status, CostStatus::Bounded);
    /// let bounds = cost.bounds.ok_or("no bounds")?;
    /// assert_eq!(bounds.low.offer, "global/batch");
    /// assert!(bounds.drivers.iter().any(|driver| driver.what.as_str() == "tier"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`cost`](Self::cost), and more combinations of alternatives than are tried.
    pub fn cost_bounds(&self, name: &str, usage: &Usage, call: &Call) -> Result<CostAnswer, CostFailure> {
        self.cost_bounds_over(name, std::slice::from_ref(usage), call)
    }

    /// The same over several ways to split the same counts, the usual one first.
    ///
    /// [`InclusiveUsage::splits`](crate::cost::InclusiveUsage::splits) tells them.
    ///
    /// # Errors
    ///
    /// As [`cost_bounds`](Self::cost_bounds).
    pub fn cost_bounds_over(
        &self,
        name: &str,
        splits: &[Usage],
        call: &Call,
    ) -> Result<CostAnswer, CostFailure> {
        let found = self.resolve(name)?;
        let placed = call.place(self, name, found)?;
        self.bounded(&placed, splits)
    }

    /// The answer under settled circumstances, with the bounds over what of them is assumed.
    pub(crate) fn bounded(&self, placed: &Placed, splits: &[Usage]) -> Result<CostAnswer, CostFailure> {
        let nothing = [Usage::new()];
        let splits = if splits.is_empty() { &nothing[..] } else { splits };
        let base = splits.first().copied().unwrap_or_default();
        let mut answer = self.settled_cost(placed, &base)?;
        let axes = Axes::of(self, placed);
        if axes.len() > MOST {
            return Err(CostFailure::TooMany { count: axes.len(), most: MOST });
        }
        let grade = placed.grade.as_deref();
        let pricer = Pricer { snapshot: self, base: &base, splits, grade, free_use: placed.free_use };
        let place = Place { moment: &placed.model, scope: &placed.offer.scope, tier: placed.offer.tier };
        if !pricer.is_priced(place)? {
            return Ok(answer);
        }
        let Some(ends) = pricer.ends(&axes)? else { return Ok(answer) };
        let (low, high) = (ends.low.amount, ends.high.amount);
        let bounds = CostBounds {
            assumed: answer.total,
            low: ends.low,
            high: ends.high,
            drivers: pricer.drivers(&axes, place)?,
            priced: ends.priced,
            left_out: ends.left_out,
            splits: if splits.len() > 1 { splits.to_vec() } else { Vec::new() },
        };
        answer.bounds = Some(bounds);
        answer.missing.clear();
        answer.subtotal = None;
        if low == high {
            (answer.status, answer.total) = (CostStatus::Exact, Some(low));
        } else {
            (answer.status, answer.total) = (CostStatus::Bounded, None);
            (answer.low, answer.high) = (Some(low), Some(high));
        }
        Ok(answer)
    }
}
