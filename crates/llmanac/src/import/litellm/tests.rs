use super::price_key::PriceKey;
use super::{place, read};
use crate::model::{Meter, ServiceTier};

#[test]
fn a_price_field_says_meter_band_and_tier() {
    let said = |field: &str| match PriceKey::read(field) {
        None => "no price".to_owned(),
        Some(Err(why)) => why,
        Some(Ok(own)) => format!("{} over {} {}", own.meter, own.over, own.tier),
    };
    let table = [
        "input_cost_per_token",
        "output_cost_per_token_above_272k_tokens_priority",
        "cache_creation_input_token_cost",
        "cache_creation_input_token_cost_above_1hr",
        "cache_creation_input_token_cost_above_1hr_above_200k_tokens_batches",
        "cache_read_input_audio_token_cost",
        "input_cost_per_token_ultrafast",
        "input_cost_per_token_above_272k_tokens_balanced",
        "input_cost_per_token_above_1hr",
        "input_cost_per_token_above_many_tokens",
        "input_cost_per_character",
        "max_input_tokens",
    ];
    let lines: Vec<String> = table.iter().map(|field| format!("{field}: {}", said(field))).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    input_cost_per_token: input.text over 0 standard
    output_cost_per_token_above_272k_tokens_priority: output.text over 272000 priority
    cache_creation_input_token_cost: cache_write.text over 0 standard
    cache_creation_input_token_cost_above_1hr: cache_write_1h.text over 0 standard
    cache_creation_input_token_cost_above_1hr_above_200k_tokens_batches: cache_write_1h.text over 200000 batch
    cache_read_input_audio_token_cost: cache_read.audio over 0 standard
    input_cost_per_token_ultrafast: input.text over 0 ultrafast
    input_cost_per_token_above_272k_tokens_balanced: `_balanced` is no tier that is known here
    input_cost_per_token_above_1hr: `_above_1hr` is no condition that is known here
    input_cost_per_token_above_many_tokens: `_above_many_tokens` is no condition that is known here
    input_cost_per_character: no price
    max_input_tokens: no price
    ");
}

#[test]
fn a_key_says_where_its_model_is_served() {
    let table = [
        ("azure", "azure/eu/gpt-4o-2024-08-06"),
        ("azure", "azure/global-standard/gpt-4o"),
        ("azure_ai", "azure_ai/claude-opus-5"),
        ("bedrock", "bedrock/us-gov-west-1/anthropic.claude-v2:1"),
        ("bedrock", "bedrock/us-east-1/1-month-commitment/anthropic.claude-v1"),
        ("bedrock_converse", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("vertex_ai-anthropic_models", "vertex_ai/claude-opus-4@20250514"),
        ("gemini", "gemini/gemini-2.5-pro"),
        ("groq", "groq/llama-3"),
    ];
    let said = |provider: &str, key: &str| match place::place(provider, key) {
        None => "not here".to_owned(),
        Some(own) => format!(
            "{} {}",
            own.names.join(" or "),
            own.scope.map_or_else(|| "-".to_owned(), |scope| scope.to_string())
        ),
    };
    let lines: Vec<String> = table.iter().map(|(own, key)| format!("{key}: {}", said(own, key))).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    azure/eu/gpt-4o-2024-08-06: azure_openai/gpt-4o-2024-08-06 zone:eu
    azure/global-standard/gpt-4o: azure_openai/gpt-4o global
    azure_ai/claude-opus-5: azure_foundry/claude-opus-5 or azure_openai/claude-opus-5 -
    bedrock/us-gov-west-1/anthropic.claude-v2:1: bedrock/anthropic.claude-v2:1 region:us-gov-west-1
    bedrock/us-east-1/1-month-commitment/anthropic.claude-v1: not here
    eu.anthropic.claude-sonnet-4-5-20250929-v1:0: bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0 -
    vertex_ai/claude-opus-4@20250514: vertex/claude-opus-4@20250514 -
    gemini/gemini-2.5-pro: gemini/gemini-2.5-pro -
    groq/llama-3: not here
    ");
}

#[test]
fn what_cannot_be_taken_is_listed_with_its_place() {
    let file = r#"{
        "sample_spec": { "litellm_provider": "one of" },
        "azure/a": { "litellm_provider": "azure", "input_cost_per_token": "free", "max_input_tokens": 128000.0, "deprecation_date": "soon" },
        "azure/b": { "litellm_provider": "azure", "input_cost_per_token": -1, "output_cost_per_token": null },
        "azure/c": 7
    }"#;
    let read = read(serde_json::from_str(file).unwrap()).unwrap();
    let skipped: Vec<String> = read.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    insta::assert_snapshot!(skipped.join("\n"), @"
    azure/a.input_cost_per_token: `free` is no number
    azure/a.deprecation_date: a date is written as 2026-11-23
    azure/b.input_cost_per_token: a price cannot be negative: -1
    azure/c: `7` is no object
    ");
    assert_eq!((read.rows.len(), read.rows[0].limits.input), (2, Some(128_000)));
    assert!(super::read(serde_json::from_str("[1]").unwrap()).is_err());
}

#[test]
fn a_price_s_field_is_read_as_that_price() {
    let mut fields = std::collections::BTreeSet::new();
    for meter in Meter::ALL {
        for tier in ServiceTier::ALL {
            for over in [0, 1_000, 272_000, 1_234] {
                let own = PriceKey { meter: *meter, tier: *tier, over };
                let Some(field) = own.field() else { continue };
                assert_eq!(PriceKey::read(&field), Some(Ok(own)), "{field}");
                assert!(over != 1_234 && fields.insert(field));
            }
        }
    }
    assert_eq!(fields.len(), 15 * 5 * 3);
}
