//! A catalog of four made-up models on two providers, so that tests do not change with the facts.

use crate::catalog::{Files, build};
use crate::model::Date;
use crate::registry::{ModelRegistry, Snapshot};

/// The day of the little catalog.
pub(crate) const TODAY: &str = "2026-11-23";

/// The files under `testing/little`, by their paths in a catalog.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("testing/little/", $path)))),*]
    };
}

const FILES: [(&str, &str); 12] = files![
    "families.toml",
    "models/azure_openai/quill-old.toml",
    "models/azure_openai/quill.toml",
    "models/azure_openai/switch.toml",
    "models/bedrock/sage.toml",
    "parameters/little_chat.toml",
    "parameters/little_converse.toml",
    "parameters/standard.toml",
    "providers.toml",
    "regions.toml",
    "sources.toml",
    "usage.toml",
];

/// The little catalog, seen from its own day.
pub(crate) fn little() -> Snapshot {
    little_registry().snapshot()
}

/// The little catalog, seen from another day.
pub(crate) fn little_on(day: &str) -> Snapshot {
    little().as_of(day.parse().unwrap())
}

/// A registry on the little catalog, to lay overlays on.
pub(crate) fn little_registry() -> ModelRegistry {
    let mut files: Files =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.insert("tasks.toml".to_owned(), String::new());
    let today: Date = TODAY.parse().unwrap();
    let bytes = build(&files, today).unwrap_or_else(|error| panic!("{error}"));
    ModelRegistry::from_bytes(bytes).unwrap()
}
