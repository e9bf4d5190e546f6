//! What a call of a named model costs.

use serde::Serialize;

use crate::cost::{Cost, CostError, CostStatus, FreeUse, LineItem, PlanError, PricePlan, Usage};
use crate::model::{Date, Meter, Money, Offer, RegionId};
use crate::registry::{Assumption, ModelMetadata, Resolution, ResolveError, Snapshot};

use super::basis::Basis;
use super::bounds::{CostBounds, lifetime};
use super::call::{Call, CallError, Placed};
use super::open::{self, OpenLine};
use super::price_id::price_id;
use super::show::{self, Warning};

/// What a call costs, with its line items.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CostAnswer {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// Where it is served and in which class: `global/standard`.
    pub offer: String,
    /// The region that is called, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// The quality, size or resolution, where one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The day of the call.
    pub at: Date,
    /// How much of the account's free quotas was used before the call, where that is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_quota: Option<FreeUse>,
    /// What the call consumed, in disjoint counts.
    pub usage: Usage,
    /// Exact decimal in US dollars; `None` where it is not known exactly.
    #[serde(serialize_with = "decimal")]
    pub total: Option<Money>,
    /// `USD`.
    pub currency: &'static str,
    /// How far the amount is known.
    pub status: CostStatus,
    /// Why it is not known, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// At least, where the amount is bounded.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub low: Option<Money>,
    /// At most, where the amount is bounded.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// The sum of the lines, where some meters have no rate.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<Money>,
    /// What the bounds are over, where they were asked for; the lines are then those of the assumed circumstances.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<CostBounds>,
    /// The sums of the lines by direction.
    pub totals: Totals,
    /// What caching saved: cache reads at the price of input, less what they cost, less what cache writes cost above
    /// it. `None` where a rate is missing.
    #[serde(serialize_with = "decimal")]
    pub savings: Option<Money>,
    /// The line items.
    pub lines: Vec<Line>,
    /// The meters whose amounts are known only between two bounds; no line is of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenLine>,
    /// Meters without a rate.
    pub missing: Vec<Meter>,
    /// What to mind about the model on the day of the call.
    pub warnings: Vec<Warning>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Sums by direction; `None` where a meter of the direction has no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    /// Everything read, the cache included.
    #[serde(serialize_with = "decimal")]
    pub input: Option<Money>,
    /// Everything answered.
    #[serde(serialize_with = "decimal")]
    pub output: Option<Money>,
    /// Fees by the piece.
    #[serde(serialize_with = "decimal")]
    pub fees: Option<Money>,
}

/// One meter's part of an amount.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Line {
    /// The place in `calls` of the call that it is of, where a response holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<usize>,
    /// The meter.
    pub meter: Meter,
    /// The meter at whose rate it is billed, where it has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billed_as: Option<Meter>,
    /// How many.
    pub quantity: u64,
    /// How many of these are within a quota of free pieces, and not charged.
    #[serde(skip_serializing_if = "is_none")]
    pub free: u64,
    /// Of what: `token`, `request`.
    pub unit: &'static str,
    /// US dollars for `per` units, as quoted.
    pub rate: String,
    /// The number of units that the rate is for.
    pub per: u32,
    /// US dollars.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
    /// The list rate, where a discount stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_rate: Option<String>,
    /// The discount's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<String>,
    /// The id of the price: it names the row by what it says, so that it can be found again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// The ids of the sources of the rate.
    pub source: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde wants")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

pub(crate) fn decimal<S: serde::Serializer>(money: &Option<Money>, serializer: S) -> Result<S::Ok, S::Error> {
    match money {
        Some(money) => plain(money, serializer),
        None => serializer.serialize_none(),
    }
}

pub(crate) fn plain<S: serde::Serializer>(money: &Money, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&money.to_decimal())
}

/// Why there is no cost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CostFailure {
    /// The name means no model.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A circumstance that the catalog does not know.
    #[error(transparent)]
    Call(Box<CallError>),
    /// An offer without a price.
    #[error(transparent)]
    Plan(Box<PlanError>),
    /// An amount that cannot be computed.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// More combinations of circumstances than are tried for bounds.
    #[error(
        "{count} combinations of circumstances are possible, and {most} are tried at most; state the day, the version, the scope or the tier"
    )]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many are tried.
        most: usize,
    },
}

impl From<PlanError> for CostFailure {
    fn from(error: PlanError) -> Self {
        Self::Plan(Box::new(error))
    }
}

impl From<CallError> for CostFailure {
    fn from(error: CallError) -> Self {
        Self::Call(Box::new(error))
    }
}

impl Snapshot {
    /// What a call of a named model costs.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::cost::Usage;
    /// use llmanac::model::Meter;
    ///
    /// let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::OutputText, 500);
    /// let june = Call::new().on("2024-06-01".parse()?);
    /// let cost = llmanac::registry().snapshot().cost("gpt-4o", &usage, &june)?;
    /// assert_eq!(cost.total.unwrap().to_string(), "0.0125");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, a region, scope or tier that the catalog does not know for it, an amount too large.
    pub fn cost(&self, name: &str, usage: &Usage, call: &Call) -> Result<CostAnswer, CostFailure> {
        let found = self.resolve(name)?;
        self.cost_of(name, found, usage, call)
    }

    pub(crate) fn cost_of(
        &self,
        name: &str,
        found: Resolution,
        usage: &Usage,
        call: &Call,
    ) -> Result<CostAnswer, CostFailure> {
        let placed = call.place(self, name, found)?;
        self.settled_cost(&placed, usage)
    }

    /// What a call costs under settled circumstances.
    pub(crate) fn settled_cost(&self, placed: &Placed, usage: &Usage) -> Result<CostAnswer, CostFailure> {
        match self.plan(placed) {
            Ok(plan) => {
                let cost = plan.cost(usage)?;
                let assumed = open::assumed(&placed.model, &plan, usage, &cost);
                let over_time = !cost.missing.is_empty() && placed.offer.tier.is_capacity();
                if over_time && cost.lines.is_empty() {
                    return Ok(self.paid_over_time(placed, usage));
                }
                let reason =
                    if over_time { Some(paid_over_time(placed)) } else { by_grade(placed, &cost.missing) };
                let mut answer = self.answer(placed, usage, cost, reason);
                answer.basis.assumed.extend(assumed);
                open::rest_on_quotas(&mut answer.basis, placed, &plan, usage);
                let lifetime = plan.lifetime_taken(usage).map(|taken| {
                    let because = "nobody stated how long the cache keeps what was written";
                    Assumption::new("cache_ttl", lifetime(taken), because)
                });
                answer.basis.assumed.extend(lifetime);
                Ok(answer)
            }
            // Never at another tier's price.
            Err(PlanError::OtherOffers { .. }) if placed.offer.tier.is_capacity() => {
                Ok(self.paid_over_time(placed, usage))
            }
            Err(error) if is_gap(&error) => {
                Ok(self.answer(placed, usage, Cost::unknown(usage), Some(error.to_string())))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The answer for a call on capacity, of which no price by the token is known.
    fn paid_over_time(&self, placed: &Placed, usage: &Usage) -> CostAnswer {
        self.answer(placed, usage, Cost::unknown(usage), Some(paid_over_time(placed)))
    }

    /// The compiled prices of a model under settled circumstances, the caller's own terms applied.
    pub(crate) fn plan(&self, placed: &Placed) -> Result<PricePlan, PlanError> {
        let (model, offer) = (&placed.model, &placed.offer);
        let plan = match placed.grade.as_deref() {
            None if offer == model.default_offer() => self.price_plan(model, offer)?.as_ref().clone(),
            // Not kept: many circumstances are tried, and few are asked for again.
            grade => {
                PricePlan::select_graded(model.data(), model.asked(offer), grade, &self.discounts(model))?
            }
        };
        Ok(plan.with_free_use(placed.free_use))
    }

    pub(crate) fn answer(
        &self,
        placed: &Placed,
        usage: &Usage,
        cost: Cost,
        reason: Option<String>,
    ) -> CostAnswer {
        let model = &placed.model;
        let mut basis = Basis::of(self).assuming(placed.assumed.iter().cloned());
        let ends = cost.open.iter().flat_map(|item| [&item.low, &item.high]);
        for line in cost.lines.iter().chain(ends) {
            basis.rest_on(model, &format!("price.{}", line.billed_as.unwrap_or(line.meter)), &line.source);
        }
        let incomplete = cost.status == CostStatus::Incomplete;
        let [input, output, fees] = cost.known_directions();
        CostAnswer {
            model: model.id().to_string(),
            version: model.version().map(str::to_owned),
            offer: placed.offer.to_string(),
            region: placed.region.clone(),
            grade: placed.grade.clone(),
            at: model.day(),
            free_quota: Some(placed.free_use).filter(|used| *used != FreeUse::Unknown),
            usage: *usage,
            total: cost.total,
            currency: Cost::CURRENCY,
            status: cost.status,
            reason,
            low: cost.low,
            high: cost.high,
            subtotal: incomplete.then_some(cost.subtotal),
            bounds: None,
            totals: Totals { input, output, fees },
            savings: cost.savings,
            lines: cost.lines.iter().map(|line| self::line(model, line)).collect(),
            open: cost.open.iter().map(|item| OpenLine::new(model, item)).collect(),
            missing: cost.missing,
            warnings: show::warnings(model),
            basis,
        }
    }
}

/// Whether there is no price because nothing is known, and not because the question is wrong.
fn is_gap(error: &PlanError) -> bool {
    matches!(
        error,
        PlanError::NoPrice { .. }
            | PlanError::NotYet { .. }
            | PlanError::Ended { .. }
            | PlanError::OtherVersions { .. }
            | PlanError::OtherGrades { .. }
    )
}

/// Why calls on capacity have no price by the token.
fn paid_over_time(placed: &Placed) -> String {
    format!(
        "calls on {} are paid for by the time the capacity is held, not by the token: see `llmanac capacity {}`",
        placed.offer,
        placed.model.id()
    )
}

/// That meters without a rate have prices in other grades, where they have.
fn by_grade(placed: &Placed, missing: &[Meter]) -> Option<String> {
    let said = missing.iter().filter_map(|meter| {
        let grades = placed.model.grades_of(*meter);
        (!grades.is_empty()).then(|| format!("{meter} has prices for the grades {}", grades.join(", ")))
    });
    let said: Vec<String> = said.collect();
    let stated = match &placed.grade {
        Some(grade) => format!("none is known for the grade {grade} on {}", placed.offer),
        None => "the call states none".to_owned(),
    };
    (!said.is_empty()).then(|| format!("{}; {stated}", said.join(", ")))
}

pub(crate) fn line(model: &ModelMetadata, line: &LineItem) -> Line {
    let data = model.data();
    let row = line.row.and_then(|place| data.prices.get(usize::from(place)));
    Line {
        call: None,
        meter: line.meter,
        billed_as: line.billed_as,
        quantity: line.quantity,
        free: line.free,
        unit: line.unit,
        rate: line.rate.amount().to_string(),
        per: line.rate.per(),
        amount: line.amount,
        list_rate: line.list_rate.map(|rate| rate.amount().to_string()),
        discount: line.discount.as_deref().map(str::to_owned),
        price: row.and_then(|row| price_id(data, row, line.billed_as.unwrap_or(line.meter))),
        source: model.tables().sources_at(&line.source).map(|source| source.id.clone()).collect(),
    }
}

impl ModelMetadata {
    /// The compiled list prices of the model on an offer, on its day: select once, price many calls.
    ///
    /// Discounts are the registry's: [`Snapshot::price_plan`] applies them.
    ///
    /// ```
    /// use llmanac::cost::Usage;
    /// use llmanac::model::Meter;
    ///
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// let plan = model.price_plan(model.default_offer())?;
    /// let usage = Usage::new().with(Meter::InputText, 1_000_000);
    /// assert_eq!(plan.total(&usage)?.to_string(), "2.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An offer that is not sold, or has no price on that day.
    pub fn price_plan(&self, offer: &Offer) -> Result<PricePlan, PlanError> {
        PricePlan::select(self.data(), self.asked(offer), &[])
    }
}
