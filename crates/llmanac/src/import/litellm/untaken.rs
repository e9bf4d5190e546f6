//! Prices that have no place here: each row that states one is told.

use serde_json::value::RawValue;

use crate::import::amount::Amount;
use crate::import::raw::RawObject;
use crate::import::reading::Skips;

/// Where they mean more than sound that is heard, rates by the second are those of bought capacity.
const HELD: &str = "the time that capacity is held is no part of a call";

/// Fields of which more can be said than that no meter counts them.
const KNOWN: &[(&str, &str)] = &[
    ("off_peak_pricing", "rates by the hour of the day: a price here holds for whole days"),
    (
        "explicit_cache_read_input_token_cost",
        "no meter here tells a cache that the caller asked for from any other",
    ),
    ("citation_cost_per_token", "no meter here counts tokens of citations"),
    ("cost_per_second", HELD),
    ("input_cost_per_second", HELD),
];

/// Fields that are no price of a call: Databricks' own units beside the dollars, and a rate that LiteLLM bills no call at.
const NO_PRICES: [&str; 3] =
    ["input_dbu_cost_per_token", "output_dbu_cost_per_token", "cache_creation_input_audio_token_cost"];

/// Tells the prices that nobody read, and gives their fields. One that says nothing costs nothing, and is no loss.
pub(super) fn tell<'f>(
    key: &str,
    fields: &'f RawObject<'_>,
    is_read: impl Fn(&str) -> bool,
    skips: &mut Skips,
) -> Vec<&'f str> {
    let mode = fields.get("mode").and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    let is_price = |field: &str| field.contains("cost") || field.contains("pricing");
    let mut told = Vec::new();
    for (field, raw) in fields {
        if is_read(field) || !is_price(field) || NO_PRICES.contains(&field.as_str()) || is_nothing(raw) {
            continue;
        }
        let known = KNOWN.iter().find(|(own, _)| own == field).map(|(_, why)| (*why).to_owned());
        let why = known.unwrap_or_else(|| match &mode {
            Some(mode) => format!("no meter here counts it in a row of mode `{mode}`"),
            None => "no meter here counts it".to_owned(),
        });
        skips.add(format!("{key}.{field}"), why);
        told.push(field.as_str());
    }
    told
}

fn is_nothing(raw: &RawValue) -> bool {
    raw.get() == "null" || Amount::read(raw.get(), 1).is_ok_and(|amount| amount == Amount::ZERO)
}
