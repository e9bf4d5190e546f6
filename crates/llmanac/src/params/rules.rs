//! Rules between parameters.
//!
//! What a rule refuses or forbids together is looked at as stated: a provider does not refuse its own default. What it
//! requires, and the conditions under which it holds, look at the value in effect.

use std::fmt;

use serde_json::Value;

use crate::model::Scalar;

use super::code::IssueCode;
use super::echo::Said;
use super::fix::Fix;
use super::issue::Issue;
use super::stated::{Effective, Stated};
use super::table::{Condition, Refusal, Rule, RuleFix};
use super::word::{means, same};

/// Whether a condition holds.
#[derive(Clone, Copy)]
enum Held {
    Yes,
    No,
    /// It depends on the value of this parameter, which nobody knows.
    Unknown(u16),
}

/// The issues of all rules, in the table's order.
pub(super) fn check(stated: Stated<'_>, issues: &mut Vec<Issue>) {
    for rule in stated.subject.table.rules.concerned(stated.noted(), stated.all_meant()) {
        match all_hold(stated, &rule.when) {
            Held::No => {}
            Held::Yes => {
                if let Some(issue) = not_together(stated, rule) {
                    issues.push(issue);
                }
                for (at, value, refusal) in refused(stated, rule) {
                    issues.push(refusal_issue(stated, rule, at, value, refusal));
                }
                for (at, wanted) in unmet(stated, rule) {
                    issues.push(requirement_issue(stated, rule, at, wanted));
                }
            }
            Held::Unknown(on) => undecidable(stated, rule, on, issues),
        }
    }
}

fn all_hold(stated: Stated<'_>, conditions: &[(u16, Condition)]) -> Held {
    let mut held = Held::Yes;
    for (parameter, condition) in conditions {
        match (holds(stated, *parameter, condition), held) {
            (Held::No, _) => return Held::No,
            (unknown @ Held::Unknown(_), Held::Yes) => held = unknown,
            _ => {}
        }
    }
    held
}

fn holds(stated: Stated<'_>, parameter: u16, condition: &Condition) -> Held {
    let is = |wanted: &Scalar| match stated.effective(parameter) {
        Effective::Stated(value) => Some(means(wanted, value)),
        Effective::Own(own) => Some(same(wanted, own)),
        Effective::Word(own) => Some(matches!(wanted, Scalar::Text(text) if text == own)),
        Effective::Number(own) => Some(same(wanted, &Scalar::Integer(own))),
        Effective::None => Some(false),
        Effective::Unknown => None,
    };
    let held = match condition {
        Condition::Set(wanted) => Some(stated.is_meant(parameter) == *wanted),
        Condition::Is(wanted) => is(wanted),
        Condition::Not(unwanted) => is(unwanted).map(|is| !is),
        Condition::AnyOf(wanted) => {
            let mut known = Some(false);
            for wanted in wanted {
                match is(wanted) {
                    Some(true) => return Held::Yes,
                    Some(false) => {}
                    None => known = None,
                }
            }
            known
        }
    };
    match held {
        Some(true) => Held::Yes,
        Some(false) => Held::No,
        None => Held::Unknown(parameter),
    }
}

/// Parameters that a rule forbids together, where more than one is stated.
fn not_together(stated: Stated<'_>, rule: &Rule) -> Option<Issue> {
    let of = |place: &u16| Some((*place, stated.get(*place)?));
    let mut found = rule.not_together.iter().filter_map(of);
    let (first, second) = (found.next()?, found.next()?);
    let last = found.next_back().unwrap_or(second);
    let all: Vec<&str> =
        rule.not_together.iter().filter_map(of).map(|(place, _)| stated.subject.name_of(place)).collect();
    let name = stated.subject.name_of(last.0);
    let fix = mend(stated, rule, last.0);
    let at = match fix.as_ref().map(Fix::parameter) {
        Some(mended) if mended == stated.subject.name_of(first.0) => first,
        _ => last,
    };
    let (_, rest) = all.split_last()?;
    let message =
        format!("{} and {name} cannot be stated together{}", rest.join(", "), While { stated, rule });
    Some(
        Issue::error(IssueCode::ConflictsWith, message).at(stated.subject.name_of(at.0)).value(at.1).fix(fix),
    )
}

/// Stated values that a rule refuses.
fn refused<'a>(stated: Stated<'a>, rule: &'a Rule) -> impl Iterator<Item = (u16, &'a Value, &'a Refusal)> {
    rule.refuse.iter().filter_map(move |(parameter, refusal)| {
        let (at, value) = stated.meant(*parameter)?;
        let is_refused = match refusal {
            Refusal::Any => true,
            Refusal::Unless(only) => !means(only, value),
            Refusal::Values(values) => values.iter().any(|own| means(own, value)),
        };
        is_refused.then_some((at, value, refusal))
    })
}

/// Conditions that a rule requires and that are known not to hold.
fn unmet<'a>(stated: Stated<'a>, rule: &'a Rule) -> impl Iterator<Item = (u16, &'a Condition)> {
    rule.require.iter().filter_map(move |(parameter, wanted)| {
        matches!(holds(stated, *parameter, wanted), Held::No).then_some((*parameter, wanted))
    })
}

fn refusal_issue(stated: Stated<'_>, rule: &Rule, at: u16, value: &Value, refusal: &Refusal) -> Issue {
    let name = stated.subject.name_of(at);
    let context = While { stated, rule };
    let (message, limit) = match refusal {
        Refusal::Any => (format!("{name} is refused{context}"), None),
        Refusal::Unless(only) => {
            let only = only.to_json();
            let message =
                format!("{name} {} is refused{context}; only {} is accepted", Said(value), Said(&only));
            (message, Some(only))
        }
        Refusal::Values(_) => (format!("{name} {} is refused{context}", Said(value)), None),
    };
    let mut issue = Issue::error(IssueCode::Rule, message).at(name).value(value);
    issue.limit = limit;
    issue.fix(mend(stated, rule, at))
}

fn requirement_issue(stated: Stated<'_>, rule: &Rule, at: u16, wanted: &Condition) -> Issue {
    let subject = stated.subject;
    let required = subject.name_of(at);
    // The parameter that brought the rule about is the one at fault.
    let cause = rule.when.iter().find_map(|(parameter, _)| stated.meant(*parameter));
    let name = cause.map_or(required, |(place, _)| subject.name_of(place));
    let message = match wanted {
        Condition::Set(true) => format!("{name} requires {required}"),
        Condition::Set(false) => format!("{name} requires that {required} is not stated"),
        Condition::Is(value) => format!("{name} requires {required} {}", Said(&value.to_json())),
        other => format!("{name} requires that {required} {}", Says(other)),
    };
    let mut issue = Issue::error(IssueCode::Requires, message).at(name);
    if let Some((_, value)) = cause {
        issue = issue.value(value);
    }
    if let Condition::Is(value) = wanted {
        issue = issue.limit(value.to_json());
    }
    issue.fix(mend(stated, rule, cause.map_or(at, |(place, _)| place)))
}

/// Warns of what a rule would do if the value of a parameter were known. Where nothing it speaks of is stated, it says nothing.
fn undecidable(stated: Stated<'_>, rule: &Rule, on: u16, issues: &mut Vec<Issue>) {
    let subject = stated.subject;
    let on = subject.name_of(on);
    let warn = |at: u16, value: &Value| {
        let name = subject.name_of(at);
        let message = format!("{name} may be refused: it depends on {on}, whose value is not known");
        Issue::warning(IssueCode::Undecidable, message).at(name).value(value)
    };
    if let Some(issue) = not_together(stated, rule)
        && let Some((at, value)) = issue.parameter.as_deref().and_then(|name| {
            let place = subject.place_of(name)?;
            Some((place, stated.get(place)?))
        })
    {
        issues.push(warn(at, value));
    }
    issues.extend(refused(stated, rule).map(|(at, value, _)| warn(at, value)));
    issues.extend(
        unmet(stated, rule)
            .filter_map(|(parameter, _)| stated.meant(parameter))
            .map(|(at, value)| warn(at, value)),
    );
}

/// What the rule says of mending, for the parameter at fault.
fn mend(stated: Stated<'_>, rule: &Rule, at: u16) -> Option<Fix> {
    let subject = stated.subject;
    match rule.fix.as_ref()? {
        RuleFix::DropRefused => Some(Fix::drop(subject.name_of(at))),
        RuleFix::Drop(parameter) => {
            stated.meant(*parameter).map(|(place, _)| Fix::drop(subject.name_of(place)))
        }
        RuleFix::Set(parameter, value) => {
            subject.table.row(*parameter)?;
            let name = subject.name_of(*parameter).to_owned();
            let value = value.to_json();
            Some(match *parameter == at {
                true => Fix::Use { parameter: name, value },
                false => Fix::Set { parameter: name, value },
            })
        }
    }
}

/// The conditions of a rule, at the end of a sentence: ` while reasoning_budget is stated`.
struct While<'a> {
    stated: Stated<'a>,
    rule: &'a Rule,
}

impl fmt::Display for While<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (parameter, condition)) in self.rule.when.iter().enumerate() {
            let link = if at > 0 { " and" } else { " while" };
            write!(f, "{link} {} {}", self.stated.subject.name_of(*parameter), Says(condition))?;
            if matches!(condition, Condition::Set(_)) {
                continue;
            }
            match self.stated.effective(*parameter) {
                Effective::Own(own) => write!(f, " ({} by default)", Said(&own.to_json()))?,
                Effective::Word(own) => write!(f, " ({own} by default)")?,
                Effective::Number(own) => write!(f, " ({own} by default)")?,
                Effective::Stated(_) | Effective::None | Effective::Unknown => {}
            }
        }
        Ok(())
    }
}

/// A condition after the name of its parameter: `is not none`.
struct Says<'a>(&'a Condition);

impl fmt::Display for Says<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Condition::Set(true) => f.write_str("is stated"),
            Condition::Set(false) => f.write_str("is not stated"),
            Condition::Is(value) => write!(f, "is {}", Said(&value.to_json())),
            Condition::Not(value) => write!(f, "is not {}", Said(&value.to_json())),
            Condition::AnyOf(values) => {
                f.write_str("is one of ")?;
                for (at, value) in values.iter().enumerate() {
                    let comma = if at > 0 { ", " } else { "" };
                    write!(f, "{comma}{}", Said(&value.to_json()))?;
                }
                Ok(())
            }
        }
    }
}
