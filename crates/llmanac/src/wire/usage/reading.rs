//! A form as it is read for one call: the line of models that answered may change what contains what.

use std::borrow::Cow;

use crate::cost::{ListRow, TotalRow, UsageForm};
use crate::model::Meter;

use super::answering::Answering;
use super::error::UsageExtractError;
use super::note::{NoteCode, Notes};
use super::split::is_cached;
use super::stated::{Listed, Stated, number};
use super::view::View;

/// A form as it is read for one call.
#[derive(Clone, Debug)]
pub(super) struct Reading<'f> {
    form: &'f UsageForm,
    /// What contains each count.
    parents: Vec<Option<usize>>,
    /// What each count feeds.
    meters: Vec<Meter>,
    /// What the total is the sum of.
    total_of: Cow<'f, [u16]>,
    /// The meter of what the total has beyond that.
    total_rest: Option<Meter>,
}

impl<'f> Reading<'f> {
    /// A form as it stands.
    pub fn of(form: &'f UsageForm) -> Self {
        Self {
            form,
            parents: form.counts.iter().map(|row| row.inside.map(usize::from)).collect(),
            meters: form.counts.iter().map(|row| row.meter).collect(),
            total_of: Cow::Borrowed(form.total.as_ref().map_or(&[], |total| &total.of)),
            total_rest: None,
        }
    }

    /// The same, as the line of models has it that answered.
    pub fn for_model(
        mut self,
        answering: &Answering<'_>,
        stated: &Stated,
        view: &View<'_, '_>,
        notes: &mut Notes,
    ) -> Self {
        let form = self.form;
        let key = |place: u16| form.counts.get(usize::from(place)).map_or("", |row| &row.key);
        for line in &form.lines {
            let moved =
                line.inside.iter().map(|(part, _)| u128::from(stated.count(usize::from(*part)).unwrap_or(0)));
            let moved: u128 = moved.sum();
            let names = || {
                let names = line.inside.iter().map(|(part, _)| view.name(key(*part)));
                names.collect::<Vec<_>>().join(" and ")
            };
            let wholes = line.inside.iter().map(|(_, whole)| stated.count(usize::from(*whole)));
            let fit = wholes.min().flatten().is_some_and(|whole| moved <= u128::from(whole));
            if !answering.is_of(&line.of) {
                if answering.name().is_none() && moved > 0 && fit {
                    notes.add(
                        NoteCode::ModelUnknown,
                        format_args!(
                            "some models count {} inside another count; the model is not stated",
                            names()
                        ),
                    );
                }
                continue;
            }
            self.total_rest = line.total_rest;
            self.name_rest(stated, view);
            if !fit {
                continue;
            }
            if let Some(of) = &line.total_of {
                self.total_of = Cow::Borrowed(of);
            }
            if moved > 0
                && let Some(assumed) = &line.assumed
            {
                notes.add(NoteCode::Assumed, format_args!("{}: {assumed}", names()));
            }
            for (part, whole) in &line.inside {
                if let Some(parent) = self.parents.get_mut(usize::from(*part)) {
                    *parent = Some(usize::from(*whole));
                }
            }
        }
        self
    }

    /// Where the total has a rest and a part of its direction is as large, the rest is that part: it stands beside
    /// what usually contains it.
    fn name_rest(&mut self, stated: &Stated, view: &View<'_, '_>) {
        let Some((row, rest)) = self.form.total.as_ref().zip(self.total_rest) else { return };
        let Ok(Some(total)) = number(view, &row.key, &row.also, &mut Notes::default()) else { return };
        let of = self.total_of.iter().map(|place| usize::from(*place));
        let sum: u128 = of.filter_map(|place| stated.count(place)).map(u128::from).sum();
        let is_rest = |(place, parent): &(usize, &Option<usize>)| {
            let count = stated.count(*place).filter(|count| *count > 0);
            parent.is_some_and(|whole| self.total_of.iter().any(|own| usize::from(*own) == whole))
                && self.meter(*place).kind() == rest.kind()
                && count.is_some_and(|count| sum + u128::from(count) == u128::from(total))
        };
        let Some(place) = self.parents.iter().enumerate().find(is_rest).map(|(place, _)| place) else {
            return;
        };
        if let (Some(parent), Ok(own)) = (self.parents.get_mut(place), u16::try_from(place)) {
            *parent = None;
            self.total_of.to_mut().push(own);
        }
    }

    /// The same, where a part of a count is stated only for several calls together.
    pub fn unsplit(mut self, place: usize, meter: Meter) -> Self {
        if let Some(own) = self.meters.get_mut(place) {
            *own = meter;
        }
        self
    }

    /// States what contains others and is not stated itself, or tells that it is missing.
    pub fn complete(
        &self,
        stated: &mut Stated,
        view: &View<'_, '_>,
        notes: &mut Notes,
    ) -> Result<(), UsageExtractError> {
        // What contains a count stands before it.
        for (place, row) in self.form.counts.iter().enumerate().rev() {
            if stated.count(place).is_some() {
                continue;
            }
            if row.needed {
                return Err(UsageExtractError::Missing { key: view.name(&row.key) });
            }
            let portions = self.portions(place).filter_map(|part| stated.count(part));
            let lists = self
                .lists(place, stated)
                .flat_map(|(_, listed)| listed.parts.iter().map(|(_, count)| *count).chain([listed.unknown]));
            let parts: Vec<u64> = portions.chain(lists).collect();
            if parts.is_empty() {
                continue;
            }
            let sum = parts.into_iter().try_fold(0u64, u64::checked_add);
            let sum = sum.ok_or(UsageExtractError::TooLarge { meter: row.meter })?;
            if sum > 0 {
                let name = view.name(&row.key);
                notes.add(
                    NoteCode::WholeMissing,
                    format_args!("{name} is not stated; its parts are {sum} together"),
                );
            }
            if let Some(count) = stated.counts.get_mut(place) {
                *count = Some(sum);
            }
        }
        Ok(())
    }

    /// The counts that nothing contains.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.parents.len()).filter(|place| self.parents.get(*place).is_some_and(Option::is_none))
    }

    /// The parts of a count that have its own direction.
    pub fn portions(&self, whole: usize) -> impl Iterator<Item = usize> + '_ {
        self.parts(whole).filter(move |part| !is_cached(self.meter(whole), self.meter(*part)))
    }

    /// The parts of an input that went through a cache.
    pub fn cached(&self, whole: usize) -> impl Iterator<Item = usize> + '_ {
        self.parts(whole).filter(move |part| is_cached(self.meter(whole), self.meter(*part)))
    }

    /// Only what stands after its whole, so that no count contains itself.
    fn parts(&self, whole: usize) -> impl Iterator<Item = usize> + '_ {
        let all = self.parents.iter().enumerate().skip(whole.saturating_add(1));
        all.filter(move |(_, parent)| **parent == Some(whole)).map(|(place, _)| place)
    }

    /// The stated lists that split a count.
    pub fn lists<'s>(
        &'s self,
        whole: usize,
        stated: &'s Stated,
    ) -> impl Iterator<Item = (&'s ListRow, &'s Listed)> {
        let both = self.form.lists.iter().zip(&stated.lists);
        both.filter(move |(row, _)| usize::from(row.splits) == whole)
            .filter_map(|(row, listed)| Some((row, listed.as_ref()?)))
    }

    /// What a count feeds.
    pub fn meter(&self, place: usize) -> Meter {
        self.meters.get(place).copied().unwrap_or(Meter::InputText)
    }

    /// A count's key.
    pub fn key(&self, place: usize) -> &'f str {
        self.form.counts.get(place).map_or("", |row| &row.key)
    }

    /// What is taken for granted of the rest of a count.
    pub fn assumed(&self, place: usize) -> Option<&'f str> {
        let row = self.form.counts.get(place)?;
        // Of a meter in its stead nothing is taken for granted.
        row.assumed.as_deref().filter(|_| self.meter(place) == row.meter)
    }

    /// The form's total, what it is the sum of, and the meter of what it has beyond that.
    pub fn total(&self) -> Option<(&'f TotalRow, &[u16], Option<Meter>)> {
        Some((self.form.total.as_ref()?, &self.total_of, self.total_rest))
    }

    /// What the total is the sum of where no line of models differs.
    pub fn usual_total(&self) -> &'f [u16] {
        self.form.total.as_ref().map_or(&[], |total| &total.of)
    }
}
