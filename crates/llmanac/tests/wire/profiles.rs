//! Which profiles of parameters read messages, and in which form: read from the catalog's own files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use llmanac::advise::ShownSurface;
use llmanac::model::Surface;
use llmanac::{ModelMetadata, Snapshot};

/// A model on a surface, with its profile and variant.
#[derive(Clone, Debug)]
pub struct Line {
    pub model: String,
    pub surface: Surface,
    /// `converse_claude/4.5`.
    pub variant: String,
    /// `converse`.
    pub form: String,
    /// What the surface accepts of the parameters.
    pub own: ShownSurface,
}

/// The form of messages by profile.
fn forms() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog/parameters");
    let mut tables: BTreeMap<String, toml::Table> = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        tables.insert(name, fs::read_to_string(&path).unwrap().parse().unwrap());
    }
    let own = |table: &toml::Table| table.get("messages").and_then(toml::Value::as_str).map(str::to_owned);
    let form = |table: &toml::Table| own(table).or_else(|| own(tables.get(table.get("extends")?.as_str()?)?));
    tables.iter().filter_map(|(name, table)| Some((name.clone(), form(table)?))).collect()
}

/// Every model on every surface that reads messages, in its default version and in every other.
pub fn lines(snapshot: &Snapshot) -> Vec<Line> {
    let forms = forms();
    let named = |model: ModelMetadata| {
        let versions: Vec<String> =
            model.versions().map(|version| format!("{}@{version}", model.id())).collect();
        std::iter::once(model.id().to_string()).chain(versions)
    };
    let names = snapshot.models().into_iter().flat_map(named);
    names.flat_map(|name| lines_of(snapshot, &forms, &name)).collect()
}

/// The surfaces of one name, the default one first.
fn lines_of(snapshot: &Snapshot, forms: &BTreeMap<String, String>, name: &str) -> Vec<Line> {
    let shown = snapshot.show(name).unwrap();
    let own = |own: ShownSurface| {
        let form = forms.get(own.profile.split('/').next()?)?.clone();
        Some(Line { model: name.to_owned(), surface: own.surface, variant: own.profile.clone(), form, own })
    };
    shown.parameters.into_iter().filter_map(own).collect()
}

/// The line of a name, on a surface or on the default one.
pub fn line_of(snapshot: &Snapshot, name: &str, surface: Option<Surface>) -> Option<Line> {
    let lines = lines_of(snapshot, &forms(), name);
    lines.into_iter().find(|line| surface.map_or(line.own.default, |surface| line.surface == surface))
}
