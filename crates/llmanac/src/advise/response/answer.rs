use serde::Serialize;

use crate::advise::bounds::CostBounds;
use crate::advise::cost::{CostAnswer, CostFailure, decimal};
use crate::cost::{CostStatus, Usage};
use crate::model::{Date, Meter, Money, Surface};
use crate::registry::ResolveError;
use crate::wire::{RateContext, UsageExtractError, UsageNote};

/// What a raw response cost: the answer of a call, and how the response was read.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ResponseCost {
    /// The cost; where the response holds several calls, of all of them, under the first one's circumstances.
    #[serde(flatten)]
    pub answer: CostAnswer,
    /// The calls, where the response holds several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallCost>,
    /// The API that answered.
    pub surface: Surface,
    /// What the response states of the rate.
    pub context: RateContext,
    /// Whether the total that the provider states is the sum of its parts; `None` where it states none.
    pub total_matches: Option<bool>,
    /// What is odd in the response, or was taken for granted.
    pub notes: Vec<UsageNote>,
}

/// One of several calls that a response holds.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CallCost {
    /// The model's id; the response's own word where the registry does not have it.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// Where it was served and in which class; absent where the model is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// The day of the call; absent where the model is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Date>,
    /// What the call was for: `message`, `compaction`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// What it consumed, in disjoint counts.
    pub usage: Usage,
    /// Exact decimal in US dollars; `None` where it is not known exactly.
    #[serde(serialize_with = "decimal")]
    pub total: Option<Money>,
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
    /// Meters without a rate.
    pub missing: Vec<Meter>,
    /// What the bounds are over, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<CostBounds>,
}

/// Why a response has no cost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResponseCostError {
    /// The name means no model.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// The response has no usage, or counts that contradict each other.
    #[error(transparent)]
    Usage(#[from] UsageExtractError),
    /// Another model answered than the call names.
    #[error(
        "the response names `{stated}`, which is {served}, and the call names {called}; name the model that answered"
    )]
    OtherModel {
        /// The response's word.
        stated: String,
        /// The model that it means.
        served: String,
        /// The model that the call names.
        called: String,
    },
    /// The response names a tier or a scope that the catalog does not know.
    #[error("{note}; state the {what}")]
    Circumstance {
        /// What the response names.
        note: String,
        /// What to state: `tier`, `scope`.
        what: &'static str,
    },
    /// A stream whose last counts are missing, or several responses in one.
    #[error("{note}; the cost is not known")]
    NotWhole {
        /// What is missing, or too much.
        note: String,
    },
    /// Counts that 64 bits cannot hold.
    #[error("the fees and the counts of the response are together more than 64 bits hold")]
    TooMany,
    /// The call cannot be priced.
    #[error(transparent)]
    Cost(Box<CostFailure>),
}

impl From<CostFailure> for ResponseCostError {
    fn from(failure: CostFailure) -> Self {
        Self::Cost(Box::new(failure))
    }
}
