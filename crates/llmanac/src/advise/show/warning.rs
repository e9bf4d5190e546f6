//! What to mind about a model on a day, in sentences under stable codes.

use serde::Serialize;

use crate::advise::facts::{Verdict, ids};
use crate::model::{Date, Status, named};
use crate::registry::{Evidence, ModelMetadata};

/// A retirement so many days ahead is worth a warning.
const SOON: i32 = 180;

named! {
    /// What a warning is about. The names are stable; the gravest comes first.
    "warning" WarningCode {
        /// Calls fail.
        Retired = "retired",
        /// Not served yet.
        Unreleased = "unreleased",
        /// Good sources name dates on both sides of the day.
        Disputed = "disputed",
        /// No new use is let in.
        Deprecated = "deprecated",
        /// Calls will fail within half a year.
        RetiresSoon = "retires_soon",
        /// The provider calls it legacy.
        Legacy = "legacy",
        /// Not generally available.
        Preview = "preview",
        /// No price is known for the ordinary offer.
        NoPrice = "no_price",
        /// Its price is only a part: the model that it chooses is billed beside it.
        OnTop = "on_top",
        /// Facts that nobody has read again for long.
        StaleFacts = "stale_facts",
        /// More than the capacity can take.
        OverCapacity = "over_capacity",
        /// A number of units that is not sold.
        CapacitySize = "capacity_size",
        /// A shorter time than the commitment is paid for.
        ShortTerm = "short_term",
        /// Begun hours are charged whole.
        WholeHours = "whole_hours",
        /// Fees by the piece that capacity does not cover.
        FeesApart = "fees_apart",
    }
}

/// Something to mind about a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// The same in a sentence.
    pub message: String,
    /// The day it turns on.
    pub date: Option<Date>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// What the warnings of a model are drawn from.
pub(in crate::advise) struct Known<'a> {
    /// The model, on its day.
    pub model: &'a ModelMetadata,
    /// What is disputed on the day.
    pub disputes: &'a [Verdict],
    /// Why there is no price, where there is none.
    pub no_price: Option<&'a NoPrice>,
    /// The evidence of the facts that the answer rests on.
    pub evidence: &'a [Evidence],
}

/// What to mind about a model on its day, its prices aside.
pub(in crate::advise) fn warnings(model: &ModelMetadata) -> Vec<Warning> {
    let disputes = super::lifecycle::disputes(model, &Verdict::all(model));
    Known { model, disputes: &disputes, no_price: None, evidence: &[] }.warnings()
}

/// Why the ordinary call has no price.
pub(in crate::advise) struct NoPrice {
    pub because: String,
    pub src: Vec<u16>,
}

impl Known<'_> {
    /// Everything to mind, the gravest first.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut found: Vec<Warning> = self.disputed().collect();
        found.extend(self.life());
        found.extend(self.no_price.map(|why| Warning {
            code: WarningCode::NoPrice,
            message: why.because.clone(),
            date: None,
            sources: ids(self.model.tables(), &why.src),
        }));
        found.extend(self.on_top());
        found.extend(self.stale());
        found.sort_by_key(|warning| warning.code);
        found
    }

    fn name(&self) -> String {
        match self.model.version() {
            Some(version) => format!("{}@{version}", self.model.id()),
            None => self.model.id().to_string(),
        }
    }

    fn on_top(&self) -> Option<Warning> {
        let model = self.model;
        model.is_router().then(|| Warning {
            code: WarningCode::OnTop,
            message: format!("the price of {} comes on top of that of the model that it chooses", model.id()),
            date: None,
            sources: ids(model.tables(), &model.facts().src),
        })
    }

    fn disputed(&self) -> impl Iterator<Item = Warning> {
        self.disputes.iter().map(|verdict| Warning {
            code: WarningCode::Disputed,
            message: format!(
                "sources differ on {} of {}: {}; {} is held: {}",
                verdict.field,
                self.name(),
                verdict.in_short(),
                verdict.hold,
                verdict.because
            ),
            date: verdict.hold.parse().ok(),
            sources: verdict.says.iter().flat_map(|claim| claim.sources.clone()).collect(),
        })
    }

    /// What its dates say of the day.
    fn life(&self) -> Vec<Warning> {
        let life = self.model.lifecycle();
        let day = self.model.day();
        let (name, instead) = (self.name(), self.instead());
        let is_disputed = self.disputes.iter().any(|verdict| verdict.field == "lifecycle.retires");
        let retires = life.retires.filter(|_| !is_disputed);
        let reached = |date: Option<Date>| date.filter(|date| *date <= day);
        let mut found = Vec::new();
        let mut warn = |code, date, message| {
            let sources = ids(self.model.tables(), &life.src);
            found.push(Warning { code, message, date: Some(date), sources });
        };
        if let Some(date) = reached(retires) {
            warn(WarningCode::Retired, date, format!("{name} retired on {date}: calls fail{instead}"));
            return found;
        }
        if let Some(date) = reached(life.no_new_use) {
            let message = format!("{name} takes no new use since {date}{instead}");
            warn(WarningCode::Deprecated, date, message);
        } else if let Some(date) = reached(life.legacy) {
            warn(WarningCode::Legacy, date, format!("{name} is called legacy since {date}{instead}"));
        }
        if let Some(date) = retires.filter(|date| day.days_until(*date) <= SOON) {
            let left = day.days_until(date);
            let days = if left == 1 { "day" } else { "days" };
            warn(WarningCode::RetiresSoon, date, format!("{name} retires on {date}, in {left} {days}"));
        }
        match (self.model.held_status(), life.released, life.preview) {
            (Status::Unreleased, Some(date), _) => {
                warn(WarningCode::Unreleased, date, format!("{name} is not served before {date}"));
            }
            (Status::Preview, _, Some(date)) => {
                let message = format!("{name} is a preview since {date}, not generally available");
                warn(WarningCode::Preview, date, message);
            }
            _ => {}
        }
        found
    }

    /// What is named in its place, at the end of a sentence.
    fn instead(&self) -> String {
        let names: Vec<&str> = self.model.replacements().iter().map(|id| id.as_str()).collect();
        match names.as_slice() {
            [] => String::new(),
            names => format!("; named in its place: {}", names.join(" or ")),
        }
    }

    fn stale(&self) -> Option<Warning> {
        let stale: Vec<&Evidence> = self.evidence.iter().filter(|own| own.stale_since.is_some()).collect();
        let oldest = stale.iter().min_by_key(|own| own.read)?;
        let facts: Vec<&str> = stale.iter().map(|own| own.fact.as_str()).collect();
        let read = oldest.read.map_or_else(|| "long ago".to_owned(), |day| format!("on {day}"));
        let mut sources: Vec<String> = stale.iter().flat_map(|own| own.sources.clone()).collect();
        sources.sort_unstable();
        sources.dedup();
        Some(Warning {
            code: WarningCode::StaleFacts,
            message: format!("not read again for half a year: {} (the oldest {read})", facts.join(", ")),
            date: oldest.stale_since,
            sources,
        })
    }
}
