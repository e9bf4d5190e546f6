//! Parts are taken out of what contains them, until every token is counted once.
//!
//! A count has two sorts of parts. *Portions* have its own direction: sound within the input, thinking within
//! the output, a lifetime within the writes to a cache. *Cached* parts lie across the portions: of an input with
//! sound in it, some of the sound and some of the text may have come from the cache. Where the response does not
//! say which, the cached tokens are taken to be text as far as there is text.

use crate::cost::Usage;
use crate::model::{Meter, MeterKind};

use super::error::UsageExtractError;
use super::note::{NoteCode, Notes};
use super::reading::Reading;
use super::stated::Stated;
use super::view::View;

/// Tokens of one meter within a count.
#[derive(Clone, Copy, Debug)]
struct Pool {
    meter: Meter,
    modality: &'static str,
    count: u64,
    known: Known,
}

/// A part of a count, whose name is made where something is said of it.
#[derive(Clone, Copy, Debug)]
enum Part<'f> {
    Count(usize),
    List(&'f str),
}

/// How the modality of a pool is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// It is stated.
    Stated,
    /// It is what remains, or what nobody said anything of.
    Rest,
}

impl Pool {
    fn new(meter: Meter, count: u64, known: Known) -> Self {
        Self { meter, modality: parts_of(meter).1, count, known }
    }
}

/// `cache_read` and `text`.
fn parts_of(meter: Meter) -> (&'static str, &'static str) {
    meter.as_str().split_once('.').unwrap_or((meter.as_str(), ""))
}

/// The disjoint counts of what is stated.
pub(super) struct Split<'s, 'r, 'a> {
    pub reading: &'s Reading<'s>,
    pub stated: &'s Stated,
    pub view: &'s View<'r, 'a>,
}

impl Split<'_, '_, '_> {
    /// Takes every part out of what contains it.
    pub fn meters(&self, notes: &mut Notes) -> Result<Usage, UsageExtractError> {
        let mut usage = Usage::new();
        for whole in self.reading.roots() {
            let mut pools = self.pools(whole, notes)?;
            let cached: Vec<usize> = self.stated(self.reading.cached(whole)).collect();
            let parts: Vec<_> = cached.iter().map(|part| (Part::Count(*part), self.count(*part))).collect();
            self.check(whole, &parts)?;
            for part in cached {
                for own in self.pools(part, notes)? {
                    self.draw(whole, &mut pools, part, own, &mut usage, notes)?;
                }
            }
            for pool in pools {
                add(&mut usage, pool.meter, pool.count)?;
            }
        }
        Ok(usage)
    }

    fn count(&self, place: usize) -> u64 {
        self.stated.count(place).unwrap_or_default()
    }

    /// Those of some counts that are stated. Of the others no part is stated either, or their sum would be.
    fn stated(&self, places: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        places.filter(|place| self.stated.count(*place).is_some())
    }

    fn name(&self, place: usize) -> String {
        self.view.name(self.reading.key(place))
    }

    fn name_of(&self, part: Part<'_>) -> String {
        match part {
            Part::Count(place) => self.name(place),
            Part::List(key) => self.view.name(key),
        }
    }

    /// What a count has beyond its parts, which are together no larger than it.
    fn check(&self, whole: usize, parts: &[(Part<'_>, u64)]) -> Result<u64, UsageExtractError> {
        let name = || self.name(whole);
        let mut counted = parts.iter().filter(|(_, count)| *count > 0);
        let Some(count) = self.stated.count(whole) else {
            let is_empty = counted.next().is_none();
            return if is_empty { Ok(0) } else { Err(UsageExtractError::Missing { key: name() }) };
        };
        if let Some((part, own)) = counted.clone().find(|(_, own)| *own > count) {
            return Err(UsageExtractError::PartExceeds {
                part: self.name_of(*part),
                part_count: *own,
                whole: name(),
                whole_count: count,
            });
        }
        let sum: u128 = counted.clone().map(|(_, own)| u128::from(*own)).sum();
        let rest = u128::from(count).checked_sub(sum).and_then(|rest| u64::try_from(rest).ok());
        rest.ok_or_else(|| {
            let parts: Vec<String> =
                counted.map(|(part, own)| format!("{} {own}", self.name_of(*part))).collect();
            UsageExtractError::PartsExceed { whole: name(), whole_count: count, sum, parts: parts.join(", ") }
        })
    }

    /// What a count is made of, cached or not: its portions, and what remains.
    fn pools(&self, whole: usize, notes: &mut Notes) -> Result<Vec<Pool>, UsageExtractError> {
        let mut pools = Vec::new();
        let mut parts = Vec::new();
        let own = self.reading.meter(whole);
        let (_, modality) = parts_of(own);
        for part in self.stated(self.reading.portions(whole)) {
            parts.push((Part::Count(part), self.count(part)));
            for pool in self.pools(part, notes)? {
                // A lifetime says nothing of the modality; sound within text does, and text within text.
                let is_lifetime = pool.meter != own && pool.modality == modality;
                let known = if is_lifetime { pool.known } else { Known::Stated };
                pools.push(Pool { known, ..pool });
            }
        }
        let (mut rest_meter, mut unknown, mut lists) = (own, 0u64, Vec::new());
        for (row, listed) in self.reading.lists(whole, self.stated) {
            let known = listed.parts.iter().map(|(_, count)| *count);
            let sum = known.fold(listed.unknown, u64::saturating_add);
            parts.push((Part::List(&row.key), sum));
            pools.extend(listed.parts.iter().map(|(meter, count)| Pool::new(*meter, *count, Known::Stated)));
            unknown = unknown.saturating_add(listed.unknown);
            rest_meter = row.rest.unwrap_or(own);
            lists.push((&row.key, sum));
        }
        let rest = self.check(whole, &parts)?;
        for (list, sum) in lists {
            if rest > 0 {
                let (list, name, count) = (self.view.name(list), self.name(whole), self.count(whole));
                notes.add(
                    NoteCode::ListIncomplete,
                    format_args!("{list} has {sum} of {name} {count}; the other {rest} are {rest_meter}"),
                );
            }
        }
        let rest = rest.saturating_add(unknown);
        if rest > 0
            && let Some(assumed) = self.reading.assumed(whole)
        {
            notes.add(NoteCode::Assumed, format_args!("{rest} {rest_meter}: {assumed}"));
        }
        pools.push(Pool::new(rest_meter, rest, Known::Rest));
        Ok(pools)
    }

    /// Takes a cached part out of the portions of its whole.
    fn draw(
        &self,
        whole: usize,
        pools: &mut [Pool],
        part: usize,
        own: Pool,
        usage: &mut Usage,
        notes: &mut Notes,
    ) -> Result<(), UsageExtractError> {
        let is_other =
            |pool: &Pool| pool.known == Known::Stated && pool.modality != own.modality && pool.count > 0;
        if own.known == Known::Rest && own.count > 0 && pools.iter().any(is_other) {
            let (part, whole) = (self.name(part), self.name(whole));
            notes.add(
                NoteCode::Assumed,
                format_args!(
                    "{part} {}: which of {whole} that is, is not stated; taken from the text first",
                    own.count
                ),
            );
        }
        let same = |pool: &Pool| pool.modality == own.modality;
        let rest = |pool: &Pool| pool.known == Known::Rest;
        let any = |_: &Pool| own.known == Known::Rest;
        let (mut left, mut room) = (own.count, 0u64);
        for (comes, is_next) in [&same as &dyn Fn(&Pool) -> bool, &rest, &any].into_iter().enumerate() {
            for pool in pools.iter_mut().filter(|pool| is_next(pool)) {
                let taken = left.min(pool.count);
                room = room.saturating_add(pool.count);
                pool.count -= taken;
                left -= taken;
                let meter = if comes < 2 { own.meter } else { cached_as(own.meter, pool.modality) };
                add(usage, meter, taken)?;
            }
        }
        if left == 0 {
            return Ok(());
        }
        Err(UsageExtractError::PartExceeds {
            part: format!("{} of {}", own.meter, self.name(part)),
            part_count: own.count,
            whole: format!("{} of {}", own.modality, self.name(whole)),
            whole_count: room,
        })
    }
}

/// The cached meter of another modality, where there is one.
fn cached_as(meter: Meter, modality: &str) -> Meter {
    let (cache, _) = parts_of(meter);
    let named = |other: &&Meter| parts_of(**other) == (cache, modality);
    Meter::ALL.iter().find(named).copied().unwrap_or(meter)
}

/// Whether a part with one meter lies across the portions of a whole with another.
pub(super) fn is_cached(whole: Meter, part: Meter) -> bool {
    whole.kind() == MeterKind::Input && matches!(part.kind(), MeterKind::CacheRead | MeterKind::CacheWrite)
}

/// Adds to a meter.
pub(super) fn add(usage: &mut Usage, meter: Meter, count: u64) -> Result<(), UsageExtractError> {
    let sum = usage.count(meter).checked_add(count).ok_or(UsageExtractError::TooLarge { meter })?;
    usage.set(meter, sum);
    Ok(())
}
