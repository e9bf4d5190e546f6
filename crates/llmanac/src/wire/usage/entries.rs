//! The calls within a response: mostly one, sometimes a list with counts of its own each.

use serde_json::Value;

use crate::cost::{EntriesRow, Usage, UsageForm};
use crate::model::{Meter, MeterKind};
use crate::params::cut;

use super::answering::{Answering, FindModel};
use super::error::UsageExtractError;
use super::extracted::Invocation;
use super::note::{NoteCode, Notes};
use super::reading::Reading;
use super::split::Split;
use super::stated::Stated;
use super::total;
use super::view::View;
use crate::wire::response::Response;

/// The billed calls of a response.
#[derive(Debug)]
pub(super) struct Calls {
    pub invocations: Vec<Invocation>,
    pub total_matches: Option<bool>,
}

/// Whether a form stated counts to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    Read,
    /// Some that it needs are missing, or are no counts.
    Unreadable,
}

/// One call of a list.
struct Entry<'a> {
    view: View<'a, 'a>,
    stated: Stated,
    model: Option<&'a str>,
    kind: Option<&'a str>,
    /// Whether the response's own counts contain it.
    is_summed: bool,
}

impl Calls {
    /// Reads a response in a form.
    pub fn of(
        form: &UsageForm,
        response: &Response<'_>,
        answering: &Answering<'_>,
        notes: &mut Notes,
    ) -> Result<Self, UsageExtractError> {
        let view = View::of(form, response);
        let mut stated = Stated::read(form, &view, notes)?;
        let model = answering.name();
        if let Some(row) = &form.entries {
            let mut entries = entries(form, row, &view, notes)?;
            if !entries.is_empty() {
                let invocations = several(form, answering, &view, &stated, &mut entries, notes)?;
                return Ok(Self { invocations, total_matches: None });
            }
        }
        let reading = Reading::of(form);
        reading.complete(&mut stated, &view, notes)?;
        let reading = reading.for_model(answering, &stated, &view, notes);
        let mut meters = Split { reading: &reading, stated: &stated, view: &view }.meters(notes)?;
        let total_matches = total::check(&reading, &stated, &view, &mut meters, notes)?;
        let invocation = Invocation { model: model.map(str::to_owned), meters, purpose: None };
        Ok(Self { invocations: vec![invocation], total_matches })
    }

    /// Adds a call beside the others, which another model answered, where it has any counts.
    pub fn add_beside(
        &mut self,
        form: &UsageForm,
        purpose: &str,
        response: &Response<'_>,
        find: &FindModel<'_>,
        notes: &mut Notes,
    ) -> Result<(), UsageExtractError> {
        let stated = response.text(&form.within, &form.model);
        let told = Self::of(form, response, &Answering { stated, told: None, find }, notes)?;
        for invocation in told.invocations.into_iter().filter(|invocation| !invocation.meters.is_empty()) {
            if stated.is_none() {
                notes.add(
                    NoteCode::ModelUnknown,
                    format_args!("{purpose} is a call of another model, which the response does not name"),
                );
            }
            self.invocations.push(Invocation { purpose: Some(purpose.to_owned()), ..invocation });
        }
        self.total_matches = match (self.total_matches, told.total_matches) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (own, _) => own,
        };
        Ok(())
    }

    /// Holds the counts against those of another form that the response has too. What was cached and stands only
    /// there is taken from there.
    pub fn compare(
        &mut self,
        own: &UsageForm,
        other: &UsageForm,
        response: &Response<'_>,
        answering: &Answering<'_>,
        notes: &mut Notes,
    ) -> Compared {
        let told = match Self::of(other, response, answering, &mut Notes::default()) {
            Ok(told) => told,
            Err(error) => {
                notes.add(NoteCode::CountsDiffer, format_args!("{}: {error}", other.name));
                return Compared::Unreadable;
            }
        };
        self.hold_against(own, other, &told, response, notes);
        Compared::Read
    }

    /// Holds the counts against what another form states.
    fn hold_against(
        &mut self,
        own: &UsageForm,
        other: &UsageForm,
        told: &Self,
        response: &Response<'_>,
        notes: &mut Notes,
    ) {
        // Nobody knows which of several calls another place speaks of.
        let ([one], [two]) = (self.invocations.as_mut_slice(), told.invocations.as_slice()) else { return };
        let both = |usage: &Usage| (usage.total_input(), usage.total_output());
        let (stated, witnessed) = (both(&one.meters), both(&two.meters));
        if stated == witnessed {
            return;
        }
        let is_plain = self.total_matches.is_none() && states_no_cache(own, response);
        if is_plain && uncached(&two.meters) == stated {
            for (meter, count) in two.meters.iter().filter(|(meter, _)| is_of_cache(*meter)) {
                one.meters.set(meter, count);
            }
            return notes.add(
                NoteCode::Assumed,
                format_args!("{} states nothing of a cache; that is taken from {}", own.name, other.name),
            );
        }
        notes.add(
            NoteCode::CountsDiffer,
            format_args!(
                "{} states input {} and output {}, {} states {} and {}",
                own.name, stated.0, stated.1, other.name, witnessed.0, witnessed.1
            ),
        );
    }
}

fn is_of_cache(meter: Meter) -> bool {
    matches!(meter.kind(), MeterKind::CacheRead | MeterKind::CacheWrite)
}

/// Input and output without what went through a cache.
fn uncached(usage: &Usage) -> (u128, u128) {
    let mut plain = *usage;
    for (meter, _) in usage.iter().filter(|(meter, _)| is_of_cache(*meter)) {
        plain.set(meter, 0);
    }
    (plain.total_input(), plain.total_output())
}

/// Whether a response leaves out every count of a form that is of a cache; a zero is stated.
fn states_no_cache(form: &UsageForm, response: &Response<'_>) -> bool {
    let stated = Stated::read(form, &View::of(form, response), &mut Notes::default());
    let cached = || form.counts.iter().enumerate().filter(|(_, row)| is_of_cache(row.meter));
    stated.is_ok_and(|stated| cached().all(|(place, _)| stated.count(place).is_none()))
}

/// The list of calls, where the response has one.
fn entries<'a>(
    form: &UsageForm,
    row: &EntriesRow,
    view: &View<'_, 'a>,
    notes: &mut Notes,
) -> Result<Vec<Entry<'a>>, UsageExtractError> {
    let list = view.get(&row.key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut entries = Vec::with_capacity(list.len());
    for (at, item) in list.iter().enumerate() {
        let view = View::of_entry(item, format!("{}[{at}].", view.name(&row.key)), view.spelling);
        let stated = Stated::read(form, &view, notes)?;
        if stated.is_empty() {
            continue;
        }
        let text = |key: &str| item.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        entries.push(Entry {
            view,
            stated,
            model: text(&row.model),
            kind: text(&row.kind),
            is_summed: false,
        });
    }
    let is_of = |kinds: &[String], entry: &Entry<'_>| {
        entry.kind.is_some_and(|kind| kinds.iter().any(|own| own == kind))
    };
    let instead = entries.iter().any(|entry| is_of(&row.instead, entry));
    let summed = if instead { &row.instead } else { &row.summed };
    for entry in &mut entries {
        // A list without kinds is what the response's own counts are the sum of.
        entry.is_summed = entry.kind.is_none() || is_of(summed, entry);
    }
    Ok(entries)
}

/// The calls of a list; what only the response's own counts state goes to the call that it must be of.
fn several(
    form: &UsageForm,
    answering: &Answering<'_>,
    view: &View<'_, '_>,
    own: &Stated,
    entries: &mut [Entry<'_>],
    notes: &mut Notes,
) -> Result<Vec<Invocation>, UsageExtractError> {
    let mut unsplit = Vec::new();
    for (place, row) in form.counts.iter().enumerate() {
        let Some(count) = own.count(place).filter(|count| *count > 0) else { continue };
        let stated = |entry: &&Entry<'_>| entry.stated.count(place);
        let summed = || entries.iter().filter(|entry| entry.is_summed);
        let sum: u128 = summed().filter_map(|entry| stated(&entry)).map(u128::from).sum();
        let name = view.name(&row.key);
        let whole = row.inside.map(usize::from);
        let instead = whole.and_then(|whole| form.counts.get(whole)?.unsplit.map(|meter| (whole, meter)));
        if summed().next().is_none() {
            continue;
        }
        if summed().any(|entry| stated(&entry).is_some()) {
            if sum != u128::from(count) {
                notes.add(
                    NoteCode::EntriesDiffer,
                    format_args!("{name} {count} is {sum} in the calls that it is the sum of"),
                );
            }
            continue;
        }
        // A part that fills all that is left of its whole fills what is left of it in each call.
        if let Some(whole) = whole {
            let others = |entry: &Entry<'_>| -> u64 {
                let parts = form.counts.iter().enumerate().filter(|(_, own)| own.inside == row.inside);
                parts.filter_map(|(part, _)| entry.stated.count(part)).fold(0, u64::saturating_add)
            };
            let left = |entry: &Entry<'_>| {
                entry.stated.count(whole).map(|count| count.saturating_sub(others(entry)))
            };
            if summed().filter_map(left).map(u128::from).sum::<u128>() == u128::from(count) {
                for entry in entries.iter_mut().filter(|entry| entry.is_summed) {
                    let part = left(entry);
                    if let Some(slot) = entry.stated.counts.get_mut(place) {
                        *slot = part;
                    }
                }
                continue;
            }
        }
        let several = summed().nth(1).is_some();
        if several || instead.is_some() {
            unsplit.extend(instead.map(|(whole, meter)| (place, whole, meter)));
            if several {
                notes.add(
                    NoteCode::NotSplit,
                    format_args!("{name} {count} is stated for several calls together"),
                );
            }
        }
        if several && instead.is_some() {
            continue;
        }
        // The last call has seen all that went before.
        let last = entries.iter_mut().rfind(|entry| entry.is_summed);
        if let Some(slot) = last.and_then(|entry| entry.stated.counts.get_mut(place)) {
            *slot = Some(count);
        }
    }

    let mut invocations = Vec::with_capacity(entries.len());
    let name = answering.name();
    if !entries.iter().any(|entry| entry.is_summed) && !is_sum(own, entries) {
        invocations.extend(uncovered(form, name, view, own, notes)?);
    }
    for entry in entries {
        let mut reading = Reading::of(form);
        for (part, whole, meter) in &unsplit {
            // Of a call that is not within those counts the usual is taken for granted, where anything is.
            let is_usual = !entry.is_summed && reading.assumed(*whole).is_some();
            if entry.stated.count(*part).is_none() && !is_usual {
                reading = reading.unsplit(*whole, *meter);
            }
        }
        reading.complete(&mut entry.stated, &entry.view, notes)?;
        let reading = reading.for_model(answering, &entry.stated, &entry.view, notes);
        let meters = Split { reading: &reading, stated: &entry.stated, view: &entry.view }.meters(notes)?;
        invocations.push(Invocation {
            model: entry.model.or(name).map(str::to_owned),
            meters,
            purpose: entry.kind.map(|kind| cut(kind).to_owned()),
        });
    }
    Ok(invocations)
}

/// Whether the response's own counts are the sum of all calls, whatever their kinds.
fn is_sum(own: &Stated, entries: &[Entry<'_>]) -> bool {
    own.counts.iter().enumerate().filter_map(|(place, count)| Some((place, (*count)?))).all(
        |(place, count)| {
            let sum: u128 =
                entries.iter().filter_map(|entry| entry.stated.count(place)).map(u128::from).sum();
            sum == u128::from(count)
        },
    )
}

/// The response's own counts, where no call of the list is within them.
fn uncovered(
    form: &UsageForm,
    model: Option<&str>,
    view: &View<'_, '_>,
    own: &Stated,
    notes: &mut Notes,
) -> Result<Option<Invocation>, UsageExtractError> {
    if own.counts.iter().flatten().all(|count| *count == 0) {
        return Ok(None);
    }
    let mut own = own.clone();
    let reading = Reading::of(form);
    reading.complete(&mut own, view, notes)?;
    let meters = Split { reading: &reading, stated: &own, view }.meters(notes)?;
    notes.add(
        NoteCode::EntriesDiffer,
        "the response's own counts are of none of the calls that it lists; they are one more",
    );
    Ok(Some(Invocation { model: model.map(str::to_owned), meters, purpose: None }))
}
