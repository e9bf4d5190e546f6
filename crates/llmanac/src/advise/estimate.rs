//! What a call will cost whose tokens are known as bands.

use serde::Serialize;

use crate::cost::{Cost, Span};
use crate::model::{Meter, Money};
use crate::registry::Snapshot;

use super::basis::Basis;
use super::call::Placed;

/// What a request will cost, before the call.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CostEstimate {
    /// The bounds, or why there are none.
    #[serde(flatten)]
    pub answer: CostOnly,
    /// The offer that is priced.
    pub offer: String,
}

/// The amounts of an estimate.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CostOnly {
    /// How far the amount is known.
    pub status: crate::cost::CostStatus,
    /// US dollars, where only one amount is possible.
    #[serde(serialize_with = "super::cost::decimal")]
    pub total: Option<Money>,
    /// At least.
    #[serde(serialize_with = "super::cost::decimal")]
    pub low: Option<Money>,
    /// At most; `None`: not known.
    #[serde(serialize_with = "super::cost::decimal")]
    pub high: Option<Money>,
    /// `USD`.
    pub currency: &'static str,
    /// Meters without a rate.
    pub missing: Vec<Meter>,
    /// Why it is not known, where it is not.
    pub reason: Option<String>,
}

impl CostOnly {
    /// At least and at most: both the total where only one amount is possible.
    pub fn bounds(&self) -> (Option<Money>, Option<Money>) {
        (self.total.or(self.low), self.total.or(self.high))
    }

    /// The amounts of a cost, or the reason why there are none.
    pub(super) fn of(estimated: Result<Cost, String>) -> Self {
        let (cost, reason) = match estimated {
            Ok(cost) => (cost, None),
            Err(reason) => (Cost::unknown(&crate::cost::Usage::new()), Some(reason)),
        };
        Self {
            status: cost.status,
            total: cost.total,
            low: cost.low,
            high: cost.high,
            currency: Cost::CURRENCY,
            missing: cost.missing,
            reason,
        }
    }
}

/// The bounds of what a call costs whose tokens lie within some spans.
pub(super) fn estimated(
    snapshot: &Snapshot,
    placed: &Placed,
    mut basis: Basis,
    spans: &[Span],
) -> (CostEstimate, Basis) {
    let estimated = snapshot.plan(placed).map_err(|error| error.to_string()).and_then(|plan| {
        let used = |meter: Meter| spans.iter().any(|span| span.meters().contains(meter));
        if let Some(band) = plan.bands().next() {
            for rate in band.rates().iter().filter(|rate| used(rate.meter)) {
                basis.rest_on(&placed.model, &format!("price.{}", rate.meter), &rate.source);
            }
        }
        plan.estimate(spans).map_err(|error| error.to_string())
    });
    let estimate = CostEstimate { offer: placed.offer.to_string(), answer: CostOnly::of(estimated) };
    (estimate, basis)
}
