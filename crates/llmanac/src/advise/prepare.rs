//! A request and a model's name: what to send, what it costs, what to mind.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cost::{OutputEstimate, Span, TokenBand};
use crate::model::{Capability, Fact, Meter, Surface};
use crate::params::{self, Change, Issue, Subject, content, messages, window};
use crate::registry::{Assumption, ModelMetadata, ResolveError, Snapshot};
use crate::wire::{self, Converted, Policy, ToolNames};

use super::basis::Basis;
use super::call::{Call, CallError};
use super::convert::{content_of, whole_body};
use super::estimate::{CostEstimate, estimated};
use super::route::Route;
use super::send::Send;
use super::show::{self, Warning};
use super::tokens::{Band, InputTokens, counted_by};

/// A request, prepared for a model.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Prepared {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// Whether it can be sent: no issue is an error.
    pub ready: bool,
    /// What is done with what would be lost.
    pub policy: Policy,
    /// What is wrong with the request.
    pub issues: Vec<Issue>,
    /// What goes on the wire; where the request is not ready, what would go with the fit policy.
    pub send: Option<Send>,
    /// What was done to the parameters; where the request is not ready, what the fit policy would do.
    pub changes: Vec<Change>,
    /// The way back to the names of tools that had to change; for reading the answer.
    #[serde(skip_serializing_if = "ToolNames::is_empty")]
    pub tool_names: ToolNames,
    /// The tool whose arguments are the answer as JSON, where one stands in for the response format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_tool: Option<String>,
    /// How many messages the request has.
    pub messages: usize,
    /// How many tokens, before the call.
    pub tokens: Tokens,
    /// What it will cost.
    pub cost: CostEstimate,
    /// What to mind about the model on the day.
    pub warnings: Vec<Warning>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// How many tokens a request will take, before the call.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Tokens {
    /// Of the prompt, and how they were counted.
    #[serde(flatten)]
    pub prompt: InputTokens,
    /// Of the answer.
    pub output: Band,
}

/// Why a request cannot be prepared at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrepareError {
    /// The name means no model.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A circumstance that the catalog does not know.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The model is not served by the surface, or by none that is known.
    #[error("{model} is not served by {surface}; known: {known}")]
    Surface {
        /// The model.
        model: String,
        /// The surface that was asked for.
        surface: String,
        /// The surfaces that serve it.
        known: String,
    },
    /// A model's own conversion refuses the request.
    #[error("the model's own conversion says: {0}")]
    Converter(String),
}

impl Snapshot {
    /// Checks a request in OpenAI's chat completions shape, converts its parameters, estimates its cost.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::wire::Policy;
    ///
    /// let request = serde_json::json!({
    ///     "messages": [{"role": "user", "content": "Why is the sky blue?"}],
    ///     "max_tokens": 20000,
    /// });
    /// let request = request.as_object().ok_or("an object")?;
    /// let today = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let prepared = today.prepare("gpt-4o", request, &Call::new(), None, Policy::Strict)?;
    /// assert!(!prepared.ready);
    /// assert_eq!(prepared.issues[0].message, "max_tokens 20000 exceeds model limit 16384");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, a circumstance or surface that the catalog does not know for it.
    pub fn prepare(
        &self,
        name: &str,
        request: &Map<String, Value>,
        call: &Call,
        surface: Option<Surface>,
        policy: Policy,
    ) -> Result<Prepared, PrepareError> {
        let found = self.resolve(name)?;
        let geography = found.geography.clone();
        let placed = call.place(self, name, found)?;
        let model = &placed.model;
        let is_assumed = surface.is_none();
        let Some(subject) = model.subject(surface) else { return Err(not_served(model, surface)) };
        let surface = subject.table.surface;
        let adapted = wire::adapt(&subject, request, policy);
        let parameters = messages::parameters_of(&adapted.request);

        let request_value = Value::Object(request.clone());
        let input = model.estimate_with(&request_value, call.own_counter());
        let tokens = model.longest(request, &input, call.own_counter());
        let as_fit = || match policy {
            Policy::Strict => messages::parameters_of(&wire::adapt(&subject, request, Policy::Fit).request),
            Policy::Fit => parameters.clone(),
        };
        let Settled { mut issues, mut converted, changes: own } =
            settle(&subject, &parameters, as_fit, policy, &tokens);
        let mut changes = adapted.changes;
        changes.extend(own);
        issues.extend(adapted.issues);
        issues.extend(content::check(&subject, request));
        let written = content_of(model, subject.table, &adapted.request, policy);
        issues.extend(written.issues);
        changes.extend(written.changes);
        let json_tool = converted.as_mut().and_then(|made| made.json_tool.take());
        // A vector has no tokens.
        let output = match subject.table.inputs {
            Some(_) => TokenBand::exactly(0),
            None => OutputEstimate::of(&request_value, model.output_limit()).tokens,
        };
        if let Some(made) = &mut converted {
            whole_body(model, request, made, written.body, &mut changes)?;
            wire::content::settle(subject.table, &made.body, &mut changes);
            issues.extend(wire::messages::without_tools(subject.table, &made.body));
        }
        let data = model.tables().surface(surface);
        let routed = converted.zip(data).map(|(made, data)| {
            let route = Route::of(data, subject.table, &made.body, made.delivery, call.stated_api_version());
            (made, data, route)
        });
        if let Some((_, _, route)) = &routed {
            issues.extend(route.issues.iter().cloned());
            changes.extend(route.change.clone());
        }
        let mut basis = Basis::of(self).assuming(placed.assumed.iter().cloned());
        if is_assumed {
            basis = basis.assuming([Assumption::new("surface", surface, "the model's default surface")]);
        }
        basis.rest_on(model, &format!("parameters of {}", subject.table.name), &subject.table.src);
        basis.rest_on(model, "lifecycle", &model.lifecycle().src);
        let basis = counted_by(&placed, basis, &input);
        let answer = answer_span(output, model.capability(Capability::Reasoning));
        let mut spans = input.spans();
        spans.extend(Some(answer).filter(|_| subject.table.inputs.is_none()));
        let (cost, basis) = estimated(self, &placed, basis, &spans);
        Ok(Prepared {
            model: model.id().to_string(),
            version: model.version().map(str::to_owned),
            ready: !issues.iter().any(Issue::is_error),
            policy,
            issues,
            send: routed
                .map(|(made, data, route)| Send::of(&placed, data, geography.as_deref(), made, route)),
            changes,
            tool_names: adapted.tool_names,
            json_tool,
            messages: request.get("messages").and_then(Value::as_array).map_or(0, Vec::len),
            tokens: Tokens { prompt: input.into(), output: output.into() },
            cost,
            warnings: show::warnings(model),
            basis,
        })
    }
}

/// The tokens of an answer, any part of which may be thinking where the model reasons.
pub(super) fn answer_span(tokens: TokenBand, reasoning: Fact<bool>) -> Span {
    let answer = Span::of(Meter::OutputText, tokens);
    if reasoning.is_yes() { answer.or(Meter::OutputReasoning) } else { answer }
}

/// Parameters, checked and converted; where they are refused, as the fit policy would send them.
pub(super) struct Settled {
    pub issues: Vec<Issue>,
    pub converted: Option<Converted>,
    pub changes: Vec<Change>,
}

fn settle(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    as_fit: impl FnOnce() -> Map<String, Value>,
    policy: Policy,
    tokens: &RangeInclusive<u64>,
) -> Settled {
    match policy {
        Policy::Strict => strict(subject, parameters, tokens)
            .unwrap_or_else(|issues| Settled { issues, ..fitted(subject, &as_fit(), tokens) }),
        Policy::Fit => fitted(subject, parameters, tokens),
    }
}

/// Parameters as the strict policy sends them, or what stands in the way.
pub(super) fn strict(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    tokens: &RangeInclusive<u64>,
) -> Result<Settled, Vec<Issue>> {
    let too_long = window::check(subject, parameters, tokens);
    match wire::convert_within(subject, Cow::Borrowed(parameters), Policy::Strict, None) {
        Ok(made) if !too_long.iter().any(Issue::is_error) => {
            let mut issues = params::validate(subject, parameters);
            issues.extend(too_long);
            let changes = made.changes.clone();
            Ok(Settled { issues, converted: Some(made), changes })
        }
        Ok(_) => Err(too_long),
        Err(refused) => {
            let mut issues = refused.into_issues();
            issues.extend(too_long);
            Err(issues)
        }
    }
}

/// Parameters as the fit policy sends them.
pub(super) fn fitted(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    tokens: &RangeInclusive<u64>,
) -> Settled {
    let params::Fitted { parameters, mut changes, remaining: mut issues, .. } =
        params::fit_within(subject, parameters.clone(), Some(tokens));
    match wire::convert_within(subject, Cow::Owned(parameters), Policy::Fit, None) {
        Ok(made) => {
            changes.extend(made.changes.iter().cloned());
            Settled { issues, converted: Some(made), changes }
        }
        Err(refused) => {
            // What nothing mends stands in both lists once.
            let others: Vec<Issue> =
                refused.into_issues().into_iter().filter(|issue| !issues.contains(issue)).collect();
            issues.extend(others);
            Settled { issues, converted: None, changes }
        }
    }
}

pub(super) fn not_served(model: &ModelMetadata, surface: Option<Surface>) -> PrepareError {
    let known: Vec<&str> = model.surfaces().map(Surface::as_str).collect();
    PrepareError::Surface {
        model: model.id().to_string(),
        surface: surface.map_or_else(|| "any surface".to_owned(), |surface| surface.to_string()),
        known: known.join(", "),
    }
}
