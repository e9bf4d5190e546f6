//! The rules between parameters, in sentences.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::advise::facts::{Cited, ids};
use crate::model::Scalar;
use crate::params::{Condition, Refusal, Rule, Said, Subject};
use crate::registry::ModelMetadata;

/// A rule between parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownRule {
    /// Its id within the profile.
    pub id: String,
    /// What it says, in a sentence.
    pub says: String,
    /// The standard parameters that it mentions, by name.
    pub parameters: Vec<String>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// The rules of a model's table.
pub(in crate::advise) fn rules(
    model: &ModelMetadata,
    subject: &Subject<'_>,
    cited: &mut Cited,
) -> Vec<ShownRule> {
    let shown = |rule: &Rule| {
        cited.add(&rule.src);
        ShownRule {
            id: rule.id.clone(),
            says: sentence(subject, rule),
            parameters: mentioned(rule).into_iter().map(|at| subject.name_of(at).to_owned()).collect(),
            sources: ids(model.tables(), &rule.src),
        }
    };
    subject.table.rules.iter().map(shown).collect()
}

fn mentioned(rule: &Rule) -> BTreeSet<u16> {
    let conditions = rule.when.iter().chain(&rule.require).map(|(place, _)| *place);
    let refused = rule.refuse.iter().map(|(place, _)| *place);
    conditions.chain(refused).chain(rule.not_together.iter().copied()).collect()
}

/// `while reasoning_budget is stated, temperature is refused unless 1; top_p is refused`
fn sentence(subject: &Subject<'_>, rule: &Rule) -> String {
    let name = |place: &u16| subject.name_of(*place);
    let when: Vec<String> = rule
        .when
        .iter()
        .map(|(place, condition)| format!("{} is {}", name(place), state(condition)))
        .collect();
    let mut says = Vec::new();
    if !rule.not_together.is_empty() {
        let names: Vec<&str> = rule.not_together.iter().map(name).collect();
        says.push(format!("{} cannot be stated together", and(&names)));
    }
    for (place, refusal) in &rule.refuse {
        says.push(match refusal {
            Refusal::Any => format!("{} is refused", name(place)),
            Refusal::Unless(only) => format!("{} is refused unless {}", name(place), said(only)),
            Refusal::Values(values) => format!("{} {} is refused", name(place), any(values)),
        });
    }
    for (place, condition) in &rule.require {
        says.push(format!("{} must be {}", name(place), state(condition)));
    }
    match when.as_slice() {
        [] => says.join("; "),
        when => format!("while {}, {}", when.join(" and "), says.join("; ")),
    }
}

/// What a condition wants of a parameter, after "is" or "must be".
fn state(condition: &Condition) -> String {
    match condition {
        Condition::Set(true) => "stated".to_owned(),
        Condition::Set(false) => "not stated".to_owned(),
        Condition::Is(value) => said(value),
        Condition::Not(value) => format!("not {}", said(value)),
        Condition::AnyOf(values) => any(values),
    }
}

fn any(values: &[Scalar]) -> String {
    let words: Vec<String> = values.iter().map(said).collect();
    words.join(" or ")
}

fn said(value: &Scalar) -> String {
    Said(&value.to_json()).to_string()
}

fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
