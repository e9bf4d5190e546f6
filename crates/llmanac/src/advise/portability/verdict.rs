//! What becomes of one request on one model, and why.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::advise::Call;
use crate::advise::convert::{content_of, whole_body};
use crate::advise::prepare::{Settled, fitted, strict};
use crate::advise::route::Route;
use crate::model::{Fact, Modalities, Modality, named};
use crate::params::{Change, ChangeKind, Issue, IssueCode, Subject, content, cut, messages};
use crate::registry::ModelMetadata;
use crate::wire::{self, Policy};

use super::choice::PortabilityView;

named! {
    /// What becomes of a request on a model.
    ///
    /// ```
    /// use llmanac::advise::PortabilityVerdict;
    /// assert!(PortabilityVerdict::Fitted.goes());
    /// assert!(!PortabilityVerdict::Unknown.goes());
    /// ```
    "verdict" PortabilityVerdict {
        /// It goes under the strict policy, every value as it was stated: at most names and places differ.
        Unchanged = "unchanged",
        /// It goes under the strict policy, and means the same: a value in another form, one that the surface requires
        /// filled in, one left out that asks for what comes anyhow, another version of the API.
        Changed = "changed",
        /// It goes under fit alone: something is lost, mended or brought about in another way.
        Fitted = "fitted",
        /// Nothing makes it go.
        Refused = "refused",
        /// The catalog does not know enough: nothing stands in the way but that nobody knows whether the model takes it.
        Unknown = "unknown",
    }
}

impl PortabilityVerdict {
    /// Whether the request is known to go.
    pub fn goes(self) -> bool {
        matches!(self, Self::Unchanged | Self::Changed | Self::Fitted)
    }
}

/// The verdict on a request and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    pub verdict: PortabilityVerdict,
    pub issues: Vec<Issue>,
    pub changes: Vec<Change>,
}

/// A request as all models share it.
pub(super) struct Stated<'r> {
    pub request: &'r Map<String, Value>,
    /// Every key but the model and the messages.
    pub parameters: Map<String, Value>,
}

/// What a policy makes of a request.
struct Attempt {
    issues: Vec<Issue>,
    changes: Vec<Change>,
}

impl Attempt {
    fn goes(&self) -> bool {
        !self.issues.iter().any(Issue::is_error)
    }
}

impl Outcome {
    /// What becomes of a request whose prompt has so many tokens.
    pub fn of(
        (model, subject): (&ModelMetadata, &Subject<'_>),
        stated: &Stated<'_>,
        tokens: &RangeInclusive<u64>,
        (call, view): (&Call, PortabilityView),
    ) -> Self {
        let checked = messages::check(subject, stated.request);
        let faults = match stated.request.contains_key("input") {
            true => content::check(subject, stated.request),
            false => checked.issues.clone(),
        };
        let data = model.tables().surface(subject.table.surface);
        let attempt = |policy| {
            let adapted = wire::adapt(subject, stated.request, policy);
            let parameters = match &adapted.request {
                Cow::Borrowed(_) => Cow::Borrowed(&stated.parameters),
                Cow::Owned(request) => Cow::Owned(messages::parameters_of(request)),
            };
            let Settled { mut issues, changes: own, converted } = match policy {
                Policy::Strict => match strict(subject, &parameters, tokens) {
                    Ok(settled) => settled,
                    Err(issues) => Settled { issues, converted: None, changes: Vec::new() },
                },
                Policy::Fit => fitted(subject, &parameters, tokens),
            };
            let mut changes = adapted.changes;
            changes.extend(own);
            issues.extend(adapted.issues);
            issues.extend(faults.iter().cloned());
            let written = content_of(model, subject.table, &adapted.request, policy);
            issues.extend(written.issues);
            changes.extend(written.changes);
            if let Some((mut made, data)) = converted.zip(data) {
                match whole_body(model, stated.request, &mut made, written.body, &mut changes) {
                    Ok(()) => {
                        issues.extend(wire::messages::without_tools(subject.table, &made.body));
                        let version = call.stated_api_version();
                        let route = Route::of(data, subject.table, &made.body, made.delivery, version);
                        issues.extend(route.issues);
                        changes.extend(route.change);
                    }
                    Err(why) => issues.push(Issue::error(IssueCode::NotExpressible, why)),
                }
            }
            Attempt { issues, changes }
        };
        let strict = attempt(Policy::Strict);
        let mut outcome = if strict.goes() {
            let is_same = |change: &Change| matches!(change.kind, ChangeKind::Renamed | ChangeKind::Moved);
            let verdict = match strict.changes.iter().all(is_same) {
                true => PortabilityVerdict::Unchanged,
                false => PortabilityVerdict::Changed,
            };
            Self { verdict, issues: strict.issues, changes: strict.changes }
        } else {
            Self::of_refused(strict, view, || attempt(Policy::Fit))
        };
        if outcome.verdict != PortabilityVerdict::Refused
            && let Some(issue) = not_known_to_take(subject, checked.kinds)
        {
            outcome.verdict = PortabilityVerdict::Unknown;
            outcome.issues.push(issue);
        }
        outcome
    }

    /// The verdict where the strict policy refuses.
    fn of_refused(strict: Attempt, view: PortabilityView, fit: impl FnOnce() -> Attempt) -> Self {
        let mut errors = strict.issues.iter().filter(|issue| issue.is_error());
        let is_only_unknown = errors.all(|issue| issue.code == IssueCode::UnverifiedParameter);
        if view == PortabilityView::Strict {
            let verdict = match is_only_unknown {
                true => PortabilityVerdict::Unknown,
                false => PortabilityVerdict::Refused,
            };
            return Self { verdict, issues: strict.issues, changes: Vec::new() };
        }
        let fit = fit();
        if !fit.goes() {
            return Self { verdict: PortabilityVerdict::Refused, issues: fit.issues, changes: Vec::new() };
        }
        match is_only_unknown && view != PortabilityView::Fit {
            true => {
                Self { verdict: PortabilityVerdict::Unknown, issues: strict.issues, changes: fit.changes }
            }
            false => Self { verdict: PortabilityVerdict::Fitted, issues: fit.issues, changes: fit.changes },
        }
    }
}

/// What the messages hold beside texts, where it is not known what the model takes.
fn not_known_to_take(subject: &Subject<'_>, kinds: Modalities) -> Option<Issue> {
    if subject.input != Fact::Unknown {
        return None;
    }
    let kind = kinds.iter().find(|kind| *kind != Modality::Text)?;
    let message = format!("Model {} is not known to support {kind} input", cut(subject.model));
    Some(Issue::warning(IssueCode::UnverifiedParameter, message).at("messages"))
}
