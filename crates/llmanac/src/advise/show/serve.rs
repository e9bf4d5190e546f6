//! Where a model is sold, how much of it one may use, and what it scored.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::advise::facts::{QuotedCapacity, RowHead};
use crate::model::{Date, RegionId, Window};
use crate::registry::ModelMetadata;

/// The regions in which some offers are sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownRegions {
    /// When and where the row holds.
    #[serde(flatten)]
    pub head: RowHead,
    /// The regions from which it is called; `[]`: sold nowhere.
    pub regions: Vec<RegionId>,
    /// Where a call from a region may be processed, by that region; `*` is any. Absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routes: Option<BTreeMap<String, Vec<RegionId>>>,
}

/// A published score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownBenchmark {
    /// Of which versions, and by which sources.
    #[serde(flatten)]
    pub head: RowHead,
    /// The benchmark: `GPQA Diamond`.
    pub name: String,
    /// The score, a decimal as the source writes it.
    pub score: String,
    /// What the score is in: `percent`.
    pub unit: String,
    /// What it was measured by, or under which conditions.
    pub harness: String,
    /// The day on which it was measured or published.
    pub day: Option<Date>,
}

/// A default limit of use. Counts are so many in so many seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownQuota {
    /// When and where the row holds.
    #[serde(flatten)]
    pub head: RowHead,
    /// The plan it belongs to: `default`, `tier-1`.
    pub plan: String,
    /// Requests.
    pub requests: Option<Window>,
    /// Tokens, input and output together.
    pub tokens: Option<Window>,
    /// Input tokens.
    pub input_tokens: Option<Window>,
    /// Output tokens.
    pub output_tokens: Option<Window>,
    /// Requests at the same time.
    pub concurrent: Option<u64>,
}

/// Capacity that is bought by the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownCapacity {
    /// When and where the row holds.
    #[serde(flatten)]
    pub head: RowHead,
    /// What the row states.
    #[serde(flatten)]
    pub facts: QuotedCapacity,
}

/// Where the version is sold on the day; `None` where no row speaks of it.
pub(super) fn regions(model: &ModelMetadata) -> Option<Vec<ShownRegions>> {
    let version = model.version_place();
    let found: Vec<ShownRegions> = model
        .data()
        .sold
        .iter()
        .filter(|row| row.holds_on(model.day()) && row.speaks_of(version))
        .map(|row| ShownRegions {
            head: RowHead::of(model, row),
            regions: row.facts.regions.clone(),
            routes: model
                .routes(&row.facts)
                .map(|routes| routes.map(|(from, to)| (from.to_owned(), to.to_vec())).collect()),
        })
        .collect();
    (!found.is_empty()).then_some(found)
}

/// The published scores of the version; `None` where no row speaks of it.
pub(super) fn benchmarks(model: &ModelMetadata) -> Option<Vec<ShownBenchmark>> {
    let version = model.version_place();
    let rows = model.data().benchmarks.iter();
    let found: Vec<ShownBenchmark> = rows
        .filter(|row| row.holds_on(model.day()) && row.speaks_of(version))
        .map(|row| ShownBenchmark {
            head: RowHead::of(model, row),
            name: row.facts.name.clone(),
            score: row.facts.score.clone(),
            unit: row.facts.unit.clone(),
            harness: row.facts.harness.clone(),
            day: row.facts.day,
        })
        .collect();
    (!found.is_empty()).then_some(found)
}

/// The limits of use that hold on the day; `None` where no row speaks of the version.
pub(super) fn quotas(model: &ModelMetadata) -> Option<Vec<ShownQuota>> {
    let version = model.version_place();
    let found: Vec<ShownQuota> = model
        .data()
        .quota
        .iter()
        .filter(|row| row.holds_on(model.day()) && row.speaks_of(version))
        .map(|row| ShownQuota {
            head: RowHead::of(model, row),
            plan: row.facts.plan.clone(),
            requests: row.facts.requests,
            tokens: row.facts.tokens,
            input_tokens: row.facts.input_tokens,
            output_tokens: row.facts.output_tokens,
            concurrent: row.facts.concurrent,
        })
        .collect();
    (!found.is_empty()).then_some(found)
}

/// The capacity that is known of on the day; `None` where no row speaks of the version.
pub(super) fn capacities(model: &ModelMetadata) -> Option<Vec<ShownCapacity>> {
    let version = model.version_place();
    let found: Vec<ShownCapacity> = model
        .data()
        .capacity
        .iter()
        .filter(|row| row.holds_on(model.day()) && row.speaks_of(version))
        .map(|row| ShownCapacity { head: RowHead::of(model, row), facts: QuotedCapacity::from(&row.facts) })
        .collect();
    (!found.is_empty()).then_some(found)
}
