//! What was counted of one model so far.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::Money;
use crate::params::{Change, ChangeKind, Issue};

use super::report::{CostSum, PortabilityReason, VerdictCounts};
use super::verdict::{Outcome, PortabilityVerdict};

/// The least and the most of a cost.
pub(super) type Ends = (Option<Money>, Option<Money>);

/// Counts and sums of one model on a surface.
#[derive(Default)]
pub(super) struct Tally {
    pub verdicts: VerdictCounts,
    reasons: BTreeMap<Key, Counted>,
    pub cost: CostSum,
    pub here: CostSum,
    pub recorded: CostSum,
}

/// A reason that was met: how often, and what is said of the request of the lowest line.
struct Counted {
    requests: u64,
    line: u64,
    said: String,
}

/// So many reasons are told apart; further ones are counted by their codes, since names come from the requests.
const MOST: usize = 500;

/// What makes two reasons one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    verdict: PortabilityVerdict,
    code: &'static str,
    parameter: Option<String>,
}

/// The reasons of an outcome, each once, with what is said of it.
pub(super) fn reasons(outcome: &Outcome) -> Vec<(Key, String)> {
    let verdict = outcome.verdict;
    let mut found: Vec<(Key, String)> = Vec::new();
    let mut note = |code, parameter: Option<&str>, said: String| {
        let key = Key { verdict, code, parameter: parameter.map(numberless) };
        if found.iter().all(|(own, _)| *own != key) {
            found.push((key, said));
        }
    };
    match verdict {
        PortabilityVerdict::Refused => {
            for issue in outcome.issues.iter().filter(|issue| issue.is_error()) {
                note(issue.code.as_str(), issue.parameter.as_deref(), issue.message.clone());
            }
        }
        PortabilityVerdict::Unknown => {
            let unknown = |issue: &&Issue| issue.code == crate::params::IssueCode::UnverifiedParameter;
            for issue in outcome.issues.iter().filter(unknown) {
                note(issue.code.as_str(), issue.parameter.as_deref(), issue.message.clone());
            }
        }
        _ => {
            let matters = |change: &&Change| !matches!(change.kind, ChangeKind::Renamed | ChangeKind::Moved);
            for change in outcome.changes.iter().filter(matters) {
                note(change.kind.as_str(), Some(&change.parameter), change.to_string());
            }
        }
    }
    found
}

/// A place without its numbers: `messages[].content[]`.
fn numberless(place: &str) -> String {
    let mut kept = String::with_capacity(place.len());
    let mut within = false;
    for letter in place.chars() {
        match letter {
            '[' => within = true,
            ']' => within = false,
            letter if within && letter.is_ascii_digit() => continue,
            _ => {}
        }
        kept.push(letter);
    }
    kept
}

impl Tally {
    /// Counts a request; `named` puts the model's name into what is said.
    pub fn add(
        &mut self,
        line: u64,
        (verdict, reasons): (PortabilityVerdict, &[(Key, String)]),
        named: impl Fn(&str) -> String,
        (cost, recorded): (Option<Ends>, Option<Ends>),
    ) {
        self.verdicts.add(verdict);
        for (key, said) in reasons {
            let is_full = self.reasons.len() >= MOST && !self.reasons.contains_key(key);
            let key = if is_full { &Key { parameter: None, ..key.clone() } } else { key };
            match self.reasons.get_mut(key) {
                Some(counted) => {
                    counted.requests = counted.requests.saturating_add(1);
                    if line < counted.line {
                        (counted.line, counted.said) = (line, named(said));
                    }
                }
                None => {
                    let counted = Counted { requests: 1, line, said: named(said) };
                    self.reasons.insert(key.clone(), counted);
                }
            }
        }
        let Some(cost) = cost.filter(|_| verdict.goes()) else { return };
        self.cost.add(cost);
        if let (Some(_), Some(recorded @ (Some(_), _))) = (cost.0, recorded) {
            self.here.add(cost);
            self.recorded.add(recorded);
        }
    }

    /// The reasons, the most frequent first.
    pub fn reasons(&self) -> Vec<PortabilityReason> {
        let mut reasons: Vec<PortabilityReason> = self
            .reasons
            .iter()
            .map(|(key, counted)| PortabilityReason {
                verdict: key.verdict,
                code: key.code.to_owned(),
                parameter: key.parameter.clone(),
                requests: counted.requests,
                example: counted.said.clone(),
            })
            .collect();
        // Among equals the worse verdict comes first.
        reasons.sort_by_key(|reason| Reverse((reason.requests, reason.verdict)));
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_differ_in_a_number_are_one() {
        for (place, kept) in [
            ("messages[12].content[0]", "messages[].content[]"),
            ("tools[3].function.strict", "tools[].function.strict"),
            ("top_p", "top_p"),
            ("a1[b2]", "a1[b]"),
            ("]3[", "]3["),
        ] {
            assert_eq!(numberless(place), kept);
        }
    }
}
