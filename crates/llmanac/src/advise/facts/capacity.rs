//! Capacity as answers show it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{CapacityFacts, CapacityUnit, Meter, Term, TimeUnit};

/// What one row says of capacity that is bought by the unit; what it does not state is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuotedCapacity {
    /// What is bought.
    pub unit: CapacityUnit,
    /// The commitment that the rate is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// US dollars for a unit and one `per_time`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// The time that the rate is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_time: Option<TimeUnit>,
    /// The commitments on which the unit is sold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Vec<Term>>,
    /// `true`: a part of an hour is charged as a part; `false`: as a whole hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prorated: Option<bool>,
    /// The smallest number of units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// The step from there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
    /// What one unit takes in, in weighted tokens: `4750/1m`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub throughput: Option<String>,
    /// How many weighted tokens one token of a meter is, as decimals.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<Meter, String>,
    /// `false`: known not to be sold so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sold: Option<bool>,
}

impl From<&CapacityFacts> for QuotedCapacity {
    fn from(facts: &CapacityFacts) -> Self {
        Self {
            unit: facts.unit.clone(),
            term: facts.term,
            rate: facts.rate.map(|rate| rate.rate().amount().to_string()),
            per_time: facts.rate.map(|rate| rate.time()),
            terms: facts.terms.clone(),
            prorated: facts.prorated,
            least: facts.least,
            step: facts.step,
            throughput: facts.throughput.map(|window| window.to_string()),
            counts: facts.counts.iter().map(|(meter, weight)| (*meter, weight.to_string())).collect(),
            sold: facts.sold,
        }
    }
}
