//! The names that mean a model, before any prefix.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::ModelData;

/// One name, in lower case, without the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Name<'a> {
    /// Of the embedded catalog the very bytes: there are thousands of names, and a program asks for few.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    pub kind: NameKind,
    /// The version that the name means; absent: whichever is the default.
    pub version: Option<u16>,
}

impl Name<'_> {
    /// The name with a text of its own.
    pub fn into_owned(self) -> Name<'static> {
        Name { text: Cow::Owned(self.text.into_owned()), ..self }
    }
}

/// What kind of name it is; the earlier kind wins where two models claim a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum NameKind {
    /// The model's own name, where it may stand without the provider.
    Bare,
    /// The model's own name, with the provider only.
    Own,
    /// Another name.
    Alias,
    /// What the API reads.
    WireId,
    /// The name and a version, joined by `-`.
    Version,
}

/// Every name of a model. A text stands once, by its first kind.
pub(crate) fn of_model(model: &ModelData) -> Vec<Name<'static>> {
    let mut names: Vec<Name<'_>> = Vec::new();
    let mut add = |text: &str, kind: NameKind, version: Option<u16>| {
        let text = text.to_ascii_lowercase();
        if !names.iter().any(|name| name.text == text) {
            names.push(Name { text: Cow::Owned(text), kind, version });
        }
    };
    let own = model.id.name();
    match (model.bare, model.claims_own) {
        (true, _) => add(own, NameKind::Bare, None),
        (false, true) => add(own, NameKind::Own, None),
        (false, false) => add(model.id.as_str(), NameKind::Alias, None),
    }
    for alias in &model.aliases {
        add(alias, NameKind::Alias, None);
    }
    for (place, version) in (0u16..).zip(&model.versions) {
        for alias in &version.aliases {
            add(alias, NameKind::Alias, Some(place));
        }
        if let Some(wire) = version.wire.as_ref().filter(|_| model.claims_wire) {
            match &wire.version {
                None => add(&wire.name, NameKind::WireId, Some(place)),
                // A pair is no id; joined, it is how Azure names the version in its answers.
                Some(version) => add(&format!("{}-{version}", wire.name), NameKind::Version, Some(place)),
            }
        }
        let own = (model.bare || model.claims_own).then_some(own);
        for stem in own.into_iter().chain(model.aliases.iter().map(String::as_str)) {
            add(&format!("{stem}-{}", version.id), NameKind::Version, Some(place));
        }
    }
    if model.claims_wire
        && let Some(wire) = &model.base.wire
        && wire.version.is_none()
        && !wire.name.contains("{version}")
    {
        add(&wire.name, NameKind::WireId, None);
    }
    names
}
