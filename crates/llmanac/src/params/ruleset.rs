//! The rules of a table, and which of them a request may break.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::set::ParameterSet;
use super::table::{Condition, Rule};

/// Rules in the table's order, each with what must be stated for it to be broken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Rule>", into = "Vec<Rule>")]
pub(crate) struct Rules {
    list: Vec<Rule>,
    watched: Vec<Watched>,
}

/// What must be stated for a rule to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Watched {
    /// All of these, under any name.
    all: ParameterSet,
    by: BrokenBy,
}

/// What breaks a rule whose conditions hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BrokenBy {
    /// One of the first under any name, or two of the second.
    Stated(ParameterSet, ParameterSet),
    /// Nothing more: what the rule requires may be missing.
    Silence,
}

impl Watched {
    fn of(rule: &Rule) -> Self {
        let is_set = |(_, condition): &&(u16, Condition)| *condition == Condition::Set(true);
        let all = rule.when.iter().filter(is_set).map(|(parameter, _)| parameter);
        let refused = rule.refuse.iter().map(|(parameter, _)| parameter);
        let by = match rule.require.is_empty() {
            true => BrokenBy::Stated(ParameterSet::of_all(refused), ParameterSet::of_all(&rule.not_together)),
            false => BrokenBy::Silence,
        };
        Self { all: ParameterSet::of_all(all), by }
    }

    fn may_break(&self, stated: ParameterSet, meant: ParameterSet) -> bool {
        let is_broken = match self.by {
            BrokenBy::Stated(refused, together) => meant.meets(refused) || stated.meets_twice(together),
            BrokenBy::Silence => true,
        };
        is_broken && self.all.without(meant).is_empty()
    }
}

impl Rules {
    /// The rules that may be broken, by the parameters that are stated, and by those that are meant under any name.
    ///
    /// It spares most rules the look at their conditions.
    pub(super) fn concerned(&self, stated: ParameterSet, meant: ParameterSet) -> impl Iterator<Item = &Rule> {
        let watched = self.list.iter().zip(&self.watched);
        watched.filter(move |(_, own)| own.may_break(stated, meant)).map(|(rule, _)| rule)
    }
}

impl From<Vec<Rule>> for Rules {
    fn from(list: Vec<Rule>) -> Self {
        let watched = list.iter().map(Watched::of).collect();
        Self { list, watched }
    }
}

impl From<Rules> for Vec<Rule> {
    fn from(rules: Rules) -> Self {
        rules.list
    }
}

impl Deref for Rules {
    type Target = [Rule];

    fn deref(&self) -> &[Rule] {
        &self.list
    }
}
