//! The names of a model, as they are written.

use crate::model::Scope;
use crate::registry::{ModelMetadata, Snapshot};

/// A name of a model at its provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub text: String,
    /// The version that the name means; `None`: whichever is the default.
    pub version: Option<String>,
    /// It is what the API reads, and no pair.
    pub is_wire: bool,
}

/// Whether only the model's other names mean it, as they do for rows of imported files.
pub(super) fn is_verbatim(model: &ModelMetadata) -> bool {
    let data = model.data();
    !data.bare && !data.claims_own
}

/// Every name, each once whatever its case, what the API reads first: it has the case that counts.
pub(super) fn names(snapshot: &Snapshot, model: &ModelMetadata) -> Vec<Name> {
    let data = model.data();
    let mut names: Vec<Name> = Vec::new();
    let mut add = |text: &str, version: Option<&str>, is_wire: bool| {
        let is_new = !names.iter().any(|name| name.text.eq_ignore_ascii_case(text));
        if is_new && !text.contains('{') {
            names.push(Name { text: text.to_owned(), version: version.map(str::to_owned), is_wire });
        }
    };
    for version in data.versions.iter().chain([&data.base]) {
        let id = (!version.id.is_empty()).then_some(version.id.as_str());
        let Some(wire) = version.wire.as_ref().filter(|_| data.claims_wire) else { continue };
        match &wire.version {
            None => add(&wire.name, id, true),
            // Of a pair the name alone is the default version's; both together are one version's.
            Some(second) if id.is_some() => add(&format!("{}-{second}", wire.name), id, false),
            Some(_) => add(&wire.name, None, false),
        }
    }
    add(model.model_name(), None, false);
    for alias in &data.aliases {
        add(alias, None, false);
    }
    for version in &data.versions {
        for alias in &version.aliases {
            add(alias, Some(&version.id), false);
        }
        add(&format!("{}-{}", model.model_name(), version.id), Some(&version.id), false);
    }
    // A name whose target moves means this model as long as it points here.
    for pointer in snapshot.tables().pointers.iter().filter(|own| own.provider == *model.provider()) {
        add(&pointer.name, None, false);
    }
    names
}

/// What a name means at its provider, where that is this model in the version.
pub(super) fn meant(snapshot: &Snapshot, model: &ModelMetadata, name: &Name) -> Option<ModelMetadata> {
    let found = snapshot.model(&format!("{}/{}", model.provider(), name.text))?;
    let named = match &name.version {
        Some(version) => model.with_version(version)?,
        None => model.clone(),
    };
    (found.id() == model.id() && found.version() == named.version()).then_some(named)
}

/// What stands before an id for an inference profile of a scope, where the provider has one.
pub(super) fn profile<'m>(model: &'m ModelMetadata, scope: &Scope) -> Option<&'m str> {
    let provider = model.tables().provider(model.provider())?;
    provider.geographies.iter().find(|(_, own)| own == scope).map(|(profile, _)| profile.as_str())
}
