//! What was changed on the way to the wire, and what found no place.

use std::fmt::Display;

use serde_json::Value;

use crate::params::{Change, ChangeKind, Issue, IssueCode};
use crate::wire::policy::Policy;

/// Collects changes and issues under a policy.
pub(in crate::wire) struct Report {
    policy: Policy,
    pub issues: Vec<Issue>,
    pub changes: Vec<Change>,
}

impl Report {
    pub fn new(policy: Policy) -> Self {
        Self { policy, issues: Vec::new(), changes: Vec::new() }
    }

    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Something that means the same in its new place.
    pub fn moved(&mut self, place: impl Display, to: &str) {
        self.changes.push(Change::moved(&place.to_string(), to));
    }

    /// Something that means the same in another form.
    pub fn converted(&mut self, place: impl Display, why: impl Display) {
        self.changes.push(Change::new(ChangeKind::Converted, &place.to_string()).note(why));
    }

    /// Something that is left out, and whose loss changes nothing in the answer: a change under both policies.
    pub fn left_out(&mut self, place: impl Display, why: impl Display) {
        self.changes.push(Change::new(ChangeKind::Dropped, &place.to_string()).note(why));
    }

    /// A text that is another on the wire: the way back is kept.
    pub fn renamed(&mut self, place: &str, from: &str, to: &str) {
        let change = Change::new(ChangeKind::Renamed, place).from(&Value::from(from));
        self.changes.push(change.to(&Value::from(to)));
    }

    /// Something that must be said otherwise: an error under the strict policy, a change under fit.
    pub fn mended(&mut self, place: impl Display, wrong: impl Display, done: impl Display) {
        match self.policy {
            Policy::Strict => {
                let message = format!("{place} cannot go as it is: {wrong}");
                self.issues.push(Issue::error(IssueCode::NotExpressible, message).at(&place.to_string()));
            }
            Policy::Fit => self.converted(place, done),
        }
    }

    /// Something that goes as it is, and of which it is not known that the surface minds it.
    pub fn doubted(&mut self, place: impl Display, why: impl Display) {
        let message = format!("{place} may be without effect: {why}");
        self.issues.push(Issue::warning(IssueCode::UnverifiedSchema, message).at(&place.to_string()));
    }

    /// A loss: an error under the strict policy, a change under fit.
    pub fn lost(&mut self, place: impl Display, why: impl Display) {
        match self.policy {
            Policy::Strict => self.refused(place, why),
            Policy::Fit => self.left_out(place, why),
        }
    }

    /// Something that no policy can leave out.
    pub fn refused(&mut self, place: impl Display, why: impl Display) {
        let message = format!("{place} cannot be expressed: {why}");
        self.issues.push(Issue::error(IssueCode::NotExpressible, message).at(&place.to_string()));
    }
}
