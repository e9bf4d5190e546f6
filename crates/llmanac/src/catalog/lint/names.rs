//! Names mean one model, pointers are pointers, sources are used.

use std::collections::BTreeMap;

use crate::catalog::Files;
use crate::catalog::names::{NameKind, of_model};
use crate::catalog::tables::Tables;
use crate::model::{ModelData, Provider};

use super::Found;

pub(super) fn check(found: &mut Found, tables: &Tables, models: &[ModelData]) {
    let mut scoped: BTreeMap<(String, String), &ModelData> = BTreeMap::new();
    let mut bare: BTreeMap<String, &ModelData> = BTreeMap::new();
    for model in models {
        for name in of_model(model) {
            let key = (model.provider.to_string(), name.text.to_string());
            if let Some(other) = scoped.insert(key, model)
                && other.id != model.id
            {
                found.error(
                    "name_once",
                    &model.id,
                    format_args!("the name `{}` is taken by {}", name.text, other.id),
                );
            }
            if name.kind == NameKind::Bare
                && let Some(other) = bare.insert(name.text.to_string(), model)
            {
                found.error(
                    "bare_once",
                    &model.id,
                    format_args!("{} too has bare = true for `{}`", other.id, name.text),
                );
            }
        }
        default_surface(found, model);
        match tables.families.iter().find(|family| family.id == model.family) {
            Some(family) if family.provider != model.provider => {
                found.error(
                    "family_provider",
                    &model.id,
                    format_args!("its family {} belongs to {}", family.id, family.provider),
                );
            }
            _ => {}
        }
        let default = &model.default_on;
        let priced = model.prices.iter().any(|row| {
            row.facts.sold != Some(false)
                && (row.on.is_empty() || row.on.iter().any(|on| on.narrowness(default).is_some()))
        });
        if !model.prices.is_empty() && !priced {
            found.error(
                "default_offer_priced",
                &model.id,
                format_args!("no price speaks of its default offer {default}"),
            );
        }
    }
    stand_ins(found, tables, models);
    for pointer in &tables.pointers {
        let key = (pointer.provider.to_string(), pointer.name.to_ascii_lowercase());
        if let Some(model) = scoped.get(&key) {
            found.error(
                "pointer_is_no_model",
                &model.id,
                format_args!("`{}` is a pointer too", pointer.name),
            );
        }
        for row in &pointer.target {
            if !models.iter().any(|model| model.id == row.facts) {
                found.error(
                    "pointer_target",
                    &pointer.name,
                    format_args!("its target {} is no model of the catalog", row.facts),
                );
            }
        }
    }
}

/// What stands in for models of which nothing is known is known itself.
fn stand_ins(found: &mut Found, tables: &Tables, models: &[ModelData]) {
    let mut rule = |place: &Provider, message: std::fmt::Arguments<'_>| {
        found.error("stand_in", place, message);
    };
    let mut of_unknown: Option<&Provider> = None;
    for provider in &tables.providers {
        match &provider.stand_in {
            Some(id) => match models.iter().find(|model| model.id == *id) {
                Some(model) if model.base.surfaces.is_empty() => {
                    rule(&provider.id, format_args!("its stand-in {id} has no surface"));
                }
                Some(_) => {}
                None => rule(&provider.id, format_args!("its stand-in {id} is no model of the catalog")),
            },
            None if provider.stands_for_unknown => {
                rule(&provider.id, format_args!("it stands for the unknown and has no stand-in"));
            }
            None => {}
        }
        if provider.stands_for_unknown {
            match of_unknown {
                Some(other) => rule(&provider.id, format_args!("{other} too stands for the unknown")),
                None => of_unknown = Some(&provider.id),
            }
        }
    }
}

/// The default surface serves the model.
pub(super) fn default_surface(found: &mut Found, model: &ModelData) {
    let serves = |surface| {
        let mut used = model.base.surfaces.iter().chain(model.versions.iter().flat_map(|v| &v.surfaces));
        used.any(|used| used.surface == surface)
    };
    if let Some(surface) = model.default_surface.filter(|surface| !serves(*surface)) {
        found.error("default_surface", &model.id, format_args!("{surface} does not serve it"));
    }
}

/// A source that nothing names is a slip, or left over.
pub(super) fn unused_sources(found: &mut Found, tables: &Tables, files: &Files) {
    for source in &tables.sources {
        let named = files.iter().any(|(path, text)| path != "sources.toml" && text.contains(&source.id));
        if !named {
            found.warning("source_unused", &source.id, "no fact names it");
        }
    }
}
