//! What is billed by the piece: searches, grounded prompts, sessions.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::cost::{FeeRow, Things, Usage};
use crate::model::Surface;

use super::answering::Answering;
use super::error::UsageExtractError;
use super::note::{NoteCode, Notes};
use super::number::{count_of, shown};
use super::split::add;
use crate::wire::response::Response;
use crate::wire::spelling::Spelling;

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
        let stated = row.number.as_ref().map(|path| number(&roots, path, response.spelling)).transpose()?;
        let counted = || row.things.as_ref().map_or(0, |things| counted(&roots, things, response.spelling));
        let count = stated.flatten().unwrap_or_else(counted);
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
fn number(roots: &[&Value], path: &str, spelling: Spelling) -> Result<Option<u64>, UsageExtractError> {
    let stated = |root: &&Value| spelling.at(root, path).filter(|value| !value.is_null()).cloned();
    let Some(value) = roots.iter().rev().find_map(stated) else { return Ok(None) };
    match count_of(&value) {
        Ok(count) => Ok(Some(count)),
        Err(why) => Err(UsageExtractError::NoCount { key: path.to_owned(), value: shown(&value), why }),
    }
}

/// How many things the parts of a response have. An event may repeat what came before it, or only add to it: of
/// things with the same text, and of those without any, the part that has most of them counts.
fn counted(roots: &[&Value], things: &Things, spelling: Spelling) -> u64 {
    let mut most: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    for root in roots {
        for (text, count) in counted_in(root, things, spelling) {
            let own = most.entry(text).or_default();
            *own = count.max(*own);
        }
    }
    let sum = most.into_values().fold(0, u64::saturating_add);
    things.at_most.map_or(sum, |limit| sum.min(u64::from(limit)))
}

/// How many things one part has, by their texts.
fn counted_in<'a>(root: &'a Value, things: &Things, spelling: Spelling) -> BTreeMap<Option<&'a str>, u64> {
    let has = |thing: &Value, (path, words): &(String, Vec<String>)| {
        let word = spelling.at(thing, path).and_then(Value::as_str);
        word.is_some_and(|word| words.iter().any(|own| own == word))
    };
    let mut found = Vec::new();
    spelling.things(root, &things.path, &mut found);
    found.retain(|thing| {
        things.is.iter().all(|one| has(thing, one)) && !things.free.iter().any(|one| has(thing, one))
    });
    let mut counts = BTreeMap::new();
    for thing in found {
        let distinct = things.distinct.as_ref().and_then(|path| spelling.at(thing, path)?.as_str());
        let own: &mut u64 = counts.entry(distinct.or_else(|| thing.as_str())).or_default();
        *own = if distinct.is_some() { 1 } else { own.saturating_add(1) };
    }
    counts
}
