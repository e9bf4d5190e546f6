//! The row pattern: versions, offers, dates and sources of any kind of row.

use std::fmt::{Arguments, Display};

use crate::catalog::authored::{AuthoredRow, RowHead};
use crate::catalog::problem::{Problems, did_you_mean};
use crate::model::{Date, Offer, OfferPattern, Row};

use super::context::Context;

/// Compiles rows of one kind; a row whose facts cannot be read is left out, with its problem noted.
pub(crate) fn rows<A: AuthoredRow, T>(
    context: &Context<'_>,
    problems: &mut Problems,
    key: impl Display,
    authored: &[A],
    versions: &[String],
    mut facts: impl FnMut(&mut Problems, Arguments<'_>, &A) -> Option<T>,
) -> Vec<Row<T>> {
    let mut compiled = Vec::with_capacity(authored.len());
    for (at, row) in authored.iter().enumerate() {
        if let Some(facts) = facts(problems, format_args!("{key}[{at}]"), row) {
            compiled.push(head(context, problems, format_args!("{key}[{at}]"), &row.head(), versions, facts));
        }
    }
    compiled
}

fn head<T>(
    context: &Context<'_>,
    problems: &mut Problems,
    key: Arguments<'_>,
    head: &RowHead<'_>,
    versions: &[String],
    facts: T,
) -> Row<T> {
    let from = date(problems, format_args!("{key}.from"), head.from);
    let to = date(problems, format_args!("{key}.to"), head.to);
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        problems.add(
            format_args!("{key}.to"),
            format_args!("the row ends on {to}, not after it begins on {from}"),
        );
    }
    Row {
        versions: places(problems, format_args!("{key}.versions"), head.versions, versions),
        on: patterns(problems, format_args!("{key}.on"), head.on),
        from,
        to,
        facts,
        src: context.sources(problems, key, head.src),
        assumed: head.assumed.map(str::to_owned),
        note: head.note.map(str::to_owned),
    }
}

/// The places of versions in the model's list.
pub(crate) fn places(
    problems: &mut Problems,
    key: impl Display,
    wanted: Option<&[String]>,
    versions: &[String],
) -> Vec<u16> {
    let mut found = Vec::new();
    for (at, name) in wanted.unwrap_or_default().iter().enumerate() {
        match versions.iter().position(|own| own == name).and_then(|at| u16::try_from(at).ok()) {
            Some(place) => found.push(place),
            None => problems.hint(
                format_args!("{key}[{at}]"),
                format_args!("no version `{name}` of this model"),
                did_you_mean(name, versions.iter().map(String::as_str)),
            ),
        }
    }
    found
}

/// Patterns of offers.
pub(crate) fn patterns(
    problems: &mut Problems,
    key: impl Display,
    wanted: Option<&[String]>,
) -> Vec<OfferPattern> {
    wanted
        .unwrap_or_default()
        .iter()
        .enumerate()
        .filter_map(|(at, text)| problems.ok(format_args!("{key}[{at}]"), text.parse()))
        .collect()
}

/// A date, where one is written.
pub(crate) fn date(problems: &mut Problems, key: impl Display, text: Option<&str>) -> Option<Date> {
    problems.ok(key, text?.parse())
}

/// An offer, where one is written.
pub(crate) fn offer(problems: &mut Problems, key: impl Display, text: Option<&str>) -> Option<Offer> {
    problems.ok(key, text?.parse())
}
