//! Capacity: units held for a time, caches kept for a time, units that a load needs, shares of them.

mod answer;
mod error;
mod held;
mod load;
mod offered;
mod question;
mod storage;
#[cfg(all(test, feature = "overlay"))]
mod tests;

pub use answer::{Allocated, CapacityAnswer, CapacityCost, CapacityLine, NeededUnits};
pub use error::CapacityError;
pub use question::CapacityQuestion;

use crate::cost::{Cost, CostStatus};
use crate::model::{Money, ServiceTier};
use crate::registry::{Assumption, Snapshot};

use super::basis::Basis;
use super::call::{Call, Placed};
use super::show::{self, Warning, WarningCode};
use offered::Offered;

impl Snapshot {
    /// What capacity of a model costs, how much of it a load needs, what share a usage takes.
    ///
    /// A cost of capacity is no part of any call's cost. Where no tier is stated, it is the provisioned one.
    ///
    /// ```
    /// use llmanac::advise::{Call, CapacityQuestion};
    /// use llmanac::cost::{CapacityTime, Usage};
    /// use llmanac::model::{Meter, Rate, TimeUnit, UnitRate};
    ///
    /// let today = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let load = Usage::new().with(Meter::InputText, 200_000).with(Meter::OutputText, 20_000);
    /// let question = CapacityQuestion::new()
    ///     .workload(load)
    ///     .time(CapacityTime::hours(720).ok_or("too long")?)
    ///     .rate(UnitRate::new(Rate::usd("1", 1)?, TimeUnit::Hour));
    /// let answer = today.capacity("gpt-5.2", &question, &Call::new().scope("zone:eu".parse()?))?;
    /// let total = answer.cost.and_then(|cost| cost.total).ok_or("not known")?;
    /// assert_eq!((answer.needed.and_then(|needed| needed.units), total.to_string()), (Some(110), "79200".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, circumstances that the catalog does not know, a question without a subject, what
    /// is known not to be sold, an amount too large.
    pub fn capacity(
        &self,
        name: &str,
        question: &CapacityQuestion,
        call: &Call,
    ) -> Result<CapacityAnswer, CapacityError> {
        question.check()?;
        let found = self.resolve(name)?;
        let usual = found.model.default_offer().tier;
        let by_deployment = call.stated_tier().is_none() && usual.is_capacity();
        let tier = call.stated_tier().unwrap_or(if by_deployment { usual } else { ServiceTier::Provisioned });
        let mut placed = call.clone().tier(tier).place(self, name, found)?;
        if call.stated_tier().is_none() && !by_deployment {
            placed.assumed.push(Assumption::new("tier", tier, "capacity is bought as this one"));
        }
        let offered = Offered::of(&placed, question.unit.as_ref())?;
        if question.rate.is_none() {
            offered.refuse_unsold()?;
        }
        let mut draft = Draft::new(self, &placed);
        let needed = question.needed(&offered, &mut draft)?;
        let units = question.units.or_else(|| needed.as_ref().and_then(|needed| needed.units));
        question.check_size(&offered, &mut draft);
        let cost =
            question.time.map(|time| held::cost(self, question, &offered, units.zip(Some(time)), &mut draft));
        let cost = cost.transpose()?;
        let allocated = question.allocated(self, &offered, units, &mut draft)?;
        let unit = offered.unit.clone();
        Ok(CapacityAnswer { unit, cost, needed, allocated, ..draft.finish() })
    }
}

/// An answer in the making: what is not known, what to mind, what it rests on.
struct Draft<'a> {
    placed: &'a Placed,
    basis: Basis,
    gaps: Vec<String>,
    warnings: Vec<Warning>,
}

impl<'a> Draft<'a> {
    fn new(snapshot: &Snapshot, placed: &'a Placed) -> Self {
        let basis = Basis::of(snapshot).assuming(placed.assumed.iter().cloned());
        Self { placed, basis, gaps: Vec::new(), warnings: show::warnings(&placed.model) }
    }

    /// Something that was asked and is not known.
    fn gap(&mut self, reason: impl Into<String>) {
        let reason = reason.into();
        if !self.gaps.contains(&reason) {
            self.gaps.push(reason);
        }
    }

    fn assume(&mut self, assumed: Assumption) {
        if !self.basis.assumed.contains(&assumed) {
            self.basis.assumed.push(assumed);
        }
    }

    fn warn(&mut self, code: WarningCode, message: String) {
        self.warnings.push(Warning { code, message, date: None, sources: Vec::new() });
    }

    fn rest_on(&mut self, fact: &str, src: &[u16]) {
        self.basis.rest_on(&self.placed.model, fact, src);
    }

    fn finish(self) -> CapacityAnswer {
        let model = &self.placed.model;
        CapacityAnswer {
            model: model.id().to_string(),
            version: model.version().map(str::to_owned),
            offer: self.placed.offer.to_string(),
            region: self.placed.region.clone(),
            at: model.day(),
            unit: None,
            status: if self.gaps.is_empty() { CostStatus::Exact } else { CostStatus::Unknown },
            reason: (!self.gaps.is_empty()).then(|| self.gaps.join("; ")),
            cost: None,
            needed: None,
            allocated: None,
            warnings: self.warnings,
            basis: self.basis,
        }
    }
}

impl CapacityCost {
    /// A cost that is not known.
    fn unknown() -> Self {
        Self { total: None, currency: Cost::CURRENCY, lines: Vec::new() }
    }

    fn of_line(line: CapacityLine) -> Self {
        let total: Money = line.amount;
        Self { total: Some(total), currency: Cost::CURRENCY, lines: vec![line] }
    }
}

impl CapacityQuestion {
    /// Refuses a question without a subject.
    fn check(&self) -> Result<(), CapacityError> {
        if self.units == Some(0) {
            return Err(CapacityError::Zero("units"));
        }
        match (self.units, self.time) {
            (Some(units), None) if self.usage.is_none() => Err(CapacityError::NoTime(units)),
            (None, Some(_)) if self.workload.is_none() => Err(CapacityError::NoUnits),
            (None, None) if self.workload.is_none() && self.usage.is_none() => Err(CapacityError::Nothing),
            _ => Ok(()),
        }
    }

    /// Warns of a number of units that is not sold.
    fn check_size(&self, offered: &Offered<'_>, draft: &mut Draft<'_>) {
        let Some(units) = self.units else { return };
        let least = offered.pick(|facts| facts.least);
        let step = offered.pick(|facts| facts.step);
        let (Some((least, row)), Some((step, _))) = (least, step) else { return };
        draft.rest_on("capacity.least", &row.src);
        if !crate::cost::Sizes::new(least, step).has(units) {
            let name = offered.name();
            let message = format!("{units} {name} cannot be bought: from {least} on, in steps of {step}");
            draft.warn(WarningCode::CapacitySize, message);
        }
    }
}
