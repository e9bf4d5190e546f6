//! References within a schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::dialect::Refs;
use super::place::Place;
use super::walk::Walk;

const REF: &str = "$ref";
/// The longest chain of references that is followed.
const LONGEST: usize = 64;

/// Refuses a schema that holds itself, where the dialect wants its end.
pub(super) fn check(walk: &mut Walk<'_>, own: &Map<String, Value>, place: &Place<'_>) {
    if walk.subset.refs != Refs::Finite {
        return;
    }
    let mut chains = Chains { root: walk.root, open: Vec::new(), done: BTreeSet::new() };
    if let Some(reference) = own.values().find_map(|value| chains.endless(value)) {
        walk.refused(
            place,
            format_args!(
                "{} holds itself, and the surface wants schemas that end",
                crate::params::cut(reference)
            ),
        );
    }
}

/// References on the way down.
struct Chains<'a> {
    root: &'a Map<String, Value>,
    open: Vec<&'a str>,
    done: BTreeSet<String>,
}

impl<'a> Chains<'a> {
    /// A reference that leads back to itself, or down too far.
    fn endless<'v>(&mut self, value: &'v Value) -> Option<&'v str>
    where
        'v: 'a,
        'a: 'v,
    {
        match value {
            Value::Array(items) => items.iter().find_map(|item| self.endless(item)),
            Value::Object(entries) => {
                if let Some(reference) = entries.get(REF).and_then(Value::as_str)
                    && !self.done.contains(reference)
                {
                    if self.open.contains(&reference) || self.open.len() > LONGEST {
                        return Some(reference);
                    }
                    if let Some(target) = target(self.root, reference) {
                        self.open.push(reference);
                        let found = target.values().find_map(|value| self.endless(value));
                        self.open.pop();
                        if found.is_some() {
                            return found;
                        }
                    }
                    self.done.insert(reference.to_owned());
                }
                entries.values().find_map(|entry| self.endless(entry))
            }
            _ => None,
        }
    }
}

/// Rewrites a reference as the dialect wants it; tells how many are written out from here on.
pub(super) fn rewrite(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) -> usize {
    if walk.subset.refs == Refs::Kept || !own.contains_key(REF) {
        return 0;
    }
    let has_others = own.keys().any(|key| !key.starts_with('$'));
    match walk.subset.refs {
        Refs::WrittenOut => write_out(walk, own, place),
        Refs::Alone if has_others => write_out(walk, own, place),
        Refs::Kept | Refs::Alone | Refs::Finite => {
            if let Some(reference) = own.get(REF).and_then(Value::as_str)
                && target(walk.root, reference).is_none()
            {
                walk.refused(&place.key(REF), NOWHERE);
            }
            0
        }
    }
}

/// Puts what is referred to in the place of the reference.
pub(super) fn write_out(walk: &mut Walk<'_>, own: &mut Map<String, Value>, place: &Place<'_>) -> usize {
    let mut opened = 0;
    while let Some(reference) = own.shift_remove(REF) {
        let here = place.key(REF);
        let Some(target) = reference.as_str().and_then(|text| target(walk.root, text)) else {
            walk.refused(&here, NOWHERE);
            break;
        };
        let reference = reference.as_str().unwrap_or_default();
        if walk.open.iter().any(|open| open == reference) {
            walk.refused(
                &here,
                "the schema holds itself: written out, as the surface wants it, it has no end",
            );
            break;
        }
        if !walk.copies(target) {
            walk.refused(&here, "written out, as the surface wants it, the schema is too large");
            break;
        }
        walk.open.push(reference.to_owned());
        opened += 1;
        let beside = std::mem::replace(own, target.clone());
        own.extend(beside);
        walk.wrote_out(&here);
    }
    opened
}

/// Why a reference cannot go.
const NOWHERE: &str = "it refers to no schema within this one";

/// The schema that a reference of the form `#/$defs/name` means.
fn target<'a>(root: &'a Map<String, Value>, reference: &str) -> Option<&'a Map<String, Value>> {
    let path = reference.strip_prefix('#')?;
    if path.is_empty() {
        return Some(root);
    }
    let (first, rest) = match path.strip_prefix('/')?.split_once('/') {
        Some((first, rest)) => (first, format!("/{rest}")),
        None => (path.strip_prefix('/')?, String::new()),
    };
    root.get(&first.replace("~1", "/").replace("~0", "~"))?.pointer(&rest)?.as_object()
}
