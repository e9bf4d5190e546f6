//! A walk over a schema and those within it.

use std::fmt::Display;

use serde_json::{Map, Value};

use super::dialect::{Others, Subset, Types};
use super::place::Place;
use super::{keywords, objects, refs, types};
use crate::wire::messages::Report;

/// A schema with more places that have to change was not written for this surface.
const MOST: usize = 100;
/// The most schemas that one may come to when what it refers to is written out.
pub(super) const MOST_SCHEMAS: usize = 5_000;
/// The deepest nesting when what is referred to is written out.
const DEEPEST: usize = 2 * super::DEEPEST;

/// What a walk carries along.
pub(super) struct Walk<'a> {
    pub subset: Subset,
    /// The schema as it was stated, for what is referred to.
    pub root: &'a Map<String, Value>,
    /// The references that are being written out.
    pub open: Vec<String>,
    report: &'a mut Report,
    told: usize,
    seen: usize,
    /// The bytes, more or less, that were written out in the place of references.
    copied: usize,
    has_written_out: bool,
}

impl<'a> Walk<'a> {
    pub fn new(subset: Subset, root: &'a Map<String, Value>, report: &'a mut Report) -> Self {
        Self { subset, root, open: Vec::new(), report, told: 0, seen: 0, copied: 0, has_written_out: false }
    }

    /// Rewrites a schema and those within it.
    pub fn schema(&mut self, own: &mut Map<String, Value>, place: &Place<'_>, depth: usize) {
        self.seen += 1;
        if self.told > MOST || self.seen > MOST_SCHEMAS || depth > DEEPEST {
            return self.too_much(place);
        }
        if self.subset.types == Types::OpenApi {
            types::null_among_choices(self, own, place);
        }
        let opened = refs::rewrite(self, own, place);
        keywords::rewrite(self, own, place);
        objects::rewrite(self, own, place);
        if self.subset.types == Types::OpenApi {
            types::rewrite(self, own, place);
        }
        for (key, value) in own.iter_mut() {
            self.within(key, value, &place.key(key), depth);
        }
        self.open.truncate(self.open.len().saturating_sub(opened));
    }

    /// The schemas under a keyword.
    fn within(&mut self, keyword: &str, value: &mut Value, place: &Place<'_>, depth: usize) {
        match value {
            Value::Object(entries) if OF_NAMES.contains(&keyword) => {
                for (key, value) in entries.iter_mut() {
                    if let Value::Object(own) = value {
                        self.schema(own, &place.key(key), depth + 1);
                    }
                }
            }
            Value::Object(own) if SINGLE.contains(&keyword) => self.schema(own, place, depth + 1),
            Value::Array(list) if LISTS.contains(&keyword) => {
                for (at, value) in list.iter_mut().enumerate() {
                    if let Value::Object(own) = value {
                        self.schema(own, &place.at(at), depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn too_much(&mut self, place: &Place<'_>) {
        // Said once, and refused under both policies.
        if self.told <= MOST && self.seen <= MOST_SCHEMAS + 1 || self.told == MOST + 1 {
            self.told = MOST + 2;
            self.report.refused(
                place,
                format_args!("the schema is too large, or differs in more than {MOST} places from what the surface reads"),
            );
        }
    }

    pub fn lost(&mut self, place: &Place<'_>, why: impl Display) {
        if self.tells() {
            self.report.lost(place, why);
        }
    }

    pub fn left_out(&mut self, place: &Place<'_>, why: impl Display) {
        if self.tells() {
            self.report.left_out(place, why);
        }
    }

    pub fn refused(&mut self, place: &Place<'_>, why: impl Display) {
        if self.tells() {
            self.report.refused(place, why);
        }
    }

    pub fn converted(&mut self, place: &Place<'_>, why: impl Display) {
        if self.tells() {
            self.report.converted(place, why);
        }
    }

    pub fn mended(&mut self, place: &Place<'_>, wrong: impl Display, done: impl Display) {
        if self.tells() {
            self.report.mended(place, wrong, done);
        }
    }

    pub fn doubted(&mut self, place: &Place<'_>, why: impl Display) {
        if self.tells() {
            self.report.doubted(place, why);
        }
    }

    /// Whether so much more may be written out.
    pub fn copies(&mut self, target: &Map<String, Value>) -> bool {
        self.copied += target.iter().map(|(key, value)| key.len() + weight(value)).sum::<usize>();
        self.copied <= MOST_COPIED
    }

    /// Tells once that references are written out.
    pub fn wrote_out(&mut self, place: &Place<'_>) {
        if !std::mem::replace(&mut self.has_written_out, true) {
            self.converted(place, "what references mean is written out in their place");
        }
    }

    fn tells(&mut self) -> bool {
        self.told += 1;
        self.told <= MOST
    }

    /// Whether keywords that are not read are an error.
    pub fn refuses(&self) -> bool {
        self.subset.others == Others::Refused
    }
}

/// The most bytes, more or less, that references may come to.
const MOST_COPIED: usize = 1 << 20;

fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => 8 + text.len(),
        Value::Array(items) => 8 + items.iter().map(weight).sum::<usize>(),
        Value::Object(entries) => {
            8 + entries.iter().map(|(key, value)| key.len() + weight(value)).sum::<usize>()
        }
        _ => 8,
    }
}

/// The schemas under a keyword, to be looked at only.
pub(super) fn schemas<'v>(keyword: &str, value: &'v Value) -> impl Iterator<Item = &'v Map<String, Value>> {
    let (named, single, list) = match value {
        Value::Object(entries) if OF_NAMES.contains(&keyword) => (Some(entries), None, None),
        Value::Object(own) if SINGLE.contains(&keyword) => (None, Some(own), None),
        Value::Array(list) if LISTS.contains(&keyword) => (None, None, Some(list)),
        _ => (None, None, None),
    };
    let several = named.into_iter().flat_map(Map::values).chain(list.into_iter().flatten());
    single.into_iter().chain(several.filter_map(Value::as_object))
}

/// Keywords that hold schemas by name, one schema, a list of them.
const OF_NAMES: [&str; 5] = ["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"];
const SINGLE: [&str; 10] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];
const LISTS: [&str; 5] = ["anyOf", "allOf", "oneOf", "prefixItems", "items"];
