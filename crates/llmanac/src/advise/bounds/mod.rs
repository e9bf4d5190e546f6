//! What a call may cost where not all of its circumstances are stated.

mod answer;
mod axes;
mod drive;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use serde::Serialize;

use crate::cost::Usage;
use crate::model::{Date, Meter, Money, named};

use super::cost::{decimal, plain};

pub(crate) use drive::lifetime;

named! {
    /// A circumstance of a call that nobody stated.
    "circumstance" Circumstance {
        /// The version of the model.
        Version = "version",
        /// The class of service.
        Tier = "tier",
        /// Where it is served.
        Scope = "scope",
        /// The region that is called, where it is served in one region.
        Region = "region",
        /// The day of the call.
        Date = "date",
        /// How long a cache keeps what was written.
        CacheTtl = "cache_ttl",
        /// Of which kind the tokens are: text or image, answer or thinking.
        Split = "split",
        /// How much of a quota of free pieces the account has used.
        FreeQuota = "free_quota",
        /// How many of the cached tokens are audio or images.
        Overlap = "overlap",
    }
}

/// The bounds of an amount over all that nobody stated, and what drives them apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CostBounds {
    /// What the call costs under the circumstances that are assumed, where that is known.
    #[serde(serialize_with = "decimal")]
    pub assumed: Option<Money>,
    /// Where it costs the least.
    pub low: CostEnd,
    /// Where it costs the most.
    pub high: CostEnd,
    /// What was varied, each alone while the rest is as assumed; what makes the largest difference first.
    pub drivers: Vec<Driver>,
    /// How many circumstances were priced in all.
    pub priced: usize,
    /// Circumstances in which the model is sold, and some meters have no rate: the bounds do not hold them.
    pub left_out: Vec<LeftOut>,
    /// The ways to split the counts, where they can be split in several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub splits: Vec<Usage>,
}

/// One end of the bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CostEnd {
    /// US dollars.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
    /// The version.
    pub version: Option<String>,
    /// Where it is served and in which class.
    pub offer: String,
    /// The day of the call.
    pub at: Date,
}

/// A circumstance that was varied alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Driver {
    /// What was varied.
    pub what: Circumstance,
    /// The value that is assumed.
    pub assumed: String,
    /// The value with the lowest amount.
    pub low: DriverEnd,
    /// The value with the highest amount.
    pub high: DriverEnd,
    /// How many values were priced.
    pub values: usize,
}

/// The value of a circumstance, and what the call costs with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DriverEnd {
    /// The value: `batch`, `zone:eu`, `5m`.
    pub value: String,
    /// US dollars.
    #[serde(serialize_with = "plain")]
    pub amount: Money,
}

/// Circumstances that could not be priced in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The version.
    pub version: Option<String>,
    /// Where it is served and in which class.
    pub offer: String,
    /// The meters without a rate.
    pub missing: Vec<Meter>,
}
