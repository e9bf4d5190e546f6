//! From authored TOML to models: the words get their meaning, and every mistake its place.

mod capacity;
mod context;
mod extend;
mod facts;
mod inherit;
mod inputs;
mod media;
mod model;
mod patch;
mod profile;
mod read;
mod routes;
mod rows;
mod since;
mod standard;
mod tables;
mod usage;
mod value;
mod version;

use std::collections::BTreeMap;

use crate::catalog::authored;
use crate::catalog::deferred::Deferred;
use crate::catalog::problem::{CatalogError, Problem, Problems};
use crate::catalog::tables::Tables;
use crate::model::{ModelData, ModelId};

pub(crate) use context::{Context, FindModel, NoModels, own_word};
pub(crate) use facts::billed_as;
pub(crate) use model::{model, short};
pub(crate) use patch::body_patch;
pub(crate) use read::read;
pub(crate) use rows::{date, patterns};

/// A catalog's files: paths from the catalog's folder, with `/`, and their texts.
pub type Files = BTreeMap<String, String>;

/// Compiles a whole catalog.
pub(crate) fn catalog(files: &Files) -> Result<(Tables, Vec<ModelData>), CatalogError> {
    let mut all = Collected { files, problems: Vec::new() };
    let mut compiled = Tables {
        sources: all.file::<authored::Sources, _>("sources.toml", tables::sources),
        parameters: all.file("parameters/standard.toml", standard::standard).into(),
        ..Tables::default()
    };
    let profiles: Vec<&String> = files
        .keys()
        .filter(|path| path.starts_with("parameters/") && path.ends_with(".toml"))
        .filter(|path| *path != "parameters/standard.toml")
        .collect();
    for path in profiles {
        let name = path.trim_start_matches("parameters/").trim_end_matches(".toml");
        let read = all.file(path, |problems, authored: &authored::Profile| {
            let whole = extend::extended(files, problems, name, authored);
            profile::profile(&compiled, problems, name, &whole)
        });
        compiled.tables.extend(read.into_iter().map(Deferred::from));
    }
    compiled.providers = all.file("providers.toml", |problems, authored: &authored::Providers| {
        tables::providers(&compiled, problems, authored)
    });
    if files.contains_key("makers.toml") {
        compiled.makers = all.file::<authored::Makers, _>("makers.toml", tables::makers);
    }
    compiled.families = all.file::<authored::Families, _>("families.toml", tables::families);
    let mut sets = BTreeMap::new();
    let mut route_sets = Vec::new();
    compiled.regions = all.file("regions.toml", |problems, authored: &authored::Regions| {
        sets = tables::region_sets(problems, authored);
        route_sets = routes::sets(problems, authored);
        tables::regions(problems, authored)
    });
    compiled.routes = route_sets;
    compiled.tasks = all.file::<authored::Tasks, _>("tasks.toml", tables::tasks);
    if files.contains_key("usage.toml") {
        compiled.usage = all.file("usage.toml", |problems, authored: &authored::UsageFile| {
            usage::usage(&compiled, problems, authored)
        });
    }
    if files.contains_key("media.toml") {
        compiled.media = all.file("media.toml", |problems, authored: &authored::Media| {
            media::media(&compiled, problems, authored)
        });
    }
    // A file of the catalog writes its own table.
    let billed_as = BTreeMap::new();
    let context = Context {
        tables: &compiled,
        sets: &sets,
        models: &NoModels,
        billed_as: &billed_as,
        own_word: None,
        layer: None,
    };
    let pointers = if files.contains_key("pointers.toml") {
        all.file("pointers.toml", |problems, authored: &authored::Pointers| {
            tables::pointers(&context, problems, authored)
        })
    } else {
        Vec::new()
    };

    let mut models = Vec::new();
    for path in files.keys() {
        let Some(name) = path.strip_prefix("models/").and_then(|p| p.strip_suffix(".toml")) else {
            continue;
        };
        let read = all.file(path, |problems, authored: &authored::Model| {
            let id = problems.ok("", ModelId::new(name));
            for (key, stated) in [
                ("id", authored.id.is_some()),
                ("name", authored.name.is_some()),
                ("provider", authored.provider.is_some()),
                ("extends", authored.extends.is_some()),
            ] {
                if stated {
                    problems.add(key, "a file of the catalog has its id from its path, and extends nothing");
                }
            }
            id.and_then(|id| model(&context, problems, "", &id, authored))
        });
        models.extend(read);
    }
    compiled.pointers = pointers;
    if all.problems.is_empty() { Ok((compiled, models)) } else { Err(CatalogError::new(all.problems)) }
}

struct Collected<'a> {
    files: &'a Files,
    problems: Vec<Problem>,
}

impl Collected<'_> {
    /// Reads and compiles one file; what cannot be read compiles to nothing, with its problems noted.
    fn file<A: serde::de::DeserializeOwned, T: Default>(
        &mut self,
        path: &str,
        compile: impl FnOnce(&mut Problems, &A) -> T,
    ) -> T {
        let Some(text) = self.files.get(path) else {
            self.problems.extend(CatalogError::of_file(path, "the file is missing").problems().to_vec());
            return T::default();
        };
        match read::<A>(path, text) {
            Ok(authored) => {
                let mut problems = Problems::default();
                let compiled = compile(&mut problems, &authored);
                self.problems.extend(problems.placed(path, Some(text)));
                compiled
            }
            Err(error) => {
                self.problems.extend(error.problems().to_vec());
                T::default()
            }
        }
    }
}
