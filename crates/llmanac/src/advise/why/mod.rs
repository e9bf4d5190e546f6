//! Where one fact comes from, what others say, and since when it is held.

mod answer;
mod facts;
mod field;
mod free;
mod lookup;
mod parameters;
mod rows;
mod told;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use serde::Serialize;
use serde_json::Value;

use crate::model::{Date, ModelId, Offer, named};
use crate::registry::ResolveError;

use super::basis::Basis;
use super::facts::{SoughtFact, SourceRef, Verdict, json};

/// Where one fact of a model comes from.
///
/// In JSON `null` is unknown; what is known not to be is `false`, `[]` or, for a limit, `"none"`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Why {
    /// The model's id.
    pub model: ModelId,
    /// The version; `None` for a model without versions.
    pub version: Option<String>,
    /// The field, by the name that was asked for: `max_output_tokens`.
    pub field: String,
    /// The facts of the catalog that it rests on: `limits.output`.
    pub facts: Vec<String>,
    /// The value that answers show.
    pub value: Value,
    /// How the value follows from the rows, where it is not simply theirs.
    pub derived: Option<String>,
    /// The offer that the value is for.
    #[serde(serialize_with = "json::text")]
    pub offer: Offer,
    /// Every row that states one of the facts, those in force first.
    pub rows: Vec<WhyRow>,
    /// What the sources say where they differ.
    pub verdicts: Vec<Verdict>,
    /// What was looked for and not found.
    pub sought: Vec<SoughtFact>,
    /// The layer that set the fact: `catalog`, an overlay's name, `program`.
    pub layer: String,
    /// The earliest day on which a source of the rows in force was read; `None` where none was read.
    pub held_since: Option<Date>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// A row that states a fact, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WhyRow {
    /// The fact: `limits.output`.
    pub fact: String,
    /// What the row states.
    pub value: Value,
    /// What became of it.
    pub standing: Standing,
    /// The same in a sentence.
    pub because: String,
    /// The versions it speaks of; empty: all.
    pub versions: Vec<String>,
    /// The offers it speaks of, as `scope/tier` patterns; empty: all.
    pub on: Vec<String>,
    /// First day; `None`: since the release.
    pub from: Option<Date>,
    /// First day on which it no longer holds.
    pub to: Option<Date>,
    /// What was taken for granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// A remark for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The sources.
    pub sources: Vec<SourceRef>,
}

named! {
    /// What became of a row that states a fact.
    "standing" Standing {
        /// It is in force.
        InForce = "in_force",
        /// A row that speaks more narrowly of what is asked is in force.
        Wider = "wider",
        /// A statement made later is in force.
        Older = "older",
        /// It holds for longer requests.
        OtherBand = "other_band",
        /// It holds for a quality, size or resolution.
        OtherGrade = "other_grade",
        /// It speaks of other offers.
        OtherOffer = "other_offer",
        /// It speaks of other versions.
        OtherVersion = "other_version",
        /// It speaks of another surface.
        OtherSurface = "other_surface",
        /// It does not hold yet.
        NotYet = "not_yet",
        /// It holds no longer.
        Ended = "ended",
    }
}

/// Why it cannot be said where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhyError {
    /// The name means no model.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// No field has the name.
    #[error("no field `{field}`{}", hint(.suggestions))]
    Field {
        /// The name, cut where it is very long.
        field: String,
        /// Fields that may have been meant; where none is near, the first words of all.
        suggestions: Vec<String>,
    },
}

fn hint(suggestions: &[String]) -> String {
    match suggestions {
        [] => String::new(),
        [one] => format!("; did you mean `{one}`?"),
        many => format!("; did you mean one of {}?", many.join(", ")),
    }
}
