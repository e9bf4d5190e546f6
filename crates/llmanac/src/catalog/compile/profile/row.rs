//! The entry of each standard parameter: where it goes, its type, its bounds, its values.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use toml::Value;

use crate::catalog::authored::ParameterRow;
use crate::catalog::compile::context::sources;
use crate::catalog::compile::value::{by_key, scalar};
use crate::catalog::problem::Problems;
use crate::params::{Bound, Entry, Fill, ParamRow, ParameterType, Pointer, Values};

use super::Reader;
use super::variant::Stated;

impl<'a> Reader<'a> {
    pub(super) fn entries(&self, problems: &mut Problems, rows: &BTreeMap<u16, Stated<'a>>) -> Vec<Entry> {
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
