//! Parameter profiles: each variant becomes one table by the place of the standard parameters.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use toml::Value;

use crate::catalog::authored::{self, ParameterRow, RuleEntry};
use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::Tables;
use crate::model::Scalar;
use crate::params::{
    Bound, Condition, Entry, Fill, ParamRow, ParamTable, ParameterType, Pointer, Refusal, Rule, RuleFix,
    StandardParameter, Values,
};

use super::context::source_place;
use super::inputs::inputs;
use super::since;
use super::value::{by_key, scalar};

/// The standard parameters, sorted by name.
pub(crate) fn standard(problems: &mut Problems, entries: &authored::Standard) -> Vec<StandardParameter> {
    entries
        .iter()
        .filter_map(|(name, entry)| {
            Some(StandardParameter {
                name: name.clone(),
                kind: problems.ok(format_args!("{name}.type"), entry.kind.parse())?,
                summary: entry.summary.clone(),
                spellings: entry.aliases.clone(),
                values: entry.values.clone(),
            })
        })
        .collect()
}

/// The tables of a profile, one a variant.
pub(crate) fn profile(
    tables: &Tables,
    problems: &mut Problems,
    file: &str,
    profile: &authored::Profile,
) -> Vec<ParamTable> {
    let Some(surface) = problems.ok("surface", profile.surface.parse()) else { return Vec::new() };
    let messages = profile.messages.as_deref().and_then(|form| problems.ok("messages", form.parse()));
    let reader = Reader { tables, profile, src: sources(tables, problems, "src", &profile.src) };
    if profile.variant.is_empty() {
        problems.add("variant", "a profile has at least one variant");
    }
    profile
        .variant
        .keys()
        .map(|variant| {
            let mut seen = BTreeSet::new();
            let rows = reader.variant(problems, variant, &mut seen);
            ParamTable {
                surface,
                name: format!("{file}/{variant}"),
                entries: reader.entries(problems, &rows).into(),
                rules: reader.rules(problems, variant).into(),
                messages,
                schemas: reader.word(problems, variant, "schemas", &profile.schemas, |own| &own.schemas),
                prefill: reader.word(problems, variant, "prefill", &profile.prefill, |own| &own.prefill),
                inputs: inputs(problems, profile, variant),
                constants: profile
                    .constants
                    .as_ref()
                    .map_or_else(Vec::new, |table| reader.pairs(problems, "constants", table)),
                query: reader.query(variant),
                since: since::since(tables, problems, profile, variant),
                src: reader.src.clone(),
            }
        })
        .collect()
}

/// A parameter as the profile and its variants leave it.
enum Stated<'p> {
    Absent(Option<&'p Value>),
    Row(String, &'p ParameterRow),
}

struct Reader<'a> {
    tables: &'a Tables,
    profile: &'a authored::Profile,
    src: Vec<u16>,
}

impl<'a> Reader<'a> {
    fn place(&self, problems: &mut Problems, key: &str, name: &str) -> Option<u16> {
        let place = self.tables.parameter(name);
        if place.is_none() {
            problems.hint(
                key,
                format_args!("no standard parameter `{name}`"),
                did_you_mean(name, self.tables.parameters.iter().map(|p| p.name.as_str())),
            );
        }
        place
    }

    /// The rows of the profile, with those of the variants that this one is like, and its own on top.
    fn variant(
        &self,
        problems: &mut Problems,
        name: &'a str,
        seen: &mut BTreeSet<&'a str>,
    ) -> BTreeMap<u16, Stated<'a>> {
        let key = format!("variant.{name}");
        let variant = self.profile.variant.get(name);
        if variant.is_none() || !seen.insert(name) {
            problems.add(format!("{key}.like"), "no such variant, or it is like itself");
            return BTreeMap::new();
        }
        let like = variant.and_then(|variant| variant.like.as_deref());
        let mut rows = match like {
            Some(like) => self.variant(problems, like, seen),
            None => self.common(problems),
        };
        let Some(variant) = variant else { return rows };
        for (parameter, row) in &variant.set {
            let key = format!("{key}.set.{parameter}");
            if let Some(place) = self.place(problems, &key, parameter) {
                rows.insert(place, Stated::Row(key, row));
            }
        }
        let absent_key = format!("{key}.absent");
        match &variant.absent {
            None => {}
            Some(Value::Array(names)) => {
                for name in names.iter().filter_map(Value::as_str) {
                    if let Some(place) = self.place(problems, &absent_key, name) {
                        rows.insert(place, Stated::Absent(None));
                    }
                }
            }
            Some(Value::Table(entries)) => {
                for (name, entry) in by_key(entries) {
                    if let Some(place) = self.place(problems, &absent_key, name) {
                        rows.insert(place, Stated::Absent(entry.get("neutral")));
                    }
                }
            }
            Some(_) => problems.add(absent_key, "a list of names, or a table of them"),
        }
        rows
    }

    /// The query keys of a variant; those of the variant that it is like hold where it states none.
    fn query(&self, name: &str) -> Vec<(String, String)> {
        let own = self.line(name).find(|variant| !variant.query.is_empty());
        own.map_or_else(Vec::new, |own| {
            own.query.iter().map(|(key, value)| (key.clone(), value.clone())).collect()
        })
    }

    /// A word of a variant's, of those that it is like, or of the profile.
    fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        problems: &mut Problems,
        name: &str,
        key: &str,
        common: &Option<String>,
        own: impl Fn(&authored::Variant) -> &Option<String>,
    ) -> Option<T> {
        let word = self.line(name).find_map(|variant| own(variant).as_ref()).or(common.as_ref())?;
        problems.ok(key, word.parse())
    }

    /// A variant, and those that it is like.
    fn line(&self, name: &str) -> impl Iterator<Item = &'a authored::Variant> {
        let variants = &self.profile.variant;
        let next = |variant: &&'a authored::Variant| variants.get(variant.like.as_ref()?);
        // As many steps as there are variants: a circle was told already.
        std::iter::successors(variants.get(name), next).take(variants.len())
    }

    fn common(&self, problems: &mut Problems) -> BTreeMap<u16, Stated<'a>> {
        let mut rows = BTreeMap::new();
        for (name, entry) in &self.profile.absent {
            let key = format!("absent.{name}");
            if let Some(place) = self.place(problems, &key, name) {
                rows.insert(place, Stated::Absent(entry.neutral.as_ref()));
            }
        }
        for (name, row) in &self.profile.parameter {
            let key = format!("parameter.{name}");
            if let Some(place) = self.place(problems, &key, name)
                && rows.insert(place, Stated::Row(key.clone(), row)).is_some()
            {
                problems.add(key, "the parameter is both absent and accepted");
            }
        }
        rows
    }

    fn entries(&self, problems: &mut Problems, rows: &BTreeMap<u16, Stated<'a>>) -> Vec<Entry> {
        (0u16..)
            .zip(&self.tables.parameters)
            .map(|(place, standard)| match rows.get(&place) {
                None => Entry::Silent,
                Some(Stated::Absent(neutral)) => {
                    Entry::Absent(neutral.and_then(|value| scalar(value, standard.kind)))
                }
                Some(Stated::Row(key, row)) => self
                    .row(problems, key, row, standard.kind, rows)
                    .map_or(Entry::Silent, |row| Entry::Row(Box::new(row))),
            })
            .collect()
    }

    fn row(
        &self,
        problems: &mut Problems,
        key: &str,
        row: &ParameterRow,
        standard: ParameterType,
        rows: &BTreeMap<u16, Stated<'a>>,
    ) -> Option<ParamRow> {
        if let Some(name) = &row.same_as {
            let place = self.place(problems, &format!("{key}.same_as"), name)?;
            let Some(Stated::Row(other_key, other)) = rows.get(&place) else {
                problems.add(format!("{key}.same_as"), format_args!("`{name}` has no row here"));
                return None;
            };
            if other.same_as.is_some() {
                problems.add(
                    format!("{key}.same_as"),
                    format_args!("`{name}` is the same as another; name that one"),
                );
                return None;
            }
            let mut same = self.row(problems, other_key, other, standard, rows)?;
            same.same_as = Some(place);
            same.name.get_or_insert_with(|| name.clone());
            // The other parameter carries the obligation.
            same.required = false;
            same.fill = None;
            return Some(same);
        }
        let at = |name: &str| format!("{key}.{name}");
        let kind = match &row.kind {
            None => standard,
            Some(kind) => problems.ok(at("type"), kind.parse())?,
        };
        let mut bound = |name: &str, value: &Option<Value>| {
            let value = value.as_ref()?;
            let read = bound(value);
            if read.is_none() {
                problems.add(
                    at(name),
                    format_args!("{value} is no bound: an integer, a decimal string, or model.limits.output"),
                );
            }
            read
        };
        let (min, max) = (bound("min", &row.min), bound("max", &row.max));
        let (above, less_than) = (bound("above", &row.above), bound("less_than", &row.less_than));
        let src = if row.src.is_empty() {
            self.src.clone()
        } else {
            sources(self.tables, problems, &at("src"), &row.src)
        };
        let fill = match &row.fill {
            None => None,
            Some(value) => match pointer(value) {
                Some(pointer) => Some(Fill::Model(pointer)),
                None => scalar(value, kind).map(Fill::Value),
            },
        };
        let header = match row.on_wire.as_deref().map(|text| (text, text.strip_prefix("header:"))) {
            None => None,
            Some((_, Some(name))) => Some(name.to_owned()),
            Some((text, None)) => {
                problems.add(at("on_wire"), format_args!("`{text}` is not header:<name>"));
                None
            }
        };
        if row.to.is_none() && row.emulate.is_none() && row.selects.is_empty() && header.is_none() {
            problems
                .add(key, "the row does not say where the parameter goes: to, on_wire, selects or emulate");
        }
        Some(ParamRow {
            name: row.name.clone(),
            to: row.to.clone(),
            same_as: None,
            kind,
            min,
            max,
            above,
            less_than,
            also: match &row.also {
                Some(Value::Array(items)) => items.iter().filter_map(Value::as_integer).collect(),
                _ => Vec::new(),
            },
            also_model: matches!(&row.also, Some(Value::String(text)) if text == "model.reasoning.budget.also")
                || matches!(min, Some(Bound::Model(Pointer::BudgetMin)))
                || matches!(max, Some(Bound::Model(Pointer::BudgetMax))),
            min_items: row.min_items,
            max_items: row.max_items,
            item_min: row.item_min,
            item_max: row.item_max,
            refuses_blank: row.blank == Some(false),
            characters: row.characters.as_deref().and_then(|own| problems.ok(at("characters"), own.parse())),
            values: self.values(problems, &at("values"), row.values.as_ref()),
            default: row.default.as_ref().and_then(|value| scalar(value, kind)),
            required: row.required,
            fill,
            below: match &row.below {
                None => None,
                Some(name) => self.place(problems, &at("below"), name),
            },
            with: self.pairs(problems, &at("with"), &row.with),
            invert: row.invert,
            shape: row.shape.as_deref().and_then(|name| problems.ok(at("shape"), name.parse())),
            emulate: row.emulate.as_deref().and_then(|name| problems.ok(at("emulate"), name.parse())),
            selects: row
                .selects
                .iter()
                .map(|(value, operation)| (value.clone(), operation.clone()))
                .collect(),
            header,
            src,
        })
    }

    fn values(&self, problems: &mut Problems, key: &str, value: Option<&Value>) -> Values {
        match value {
            None => Values::Any,
            Some(Value::Array(items)) => {
                Values::List(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            }
            Some(Value::Table(entries)) => Values::Map(
                by_key(entries)
                    .map(|(standard, native)| {
                        let native = match native {
                            Value::Boolean(false) => None,
                            other => scalar(other, ParameterType::Any),
                        };
                        (standard.clone(), native)
                    })
                    .collect(),
            ),
            Some(other) if pointer(other) == Some(Pointer::Effort) => Values::Effort,
            Some(other) => {
                problems
                    .add(key, format_args!("{other} is no list, no table and not model.reasoning.effort"));
                Values::Any
            }
        }
    }

    fn pairs(
        &self,
        problems: &mut Problems,
        key: &str,
        table: &BTreeMap<String, Value>,
    ) -> Vec<(String, Scalar)> {
        table
            .iter()
            .filter_map(|(path, value)| {
                let value = scalar(value, ParameterType::Any);
                if value.is_none() {
                    problems.add(key, format_args!("`{path}`: write a decimal as a string"));
                }
                Some((path.clone(), value?))
            })
            .collect()
    }

    fn rules(&self, problems: &mut Problems, variant: &str) -> Vec<Rule> {
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
        entries: &BTreeMap<String, authored::ConditionEntry>,
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

    fn kind(&self, place: u16) -> ParameterType {
        self.tables.parameters.get(usize::from(place)).map_or(ParameterType::Any, |p| p.kind)
    }
}

fn pointer(value: &Value) -> Option<Pointer> {
    value.as_str()?.parse().ok()
}

fn bound(value: &Value) -> Option<Bound> {
    match value {
        Value::Integer(number) => Some(Bound::Number((*number).into())),
        Value::String(_) if pointer(value).is_some() => pointer(value).map(Bound::Model),
        Value::String(text) => Decimal::from_str_exact(text).ok().map(Bound::Number),
        _ => None,
    }
}

/// The places of sources that a file of the catalog names.
pub(crate) fn sources(tables: &Tables, problems: &mut Problems, key: &str, ids: &[String]) -> Vec<u16> {
    ids.iter()
        .filter_map(|id| {
            let place = source_place(&tables.sources, id);
            if place.is_none() {
                problems.hint(
                    key,
                    format_args!("no source `{id}` in sources.toml"),
                    did_you_mean(id, tables.sources.iter().map(|source| source.id.as_str())),
                );
            }
            place
        })
        .collect()
}
