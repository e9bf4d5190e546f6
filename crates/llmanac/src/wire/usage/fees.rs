//! What is billed by the piece: searches, grounded prompts, sessions.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::cost::{FeeCount, FeeRow, Usage};
use crate::model::Surface;

use super::answering::Answering;
use super::error::UsageExtractError;
use super::note::{NoteCode, Notes};
use super::number::{count_of, shown};
use super::response::Response;
use super::split::add;
use super::view::at;

/// The fees of a response.
pub(super) fn fees(
    rows: &[FeeRow],
    surface: Surface,
    response: &Response<'_>,
    answering: &Answering<'_>,
    notes: &mut Notes,
) -> Result<Usage, UsageExtractError> {
    let mut fees = Usage::new();
    for row in rows.iter().filter(|row| row.surfaces.contains(&surface)) {
        let roots = response.roots(&row.within);
        let count = match &row.count {
            FeeCount::Number(path) => number(&roots, path)?,
            // Each event repeats what came before it.
            things => roots.iter().map(|root| counted(root, things)).max().unwrap_or_default(),
        };
        if count == 0 {
            continue;
        }
        let depends = row.only.is_some() || row.except.is_some();
        if depends && answering.name().is_none() {
            let told = format_args!("{count} may be billed as {}; that depends on the model", row.meter);
            notes.add(NoteCode::FeeUnknown, told);
            continue;
        }
        let only = row.only.as_ref().is_none_or(|line| answering.is_of(line));
        if only && !row.except.as_ref().is_some_and(|line| answering.is_of(line)) {
            add(&mut fees, row.meter, count)?;
        }
    }
    Ok(fees)
}

/// The number at a path, in the last part that states it.
fn number(roots: &[&Value], path: &str) -> Result<u64, UsageExtractError> {
    let stated = roots.iter().rev().find_map(|root| at(root, path).filter(|value| !value.is_null()));
    stated.map_or(Ok(0), |value| {
        count_of(value).map_err(|why| UsageExtractError::NoCount {
            key: path.to_owned(),
            value: shown(value),
            why,
        })
    })
}

/// How many things a part of a response has.
fn counted(root: &Value, count: &FeeCount) -> u64 {
    let FeeCount::Things { path, is, free, distinct, at_most } = count else { return 0 };
    let has = |thing: &Value, (path, words): &(String, Vec<String>)| {
        let word = at(thing, path).and_then(Value::as_str);
        word.is_some_and(|word| words.iter().any(|own| own == word))
    };
    let mut found = Vec::new();
    things(root, path, &mut found);
    found.retain(|thing| is.iter().all(|one| has(thing, one)) && !free.iter().any(|one| has(thing, one)));
    if let Some(path) = distinct {
        let mut seen = BTreeSet::new();
        found.retain(|thing| at(thing, path).and_then(Value::as_str).is_none_or(|text| seen.insert(text)));
    }
    let found = u64::try_from(found.len()).unwrap_or(u64::MAX);
    at_most.map_or(found, |most| found.min(u64::from(most)))
}

/// The things at a path; after `[]` come the items of a list.
fn things<'a>(value: &'a Value, path: &str, found: &mut Vec<&'a Value>) {
    let Some((list, rest)) = path.split_once("[]") else {
        found.extend(at(value, path).filter(|value| !value.is_null()));
        return;
    };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    for item in at(value, list).and_then(Value::as_array).into_iter().flatten() {
        things(item, rest, found);
    }
}
