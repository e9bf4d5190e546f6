//! The keys and types that the foreign schemas want.

use serde_json::{Map, Value};

use super::*;

/// What a field must be.
fn is_of(kind: &str, value: &Value) -> bool {
    let is_list_of = |words: &[&str]| {
        value
            .as_array()
            .is_some_and(|list| list.iter().all(|own| own.as_str().is_some_and(|own| words.contains(&own))))
    };
    match kind {
        "text" => value.as_str().is_some_and(|text| !text.is_empty()),
        "price" => value.as_f64().is_some_and(|price| price >= 0.0),
        "tokens" => value.as_u64().is_some_and(|tokens| tokens > 0),
        "truth" => value.is_boolean(),
        "day" => value.as_str().is_some_and(|day| day.parse::<crate::Date>().is_ok()),
        "month or day" => value.as_str().is_some_and(|day| day.parse::<crate::model::Day>().is_ok()),
        "modalities" => is_list_of(&["text", "image", "audio", "video", "pdf"]),
        "sizes" => value.as_object().is_some_and(|sizes| {
            let known = |(size, price): (&String, &Value)| {
                size.starts_with("search_context_size_") && is_of("price", price)
            };
            sizes.len() == 3 && sizes.iter().all(known)
        }),
        words => words.split('|').any(|word| value == word),
    }
}

/// Holds an object against a table of fields: the needed ones are there, and each is of its kind.
fn hold(
    place: &str,
    own: &Map<String, Value>,
    needed: &[(&str, &str)],
    kind: impl Fn(&str) -> Option<&'static str>,
) {
    for (field, kind) in needed {
        assert!(
            own.get(*field).is_some_and(|value| is_of(kind, value)),
            "{place}.{field} is a {kind}: {own:?}"
        );
    }
    for (field, value) in own {
        if needed.iter().any(|(needed, _)| needed == field) {
            continue;
        }
        let Some(kind) = kind(field) else { panic!("{place}.{field} is in no schema") };
        assert!(is_of(kind, value), "{place}.{field} is a {kind}: {value}");
    }
}

#[test]
fn every_row_of_litellm_s_shape_has_the_keys_and_types_of_its_schema() {
    const MODES: &str = "chat|completion|responses|embedding|image_generation|audio_speech|audio_transcription|realtime\
        |video_generation|rerank|ocr";
    let kind = |field: &str| {
        Some(match field {
            "mode" => MODES,
            "max_input_tokens" | "max_output_tokens" => "tokens",
            "deprecation_date" => "day",
            "source" => "text",
            "supported_modalities" | "supported_output_modalities" => "modalities",
            "search_context_cost_per_query" => "sizes",
            "web_search_billing_unit" => "per_prompt|per_query",
            field if field.starts_with("supports_") => "truth",
            field if field.contains("_cost") => "price",
            _ => return None,
        })
    };
    let table: Map<String, Value> =
        serde_json::from_str(&export(&ModelRegistry::embedded().snapshot(), ExportFormat::Litellm).text)
            .unwrap();
    for (key, row) in &table {
        assert_eq!(key.trim(), key);
        hold(key, row.as_object().unwrap(), &[("litellm_provider", "text")], kind);
    }
}

#[test]
fn every_model_of_models_dev_s_shape_has_the_keys_and_types_of_its_schema() {
    const COST: [(&str, &str); 2] = [("input", "price"), ("output", "price")];
    let file: Map<String, Value> =
        serde_json::from_str(&export(&ModelRegistry::embedded().snapshot(), ExportFormat::ModelsDev).text)
            .unwrap();
    for (id, provider) in &file {
        let mut provider = provider.as_object().unwrap().clone();
        let models = provider.shift_remove("models").unwrap();
        assert!(provider.shift_remove("env").unwrap().as_array().is_some_and(|env| !env.is_empty()), "{id}");
        hold(id, &provider, &[("id", "text"), ("name", "text"), ("npm", "text"), ("doc", "text")], |_| None);
        for (own, model) in models.as_object().unwrap() {
            let place = format!("{id}/{own}");
            let mut model = model.as_object().unwrap().clone();
            assert_eq!(model.get("id").and_then(Value::as_str), Some(own.as_str()));
            let part = |model: &mut Map<String, Value>, field: &str| model.shift_remove(field);
            let limit = part(&mut model, "limit").unwrap();
            hold(&place, limit.as_object().unwrap(), &[("context", "tokens"), ("output", "tokens")], |_| {
                Some("tokens")
            });
            let sides = part(&mut model, "modalities").unwrap();
            let sides_needed = [("input", "modalities"), ("output", "modalities")];
            hold(&place, sides.as_object().unwrap(), &sides_needed, |_| None);
            let does_think = model.get("reasoning") == Some(&Value::Bool(true));
            assert_eq!(part(&mut model, "reasoning_options").is_some(), does_think, "{place}");
            if let Some(mut cost) = part(&mut model, "cost") {
                let cost = cost.as_object_mut().unwrap();
                assert!(does_think || !cost.contains_key("reasoning"), "{place}");
                let old = cost.shift_remove("context_over_200k");
                let tiers = cost.shift_remove("tiers");
                let bands = tiers.iter().flat_map(|tiers| tiers.as_array().unwrap()).map(|band| {
                    let mut band = band.as_object().unwrap().clone();
                    let tier = band.shift_remove("tier").unwrap();
                    assert!(tier["type"] == "context" && is_of("tokens", &tier["size"]), "{place}: {tier}");
                    band
                });
                let bands: Vec<Map<String, Value>> = bands
                    .chain(old.iter().filter_map(|old| old.as_object().cloned()))
                    .chain([cost.clone()])
                    .collect();
                for band in &bands {
                    hold(&place, band, &COST, |_| Some("price"));
                }
            }
            let needed = [
                ("id", "text"),
                ("name", "text"),
                ("attachment", "truth"),
                ("reasoning", "truth"),
                ("tool_call", "truth"),
                ("open_weights", "truth"),
                ("release_date", "month or day"),
                ("last_updated", "month or day"),
            ];
            hold(&place, &model, &needed, |field| {
                Some(match field {
                    "temperature" | "structured_output" => "truth",
                    "knowledge" => "month or day",
                    "status" => "alpha|beta|deprecated",
                    _ => return None,
                })
            });
        }
    }
}
