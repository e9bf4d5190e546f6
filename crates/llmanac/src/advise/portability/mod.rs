//! Recorded requests against every living model: what goes, with which changes, what is refused and why, and at what cost.
//!
//! ```text
//! choice     which models, under which circumstances       recorded   a line of a log: a request, bare or wrapped
//!   |                                                          |
//! pairs      a model on a surface each, in groups of one       |
//!   |        table and one set of facts                        |
//!   +------------------------+---------------------------------+
//!                         verdict    once a request and group; the model's name is filled in afterwards
//!                            |
//!                         cell       one request on one model, with its cost
//!                         tally      what is counted of a model; `report` is its form
//! ```
//!
//! A request is read once, its texts are counted once by each tokenizer, and nothing is kept of it but counts and sums.

mod cell;
mod choice;
mod pairs;
mod recorded;
mod recorded_models;
mod report;
mod tally;
#[cfg(all(test, feature = "overlay"))]
mod tests;
mod verdict;

use serde_json::Value;

use crate::advise::{Basis, Call, CostOnly};
use crate::cost::{Counting, OutputEstimate, Span};
use crate::params::{Subject, messages};
use crate::registry::{Assumption, Snapshot};

use super::prepare::answer_span;
use cell::StandIn;
use pairs::{Asked, Group, Pair};
use recorded_models::RecordedModels;
use tally::{Ends, Key, Tally};
use verdict::{Outcome, Stated};

pub use cell::PortabilityCell;
pub use choice::{PortabilityChoice, PortabilityError, PortabilityOrder, PortabilityView};
pub use recorded::{RecordedRequest, RecordedRequestError};
pub use report::{
    AgainstRecorded, CostSum, LeftOutModel, PortabilityModel, PortabilityReason, PortabilityReport,
    RecordedModel, RecordedRequests, VerdictCounts,
};
pub use verdict::PortabilityVerdict;

/// Recorded requests, held against models one by one.
///
/// ```
/// use llmanac::advise::{Portability, PortabilityChoice, PortabilityVerdict, RecordedRequest};
///
/// let today = llmanac::registry().as_of("2026-11-23".parse()?);
/// let mut portability = Portability::new(&today, &PortabilityChoice::new().model("gemini-2.5-flash"))?;
/// let request = serde_json::json!({
///     "model": "gpt-4o", "max_tokens": 200,
///     "messages": [{ "role": "user", "content": "Why is the sky blue?" }],
/// });
/// let cells = portability.add(&RecordedRequest::read(1, request)?);
/// assert_eq!(cells[0].verdict, PortabilityVerdict::Unchanged);
/// assert_eq!(portability.finish().models[0].verdicts.unchanged, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Portability {
    snapshot: Snapshot,
    view: PortabilityView,
    call: Call,
    basis: Basis,
    asked: Asked,
    tallies: Vec<Tally>,
    recorded: RecordedModels,
    requests: u64,
}

/// What the models of a group share on one request.
struct Shared {
    outcome: Outcome,
    reasons: Vec<(Key, String)>,
    spans: Vec<Span>,
}

impl std::fmt::Debug for Portability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Portability")
            .field("pairs", &self.asked.pairs.len())
            .field("groups", &self.asked.groups.len())
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}

impl Portability {
    /// Settles which models are asked.
    ///
    /// Where no model is named, all that live on the day of the call are: those of which calls are expected to
    /// succeed, deprecated ones among them.
    ///
    /// # Errors
    ///
    /// A name that means no model, a provider or family that has none.
    pub fn new(snapshot: &Snapshot, choice: &PortabilityChoice) -> Result<Self, PortabilityError> {
        let snapshot = match choice.call.stated_day() {
            Some(day) => snapshot.as_of(day),
            None => snapshot.clone(),
        };
        let asked = Asked::of(&snapshot, choice)?;
        Ok(Self {
            basis: basis(&snapshot, &choice.call),
            tallies: asked.pairs.iter().map(|_| Tally::default()).collect(),
            view: choice.view,
            call: choice.call.clone(),
            asked,
            snapshot,
            recorded: RecordedModels::default(),
            requests: 0,
        })
    }

    /// How many models are asked, each on a surface.
    pub fn pairs(&self) -> usize {
        self.asked.pairs.len()
    }

    /// Holds a request against each model; the cells stand in the order of the models' ids.
    pub fn add(&mut self, recorded: &RecordedRequest) -> Vec<PortabilityCell> {
        let value = Value::Object(recorded.request.clone());
        let stated =
            Stated { request: &recorded.request, parameters: messages::parameters_of(&recorded.request) };
        let mut counting = Counting::of(&value);
        let before = self.recorded.cost((&self.snapshot, &self.call), recorded, &mut counting);
        let stand_in = StandIn::beside(&|letter| holds(&value, letter));
        let mut shared: Vec<Option<Shared>> = self.asked.groups.iter().map(|_| None).collect();
        let mut cells = Vec::with_capacity(self.asked.pairs.len());
        for (pair, tally) in self.asked.pairs.iter().zip(&mut self.tallies) {
            let Some((group, slot)) = self.asked.groups.get(pair.group).zip(shared.get_mut(pair.group))
            else {
                continue;
            };
            // A model that is alone in its group needs nothing in place of its name.
            let stand_in = stand_in.filter(|_| group.members > 1);
            if slot.is_none() || stand_in.is_none() {
                let name = stand_in.map(StandIn::word);
                let one = (&self.call, self.view);
                *slot = share(one, (group, pair), name.as_deref(), &stated, &mut counting);
            }
            let Some(shared) = slot else { continue };
            cells.push(cell(recorded, pair, shared, stand_in, tally, before));
        }
        self.requests = self.requests.saturating_add(1);
        cells
    }

    /// What it comes to, the models in the order of their ids.
    pub fn finish(self) -> PortabilityReport {
        let models = self.asked.pairs.iter().zip(&self.tallies).map(|(pair, tally)| told(pair, tally));
        PortabilityReport {
            models: models.collect(),
            requests: RecordedRequests { count: self.requests, recorded: self.recorded.told() },
            left_out: self.asked.left_out,
            basis: self.basis,
        }
    }
}

/// What the models of a group share; under the name of the pair itself where none stands in for it.
fn share(
    (call, view): (&Call, PortabilityView),
    (group, pair): (&Group, &Pair),
    name: Option<&str>,
    stated: &Stated<'_>,
    counting: &mut Counting<'_>,
) -> Option<Shared> {
    let model = &group.model;
    let subject = model.subject(Some(group.surface))?;
    let subject = Subject { model: name.unwrap_or(pair.placed.model.model_name()), ..subject };
    let counter = call.own_counter().or_else(|| model.counter());
    let input = counting.estimate(counter, model.media());
    // Where the most is not known, only the least can be refused.
    let low = input.tokens.low();
    let tokens = low..=input.tokens.high().unwrap_or(low);
    let outcome = Outcome::of((model, &subject), stated, &tokens, (call, view));
    let output = OutputEstimate::of(counting.request(), subject.limits.output());
    let mut spans = input.spans();
    spans.push(answer_span(output.tokens, group.reasoning()));
    Some(Shared { reasons: tally::reasons(&outcome), outcome, spans })
}

/// One request on one model, counted.
fn cell(
    recorded: &RecordedRequest,
    pair: &Pair,
    shared: &Shared,
    stand_in: Option<StandIn>,
    tally: &mut Tally,
    before: Option<Ends>,
) -> PortabilityCell {
    let model = &pair.placed.model;
    let name = model.model_name();
    let verdict = shared.outcome.verdict;
    let cost = (verdict != PortabilityVerdict::Refused).then(|| {
        let plan = pair.plan.as_ref().map_err(String::clone);
        CostOnly::of(plan.and_then(|plan| plan.estimate(&shared.spans).map_err(|error| error.to_string())))
    });
    let named = |said: &str| match stand_in {
        Some(stand_in) => stand_in.filled(said, name),
        None => said.to_owned(),
    };
    let ends = cost.as_ref().map(CostOnly::bounds);
    tally.add(recorded.line(), (verdict, &shared.reasons), named, (ends, before));
    let (issues, changes) = match stand_in {
        Some(stand_in) => stand_in.outcome(&shared.outcome, name),
        None => (shared.outcome.issues.clone(), shared.outcome.changes.clone()),
    };
    PortabilityCell {
        request: recorded.line(),
        id: recorded.id().map(str::to_owned),
        model: model.id().to_string(),
        version: pair.version.clone(),
        deployment: model.deployment().map(str::to_owned),
        surface: pair.surface,
        verdict,
        issues,
        changes,
        cost,
    }
}

fn told(pair: &Pair, tally: &Tally) -> PortabilityModel {
    let model = &pair.placed.model;
    let life = model.lifecycle();
    PortabilityModel {
        model: model.id().to_string(),
        version: pair.version.clone(),
        deployment: model.deployment().map(str::to_owned),
        surface: pair.surface,
        status: model.status(),
        no_new_use: life.no_new_use,
        retires: life.retires,
        offer: pair.placed.offer.to_string(),
        verdicts: tally.verdicts,
        reasons: tally.reasons(),
        cost: tally.cost.told(),
        against: AgainstRecorded::of(tally.here, tally.recorded),
    }
}

/// What is taken for granted of every model alike.
fn basis(snapshot: &Snapshot, call: &Call) -> Basis {
    let mut assumed = Vec::new();
    if call.stated_day().is_none() {
        assumed.push(Assumption::new("date", snapshot.day(), "nobody stated the day of the call"));
    }
    let ordinary = |what| Assumption::new(what, "ordinary", "each provider's ordinary offer");
    assumed.extend(call.stated_scope().is_none().then(|| ordinary("scope")));
    assumed.extend(call.stated_tier().is_none().then(|| ordinary("tier")));
    assumed.push(Assumption::new(
        "version",
        "default",
        "each model's default version on that day, unless one is named",
    ));
    Basis::of(snapshot).assuming(assumed)
}

/// Whether a value holds a character anywhere.
fn holds(value: &Value, letter: char) -> bool {
    match value {
        Value::String(text) => text.contains(letter),
        Value::Array(items) => items.iter().any(|item| holds(item, letter)),
        Value::Object(entries) => {
            entries.iter().any(|(key, item)| key.contains(letter) || holds(item, letter))
        }
        _ => false,
    }
}
