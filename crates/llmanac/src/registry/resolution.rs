//! The answer to "which model is meant by this name", and why not.

use std::fmt;

use crate::model::{ModelId, RegionId, Scope, named};

use super::metadata::ModelMetadata;

named! {
    /// How a name matched.
    "match" Matched {
        /// The id, or the model's own name.
        Exact = "exact",
        /// Another name of the model.
        Alias = "alias",
        /// What the provider's API reads.
        WireId = "wire_id",
        /// A name with a version.
        Version = "version",
        /// An inference profile of a geography.
        Profile = "profile",
        /// A name whose target moves with time.
        Pointer = "pointer",
        /// The user's own name.
        Deployment = "deployment",
    }
}

/// A name, resolved.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Resolution {
    /// The model, in the version that the name means.
    pub model: ModelMetadata,
    /// How the name matched.
    pub matched: Matched,
    /// The prefix of an inference profile: `us`, `eu`, `global`.
    pub geography: Option<String>,
    /// The scope that the name fixes.
    pub scope: Option<Scope>,
    /// The region that the name fixes.
    pub region: Option<RegionId>,
    /// Others that serve a model of this name.
    pub also: Vec<ModelId>,
}

/// Why a name resolves to no model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolveError {
    name: String,
    reason: Reason,
    suggestions: Vec<String>,
    /// The suggestions are near enough to have been meant.
    near: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Empty,
    TooLong(usize),
    Unknown,
    NoVersion { model: String, known: Vec<String> },
    Ambiguous(Vec<ModelId>),
    Unmapped,
    PointsNowhere,
}

impl ResolveError {
    pub(crate) fn new(name: &str, reason: Reason, suggestions: Vec<String>) -> Self {
        // A megabyte of nonsense is no better a message than its beginning.
        const LONGEST: usize = 80;
        let mut short: String = name.chars().take(LONGEST).collect();
        if short.len() < name.len() {
            short.push_str("...");
        }
        Self { name: short, reason, suggestions, near: true }
    }

    /// The same error, whose suggestions are only the likest names that there are.
    pub(crate) fn distant(mut self) -> Self {
        self.near = false;
        self
    }

    /// The name, cut where it is very long.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether nothing at all has the name: no model, no version, no pointer.
    pub fn is_unknown(&self) -> bool {
        matches!(self.reason, Reason::Empty | Reason::TooLong(_) | Reason::Unknown)
    }

    /// Up to five names that may have been meant, no retired model among them.
    pub fn suggestions(&self) -> &[String] {
        &self.suggestions
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match &self.reason {
            Reason::Empty => return f.write_str("an empty name means no model"),
            Reason::TooLong(bytes) => {
                return write!(f, "a name of {bytes} bytes means no model; it begins `{name}`");
            }
            Reason::Unknown => write!(f, "Model {name} not found in registry")?,
            Reason::NoVersion { model, known } if known.is_empty() => {
                return write!(f, "`{name}`: {model} has no versions");
            }
            Reason::NoVersion { model, known } => {
                return write!(f, "`{name}`: no such version of {model}; known: {}", known.join(", "));
            }
            Reason::Ambiguous(ids) => {
                let ids: Vec<&str> = ids.iter().map(ModelId::as_str).collect();
                return write!(f, "`{name}` means several models: {}; write the id", ids.join(", "));
            }
            Reason::Unmapped => {
                return write!(
                    f,
                    "`{name}` is your own name for a model, and nobody has told which; add a [[deployment]] to llmanac.toml"
                );
            }
            Reason::PointsNowhere => {
                return write!(f, "`{name}` is a pointer, and its target on this day is not known");
            }
        }
        match self.suggestions.as_slice() {
            [] => Ok(()),
            some if !self.near => write!(f, "; nothing is near it, the likest are {}", some.join(", ")),
            [one] => write!(f, "; did you mean `{one}`?"),
            many => write!(f, "; did you mean one of {}?", many.join(", ")),
        }
    }
}

impl std::error::Error for ResolveError {}
