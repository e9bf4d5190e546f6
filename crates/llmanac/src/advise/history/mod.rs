//! What happened to a model, and what is to come, day by day.

mod answer;
mod life;
mod price;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use serde::Serialize;

use crate::model::{Date, Meter, ModelId, named};

use super::basis::Basis;
use super::facts::{Claim, QuotedRate, SourceRef};

/// What happened to a model, and what is to come.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct History {
    /// The model's id.
    pub model: ModelId,
    /// The version, where one was named; `None`: all of them.
    pub version: Option<String>,
    /// The maker's name for people.
    pub display_name: String,
    /// The events, the earliest first.
    pub events: Vec<Event>,
    /// Every source that the answer names.
    pub sources: Vec<SourceRef>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Something that happened on a day, or is to happen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Event {
    /// The day.
    pub date: Date,
    /// Whether the day is still to come.
    pub ahead: bool,
    /// What kind of event it is.
    pub kind: EventKind,
    /// The same in a sentence.
    pub what: String,
    /// The versions it concerns; empty: all.
    pub versions: Vec<String>,
    /// The offers it concerns, as `scope/tier` patterns; empty: all.
    pub on: Vec<String>,
    /// What it is about: the new default version, the models named, the regions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The rates that change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<RateChange>,
    /// The rates hold where the input is over so many tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_over: Option<u64>,
    /// The quality, size or resolution that the rates hold for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Other dates that sources give.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Claim>,
    /// What was taken for granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// A remark for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// A rate before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RateChange {
    /// What is counted.
    pub meter: Meter,
    /// The rate before; `None` where there was none, or it is not known.
    pub old: Option<QuotedRate>,
    /// The rate from the day on; `None` where there is none, or it is not known.
    pub new: Option<QuotedRate>,
}

named! {
    /// What kind of event it is.
    "event" EventKind {
        /// First day of the model or of a version.
        Released = "released",
        /// First day of the preview.
        Preview = "preview",
        /// First day of general availability.
        Ga = "ga",
        /// The provider lists it as served; since when is not known.
        Listed = "listed",
        /// Unversioned calls get another version.
        DefaultVersion = "default_version",
        /// A price begins.
        PriceBegins = "price_begins",
        /// A price changes.
        PriceChanges = "price_changes",
        /// A price ends.
        PriceEnds = "price_ends",
        /// It is sold in some regions, or no longer.
        Sold = "sold",
        /// A date of its life is announced.
        Announced = "announced",
        /// What was announced is no longer said.
        Withdrawn = "withdrawn",
        /// The provider names others in its place.
        Replacement = "replacement",
        /// The provider calls it legacy.
        Legacy = "legacy",
        /// No new use is let in.
        NoNewUse = "no_new_use",
        /// Calls do not fail before this day.
        RetiresEarliest = "retires_earliest",
        /// Calls fail.
        Retires = "retires",
    }
}
