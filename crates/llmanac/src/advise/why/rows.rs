//! What became of each row that states a fact.

use serde_json::Value;

use crate::advise::facts::version_names;
use crate::model::{Asked, Date, Offer, Row, pick};
use crate::registry::ModelMetadata;

use super::Standing;
use super::told::ToldRow;

/// The model, and the circumstances in which its facts are looked at.
pub(super) struct Seen<'a> {
    pub model: &'a ModelMetadata,
    pub offer: &'a Offer,
}

/// Rows of one kind, and the fact that is looked for in them.
pub(super) struct Stated<'a, T, F> {
    pub fact: &'a str,
    pub rows: &'a [Row<T>],
    /// The fact as JSON; `None` where a row does not state it.
    pub get: F,
    /// When a row begins that does not say.
    pub since: Option<Date>,
}

impl<'a> Seen<'a> {
    pub fn asked(&self) -> Asked<'a> {
        self.model.asked(self.offer)
    }

    /// The narrowest row that speaks of what is asked, and all that state the fact.
    pub fn narrowest<T, F>(&self, stated: &Stated<'_, T, F>) -> (Option<Value>, Vec<ToldRow>)
    where
        F: Fn(&T) -> Option<Value>,
    {
        let begun = stated.since.is_none_or(|first| first <= self.model.day());
        let held = |row: &Row<T>| row.from.is_some() || begun;
        let found = pick(stated.rows, self.asked(), |facts| (stated.get)(facts));
        let found = found.filter(|(_, row)| held(row));
        let winner = found.as_ref().map(|(_, row)| std::ptr::from_ref(*row));
        let rows = self.told(stated, |row| {
            if winner == Some(std::ptr::from_ref(row)) {
                return (Standing::InForce, format!("the narrowest that speaks of {}", self.named()));
            }
            match self.beside(row, stated.since) {
                Some(aside) => aside,
                None => (Standing::Wider, "a row that speaks more narrowly is in force".to_owned()),
            }
        });
        (found.map(|(value, _)| value), rows)
    }

    /// The row that was stated last, and all that state the fact.
    pub fn latest<T, F>(&self, stated: &Stated<'_, T, F>) -> (Option<Value>, Vec<ToldRow>)
    where
        F: Fn(&T) -> Option<Value>,
    {
        let holds = |row: &&Row<T>| {
            row.holds_on(self.model.day())
                && row.speaks_of(self.asked().version)
                && (stated.get)(&row.facts).is_some()
        };
        let found = stated.rows.iter().filter(holds).max_by_key(|row| row.from);
        let rows = self.told(stated, |row| {
            if found.is_some_and(|found| std::ptr::eq(found, row)) {
                return (Standing::InForce, format!("the last said that holds on {}", self.model.day()));
            }
            match self.beside(row, stated.since) {
                Some(aside) => aside,
                None => (Standing::Older, "a statement made later is in force".to_owned()),
            }
        });
        (found.and_then(|row| (stated.get)(&row.facts)), rows)
    }

    /// Every row that speaks of what is asked: they stand beside one another.
    pub fn every<T, F>(&self, stated: &Stated<'_, T, F>) -> (Vec<Value>, Vec<ToldRow>)
    where
        F: Fn(&T) -> Option<Value>,
    {
        let rows = self.told(stated, |row| match self.beside(row, stated.since) {
            Some(aside) => aside,
            None => (Standing::InForce, format!("speaks of {}", self.named())),
        });
        let in_force = rows.iter().filter(|row| row.standing == Standing::InForce);
        (in_force.map(|row| row.value.clone()).collect(), rows)
    }

    fn told<T, F>(
        &self,
        stated: &Stated<'_, T, F>,
        standing: impl Fn(&Row<T>) -> (Standing, String),
    ) -> Vec<ToldRow>
    where
        F: Fn(&T) -> Option<Value>,
    {
        let told = |row: &Row<T>| {
            let value = (stated.get)(&row.facts)?;
            let (standing, because) = standing(row);
            Some(ToldRow {
                fact: stated.fact.to_owned(),
                value,
                standing,
                because,
                versions: version_names(self.model, &row.versions),
                on: row.on.iter().map(ToString::to_string).collect(),
                from: row.from,
                to: row.to,
                assumed: row.assumed.clone(),
                note: row.note.clone(),
                src: row.src.clone(),
            })
        };
        stated.rows.iter().filter_map(told).collect()
    }

    /// Why a row does not speak of what is asked; `None` where it does.
    fn beside<T>(&self, row: &Row<T>, since: Option<Date>) -> Option<(Standing, String)> {
        let Asked { version, offer, day } = self.asked();
        if !row.speaks_of(version) {
            let names = version_names(self.model, &row.versions).join(", ");
            return Some((Standing::OtherVersion, format!("speaks of {names}")));
        }
        if let Some(from) = row.from.or(since).filter(|from| day < *from) {
            return Some((Standing::NotYet, format!("holds from {from}")));
        }
        if let Some(to) = row.to.filter(|to| *to <= day) {
            return Some((Standing::Ended, format!("held until {to}")));
        }
        if !row.on.is_empty() && row.on.iter().all(|on| on.narrowness(offer).is_none()) {
            let names: Vec<String> = row.on.iter().map(ToString::to_string).collect();
            return Some((Standing::OtherOffer, format!("speaks of {}", names.join(", "))));
        }
        None
    }

    /// `2024-11-20, global/standard, 2026-11-23`
    fn named(&self) -> String {
        let version = self.model.version().map_or_else(String::new, |version| format!("{version}, "));
        format!("{version}{} on {}", self.offer, self.model.day())
    }
}
