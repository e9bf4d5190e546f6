//! What a file is compiled against: the tables of the catalog, and whose word it is.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::{Rank, Source, Tables};
use crate::model::{Meter, ModelData, RegionId};

/// Finds a model by any of its names, for `extends` and deployments.
pub(crate) trait FindModel {
    /// The model, or `None` where no model has the name.
    fn find(&self, name: &str) -> Option<&ModelData>;
    /// Names to suggest.
    fn names(&self) -> Vec<&str>;
}

/// No models at all: the catalog itself extends nothing.
pub(crate) struct NoModels;

impl FindModel for NoModels {
    fn find(&self, _: &str) -> Option<&ModelData> {
        None
    }
    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// What a file is compiled against.
pub(crate) struct Context<'a> {
    pub tables: &'a Tables,
    /// Named sets of regions; of the catalog's own files only.
    pub sets: &'a BTreeMap<String, Vec<RegionId>>,
    pub models: &'a dyn FindModel,
    /// Named tables of an overlay: which meter is billed as which.
    pub billed_as: &'a BTreeMap<String, Vec<(Meter, Meter)>>,
    /// The source of rows that name none: the caller's own word. `None`: a row must name one.
    pub own_word: Option<u16>,
    /// The layer's name, remembered by each part that an overlay sets.
    pub layer: Option<&'a str>,
}

impl Context<'_> {
    /// The places of sources, by their ids.
    pub fn sources(&self, problems: &mut Problems, key: impl Display, ids: Option<&[String]>) -> Vec<u16> {
        let ids = ids.unwrap_or_default();
        if ids.is_empty() {
            return match self.own_word {
                Some(place) => vec![place],
                None => {
                    problems.add(key, "no source: every row names its sources in `src`");
                    Vec::new()
                }
            };
        }
        let mut places = Vec::with_capacity(ids.len());
        for (at, id) in ids.iter().enumerate() {
            match source_place(&self.tables.sources, id) {
                Some(place) => places.push(place),
                None => problems.hint(
                    format_args!("{key}.src[{at}]"),
                    format_args!("no source `{id}` in sources.toml"),
                    did_you_mean(id, self.tables.sources.iter().map(|source| source.id.as_str())),
                ),
            }
        }
        places
    }
}

/// The place of a source by its id.
pub(crate) fn source_place(sources: &[Source], id: &str) -> Option<u16> {
    sources.iter().position(|source| source.id == id).and_then(|at| u16::try_from(at).ok())
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

/// The source that stands for the caller's own word.
pub(crate) fn own_word(layer: &str) -> Source {
    Source {
        id: layer.to_owned(),
        title: format!("stated in {layer}"),
        read: None,
        lineage: layer.to_owned(),
        rank: Rank::Caller,
    }
}
