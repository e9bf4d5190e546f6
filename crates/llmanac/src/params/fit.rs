//! Parameters made to fit: the fixes of their issues, applied, each reported as a change.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use serde::Serialize;
use serde_json::{Map, Value};

use super::change::{Change, ChangeKind};
use super::code::IssueCode;
use super::fix::Fix;
use super::issue::Issue;
use super::subject::Subject;
use super::{validate, window};

/// A parameter is changed so often at most: rules that disagree must come to an end.
const PATIENCE: u8 = 4;

/// Parameters that were made to fit a model.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Fitted {
    /// The parameters as the caller has them in order, with the fixes applied and without those that state nothing.
    pub parameters: Map<String, Value>,
    /// What was done, in order.
    pub changes: Vec<Change>,
    /// What is still to mind: warnings, and errors that nothing mends.
    pub remaining: Vec<Issue>,
}

/// Applies the fixes of errors until no error with a fix is left, whatever the prompt.
#[cfg(test)]
pub(crate) fn fit(subject: &Subject<'_>, parameters: &Map<String, Value>) -> Fitted {
    fit_within(subject, parameters.clone(), None)
}

/// Applies the fixes of errors until no error with a fix is left, for a prompt of so many tokens.
pub(crate) fn fit_within(
    subject: &Subject<'_>,
    mut parameters: Map<String, Value>,
    input: Option<&RangeInclusive<u64>>,
) -> Fitted {
    parameters.retain(|_, value| !value.is_null());
    let wrong = |parameters: &Map<String, Value>| {
        let mut issues = validate(subject, parameters);
        issues.extend(input.into_iter().flat_map(|input| window::check(subject, parameters, input)));
        issues
    };
    let remaining = wrong(&parameters);
    if !remaining.iter().any(|issue| issue.is_error() && issue.fix.is_some()) {
        return Fitted { parameters, changes: Vec::new(), remaining };
    }
    // Of two fixes that bar each other the same one is applied, in whatever order the caller has the keys.
    let stated: Vec<String> = parameters.keys().cloned().collect();
    parameters.sort_keys();
    let mut fitting = Fitting { parameters, changes: Vec::new(), times: BTreeMap::new() };
    while fitting.round(&wrong(&fitting.parameters)) {}
    let Fitting { parameters, changes, .. } = fitting;
    let parameters = in_order(&stated, parameters);
    let remaining = wrong(&parameters);
    Fitted { parameters, changes, remaining }
}

/// The parameters where the caller has them, new ones behind.
fn in_order(stated: &[String], mut fitted: Map<String, Value>) -> Map<String, Value> {
    let mut own = Map::with_capacity(fitted.len());
    for name in stated {
        if let Some((name, value)) = taken(&mut fitted, name).map(|value| (name.clone(), value)) {
            own.insert(name, value);
        }
    }
    own.extend(fitted.into_iter().filter(|(_, value)| !value.is_null()));
    own
}

/// Takes a value, and leaves null, which states nothing: to close the gap would move all that follow.
fn taken(parameters: &mut Map<String, Value>, name: &str) -> Option<Value> {
    parameters.get_mut(name).map(Value::take).filter(|value| !value.is_null())
}

struct Fitting {
    parameters: Map<String, Value>,
    changes: Vec<Change>,
    /// How often each parameter was changed.
    times: BTreeMap<String, u8>,
}

impl Fitting {
    /// Applies fixes to parameters that do not hang together, or else one that does; says whether there was any.
    fn round(&mut self, issues: &[Issue]) -> bool {
        let mut touched = BTreeSet::new();
        let fixable = issues.iter().filter(|issue| issue.is_error());
        for (issue, fix) in fixable.filter_map(|issue| Some((issue, issue.fix.as_ref()?))) {
            let is_joint = hangs_together(issue.code);
            if (is_joint && !touched.is_empty()) || touched.contains(fix.parameter()) {
                continue;
            }
            let times = self.times.entry(fix.parameter().to_owned()).or_default();
            if *times >= PATIENCE {
                continue;
            }
            *times += 1;
            if let Some(change) = self.apply(issue, fix) {
                self.record(change);
            }
            touched.insert(fix.parameter());
            if is_joint {
                break;
            }
        }
        !touched.is_empty()
    }

    fn apply(&mut self, issue: &Issue, fix: &Fix) -> Option<Change> {
        let change = |kind| Change::new(kind, fix.parameter());
        Some(match fix {
            Fix::Use { parameter, value } | Fix::Set { parameter, value } => {
                let before = self.parameters.insert(parameter.clone(), value.clone());
                let before = before.filter(|before| !before.is_null());
                let change = change(kind(issue.code)).to(value);
                let change = match before {
                    Some(before) => change.from(&before),
                    None => change,
                };
                match hangs_together(issue.code) || issue.code == IssueCode::ForbiddenCharacters {
                    true => change.note(&issue.message),
                    false => change,
                }
            }
            Fix::Drop { parameter } => {
                let before = taken(&mut self.parameters, parameter)?;
                change(ChangeKind::Dropped).from(&before).note(&issue.message)
            }
            Fix::Rename { from, to } => {
                // Two spellings of one name: the second round finds the name taken.
                if self.parameters.get(to).is_some_and(|value| !value.is_null()) {
                    return None;
                }
                let value = taken(&mut self.parameters, from)?;
                self.parameters.insert(to.clone(), value);
                Change::renamed(ChangeKind::Renamed, from).to(&Value::from(to.as_str()))
            }
        })
    }

    /// Notes a change; what came before it on the same parameter is told by it as well.
    fn record(&mut self, mut change: Change) {
        let is_value = |change: &Change| {
            matches!(change.kind, ChangeKind::Clamped | ChangeKind::Converted | ChangeKind::Set)
        };
        let earlier = self
            .changes
            .iter()
            .position(|earlier| earlier.parameter == change.parameter && is_value(earlier));
        if let Some(at) = earlier {
            change.from = self.changes.remove(at).from;
            // Set by one rule and dropped by another: nothing happened.
            if change.from.is_none() && change.kind == ChangeKind::Dropped {
                return;
            }
        }
        self.changes.push(change);
    }
}

/// Whether an issue depends on other parameters, so that mending those may mend it.
fn hangs_together(code: IssueCode) -> bool {
    matches!(
        code,
        IssueCode::ConflictsWith | IssueCode::Requires | IssueCode::Rule | IssueCode::ExceedsWindow
    )
}

fn kind(code: IssueCode) -> ChangeKind {
    match code {
        IssueCode::WrongType => ChangeKind::Converted,
        IssueCode::Requires | IssueCode::Rule => ChangeKind::Set,
        _ => ChangeKind::Clamped,
    }
}
