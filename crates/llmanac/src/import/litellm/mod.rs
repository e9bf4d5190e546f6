//! LiteLLM's table: a row a key, a field a combination of meter, lifetime, context band and tier.

pub(crate) mod other_keys;
pub(crate) mod place;
pub(crate) mod price_key;
mod rules;
mod tiered;
mod untaken;

#[cfg(test)]
mod tests;

use serde_json::value::RawValue;

use crate::model::{Capability, Meter, ServiceTier};

use super::foreign::{Foreign, ForeignLimits, ForeignPrice, ForeignQuota, ForeignReasoning, ForeignRow};
use super::raw::{self, RawObject};
use super::reading::{Bands, Skips};

use price_key::PriceKey;

/// Keys of the file that are no models.
const NO_MODELS: [&str; 2] = ["sample_spec", "fallback_generalizations"];

/// Fields that are read by themselves, beside those of prices and capabilities.
const READ: [&str; 17] = [
    CACHE_HIT,
    "litellm_provider",
    "mode",
    "max_input_tokens",
    "max_output_tokens",
    "deprecation_date",
    "supported_modalities",
    "supported_output_modalities",
    "tiered_pricing",
    "regional_endpoint_uplift_multiplier",
    "regional_processing_uplift_multiplier_eu",
    "regional_processing_uplift_multiplier_us",
    "provider_specific_entry",
    "reasoning_effort_levels",
    "default_reasoning_effort",
    "rpm",
    "tpm",
];

const CACHE_HIT: &str = "input_cost_per_token_cache_hit";

/// Flags and what they say.
pub(crate) const CAPABILITIES: &[(&str, Capability)] = &[
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
pub(super) fn read(whole: &RawValue) -> Result<Foreign, String> {
    let mut skips = Skips::default();
    let Some(table) = skips.object("", "", Some(&whole)) else {
        return Err(format!("line 1: `{}` is no object of rows", raw::shown(whole)));
    };
    let mut rows = Vec::with_capacity(table.len());
    for (key, raw) in table {
        if NO_MODELS.contains(&key.as_str()) || !skips.is_name(&key) {
            continue;
        }
        let Some(fields) = skips.row(&key, raw) else { continue };
        let doubted = std::mem::take(&mut skips.doubted);
        skips.lost =
            doubted.iter().filter_map(|field| Some(PriceKey::read(field)?.ok()?.subject())).collect();
        if let Some(provider) = skips.needed_text(&key, "litellm_provider", &fields) {
            rows.push(row(key, provider, &fields, &mut skips));
        }
    }
    Ok(Foreign { rows, skipped: skips.list, unread: skips.unread })
}

fn row(key: String, provider: String, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignRow {
    let mut read: Vec<&str> = READ.to_vec();
    read.extend(CAPABILITIES.iter().map(|(field, _)| *field));
    let mut prices = Vec::new();
    for (field, raw) in fields {
        let Some(found) = PriceKey::read(field) else { continue };
        read.push(field);
        match found {
            Ok(own) => {
                if let Some(amount) = skips.rate(&key, field, raw, own.subject(), 1) {
                    let PriceKey { meter, tier, over } = own;
                    let price = ForeignPrice::new(meter, amount).stated(field);
                    prices.push(ForeignPrice { tier, over, ..price });
                }
            }
            Err(why) => skips.add(format!("{key}.{field}"), why),
        }
    }
    cache_hits(&key, fields, skips, &mut prices);
    if let Some(raw) = fields.get("tiered_pricing")
        && tiered::bands(&key, raw, &mut prices, skips) == Bands::Unplaced
    {
        skips.lose_tier(&mut prices, ServiceTier::Standard);
    }
    prices.extend(other_keys::prices(&key, fields, skips, &mut read));
    let retires = skips.text(&key, "deprecation_date", fields.get("deprecation_date"));
    let date = retires.as_deref().and_then(|text| match text.parse() {
        Ok(date) => Some(date),
        Err(error) => {
            skips.add(format!("{key}.deprecation_date"), error);
            None
        }
    });
    let is_read = |field: &str| read.contains(&field);
    let told = untaken::tell(&key, fields, is_read, skips);
    skips.unread(fields.keys(), |field| is_read(field) || told.contains(&field));
    let capability = |(field, capability): &(&str, Capability)| {
        Some((*capability, skips.flag(&key, field, fields.get(*field))?))
    };
    let capabilities = CAPABILITIES.iter().filter_map(capability).collect();
    let reasoning = reasoning(&key, fields, skips);
    let quota = ForeignQuota {
        requests: skips.tokens(&key, "rpm", fields.get("rpm")),
        tokens: skips.tokens(&key, "tpm", fields.get("tpm")),
    };
    let mut own = ForeignRow {
        place: place::place(&provider, &key),
        limits: ForeignLimits {
            window: None,
            input: skips.tokens(&key, "max_input_tokens", fields.get("max_input_tokens")),
            output: skips.tokens(&key, "max_output_tokens", fields.get("max_output_tokens")),
        },
        prices,
        retires: date,
        capabilities,
        reasoning,
        quota,
        input: skips.modalities(&key, "supported_modalities", fields.get("supported_modalities")),
        output: skips.modalities(
            &key,
            "supported_output_modalities",
            fields.get("supported_output_modalities"),
        ),
        key,
        provider,
        ..ForeignRow::default()
    };
    rules::apply(&mut own, fields, skips);
    own
}

/// The levels of thinking that a row lists; a default that is none of them is none.
fn reasoning(key: &str, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignReasoning {
    const LEVELS: &str = "reasoning_effort_levels";
    let effort = skips.texts(key, LEVELS, fields.get(LEVELS));
    let usual = skips.text(key, "default_reasoning_effort", fields.get("default_reasoning_effort"));
    let effort_default = usual.filter(|usual| effort.as_ref().is_some_and(|all| all.contains(usual)));
    ForeignReasoning { effort, effort_default, ..ForeignReasoning::default() }
}

/// DeepSeek's older word for what is read from a cache.
fn cache_hits(key: &str, fields: &RawObject<'_>, skips: &mut Skips, prices: &mut Vec<ForeignPrice>) {
    let Some(raw) = fields.get(CACHE_HIT) else { return };
    let is_stated = |price: &ForeignPrice| price.meter == Meter::CacheReadText && price.over == 0;
    let is_standard = |price: &ForeignPrice| price.tier == ServiceTier::Standard;
    let Some(amount) = skips.rate(key, CACHE_HIT, raw, (Meter::CacheReadText, ServiceTier::Standard, 0), 1)
    else {
        return;
    };
    match prices.iter().find(|price| is_stated(price) && is_standard(price)) {
        None => prices.push(ForeignPrice::new(Meter::CacheReadText, amount).stated(CACHE_HIT)),
        Some(other) if other.amount == amount => {}
        Some(other) => {
            let why = format!(
                "states {}, and cache_read_input_token_cost {}",
                amount.per_unit(),
                other.amount.per_unit()
            );
            skips.add(format!("{key}.{CACHE_HIT}"), why);
        }
    }
}
