//! The answers about capacity.

use serde::Serialize;

use crate::advise::basis::Basis;
use crate::advise::cost::{decimal, plain};
use crate::advise::show::Warning;
use crate::cost::{CostStatus, Counted, Fraction, Usage};
use crate::model::{CapacityUnit, Date, Meter, Money, RegionId, Term, TimeUnit};

/// What capacity costs, how much of it a load needs, what share a usage takes. Never part of a call's cost.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CapacityAnswer {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// Where it is served and in which class: `global/provisioned`.
    pub offer: String,
    /// The region, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// The day.
    pub at: Date,
    /// What is bought, where that is known: `ptu`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<CapacityUnit>,
    /// `exact` where all that was asked is known, else `unknown`.
    pub status: CostStatus,
    /// Why something is not known, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it costs, where a time was stated.
    #[serde(flatten)]
    pub cost: Option<CapacityCost>,
    /// The units that the load needs, where one was stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<NeededUnits>,
    /// The share that a usage takes, where one was stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocated: Option<Allocated>,
    /// What to mind.
    pub warnings: Vec<Warning>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// What capacity costs over a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CapacityCost {
    /// Exact decimal in US dollars; `None` where it is not known.
    #[serde(serialize_with = "decimal")]
    pub total: Option<Money>,
    /// `USD`.
    pub currency: &'static str,
    /// The line items.
    pub lines: Vec<CapacityLine>,
}

/// Something held for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CapacityLine {
    /// What is held: `ptu`, `cache_storage.text`.
    pub item: String,
    /// How many.
    pub quantity: u64,
    /// For so many seconds, as they are charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// For so many calendar months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// The commitment that the rate is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// US dollars for `per` of them, for one `per_time`.
    pub rate: String,
    /// The number that the rate is for.
    pub per: u32,
    /// The time that the rate is for.
    pub per_time: TimeUnit,
    /// US dollars.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
    /// The list rate, where a discount stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_rate: Option<String>,
    /// The discount's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<String>,
    /// The ids of the sources of the rate; `caller` for the caller's own word.
    pub source: Vec<String>,
}

/// How many units a load needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NeededUnits {
    /// The tokens of a minute, or of one request where `requests_per_minute` is stated.
    pub workload: Usage,
    /// So many such requests a minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_per_minute: Option<u64>,
    /// What the tokens count as, meter by meter.
    pub counted: Vec<Counted>,
    /// Meters whose weight is not known.
    pub missing: Vec<Meter>,
    /// The weighted tokens of a minute.
    pub tokens_per_minute: Option<Fraction>,
    /// What one unit takes in, in weighted tokens: `4750/1m`.
    pub throughput: Option<String>,
    /// The units that would do, not rounded.
    pub exact: Option<Fraction>,
    /// The fewest whole units that would do, whether sold so or not.
    pub at_least: Option<u64>,
    /// The smallest number that is sold.
    pub least: Option<u64>,
    /// The step from there.
    pub step: Option<u64>,
    /// The units to buy.
    pub units: Option<u64>,
}

/// What share of capacity a usage takes: a way to divide what the capacity costs, never a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Allocated {
    /// What this is: a share of the cost of capacity, no bill.
    pub note: &'static str,
    /// The tokens.
    pub usage: Usage,
    /// What they count as, meter by meter.
    pub counted: Vec<Counted>,
    /// Meters whose weight is not known.
    pub missing: Vec<Meter>,
    /// The weighted tokens.
    pub tokens: Option<Fraction>,
    /// For how many hours they take one unit.
    pub unit_hours: Option<Fraction>,
    /// The share of the units and the time that were stated.
    pub share: Option<Fraction>,
    /// That share of the cost, exact decimal in US dollars; never added to the cost of calls.
    #[serde(serialize_with = "decimal")]
    pub amount: Option<Money>,
}
