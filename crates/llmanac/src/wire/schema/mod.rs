//! JSON schemas in the dialect that a surface reads.
//!
//! What each dialect reads stands in one table (dialect.rs). A keyword that the surface refuses is a loss, told with its
//! place within the schema; what means the same in other words is a change; what only may be without effect is a warning.

mod dialect;
mod keywords;
mod nullable;
mod objects;
mod place;
mod plain;
mod refs;
#[cfg(test)]
mod tests;
mod top;
mod types;
mod walk;

use serde_json::{Map, Value};

use crate::model::SchemaDialect;

use super::messages::Report;
pub(super) use dialect::Purpose;
use place::Place;
use walk::Walk;

/// The deepest nesting of a schema: what is deeper is no schema that anybody wrote.
const DEEPEST: usize = 64;

/// A schema as the surface reads it; nothing, where it goes as it is or cannot go, which is told.
pub(super) fn rewritten(
    dialect: SchemaDialect,
    purpose: Purpose,
    schema: &Map<String, Value>,
    place: &str,
    report: &mut Report,
) -> Option<Map<String, Value>> {
    if schema.values().any(|value| is_deeper(value, DEEPEST)) {
        report.refused(place, format_args!("the schema is nested deeper than {DEEPEST} levels"));
        return None;
    }
    let subset = dialect::subset(dialect, purpose);
    if plain::is_fine(&subset, schema) {
        return None;
    }
    walked(subset, schema, place, report)
}

/// The same, one keyword after the other.
fn walked(
    subset: dialect::Subset,
    schema: &Map<String, Value>,
    place: &str,
    report: &mut Report,
) -> Option<Map<String, Value>> {
    let mut own = schema.clone();
    let place = Place::root(place);
    let mut walk = Walk::new(subset, schema, report);
    top::check(&mut walk, &mut own, &place);
    refs::check(&mut walk, &own, &place);
    walk.schema(&mut own, &place, 0);
    (own != *schema).then_some(own)
}

fn is_deeper(value: &Value, levels: usize) -> bool {
    let Some(below) = levels.checked_sub(1) else { return true };
    match value {
        Value::Array(items) => items.iter().any(|item| is_deeper(item, below)),
        Value::Object(entries) => entries.values().any(|item| is_deeper(item, below)),
        _ => false,
    }
}
