//! Which format a file has by its shape, for the hint to one who names another.

use serde_json::value::RawValue;

use super::foreign::ForeignFormat;
use super::raw::{RawObject, list, object};

/// How many entries are looked at.
const MANY: usize = 20;

/// The format that the file has the shape of.
pub(super) fn of(whole: &RawValue) -> Option<ForeignFormat> {
    if let Some(items) = list(whole) {
        let is_provider = |raw: &&RawValue| has(raw, &["models"]);
        return items.iter().take(MANY).any(is_provider).then_some(ForeignFormat::GenaiPrices);
    }
    let (table, _) = object(whole)?;
    if table.get("providers").is_some_and(|raw| list(raw).is_some()) {
        return Some(ForeignFormat::GenaiPrices);
    }
    let any = |keys: &[&str]| table.values().take(MANY).any(|raw| has(raw, keys));
    if any(&["litellm_provider", "input_cost_per_token"]) {
        Some(ForeignFormat::Litellm)
    } else if any(&["models"]) {
        Some(ForeignFormat::ModelsDev)
    } else {
        None
    }
}

/// Whether a value is an object with one of some keys.
fn has(raw: &RawValue, keys: &[&str]) -> bool {
    let is_there = |(own, _): (RawObject<'_>, _)| keys.iter().any(|key| own.contains_key(*key));
    object(raw).is_some_and(is_there)
}
