//! Rules between the parameters of a variant.

use std::collections::BTreeMap;

use toml::Value;

use crate::catalog::authored::{ConditionEntry, RuleEntry};
use crate::catalog::compile::context::sources;
use crate::catalog::compile::value::scalar;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::params::{Condition, Refusal, Rule, RuleFix};

use super::Reader;

impl<'a> Reader<'a> {
    pub(super) fn rules(&self, problems: &mut Problems, variant: &str) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (at, rule) in self.profile.rule.iter().enumerate() {
            let key = format!("rule[{at}]");
            for name in rule.variants.iter().flatten() {
                if !self.profile.variant.contains_key(name) {
                    problems.hint(
                        format!("{key}.variants"),
                        format_args!("no variant `{name}`"),
                        did_you_mean(name, self.profile.variant.keys().map(String::as_str)),
                    );
                }
            }
            let applies = rule.variants.as_ref().is_none_or(|names| names.iter().any(|n| n == variant));
            if applies && let Some(rule) = self.rule(problems, &key, rule) {
                rules.push(rule);
            }
        }
        rules
    }

    fn rule(&self, problems: &mut Problems, key: &str, rule: &RuleEntry) -> Option<Rule> {
        let says = usize::from(rule.not_together.is_some())
            + usize::from(!rule.refuse.is_empty())
            + usize::from(!rule.require.is_empty());
        if rule.id.is_empty() || says == 0 {
            problems.add(key, "a rule has an id, and not_together, refuse or require");
            return None;
        }
        let not_together = rule
            .not_together
            .iter()
            .flatten()
            .filter_map(|name| self.place(problems, &format!("{key}.not_together"), name))
            .collect();
        let fix = match &rule.fix {
            None => None,
            Some(fix) => match (fix.drop.as_deref(), fix.set.iter().next()) {
                (Some("refused"), _) => Some(RuleFix::DropRefused),
                (Some(name), _) => self.place(problems, &format!("{key}.fix.drop"), name).map(RuleFix::Drop),
                (None, Some((name, value))) => {
                    let key = format!("{key}.fix.set.{name}");
                    let place = self.place(problems, &key, name)?;
                    Some(RuleFix::Set(place, scalar(value, self.kind(place))?))
                }
                (None, None) => None,
            },
        };
        Some(Rule {
            id: rule.id.clone(),
            not_together,
            when: self.conditions(problems, &format!("{key}.when"), &rule.when),
            refuse: rule
                .refuse
                .iter()
                .filter_map(|(name, entry)| {
                    let place = self.place(problems, &format!("{key}.refuse.{name}"), name)?;
                    let kind = self.kind(place);
                    let refusal = match (&entry.unless, &entry.values) {
                        (Some(value), _) => Refusal::Unless(scalar(value, kind)?),
                        (None, Some(values)) => {
                            Refusal::Values(values.iter().filter_map(|value| scalar(value, kind)).collect())
                        }
                        (None, None) => Refusal::Any,
                    };
                    Some((place, refusal))
                })
                .collect(),
            require: self.conditions(problems, &format!("{key}.require"), &rule.require),
            fix,
            src: if rule.src.is_empty() {
                problems.add(key, "a rule names its source in `src`");
                Vec::new()
            } else {
                sources(self.tables, problems, &format!("{key}.src"), &rule.src)
            },
        })
    }

    fn conditions(
        &self,
        problems: &mut Problems,
        key: &str,
        entries: &BTreeMap<String, ConditionEntry>,
    ) -> Vec<(u16, Condition)> {
        entries
            .iter()
            .filter_map(|(name, entry)| {
                let key = format!("{key}.{name}");
                let place = self.place(problems, &key, name)?;
                let kind = self.kind(place);
                let read = |value: &Value| scalar(value, kind);
                let condition = match (entry.set, &entry.is, &entry.not, &entry.any_of) {
                    (Some(set), None, None, None) => Some(Condition::Set(set)),
                    (None, Some(value), None, None) => read(value).map(Condition::Is),
                    (None, None, Some(value), None) => read(value).map(Condition::Not),
                    (None, None, None, Some(values)) => {
                        Some(Condition::AnyOf(values.iter().filter_map(read).collect()))
                    }
                    _ => None,
                };
                if condition.is_none() {
                    problems.add(
                        key,
                        "a condition has one of set, is, not, any_of, with a value of the parameter's type",
                    );
                }
                Some((place, condition?))
            })
            .collect()
    }
}
