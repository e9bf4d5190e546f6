//! Small files of our own, read, written in the same shape, and read again; and what the report says.

use super::*;
use crate::testing::{little, little_registry};

const LITELLM: &str = r#"{
    "azure/eu/quill": {
        "litellm_provider": "azure", "mode": "chat", "max_input_tokens": 1000000, "max_output_tokens": 8192,
        "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "cache_read_input_token_cost": 5e-07,
        "input_cost_per_token_above_200k_tokens": 4e-06, "output_cost_per_token_above_200k_tokens": 1.2e-05,
        "cache_read_input_token_cost_above_200k_tokens": 1e-06,
        "input_cost_per_token_batches": 1e-06, "output_cost_per_token_batches": 4e-06,
        "input_cost_per_token_priority": 3e-06, "output_cost_per_token_priority": 1.2e-05,
        "cache_read_input_token_cost_priority": 7.5e-07,
        "input_cost_per_token_above_200k_tokens_priority": 6e-06, "output_cost_per_token_above_200k_tokens_priority": 1.8e-05,
        "deprecation_date": "2027-03-01", "supports_function_calling": true, "supports_reasoning": false
    },
    "quill": {
        "litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06,
        "output_cost_per_reasoning_token": 3e-06, "input_cost_per_token_flex": 5e-07, "output_cost_per_token_flex": 1e-06,
        "cache_creation_input_token_cost": 1.25e-06, "cache_creation_input_token_cost_above_1hr": 2e-06,
        "input_cost_per_audio_token": 1e-05, "supported_modalities": ["text", "audio", "pdf"],
        "search_context_cost_per_query": { "search_context_size_low": 0.01, "search_context_size_medium": 0.02, "search_context_size_high": 0.03 },
        "google_maps_grounding_cost_per_query": 0.025
    },
    "openai/brush": { "litellm_provider": "openai", "mode": "image_generation", "output_cost_per_image": 0.04, "output_cost_per_image_4K": 0.1 }
}"#;

const MODELS_DEV: &str = r#"{ "azure": { "id": "azure", "models": {
    "quill": {
        "id": "quill", "name": "Quill", "attachment": true, "reasoning": true, "tool_call": true, "structured_output": false,
        "release_date": "2026-01-15", "last_updated": "2026-01-15", "open_weights": false, "knowledge": "2025-06",
        "modalities": { "input": ["text", "image", "audio"], "output": ["text"] }, "limit": { "context": 400000, "input": 272000, "output": 128000 },
        "cost": {
            "input": 1.25, "output": 10, "reasoning": 12, "cache_read": 0.125, "cache_write": 1.5, "input_audio": 4,
            "tiers": [{ "input": 2.5, "output": 15, "reasoning": 18, "cache_read": 0.25, "cache_write": 3, "input_audio": 4, "tier": { "type": "context", "size": 200000 } }]
        }
    },
    "mute": { "id": "mute", "name": "Mute", "release_date": "2026-02-01", "limit": { "context": 1000, "output": 1000 }, "cost": { "input": 1, "output": 2 } }
} } }"#;

/// Read, written and read again: the two snapshots, and what was written.
fn there_and_back(read: ForeignFormat, write: ExportFormat, file: &str) -> (Snapshot, Exported, Snapshot) {
    let first = over(little_registry(), read, file);
    let written = first.export(write, &ExportChoice::new()).unwrap();
    let second = over(little_registry(), read, &written.text);
    (first, written, second)
}

#[test]
fn a_table_of_litellm_is_the_same_when_it_was_read_and_written() {
    let (first, written, second) = there_and_back(ForeignFormat::Litellm, ExportFormat::Litellm, LITELLM);
    let tiers = [ServiceTier::Standard, ServiceTier::Flex, ServiceTier::Priority, ServiceTier::Batch];
    assert!(held(&first, &written, &second, &tiers, &[]) > 50);
    let rows = |file: &str| {
        let mut rows = Foreign::read(ForeignFormat::Litellm, file).unwrap().rows;
        for price in rows.iter_mut().flat_map(|row| &mut row.prices) {
            // The same rate may stand under another field: that of thinking, where a tier has one of text alone.
            price.field = String::new();
        }
        rows.iter_mut().for_each(|row| row.prices.sort_by_key(|own| format!("{own:?}")));
        rows
    };
    for before in rows(LITELLM) {
        let after = rows(&written.text).into_iter().find(|row| row.key == before.key).unwrap();
        assert_eq!(before.prices, after.prices, "{}", before.key);
        assert_eq!((before.limits, before.retires), (after.limits, after.retires), "{}", before.key);
        for (capability, can) in &before.capabilities {
            assert_eq!(after.capabilities.get(capability), Some(can), "{}", before.key);
        }
        assert_eq!((&before.input, &before.billed_as), (&after.input, &after.billed_as), "{}", before.key);
    }
    // Another turn changes nothing any more.
    let again = rows(&export(&second, ExportFormat::Litellm).text);
    for before in rows(&written.text) {
        let after = again.iter().find(|row| row.key == before.key).unwrap();
        assert_eq!((&before.prices, before.limits), (&after.prices, after.limits), "{}", before.key);
        assert_eq!(
            (&before.billed_as, &before.unpriced),
            (&after.billed_as, &after.unpriced),
            "{}",
            before.key
        );
    }
}

#[test]
fn a_file_of_models_dev_is_the_same_when_it_was_read_and_written() {
    let (first, written, second) =
        there_and_back(ForeignFormat::ModelsDev, ExportFormat::ModelsDev, MODELS_DEV);
    assert!(held(&first, &written, &second, &[ServiceTier::Standard], &WORDLESS) > 20);
    let quill = |file: &str| {
        let rows = Foreign::read(ForeignFormat::ModelsDev, file).unwrap().rows;
        rows.into_iter().find(|row| row.key == "azure/quill").unwrap()
    };
    assert_eq!(quill(MODELS_DEV), quill(&written.text));
    assert!(
        unsaid(&written).contains(
            "azure/mute: the shape wants attachment, tool_call, reasoning, open_weights, modalities"
        ),
        "{}",
        unsaid(&written)
    );
}

#[test]
fn the_little_catalog_in_litellm_s_shape() {
    let table = export(&little(), ExportFormat::Litellm);
    insta::assert_snapshot!(format!("{}\n{}\n{:?}", table.text, unsaid(&table), table.no_place), @r#"
    {
      "anthropic.sage-v1:0": {
        "input_cost_per_token": 3e-06,
        "input_cost_per_token_above_100k_tokens": 6e-06,
        "litellm_provider": "bedrock_converse",
        "max_input_tokens": 200000,
        "max_output_tokens": 64000,
        "mode": "chat",
        "output_cost_per_token": 1.5e-05,
        "output_cost_per_token_above_100k_tokens": 2.25e-05,
        "search_context_cost_per_query": {
          "search_context_size_high": 0.01,
          "search_context_size_low": 0.01,
          "search_context_size_medium": 0.01
        },
        "source": "page",
        "supported_modalities": [
          "text"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": true,
        "supports_video_input": false,
        "supports_vision": false,
        "web_search_billing_unit": "per_query"
      },
      "azure/plume": {
        "cache_read_input_token_cost": 1.25e-06,
        "deprecation_date": "2027-04-14",
        "input_cost_per_token": 2.5e-06,
        "input_cost_per_token_batches": 1.25e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 16384,
        "mode": "chat",
        "output_cost_per_token": 1.2e-05,
        "output_cost_per_token_batches": 5e-06,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_response_schema": true,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/quill": {
        "cache_read_input_token_cost": 1.25e-06,
        "deprecation_date": "2027-04-14",
        "input_cost_per_token": 2.5e-06,
        "input_cost_per_token_batches": 1.25e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 16384,
        "mode": "chat",
        "output_cost_per_token": 1.2e-05,
        "output_cost_per_token_batches": 5e-06,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_response_schema": true,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/quill-2025-01-10": {
        "deprecation_date": "2026-10-01",
        "input_cost_per_token": 5e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 4096,
        "mode": "chat",
        "output_cost_per_token": 1.5e-05,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/quill-2025-08-01": {
        "cache_read_input_token_cost": 1.25e-06,
        "deprecation_date": "2027-04-14",
        "input_cost_per_token": 2.5e-06,
        "input_cost_per_token_batches": 1.25e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 16384,
        "mode": "chat",
        "output_cost_per_token": 1.2e-05,
        "output_cost_per_token_batches": 5e-06,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_response_schema": true,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/us/plume": {
        "deprecation_date": "2027-04-14",
        "input_cost_per_token": 2.75e-06,
        "input_cost_per_token_batches": 1.25e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 16384,
        "mode": "chat",
        "output_cost_per_token": 1.32e-05,
        "output_cost_per_token_batches": 5e-06,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_response_schema": true,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/us/quill": {
        "deprecation_date": "2027-04-14",
        "input_cost_per_token": 2.75e-06,
        "input_cost_per_token_batches": 1.25e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 16384,
        "mode": "chat",
        "output_cost_per_token": 1.32e-05,
        "output_cost_per_token_batches": 5e-06,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_response_schema": true,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/us/quill-2025-01-10": {
        "deprecation_date": "2026-10-01",
        "input_cost_per_token": 2.75e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 4096,
        "mode": "chat",
        "output_cost_per_token": 1.32e-05,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_video_input": false,
        "supports_vision": true
      },
      "azure/us/quill-2025-08-01": {
        "deprecation_date": "2027-04-14",
        "input_cost_per_token": 2.75e-06,
        "input_cost_per_token_batches": 1.25e-06,
        "litellm_provider": "azure",
        "max_input_tokens": 128000,
        "max_output_tokens": 16384,
        "mode": "chat",
        "output_cost_per_token": 1.32e-05,
        "output_cost_per_token_batches": 5e-06,
        "source": "gazette, ledger, page, page-old",
        "supported_modalities": [
          "text",
          "image"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": false,
        "supports_response_schema": true,
        "supports_video_input": false,
        "supports_vision": true
      },
      "us.anthropic.sage-v1:0": {
        "input_cost_per_token": 3e-06,
        "litellm_provider": "bedrock_converse",
        "max_input_tokens": 200000,
        "max_output_tokens": 64000,
        "mode": "chat",
        "output_cost_per_token": 1.5e-05,
        "source": "page",
        "supported_modalities": [
          "text"
        ],
        "supported_output_modalities": [
          "text"
        ],
        "supports_audio_input": false,
        "supports_audio_output": false,
        "supports_function_calling": true,
        "supports_native_streaming": true,
        "supports_pdf_input": false,
        "supports_reasoning": true,
        "supports_video_input": false,
        "supports_vision": false
      }
    }

    azure/quill-2025-01-10: LiteLLM bills cache_read.text as input.text, cache_read.image as input.text, cache_write.text as input.text; no such rate is known
    azure/us/quill-2025-01-10: LiteLLM bills cache_read.text as input.text, cache_read.image as input.text, cache_write.text as input.text; no such rate is known
    azure/quill-2025-08-01.cache_read.text batch: no rate of it is known; LiteLLM takes that of another tier or band in its place
    azure/quill-2025-08-01: LiteLLM bills cache_read.image as cache_read.text, cache_write.text as input.text; no such rate is known
    azure/us/quill-2025-08-01: LiteLLM bills cache_read.text as input.text, cache_read.image as input.text, cache_write.text as input.text; no such rate is known
    azure/quill.cache_read.text batch: no rate of it is known; LiteLLM takes that of another tier or band in its place
    azure/quill: LiteLLM bills cache_read.image as cache_read.text, cache_write.text as input.text; no such rate is known
    azure/us/quill: LiteLLM bills cache_read.text as input.text, cache_read.image as input.text, cache_write.text as input.text; no such rate is known
    azure/plume.cache_read.text batch: no rate of it is known; LiteLLM takes that of another tier or band in its place
    azure/plume: LiteLLM bills cache_read.image as cache_read.text, cache_write.text as input.text; no such rate is known
    azure/us/plume: LiteLLM bills cache_read.text as input.text, cache_read.image as input.text, cache_write.text as input.text; no such rate is known
    azure/quill-old: no price of the ordinary tier is known, and LiteLLM takes a row without one as free
    azure/switch: LiteLLM bills cache_read.text as input.text, cache_write.text as input.text; no such rate is known
    azure/switch: no rate of its output is known, and LiteLLM takes output without one as free
    anthropic.sage-v1:0: LiteLLM bills cache_read.text as input.text, cache_write.text as input.text, output.reasoning as output.text; no such rate is known
    us.anthropic.sage-v1:0: LiteLLM bills cache_read.text as input.text, cache_write.text as input.text, output.reasoning as output.text; no such rate is known
    {"knowledge_cutoff": 1, "lifecycle.ga": 1, "lifecycle.no_new_use": 1, "lifecycle.released": 4, "limits.window": 2, "parameters": 4, "price.other_days": 1, "quota": 1, "replacement": 2, "sold": 1, "sought": 1, "verdict": 1}
    "#);
}

#[test]
fn an_overlay_s_own_row_has_the_key_and_the_catalog_s_model_has_it_not() {
    let file = r#"{ "azure/quill": { "litellm_provider": "azure", "input_cost_per_token": 7e-06, "output_cost_per_token": 9e-06 } }"#;
    let snapshot = over(little_registry(), ForeignFormat::Litellm, file);
    let table = export(&snapshot, ExportFormat::Litellm);
    let own = table.keys.iter().find(|own| own.key == "azure/quill").unwrap();
    assert_eq!(own.model.as_str(), "azure/quill");
    assert!(table.text.contains("\"input_cost_per_token\": 7e-06"), "{}", table.text);
    assert!(
        unsaid(&table)
            .contains("azure/quill: an overlay gives this name to another model than azure_openai/quill"),
        "{}",
        unsaid(&table)
    );
}

#[test]
fn a_discount_is_in_the_rates_that_are_written() {
    let registry = little_registry();
    registry
        .add_overlay(
            "terms.toml",
            "[[discount]]\nname = \"ours, \\\"new\\\"\"\nprovider = \"azure_openai\"\npercent = \"10\"\n",
        )
        .unwrap_or_else(|error| panic!("{error}"));
    let snapshot = registry.snapshot();
    let plain = export(&little(), ExportFormat::Litellm);
    let table = export(&snapshot, ExportFormat::Litellm);
    let rate = |table: &Exported, key: &str| {
        let rows = Foreign::read(ForeignFormat::Litellm, &table.text).unwrap().rows;
        rows.into_iter().find(|row| row.key == key).unwrap().prices[0].amount.per_unit()
    };
    let tenths = |count: i64| rust_decimal::Decimal::new(count, 1);
    assert_eq!(rate(&table, "azure/quill"), (rate(&plain, "azure/quill") * tenths(9)).normalize());
    let call = Call::new();
    let usage = Usage::from_inclusive(&InclusiveUsage::new(1_000, 0)).unwrap();
    assert!(snapshot.cost("quill", &usage, &call).is_ok());
}

#[test]
fn a_deployment_has_a_key_of_its_own_on_its_own_scope() {
    let registry = little_registry();
    let overlay = r#"
        [[deployment]]
        name = "prod-chat"
        model = "quill"
        version = "2025-08-01"
        scope = "zone:us"

        [[deployment]]
        name = "sage-eu"
        model = "bedrock/sage"
    "#;
    registry.add_overlay("llmanac.toml", overlay).unwrap_or_else(|error| panic!("{error}"));
    let table = export(&registry.snapshot(), ExportFormat::Litellm);
    let own = table.keys.iter().find(|own| own.key == "azure/prod-chat").unwrap();
    assert_eq!(
        (own.model.as_str(), own.version.as_deref(), own.scope.to_string().as_str()),
        ("azure_openai/quill", Some("2025-08-01"), "zone:us")
    );
    assert!(unsaid(&table).contains("sage-eu: no key says a deployment of bedrock"), "{}", unsaid(&table));
}
