//! Schemas that go as they are, at a glance: most that are ever sent.

use serde_json::{Map, Value};

use crate::params::key::get;

use super::dialect::{Arrays, Objects, Others, Refs, Subset, Top, Types};
use super::{top, walk};

/// Whether a schema plainly goes as it is, and nothing is told of it; the longer way comes to the same.
pub(super) fn is_fine(subset: &Subset, schema: &Map<String, Value>) -> bool {
    // Strict schemas and OpenAPI's are looked at one keyword after the other.
    let is_lenient = subset.objects == Objects::Open
        && subset.types == Types::JsonSchema
        && subset.others != Others::Refused
        && subset.doubts.is_empty()
        && subset.formats.is_empty()
        && subset.min_items.is_none();
    let is_top = match subset.top {
        Top::Any => true,
        Top::Object => top::is_plain_object(schema),
        Top::Properties => top::is_plain_object(schema) && schema.contains_key("properties"),
    };
    is_lenient && is_top && is_fine_within(subset, schema, &mut { walk::MOST_SCHEMAS })
}

/// The same of a schema and those within it, while there are not too many.
fn is_fine_within(subset: &Subset, own: &Map<String, Value>, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    let holds_items = subset.arrays == Arrays::Bare
        || get(own, "type").and_then(Value::as_str) != Some("array")
        || get(own, "items").is_some();
    holds_items
        && (subset.refs == Refs::Kept || get(own, "$ref").is_none())
        && own.iter().all(|(keyword, value)| {
            let is_read = subset.others == Others::Sent || subset.reads.contains(&keyword.as_str());
            is_read && walk::schemas(keyword, value).all(|own| is_fine_within(subset, own, left))
        })
}
