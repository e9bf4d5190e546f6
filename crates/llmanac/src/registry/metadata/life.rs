//! Where the model stands in its life on the day.

use crate::catalog::Tables;
use crate::model::{Conflict, Date, Day, LifecycleFacts, ModelId, Row, Status, pick};

use super::ModelMetadata;

/// The dates of a model's life, in one version on one offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lifecycle {
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
    pub(crate) src: Vec<u16>,
}

/// Good sources name different dates around the day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dispute {
    /// The field: `lifecycle.retires`.
    pub field: String,
    /// Every date that a source names.
    pub claims: Vec<DateClaim>,
    /// The date that computes everything.
    pub held: String,
    /// Why that one.
    pub because: String,
    /// What would settle it.
    pub missing: Option<String>,
}

/// A date, with the sources that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateClaim {
    /// The date, as the source gives it.
    pub date: String,
    /// The sources' ids.
    pub sources: Vec<String>,
}

impl ModelMetadata {
    /// The dates of its life.
    pub fn lifecycle(&self) -> Lifecycle {
        let mut src = Vec::new();
        let mut date = |get: fn(&LifecycleFacts) -> Option<Date>| {
            let (date, row) = pick_dated(&self.data().lifecycle, self, |facts: &LifecycleFacts| get(facts))?;
            src.extend(row.src.iter().copied());
            Some(date)
        };
        let mut life = Lifecycle {
            released: self.lifecycle_released(),
            listed: date(|facts| facts.listed),
            preview: date(|facts| facts.preview),
            ga: date(|facts| facts.ga),
            legacy: date(|facts| facts.legacy),
            no_new_use: date(|facts| facts.no_new_use),
            retires_earliest: date(|facts| facts.retires_earliest),
            retires: date(|facts| facts.retires),
            src: Vec::new(),
        };
        src.sort_unstable();
        src.dedup();
        life.src = src;
        life
    }

    /// First day of the version, or of the model.
    pub(crate) fn lifecycle_released(&self) -> Option<Date> {
        self.facts().released.or(self.data().base.released)
    }

    /// Where it stands on the day.
    pub fn status(&self) -> Status {
        if self.disputes().iter().any(|dispute| dispute.field == "lifecycle.retires") {
            Status::Disputed
        } else {
            self.held_status()
        }
    }

    /// Where it stands by the held dates, whatever is disputed.
    pub fn held_status(&self) -> Status {
        status_on(&self.lifecycle(), self.day)
    }

    /// What is disputed on the day: dates on both sides of it.
    pub fn disputes(&self) -> Vec<Dispute> {
        let version = self.version_place();
        self.data()
            .conflicts
            .iter()
            .filter(|conflict| conflict.field.starts_with("lifecycle."))
            .filter(|c| c.versions.is_empty() || version.is_some_and(|v| c.versions.contains(&v)))
            .filter(|conflict| straddles(conflict, self.day))
            .map(|conflict| dispute(self.tables(), conflict))
            .collect()
    }

    /// Every conflict between sources, settled or not, that concerns the version.
    pub fn conflicts(&self) -> Vec<Dispute> {
        let version = self.version_place();
        self.data()
            .conflicts
            .iter()
            .filter(|c| c.versions.is_empty() || version.is_some_and(|v| c.versions.contains(&v)))
            .map(|conflict| dispute(self.tables(), conflict))
            .collect()
    }

    /// Whether no new use is let in, or calls fail, on the day.
    pub fn is_deprecated(&self) -> bool {
        let life = self.lifecycle();
        let reached = |date: Option<Date>| date.is_some_and(|date| date <= self.day);
        reached(life.no_new_use) || reached(life.retires)
    }

    /// From when no new use is let in; where that is not known, from when calls fail.
    pub fn deprecation_date(&self) -> Option<Date> {
        let life = self.lifecycle();
        life.no_new_use.or(life.retires)
    }

    /// What the provider names in its place on the day, best first.
    pub fn replacements(&self) -> &[ModelId] {
        self.replacement_row().map_or(&[], |row| &row.facts)
    }

    pub(crate) fn replacement_row(&self) -> Option<&Row<Vec<ModelId>>> {
        let version = self.version_place();
        self.data()
            .replacement
            .iter()
            .filter(|row| row.holds_on(self.day) && row.speaks_of(version))
            // The statement made last counts.
            .max_by_key(|row| row.from)
    }

    /// The first model that the provider names in its place on the day.
    pub fn replacement_model(&self) -> Option<&ModelId> {
        self.replacements().first()
    }

    /// Days until calls fail by the held date; negative once they do.
    pub fn days_left(&self) -> Option<i32> {
        self.lifecycle().retires.map(|retires| self.day.days_until(retires))
    }

    /// Until when it has learned.
    pub fn knowledge_cutoff(&self) -> Option<Day> {
        self.facts().knowledge_cutoff
    }
}

/// Dates of life are announced before they come: rows count whenever they were stated.
fn pick_dated<'m, F>(
    rows: &'m [Row<LifecycleFacts>],
    model: &'m ModelMetadata,
    get: impl Fn(&'m LifecycleFacts) -> Option<F>,
) -> Option<(F, &'m Row<LifecycleFacts>)> {
    pick(rows, model.asked(model.default_offer()), get)
}

fn status_on(life: &Lifecycle, day: Date) -> Status {
    let reached = |date: Option<Date>| date.is_some_and(|date| date <= day);
    if reached(life.retires) {
        Status::Retired
    } else if reached(life.no_new_use) {
        Status::Deprecated
    } else if reached(life.legacy) {
        Status::Legacy
    } else if reached(life.ga) {
        Status::Active
    } else if reached(life.preview) {
        Status::Preview
    } else if life.released.is_some_and(|released| day < released) {
        Status::Unreleased
    } else if life.preview.is_none() && (reached(life.released) || reached(life.listed)) {
        Status::Active
    } else {
        // Nothing says that it was served by that day.
        Status::Unknown
    }
}

/// Whether the dates of a conflict lie on both sides of a day.
fn straddles(conflict: &Conflict, day: Date) -> bool {
    let dates = || conflict.says.iter().filter_map(|(_, said)| said.parse::<Date>().ok());
    dates().any(|date| date <= day) && dates().any(|date| day < date)
}

fn dispute(tables: &Tables, conflict: &Conflict) -> Dispute {
    let mut claims: Vec<DateClaim> = Vec::new();
    for (place, said) in &conflict.says {
        let source = tables.sources.get(usize::from(*place)).map(|s| s.id.clone()).unwrap_or_default();
        match claims.iter_mut().find(|claim| claim.date == *said) {
            Some(claim) => claim.sources.push(source),
            None => claims.push(DateClaim { date: said.clone(), sources: vec![source] }),
        }
    }
    claims.sort_by(|a, b| a.date.cmp(&b.date));
    Dispute {
        field: conflict.field.clone(),
        claims,
        held: conflict.hold.clone(),
        because: conflict.because.clone(),
        missing: conflict.missing.clone(),
    }
}
