//! LiteLLM's table: a row a key, a field a combination of meter, lifetime, context band and tier.

mod place;
mod price_key;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::model::Capability;

use super::foreign::{Foreign, ForeignLimits, ForeignPrice, ForeignRow};
use super::reading::{RawObject, Skips, object, tokens, value};

use price_key::PriceKey;

/// Keys of the file that are no models.
const NO_MODELS: [&str; 2] = ["sample_spec", "fallback_generalizations"];

/// Flags and what they say.
const CAPABILITIES: &[(&str, Capability)] = &[
    ("supports_native_streaming", Capability::Streaming),
    ("supports_function_calling", Capability::Tools),
    ("supports_parallel_function_calling", Capability::ParallelTools),
    ("supports_response_schema", Capability::JsonSchema),
    ("supports_reasoning", Capability::Reasoning),
    ("supports_prompt_caching", Capability::Caching),
    ("supports_system_messages", Capability::System),
    ("supports_web_search", Capability::WebSearch),
    ("supports_computer_use", Capability::ComputerUse),
];

/// Reads the table.
pub(super) fn read(text: &str) -> Result<Foreign, serde_json::Error> {
    let table: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
    let mut skips = Skips::default();
    let mut rows = Vec::with_capacity(table.len());
    for (key, raw) in table {
        if NO_MODELS.contains(&key.as_str()) {
            continue;
        }
        match object(raw) {
            Some(fields) => rows.push(row(key, &fields, &mut skips)),
            None => skips.add(key, "a row is an object"),
        }
    }
    Ok(Foreign { rows, skipped: skips.list })
}

fn row(key: String, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignRow {
    let provider: String = value(fields.get("litellm_provider")).unwrap_or_default();
    let mut prices = Vec::new();
    for (field, raw) in fields {
        let Some(found) = PriceKey::read(field) else { continue };
        match found {
            Ok(own) => {
                if let Some(amount) = skips.amount(&key, field, raw, own.units) {
                    let PriceKey { meter, tier, over, .. } = own;
                    prices.push(ForeignPrice { meter, tier, over, from: None, amount });
                }
            }
            Err(why) => skips.add(format!("{key}.{field}"), why),
        }
    }
    let retires: Option<String> = value(fields.get("deprecation_date"));
    let date = retires.as_deref().and_then(|text| match text.parse() {
        Ok(date) => Some(date),
        Err(error) => {
            skips.add(format!("{key}.deprecation_date"), error);
            None
        }
    });
    let capability =
        |(field, capability): &(&str, Capability)| Some((*capability, value(fields.get(*field))?));
    ForeignRow {
        place: place::place(&provider, &key),
        limits: ForeignLimits {
            window: None,
            input: tokens(fields.get("max_input_tokens")),
            output: tokens(fields.get("max_output_tokens")),
        },
        prices,
        retires: date,
        capabilities: CAPABILITIES.iter().filter_map(capability).collect(),
        key,
        provider,
    }
}
