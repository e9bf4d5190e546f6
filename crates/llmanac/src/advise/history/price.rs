//! Prices that begin, change and end.

use std::collections::BTreeMap;

use crate::advise::facts::{QuotedRate, version_names};
use crate::model::{Date, Meter, Rate};

use super::answer::Telling;
use super::{Event, EventKind, RateChange};

/// What one price is for: a version, an offer pattern, a band, a grade.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Subject {
    version: Option<u16>,
    on: Option<String>,
    over: u64,
    grade: Option<String>,
}

/// The rate of a meter from one day to another, by a row.
struct Span<'a> {
    begins: Option<Date>,
    ends: Option<Date>,
    rate: Rate,
    src: &'a [u16],
}

impl Span<'_> {
    fn holds(&self, day: Date) -> bool {
        self.begins.is_none_or(|first| first <= day) && self.ends.is_none_or(|end| day < end)
    }
}

/// What happens to the price of one subject on one day.
#[derive(Default, PartialEq)]
struct Turn {
    rates: Vec<RateChange>,
    src: Vec<u16>,
}

/// Tells of the prices.
pub(super) fn tell(told: &mut Telling<'_>) {
    let mut turns: BTreeMap<(Date, Subject), Turn> = BTreeMap::new();
    for ((subject, meter), spans) in &spans(told) {
        for (date, old, new, src) in turning_points(spans) {
            let Some(change) = change(*meter, old, new) else { continue };
            let turn = turns.entry((date, subject.clone())).or_default();
            turn.rates.push(change);
            turn.src.extend(src);
        }
    }
    for mut event in merged(told, turns) {
        event.what = sentence(&event);
        told.events.push(event);
    }
    free(told);
}

/// Quotas that are free from a day on, or until a day.
fn free(told: &mut Telling<'_>) {
    let rows = &told.model.data().prices;
    for row in rows.iter().filter(|row| told.concerns(row)).collect::<Vec<_>>() {
        let on: Vec<String> = row.on.iter().map(ToString::to_string).collect();
        let on = if on.is_empty() { String::new() } else { format!(" on {}", on.join(", ")) };
        for (meter, quota) in &row.facts.free {
            let turns =
                [(row.from, EventKind::PriceBegins, ""), (row.to, EventKind::PriceEnds, " no longer")];
            for (date, kind, no_longer) in turns {
                let Some(date) = date else { continue };
                let what = format!("{meter}{on} is{no_longer} free up to {quota}");
                let event = told.of_row(date, kind, what, row);
                told.events.push(event);
            }
        }
    }
}

/// The rates of each subject and meter through time.
fn spans<'a>(told: &Telling<'a>) -> BTreeMap<(Subject, Meter), Vec<Span<'a>>> {
    let data = told.model.data();
    let mut found: BTreeMap<_, Vec<Span<'a>>> = BTreeMap::new();
    for version in told.versions() {
        let own = version.and_then(|place| data.versions.get(usize::from(place)));
        let released = own.and_then(|version| version.released).or(data.base.released);
        for row in data.prices.iter().filter(|row| row.speaks_of(version)) {
            let begins = row.from.max(released);
            if row.to.is_some_and(|end| begins.is_some_and(|begins| end <= begins)) {
                continue;
            }
            let mut patterns: Vec<Option<String>> = row.on.iter().map(|on| Some(on.to_string())).collect();
            if patterns.is_empty() {
                patterns.push(None);
            }
            for on in patterns {
                let (over, grade) = (row.facts.input_over, row.facts.grade.clone());
                let subject = Subject { version, on, over, grade };
                for (meter, rate) in &row.facts.rates {
                    let span = Span { begins, ends: row.to, rate: *rate, src: &row.src };
                    found.entry((subject.clone(), *meter)).or_default().push(span);
                }
            }
        }
    }
    found
}

type Point<'a> = (Date, Option<Rate>, Option<Rate>, &'a [u16]);

/// The days on which a rate begins, changes or ends, with the sources of the row that says so.
fn turning_points<'a>(spans: &[Span<'a>]) -> Vec<Point<'a>> {
    let on = |day: Date| spans.iter().find(|span| span.holds(day)).map(|span| span.rate);
    let mut points = Vec::new();
    for span in spans {
        if let Some(date) = span.begins {
            let before = on(Date::from_unix_days(date.unix_days() - 1));
            points.push((date, before, Some(span.rate), span.src));
        }
        // Where another row goes on, the turning point is its beginning.
        if let Some(date) = span.ends.filter(|date| on(*date).is_none()) {
            points.push((date, Some(span.rate), None, span.src));
        }
    }
    points
}

/// A rate before and after, where they differ.
pub(super) fn change(meter: Meter, old: Option<Rate>, new: Option<Rate>) -> Option<RateChange> {
    let quoted = |rate: Option<Rate>| rate.map(|rate| QuotedRate::new(meter, rate));
    (old != new).then(|| RateChange { meter, old: quoted(old), new: quoted(new) })
}

/// Subjects to which the same happens on a day.
struct Group {
    date: Date,
    over: u64,
    grade: Option<String>,
    versions: Vec<u16>,
    on: Vec<Option<String>>,
    turn: Turn,
}

/// One event for all subjects to which the same happens on a day.
fn merged(told: &mut Telling<'_>, turns: BTreeMap<(Date, Subject), Turn>) -> Vec<Event> {
    let single = turns.into_iter().map(|((date, subject), mut turn)| {
        turn.src.sort_unstable();
        turn.src.dedup();
        let versions = subject.version.into_iter().collect();
        Group { date, over: subject.over, grade: subject.grade, versions, on: vec![subject.on], turn }
    });
    // The offers of one version first, then the versions that have the same offers.
    let by_version = grouped(single, |a, b| a.versions == b.versions, |own, other| own.on.extend(other.on));
    let groups = grouped(by_version, |a, b| a.on == b.on, |own, other| own.versions.extend(other.versions));
    let event = |group: Group| {
        let event = told.event(group.date, kind(&group.turn.rates), String::new(), &group.turn.src);
        Event {
            versions: version_names(told.model, &group.versions),
            on: group.on.into_iter().flatten().collect(),
            rates: group.turn.rates,
            input_over: (group.over > 0).then_some(group.over),
            grade: group.grade,
            ..event
        }
    };
    groups.into_iter().map(event).collect()
}

/// Joins groups of one day, band, grade and turn, where they are alike.
fn grouped(
    groups: impl IntoIterator<Item = Group>,
    alike: impl Fn(&Group, &Group) -> bool,
    join: impl Fn(&mut Group, Group),
) -> Vec<Group> {
    let mut joined: Vec<Group> = Vec::new();
    for group in groups {
        let twin = joined.iter_mut().find(|own| {
            (own.date, own.over, &own.grade) == (group.date, group.over, &group.grade)
                && own.turn == group.turn
                && alike(own, &group)
        });
        match twin {
            Some(twin) => join(twin, group),
            None => joined.push(group),
        }
    }
    joined
}

fn kind(rates: &[RateChange]) -> EventKind {
    if rates.iter().all(|change| change.old.is_none()) {
        EventKind::PriceBegins
    } else if rates.iter().all(|change| change.new.is_none()) {
        EventKind::PriceEnds
    } else {
        EventKind::PriceChanges
    }
}

fn sentence(event: &Event) -> String {
    let on = if event.on.is_empty() { String::new() } else { format!(" on {}", event.on.join(", ")) };
    let over = event.input_over.map_or_else(String::new, |over| format!(", input over {over} tokens"));
    let grade = event.grade.as_ref().map_or_else(String::new, |grade| format!(", grade {grade}"));
    let verb = match event.kind {
        EventKind::PriceBegins => "begins",
        EventKind::PriceEnds => "ends",
        _ => "changes",
    };
    format!("the price{on}{over}{grade} {verb}: {}", said(&event.rates))
}

/// `input.text 5 -> 2.5 USD per 1M, cache_read.text 1.25 USD per 1M`
pub(super) fn said(rates: &[RateChange]) -> String {
    let words: Vec<String> = rates
        .iter()
        .map(|change| {
            let meter = change.meter;
            match (&change.old, &change.new) {
                (Some(old), Some(new)) if old.per == new.per => {
                    format!("{meter} {} -> {} USD {}", old.rate, new.rate, per(new))
                }
                (Some(old), Some(new)) => {
                    format!("{meter} {} {} -> {} USD {}", old.rate, per(old), new.rate, per(new))
                }
                (None, Some(only)) => format!("{meter} {} USD {}", only.rate, per(only)),
                (Some(only), None) => format!("{meter} {} USD {} no longer", only.rate, per(only)),
                (None, None) => meter.to_string(),
            }
        })
        .collect();
    words.join(", ")
}

fn per(rate: &QuotedRate) -> String {
    match rate.per {
        1_000_000 => "per 1M".to_owned(),
        1_000 => "per 1k".to_owned(),
        1 => "each".to_owned(),
        other => format!("per {other}"),
    }
}
