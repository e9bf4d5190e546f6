//! One request on one model.

use serde::Serialize;

use crate::advise::CostOnly;
use crate::model::Surface;
use crate::params::{Change, Issue, cut};

use super::verdict::{Outcome, PortabilityVerdict};

/// What becomes of one request on one model and surface.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PortabilityCell {
    /// The number of the request's line.
    pub request: u64,
    /// The caller's own name of the request.
    pub id: Option<String>,
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// The user's own deployment, where it was asked for by that name.
    pub deployment: Option<String>,
    /// The surface.
    pub surface: Surface,
    /// What becomes of it.
    pub verdict: PortabilityVerdict,
    /// What stands in the way; where it goes, what to mind.
    pub issues: Vec<Issue>,
    /// What is done to it; where that is not known, what fit would do.
    pub changes: Vec<Change>,
    /// What it costs; `None` where it is refused.
    pub cost: Option<CostOnly>,
}

/// A word in place of a model's name: what is said of many models is made once.
#[derive(Clone, Copy)]
pub(super) struct StandIn(char);

impl StandIn {
    /// Characters that mean nothing, so that nobody writes them.
    const CHARACTERS: std::ops::RangeInclusive<char> = '\u{E000}'..='\u{E00F}';

    /// One that a request does not hold itself; `None`: it holds them all.
    pub fn beside(text: &impl Fn(char) -> bool) -> Option<Self> {
        Self::CHARACTERS.into_iter().find(|letter| !text(*letter)).map(Self)
    }

    pub fn word(self) -> String {
        self.0.into()
    }

    /// A text with the name in its place, as messages write names.
    pub fn filled(self, text: &str, name: &str) -> String {
        text.replace(self.0, cut(name))
    }

    /// Whether a text names the model.
    fn is_in(self, text: &str) -> bool {
        text.contains(self.0)
    }

    /// The same outcome for a model of a name.
    pub fn outcome(self, outcome: &Outcome, name: &str) -> (Vec<Issue>, Vec<Change>) {
        let fill = |text: &mut String| {
            if self.is_in(text) {
                *text = self.filled(text, name);
            }
        };
        let (mut issues, mut changes) = (outcome.issues.clone(), outcome.changes.clone());
        issues.iter_mut().for_each(|issue| fill(&mut issue.message));
        changes.iter_mut().filter_map(|change| change.reason.as_mut()).for_each(fill);
        (issues, changes)
    }
}
