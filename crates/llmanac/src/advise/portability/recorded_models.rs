//! The models that requests were recorded for, and what each request costs there.

use std::collections::BTreeMap;

use crate::advise::call::{Call, Placed};
use crate::advise::estimate::CostOnly;
use crate::advise::prepare::answer_span;
use crate::cost::{Counting, OutputEstimate, PricePlan};
use crate::model::Capability;
use crate::params::cut;
use crate::registry::Snapshot;

use super::recorded::RecordedRequest;
use super::report::{CostSum, RecordedModel};
use super::tally::Ends;

/// So many names are told apart: a log with more has other troubles.
const MOST: usize = 1000;

/// By the name that requests state.
#[derive(Default)]
pub(super) struct RecordedModels {
    known: BTreeMap<String, Known>,
}

struct Known {
    found: Result<(Placed, PricePlan), String>,
    model: Option<String>,
    requests: u64,
    cost: CostSum,
}

impl Known {
    fn of(snapshot: &Snapshot, call: &Call, name: &str) -> Self {
        let resolved = snapshot.resolve(name);
        let model = resolved.as_ref().ok().map(|found| found.model.id().to_string());
        let found = resolved.map_err(|error| error.to_string()).and_then(|found| {
            let placed = call.place(snapshot, name, found).map_err(|error| error.to_string())?;
            let plan = snapshot.plan(&placed).map_err(|error| error.to_string())?;
            Ok((placed, plan))
        });
        Self { found, model, requests: 0, cost: CostSum::default() }
    }
}

impl RecordedModels {
    /// What a request costs on the model that it was recorded for; `None` where none is stated.
    pub fn cost(
        &mut self,
        (snapshot, call): (&Snapshot, &Call),
        recorded: &RecordedRequest,
        counting: &mut Counting<'_>,
    ) -> Option<Ends> {
        let name = recorded.model()?;
        if self.known.len() >= MOST && !self.known.contains_key(name) {
            return None;
        }
        let known = self.known.entry(name.to_owned()).or_insert_with(|| Known::of(snapshot, call, name));
        let ends = match &known.found {
            Ok((placed, plan)) => {
                let model = &placed.model;
                let counter = call.own_counter().or_else(|| model.counter());
                let output = OutputEstimate::of(counting.request(), model.output_limit());
                let mut spans = counting.estimate(counter, model.media()).spans();
                spans.push(answer_span(output.tokens, model.capability(Capability::Reasoning)));
                CostOnly::of(plan.estimate(&spans).map_err(|error| error.to_string())).bounds()
            }
            Err(_) => (None, None),
        };
        known.requests = known.requests.saturating_add(1);
        known.cost.add(ends);
        Some(ends)
    }

    /// Each name, with what its requests come to.
    pub fn told(&self) -> Vec<RecordedModel> {
        let told = self.known.iter().map(|(name, known)| RecordedModel {
            name: cut(name).to_owned(),
            model: known.model.clone(),
            requests: known.requests,
            cost: known.cost.told(),
            reason: known.found.as_ref().err().cloned(),
        });
        told.collect()
    }
}
