//! The answer to `history`, put together.

use std::collections::BTreeSet;

use crate::advise::basis::Basis;
use crate::advise::facts::{Cited, ids};
use crate::model::{Date, Meter, Row};
use crate::registry::{Assumption, ModelMetadata, ResolveError, Snapshot};

use super::{Event, EventKind, History, life, price};

impl Snapshot {
    /// What happened to a model, and what is to come.
    ///
    /// A name without a version tells of all versions, and of the day on which the default one changed.
    ///
    /// ```
    /// use llmanac::advise::EventKind;
    /// let history = llmanac::registry().snapshot().history("gpt-4o")?;
    /// let first = history.events.iter().find(|event| event.kind == EventKind::PriceBegins).ok_or("no price")?;
    /// assert_eq!(first.date.to_string(), "2024-05-13");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, or several.
    pub fn history(&self, name: &str) -> Result<History, ResolveError> {
        let model = self.resolve(name)?.model;
        let mut told = Telling { model: &model, events: Vec::new(), cited: Cited::default() };
        told.releases();
        told.defaults();
        price::tell(&mut told);
        life::tell(&mut told);
        let Telling { mut events, cited, .. } = told;
        events
            .sort_by(|a, b| (a.date, a.kind, &a.versions, &a.on).cmp(&(b.date, b.kind, &b.versions, &b.on)));
        let date = Assumption::new("date", self.day(), "what is later than this day is to come");
        let mut basis = Basis::of(self).assuming([date]);
        basis.rest_on(&model, "history", &cited.places());
        Ok(History {
            model: model.id().clone(),
            version: model.is_version_named().then(|| model.version().map(str::to_owned)).flatten(),
            display_name: model.display_name().to_owned(),
            events,
            sources: cited.listed(model.tables()),
            basis,
        })
    }
}

/// A history in the making.
pub(super) struct Telling<'a> {
    pub model: &'a ModelMetadata,
    pub events: Vec<Event>,
    pub cited: Cited,
}

impl Telling<'_> {
    /// An event without particulars.
    pub fn event(&mut self, date: Date, kind: EventKind, what: String, src: &[u16]) -> Event {
        self.cited.add(src);
        Event {
            date,
            ahead: self.model.day() < date,
            kind,
            what,
            versions: Vec::new(),
            on: Vec::new(),
            values: Vec::new(),
            rates: Vec::new(),
            input_over: None,
            grade: None,
            others: Vec::new(),
            assumed: None,
            note: None,
            sources: ids(self.model.tables(), src),
        }
    }

    /// An event that a row tells of.
    pub fn of_row<T>(&mut self, date: Date, kind: EventKind, what: String, row: &Row<T>) -> Event {
        let versions = crate::advise::facts::version_names(self.model, &row.versions);
        Event {
            versions,
            on: row.on.iter().map(ToString::to_string).collect(),
            assumed: row.assumed.clone(),
            note: row.note.clone(),
            ..self.event(date, kind, what, &row.src)
        }
    }

    /// Whether a row speaks of the version that was named, or of any where none was.
    pub fn concerns<T>(&self, row: &Row<T>) -> bool {
        self.model.named.is_none() || row.speaks_of(self.model.named)
    }

    /// The versions that the history is of, by place; one `None` for a model without versions.
    pub fn versions(&self) -> Vec<Option<u16>> {
        let all = (0u16..).zip(&self.model.data().versions).map(|(place, _)| Some(place));
        match self.model.named {
            Some(named) => vec![Some(named)],
            None if self.model.data().versions.is_empty() => vec![None],
            None => all.collect(),
        }
    }

    /// First days of the model and its versions.
    fn releases(&mut self) {
        let data = self.model.data();
        let mut days = BTreeSet::new();
        for place in self.versions().into_iter().flatten() {
            let Some(version) = data.versions.get(usize::from(place)) else { continue };
            let Some(date) = version.released else { continue };
            days.insert(date);
            let what = format!("{} is released", version.id);
            let event = self.event(date, EventKind::Released, what, &version.src);
            self.events.push(Event { versions: vec![version.id.clone()], ..event });
        }
        if let Some(date) = data.base.released.filter(|date| !days.contains(date))
            && self.model.named.is_none()
        {
            let what = format!("{} is released", self.model.id());
            let event = self.event(date, EventKind::Released, what, &data.base.src);
            self.events.push(event);
        }
    }

    /// The days on which unversioned calls got another version, and what that did to the price.
    fn defaults(&mut self) {
        let data = self.model.data();
        for row in &data.default_version {
            let Some(date) = row.from else { continue };
            if self.model.named.is_some_and(|named| named != row.facts) {
                continue;
            }
            let Some(version) = data.versions.get(usize::from(row.facts)) else { continue };
            let what = format!("calls without a version get {}", version.id);
            let mut event = self.of_row(date, EventKind::DefaultVersion, what, row);
            event.versions = vec![version.id.clone()];
            event.values = vec![version.id.clone()];
            let before = Date::from_unix_days(date.unix_days() - 1);
            let old = data.default_version(before).filter(|old| *old != row.facts);
            if self.model.named.is_none()
                && let Some(old) = old.and_then(|old| data.versions.get(usize::from(old)))
                && old.released.is_none_or(|released| released <= before)
            {
                let then = self.model.as_of(before);
                let now = self.model.as_of(date);
                let offer = self.model.default_offer();
                let rate = |model: &ModelMetadata, meter| model.rate(offer, meter);
                event.rates = Meter::ALL
                    .iter()
                    .filter_map(|meter| price::change(*meter, rate(&then, *meter), rate(&now, *meter)))
                    .collect();
                event.what.push_str(&format!(", no longer {}", old.id));
                if !event.rates.is_empty() {
                    event.what.push_str(&format!("; on {offer}: {}", price::said(&event.rates)));
                }
            }
            self.events.push(event);
        }
    }
}
