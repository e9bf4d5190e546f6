//! Keywords that a surface does not read.

use serde_json::{Map, Value};

use super::dialect::{Others, Refs};
use super::place::Place;
use super::walk::Walk;

/// Keywords that bind nothing: notes for people, and names.
const NOTES: [&str; 11] = [
    "$schema",
    "$id",
    "$anchor",
    "$comment",
    "title",
    "examples",
    "example",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
];

pub(super) fn rewrite(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    if walk.subset.others == Others::Sent {
        return;
    }
    in_other_words(walk, own, place);
    own.retain(|key, value| {
        let here = place.key(key);
        if walk.subset.doubts.contains(&key.as_str()) {
            walk.doubted(&here, "the provider's pages differ on whether it is read");
        } else if !walk.subset.reads(key) {
            return is_kept(walk, key, value, &here);
        }
        true
    });
    values(walk, own, place);
}

/// A keyword that the dialect has another one for.
fn in_other_words(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    if !walk.refuses() {
        return;
    }
    if !walk.subset.reads("const")
        && let Some(value) = own.shift_remove("const")
    {
        walk.converted(&place.key("const"), "one value stands as an enum of one");
        own.insert("enum".to_owned(), Value::Array(vec![value]));
    }
    if !walk.subset.reads("oneOf")
        && !own.contains_key("anyOf")
        && let Some(choices) = own.shift_remove("oneOf")
    {
        walk.mended(
            &place.key("oneOf"),
            "the surface reads anyOf only, which takes several at once too",
            "it goes as anyOf, which takes several at once too",
        );
        own.insert("anyOf".to_owned(), choices);
    }
}

/// Whether a keyword that is not read goes all the same; either way it is told what that means.
fn is_kept(walk: &mut Walk<'_>, key: &str, value: &Value, here: &Place<'_>) -> bool {
    if !walk.refuses() {
        // What binds nothing has no effect anywhere.
        if !NOTES.contains(&key) {
            walk.doubted(here, "the provider does not list it among what it reads");
        }
        return true;
    }
    if walk.subset.refs == Refs::WrittenOut && matches!(key, "$defs" | "definitions") {
        return false;
    }
    let is_open = key == "additionalProperties" && *value == Value::Bool(true);
    if is_open || NOTES.contains(&key) {
        walk.left_out(here, "it binds nothing, and the surface does not read it");
    } else {
        walk.lost(here, "the surface does not read it");
    }
    false
}

/// Values of keywords that are read for some values only.
fn values(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) {
    let formats = walk.subset.formats;
    if let Some(format) = own.get("format").and_then(Value::as_str)
        && !formats.is_empty()
        && !formats.contains(&format)
    {
        walk.lost(&place.key("format"), format_args!("the surface reads {}", formats.join(", ")));
        own.shift_remove("format");
    }
    if let Some(most) = walk.subset.min_items
        && own.get("minItems").is_some_and(|least| least.as_u64().is_none_or(|least| least > most))
    {
        walk.lost(&place.key("minItems"), format_args!("the surface reads 0 to {most}"));
        own.shift_remove("minItems");
    }
}
