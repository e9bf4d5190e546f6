//! The dates of a model's life, on every offer.

use serde::Serialize;

use crate::model::{Date, LifecycleFacts};
use crate::registry::ModelMetadata;

use crate::advise::facts::{RowHead, Verdict, ids};

/// The dates of a model's life on its ordinary offer, with what differs elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownLifecycle {
    /// First day on this provider.
    pub released: Option<Date>,
    /// A day on which the provider lists it as served, where its first day is not known.
    pub listed: Option<Date>,
    /// First day of the preview.
    pub preview: Option<Date>,
    /// First day of general availability.
    pub ga: Option<Date>,
    /// From this day the provider calls it legacy.
    pub legacy: Option<Date>,
    /// From this day no new use is let in.
    pub no_new_use: Option<Date>,
    /// Calls do not fail before this day.
    pub retires_earliest: Option<Date>,
    /// From this day calls fail.
    pub retires: Option<Date>,
    /// Days until calls fail; negative once they do.
    pub days_left: Option<i32>,
    /// What is disputed on the day: good sources name dates on both sides of it.
    pub disputes: Vec<Verdict>,
    /// Every row that states a date for the version, of other offers too.
    pub rows: Vec<ShownDates>,
    /// The ids of the sources of the dates above.
    pub sources: Vec<String>,
}

/// The dates that one row states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownDates {
    /// When and where the row holds.
    #[serde(flatten)]
    pub head: RowHead,
    /// A day on which the provider lists it as served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<Date>,
    /// First day of the preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview: Option<Date>,
    /// First day of general availability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ga: Option<Date>,
    /// From this day the provider calls it legacy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy: Option<Date>,
    /// From this day no new use is let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_new_use: Option<Date>,
    /// Calls do not fail before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retires_earliest: Option<Date>,
    /// From this day calls fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retires: Option<Date>,
}

impl ShownDates {
    fn of(head: RowHead, facts: &LifecycleFacts) -> Self {
        Self {
            head,
            listed: facts.listed,
            preview: facts.preview,
            ga: facts.ga,
            legacy: facts.legacy,
            no_new_use: facts.no_new_use,
            retires_earliest: facts.retires_earliest,
            retires: facts.retires,
        }
    }
}

/// Those of some verdicts that are open on the model's day.
pub(super) fn disputes(model: &ModelMetadata, verdicts: &[Verdict]) -> Vec<Verdict> {
    let open = model.disputes();
    let is_open = |verdict: &&Verdict| {
        open.iter().any(|dispute| {
            dispute.field == verdict.field
                && dispute.held == verdict.hold
                && dispute.because == verdict.because
        })
    };
    verdicts.iter().filter(is_open).cloned().collect()
}

/// The dates of the version's life; `verdicts` are those that concern it.
pub(super) fn lifecycle(model: &ModelMetadata, verdicts: &[Verdict]) -> ShownLifecycle {
    let life = model.lifecycle();
    let version = model.version_place();
    ShownLifecycle {
        released: life.released,
        listed: life.listed,
        preview: life.preview,
        ga: life.ga,
        legacy: life.legacy,
        no_new_use: life.no_new_use,
        retires_earliest: life.retires_earliest,
        retires: life.retires,
        days_left: model.days_left(),
        disputes: disputes(model, verdicts),
        rows: model
            .data()
            .lifecycle
            .iter()
            .filter(|row| row.holds_on(model.day()) && row.speaks_of(version))
            .map(|row| ShownDates::of(RowHead::of(model, row), &row.facts))
            .collect(),
        sources: ids(model.tables(), &life.src),
    }
}
