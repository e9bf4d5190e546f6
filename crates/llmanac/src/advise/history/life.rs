//! The dates of a life, what is named in its place, and where it is sold.

use crate::advise::facts::{Claim, DATES, Verdict};
use crate::model::{Date, LifecycleFacts, Row};

use super::answer::Telling;
use super::{Event, EventKind};

/// The kind of event of each date, and what it means.
const MEANING: [(&str, EventKind, &str); 7] = [
    ("listed", EventKind::Listed, "the provider lists it as served; since when is not known"),
    ("preview", EventKind::Preview, "the preview begins"),
    ("ga", EventKind::Ga, "general availability begins"),
    ("legacy", EventKind::Legacy, "the provider calls it legacy"),
    ("no_new_use", EventKind::NoNewUse, "no new use is let in"),
    ("retires_earliest", EventKind::RetiresEarliest, "calls do not fail before this day"),
    ("retires", EventKind::Retires, "calls fail"),
];

/// Tells of the life.
pub(super) fn tell(told: &mut Telling<'_>) {
    let data = told.model.data();
    for row in data.lifecycle.iter().filter(|row| told.concerns(row)).collect::<Vec<_>>() {
        for (key, get) in DATES {
            let meaning = MEANING.iter().find(|(own, ..)| *own == key);
            if let (Some(date), Some((_, kind, what))) = (get(&row.facts), meaning) {
                dated(told, row, key, date, *kind, what);
            }
        }
    }
    replacements(told);
    sold(told);
}

/// A date, and the days on which it was announced and withdrawn.
fn dated(
    told: &mut Telling<'_>,
    row: &Row<LifecycleFacts>,
    key: &str,
    date: Date,
    kind: EventKind,
    what: &str,
) {
    if let Some(from) = row.from.filter(|from| *from < date) {
        let what = format!("{date} is announced: {what}");
        let event = told.of_row(from, EventKind::Announced, what, row);
        told.events.push(event);
    }
    // What was taken back before its day did not come about.
    if let Some(to) = row.to.filter(|to| *to <= date) {
        let what = format!("{date} is no longer said: {what}");
        let event = told.of_row(to, EventKind::Withdrawn, what, row);
        told.events.push(event);
        return;
    }
    let mut event = told.of_row(date, kind, what.to_owned(), row);
    event.others = others(told, row, key, date);
    for claim in &event.others {
        event.what.push_str(&format!("; {} says {}", claim.sources.join(", "), claim.value));
    }
    told.events.push(event);
}

/// The other dates that sources give for the same.
fn others(told: &mut Telling<'_>, row: &Row<LifecycleFacts>, key: &str, date: Date) -> Vec<Claim> {
    let field = format!("lifecycle.{key}");
    let model = told.model;
    let about = model.data().conflicts.iter().filter(|own| {
        // A verdict speaks of the held date; rows with another day are of another offer.
        own.field == field
            && own.hold == date.to_string()
            && (own.versions.is_empty()
                || row.versions.is_empty()
                || own.versions.iter().any(|place| row.versions.contains(place)))
    });
    let mut found = Vec::new();
    for conflict in about {
        let places: Vec<u16> = conflict.says.iter().map(|(place, _)| *place).collect();
        told.cited.add(&places);
        let claims = Verdict::of(model, conflict).says;
        found.extend(claims.into_iter().filter(|claim| claim.value != conflict.hold));
    }
    found
}

fn replacements(told: &mut Telling<'_>) {
    let rows = &told.model.data().replacement;
    for row in rows {
        if !told.concerns(row) {
            continue;
        }
        let names: Vec<String> = row.facts.iter().map(ToString::to_string).collect();
        let list = names.join(" or ");
        if let Some(from) = row.from {
            let what = match names.as_slice() {
                [] => "nothing is named in its place".to_owned(),
                _ => format!("named in its place: {list}"),
            };
            let event = told.of_row(from, EventKind::Replacement, what, row);
            told.events.push(Event { values: names.clone(), ..event });
        }
        // Where another statement follows, it says all.
        let goes_on = |to: Date| rows.iter().any(|other| other.from == Some(to));
        if let Some(to) = row.to.filter(|to| !names.is_empty() && !goes_on(*to)) {
            let what = format!("no longer named in its place: {list}");
            let event = told.of_row(to, EventKind::Withdrawn, what, row);
            told.events.push(Event { values: names, ..event });
        }
    }
}

fn sold(told: &mut Telling<'_>) {
    let rows = &told.model.data().sold;
    for row in rows {
        if !told.concerns(row) {
            continue;
        }
        let regions: Vec<String> = row.facts.regions.iter().map(ToString::to_string).collect();
        let offers: Vec<String> = row.on.iter().map(ToString::to_string).collect();
        let on = if offers.is_empty() { String::new() } else { format!(" as {}", offers.join(", ")) };
        let list = match regions.as_slice() {
            [] => "no region".to_owned(),
            [one] => one.clone(),
            many => format!("{} regions", many.len()),
        };
        if let Some(from) = row.from {
            let event = told.of_row(from, EventKind::Sold, format!("sold{on} in {list}"), row);
            told.events.push(Event { values: regions.clone(), ..event });
        }
        let goes_on = |to: Date| rows.iter().any(|other| other.from == Some(to) && other.on == row.on);
        if let Some(to) = row.to.filter(|to| !goes_on(*to)) {
            let what = format!("no longer sold{on} in {list}, as far as is known");
            let event = told.of_row(to, EventKind::Sold, what, row);
            told.events.push(event);
        }
    }
}
