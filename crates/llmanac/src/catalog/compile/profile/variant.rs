//! What a variant states, with what the profile and the variants that it is like state.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use crate::catalog::authored::{self, ParameterRow};
use crate::catalog::compile::value::by_key;
use crate::catalog::problem::Problems;

use super::Reader;

/// A parameter as the profile and its variants leave it.
pub(super) enum Stated<'p> {
    Absent(Option<&'p Value>),
    Row(String, &'p ParameterRow),
}

impl<'a> Reader<'a> {
    /// The rows of the profile, with those of the variants that this one is like, and its own on top.
    pub(super) fn variant(
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
    pub(super) fn query(&self, name: &str) -> Vec<(String, String)> {
        let own = self.line(name).find(|variant| !variant.query.is_empty());
        own.map_or_else(Vec::new, |own| {
            own.query.iter().map(|(key, value)| (key.clone(), value.clone())).collect()
        })
    }

    /// A word of a variant's, of those that it is like, or of the profile.
    pub(super) fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
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
}
