//! What a log of requests comes to, by model.

use serde::Serialize;

use crate::advise::Basis;
use crate::model::{Date, Money, Status, Surface};
use crate::registry::ModelMetadata;

use super::choice::PortabilityOrder;
use super::verdict::PortabilityVerdict;

/// What becomes of recorded requests on each model.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PortabilityReport {
    /// The requests.
    pub requests: RecordedRequests,
    /// A model on a surface each.
    pub models: Vec<PortabilityModel>,
    /// Models that were not asked, and why.
    pub left_out: Vec<LeftOutModel>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The requests of a log.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct RecordedRequests {
    /// How many there are.
    pub count: u64,
    /// The models that they were recorded for.
    pub recorded: Vec<RecordedModel>,
}

/// A model that requests were recorded for.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RecordedModel {
    /// Its name, as the requests state it.
    pub name: String,
    /// The model that it means; `None`: none that is known.
    pub model: Option<String>,
    /// How many requests state it.
    pub requests: u64,
    /// What they cost on it.
    pub cost: CostSum,
    /// Why they have no price, where they have none.
    pub reason: Option<String>,
}

/// A model that was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOutModel {
    /// The id.
    pub model: String,
    /// Where it stands in its life.
    pub status: Status,
    /// Why it was not asked.
    pub reason: String,
}

impl LeftOutModel {
    pub(super) fn of(model: &ModelMetadata, reason: String) -> Self {
        Self { model: model.id().to_string(), status: model.status(), reason }
    }
}

/// What becomes of the requests on one model and surface.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PortabilityModel {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// The user's own deployment, where it was asked for by that name.
    pub deployment: Option<String>,
    /// The surface.
    pub surface: Surface,
    /// Where it stands in its life.
    pub status: Status,
    /// From this day no new use is let in.
    pub no_new_use: Option<Date>,
    /// From this day calls fail.
    pub retires: Option<Date>,
    /// The offer that is priced.
    pub offer: String,
    /// How many requests have each verdict.
    pub verdicts: VerdictCounts,
    /// Why, the most frequent reason first.
    pub reasons: Vec<PortabilityReason>,
    /// What the requests cost that go.
    pub cost: CostSum,
    /// The same against the models that they were recorded for, where these are stated and priced.
    pub against: Option<AgainstRecorded>,
}

/// How many requests have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct VerdictCounts {
    /// They go, every value as it was stated.
    pub unchanged: u64,
    /// They go and mean the same.
    pub changed: u64,
    /// They go under fit alone.
    pub fitted: u64,
    /// They do not go.
    pub refused: u64,
    /// Nobody knows.
    pub unknown: u64,
}

impl VerdictCounts {
    /// How many go.
    pub fn going(self) -> u64 {
        self.unchanged.saturating_add(self.changed).saturating_add(self.fitted)
    }

    pub(super) fn add(&mut self, verdict: PortabilityVerdict) {
        let count = match verdict {
            PortabilityVerdict::Unchanged => &mut self.unchanged,
            PortabilityVerdict::Changed => &mut self.changed,
            PortabilityVerdict::Fitted => &mut self.fitted,
            PortabilityVerdict::Refused => &mut self.refused,
            PortabilityVerdict::Unknown => &mut self.unknown,
        };
        *count = count.saturating_add(1);
    }
}

/// A reason, and how many requests have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PortabilityReason {
    /// The verdict that it led to.
    pub verdict: PortabilityVerdict,
    /// The code, or the kind of the change.
    pub code: String,
    /// The parameter, or the place in one without its numbers: `messages[].content[]`.
    pub parameter: Option<String>,
    /// How many requests.
    pub requests: u64,
    /// What is said of the request on the lowest line.
    pub example: String,
}

/// What requests cost: exact sums of the least and of the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CostSum {
    /// Requests whose least cost is known: the sums are over these.
    pub priced: u64,
    /// Requests without a price.
    pub unpriced: u64,
    /// Priced requests whose most is not known.
    pub open: u64,
    /// At least.
    #[serde(serialize_with = "crate::advise::cost::decimal")]
    pub low: Option<Money>,
    /// At most; `None`: not known of every priced request.
    #[serde(serialize_with = "crate::advise::cost::decimal")]
    pub high: Option<Money>,
}

impl Default for CostSum {
    fn default() -> Self {
        Self { priced: 0, unpriced: 0, open: 0, low: Some(Money::ZERO), high: Some(Money::ZERO) }
    }
}

impl CostSum {
    pub(super) fn add(&mut self, (low, high): (Option<Money>, Option<Money>)) {
        let Some(low) = low else {
            self.unpriced = self.unpriced.saturating_add(1);
            return;
        };
        self.priced = self.priced.saturating_add(1);
        self.open = self.open.saturating_add(u64::from(high.is_none()));
        // A sum that 128 bits cannot hold is not known.
        let plus = |sum: Option<Money>, more: Option<Money>| sum?.plus(more?).ok();
        self.low = plus(self.low, Some(low));
        self.high = plus(self.high, high);
    }

    /// The same, without sums where nothing was priced: that is no cost of nothing.
    pub(super) fn told(self) -> Self {
        if self.priced == 0 { Self { low: None, high: None, ..self } } else { self }
    }
}

/// What requests cost here and on the models that they were recorded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AgainstRecorded {
    /// Requests that go here and are priced on both.
    pub requests: u64,
    /// What these cost here.
    pub here: CostSum,
    /// What these cost on the models that they were recorded for.
    pub recorded: CostSum,
    /// The least here less the least there; below zero it is cheaper here. The two ends are no bounds of what is saved.
    #[serde(serialize_with = "crate::advise::cost::decimal")]
    pub low: Option<Money>,
    /// The most here less the most there.
    #[serde(serialize_with = "crate::advise::cost::decimal")]
    pub high: Option<Money>,
}

impl AgainstRecorded {
    pub(super) fn of(here: CostSum, recorded: CostSum) -> Option<Self> {
        let less = |own: Option<Money>, other: Option<Money>| own?.minus(other?).ok();
        (here.priced > 0).then(|| Self {
            requests: here.priced,
            here,
            recorded,
            low: less(here.low, recorded.low),
            high: less(here.high, recorded.high),
        })
    }
}

impl PortabilityReport {
    /// Puts the models in an order.
    ///
    /// By fit, those come first that take most requests unchanged, then changed, then fitted; by cost those that take
    /// most requests at a price, and of these the ones whose most is least, since a sum over fewer requests is no
    /// bargain.
    pub fn sort(&mut self, order: PortabilityOrder) {
        use std::cmp::Reverse;
        // An end that is not known comes after all that are.
        let cost = |model: &PortabilityModel| {
            let end = |end: Option<Money>| (end.is_none(), end.unwrap_or(Money::ZERO));
            (end(model.cost.high), end(model.cost.low))
        };
        self.models.sort_by(|a, b| (&a.model, a.surface.as_str()).cmp(&(&b.model, b.surface.as_str())));
        match order {
            PortabilityOrder::Name => {}
            PortabilityOrder::Fit => self.models.sort_by_cached_key(|model| {
                let counts = model.verdicts;
                (Reverse((counts.unchanged, counts.changed, counts.fitted, counts.unknown)), cost(model))
            }),
            PortabilityOrder::Cost => self.models.sort_by_cached_key(|model| {
                (Reverse((model.cost.priced, model.verdicts.going())), cost(model))
            }),
        }
    }
}
