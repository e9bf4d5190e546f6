//! Parameter profiles: each variant becomes one table by the place of the standard parameters.

mod row;
mod rule;
mod variant;

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use crate::catalog::authored;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::Tables;
use crate::model::Scalar;
use crate::params::{ParamTable, ParameterType};

use super::context::sources;
use super::inputs::inputs;
use super::since;
use super::value::scalar;

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

/// A profile, and what its words are held against.
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

    fn kind(&self, place: u16) -> ParameterType {
        self.tables.parameters.get(usize::from(place)).map_or(ParameterType::Any, |p| p.kind)
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
}
