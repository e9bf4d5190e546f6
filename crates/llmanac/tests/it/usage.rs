//! From raw responses to meters: the cases of `tests/usage/<surface>/`, and what holds for any response.

use std::fs;
use std::path::{Path, PathBuf};

use llmanac::advise::{Bounding, Call, ResponseCost};
use llmanac::cost::Usage;
use llmanac::model::Surface;
use llmanac::registry;
use llmanac::wire::{Extracted, UsageExtractError};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn extract(surface: Surface, response: &Value, model: Option<&str>) -> Result<Extracted, UsageExtractError> {
    registry().snapshot().usage(surface, response, model)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// A case's answer in the form in which the files have it: notes by their codes, and nothing that is empty.
fn shown(found: &Extracted) -> Value {
    let Value::Object(mut answer) = serde_json::to_value(found).unwrap() else { panic!("an object") };
    let codes: Vec<Value> = found.notes.iter().map(|note| json!(note.code)).collect();
    answer.insert("notes".to_owned(), json!(codes));
    answer.retain(|_, value| !matches!(value, Value::Array(items) if items.is_empty()));
    answer.retain(|_, value| !matches!(value, Value::Object(entries) if entries.is_empty()));
    Value::Object(answer)
}

#[test]
fn every_case_comes_out_as_its_file_says() {
    let mut count = 0;
    for folder in sorted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/usage")) {
        let surface: Surface = folder.file_name().unwrap().to_str().unwrap().parse().unwrap();
        for file in sorted(&folder) {
            let case: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
            let response = match &case["text"] {
                Value::Array(lines) => {
                    let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
                    json!(lines.join("\n"))
                }
                _ => case["response"].clone(),
            };
            let found = extract(surface, &response, case["model"].as_str());
            let told = match &found {
                Ok(found) => shown(found),
                Err(error) => json!(error.to_string()),
            };
            let wanted = if found.is_ok() { &case["wanted"] } else { &case["error"] };
            assert_eq!(&told, wanted, "{}: {}", file.display(), case["about"]);
            count += 1;
        }
    }
    assert!(count > 80, "only {count} cases were found");
}

fn cost(name: &str, response: &Value) -> Result<ResponseCost, String> {
    let today = registry().as_of("2026-11-23".parse().unwrap());
    let cost = today.response_cost(name, None, response, &Call::new(), Bounding::Assume);
    cost.map_err(|error| error.to_string())
}

#[test]
fn what_is_not_one_whole_response_has_no_cost() {
    let usage = json!({"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12});
    for (name, response, wanted) in [
        (
            "gpt-4o",
            json!({"usage": {"prompt_tokens": 10, "complet_tokens": 2}}),
            "usage.completion_tokens is not stated",
        ),
        (
            "claude-sonnet-4-5",
            json!([{"type": "message_start", "message": {"usage": {"input_tokens": 10, "output_tokens": 1}}}]),
            "the stream has no message_delta or message_stop; its counts are not the last; the cost is not known",
        ),
        (
            "gpt-4.1",
            json!([{"id": "ebb", "usage": usage}, {"id": "flood", "usage": usage}]),
            "there are 2 responses here, `ebb` and `flood`; the counts are those of the last, not of all: read them one at a time; the cost is not known",
        ),
    ] {
        assert_eq!(cost(name, &response).unwrap_err(), wanted);
    }
}

#[test]
fn images_of_a_tool_are_never_priced_as_the_model_that_called_it() {
    let response = |tool: Value| {
        json!({
            "model": "gpt-5.4-2026-03-05",
            "tools": [tool],
            "tool_usage": {"image_gen": {"input_tokens": 40, "output_tokens": 1056, "total_tokens": 1096}},
            "usage": {"input_tokens": 1000, "output_tokens": 100, "total_tokens": 1100},
        })
    };
    for (tool, named) in [
        (json!({"type": "image_generation"}), "image_generation"),
        (json!({"type": "image_generation", "model": "gpt-image-9"}), "gpt-image-9"),
    ] {
        let cost = cost("gpt-5.4", &response(tool)).unwrap();
        assert_eq!(cost.answer.total, None);
        let priced: Vec<&str> = cost.answer.lines.iter().map(|line| line.meter.as_str()).collect();
        assert_eq!(priced, ["input.text", "output.text"]);
        assert_eq!(cost.calls[1].model, named);
    }
}

/// The keys that responses have, so that random ones come near real ones.
const KEYS: &[&str] = &[
    "usage",
    "usageMetadata",
    "body",
    "headers",
    "events",
    "chunks",
    "bytes",
    "data",
    "response",
    "message",
    "metadata",
    "type",
    "model",
    "modelVersion",
    "iterations",
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
    "prompt_tokens_details",
    "cached_tokens",
    "audio_tokens",
    "input_tokens",
    "output_tokens",
    "output_tokens_details",
    "thinking_tokens",
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
    "cache_creation",
    "ephemeral_1h_input_tokens",
    "inputTokens",
    "outputTokens",
    "cacheReadInputTokens",
    "cacheWriteInputTokens",
    "cacheDetails",
    "ttl",
    "totalTokens",
    "promptTokenCount",
    "cachedContentTokenCount",
    "candidatesTokenCount",
    "promptTokensDetails",
    "cacheTokensDetails",
    "modality",
    "tokenCount",
    "candidates",
    "groundingMetadata",
    "webSearchQueries",
    "service_tier",
    "output",
    "usage_metadata",
    "prompt_token_count",
    "tool_usage",
    "image_gen",
    "web_search",
    "num_requests",
    "id",
    "name",
    "value",
    "bytes",
    "finishReason",
];

/// The keys of a response in snake case, as Google's client in Python prints them.
fn snake_case(value: &Value) -> Value {
    let snake = |key: &str| -> String {
        key.chars()
            .flat_map(|c| c.is_ascii_uppercase().then_some('_').into_iter().chain([c.to_ascii_lowercase()]))
            .collect()
    };
    match value {
        Value::Array(items) => items.iter().map(snake_case).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (snake(key), snake_case(value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

fn any_response() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0u64..100).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        proptest::sample::select(vec![
            "TEXT",
            "AUDIO",
            "1h",
            "message",
            "message_start",
            "compaction",
            "gemini",
            "openai.",
            "e30=",
            "data: {}",
            "12",
            "",
        ])
        .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let key = prop_oneof![
        8 => proptest::sample::select(KEYS).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..8)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// A whole, and parts that fit into it together.
fn whole_and_parts(count: usize) -> impl Strategy<Value = (u64, Vec<u64>)> {
    (0u64..1_000, proptest::collection::vec(0u64..1_000_000, count)).prop_map(|(rest, parts)| {
        let sum: u64 = parts.iter().sum();
        (sum + rest, parts)
    })
}

fn only(found: &Extracted) -> Usage {
    assert_eq!(found.invocations.len(), 1);
    found.invocations[0].meters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_json_is_usage_or_an_error(
        response in any_response(),
        surface in proptest::sample::select(Surface::ALL),
        model in proptest::option::of("[a-z.*/-]{0,12}"),
    ) {
        match extract(surface, &response, model.as_deref()) {
            Ok(found) => prop_assert!(found.notes.iter().all(|note| note.message.len() < 2_000)),
            Err(error) => prop_assert!(error.to_string().len() < 2_000),
        }
    }

    #[test]
    fn inclusive_counts_sum_to_the_totals(
        (prompt, read) in whole_and_parts(5),
        (completion, answered) in whole_and_parts(3),
    ) {
        let response = json!({"usage": {
            "prompt_tokens": prompt,
            "prompt_tokens_details": {
                "cached_tokens": read[0], "audio_tokens": read[1], "image_tokens": read[2],
                "cache_write_tokens": read[3] + read[4],
                "cache_write_tokens_details": {"ttl_30m_tokens": read[3]},
            },
            "completion_tokens": completion,
            "completion_tokens_details": {
                "reasoning_tokens": answered[0], "audio_tokens": answered[1], "image_tokens": answered[2],
            },
            "total_tokens": prompt + completion,
        }});
        let found = extract(Surface::AzureOpenaiChat, &response, None).unwrap();
        prop_assert_eq!(found.total_matches, Some(true));
        prop_assert_eq!(only(&found).total_input(), u128::from(prompt));
        prop_assert_eq!(only(&found).total_output(), u128::from(completion));
    }

    #[test]
    fn counts_side_by_side_sum_to_the_total(counts in proptest::collection::vec(0u64..1_000_000, 5)) {
        let total: u64 = counts.iter().sum();
        let response = json!({"usage": {
            "inputTokens": counts[0], "outputTokens": counts[1], "cacheReadInputTokens": counts[2],
            "cacheWriteInputTokens": counts[3] + counts[4],
            "cacheDetails": [{"ttl": "1h", "inputTokens": counts[3]}, {"ttl": "5m", "inputTokens": counts[4]}],
            "totalTokens": total,
        }});
        let found = extract(Surface::BedrockConverse, &response, Some("amazon.nova-pro-v1:0")).unwrap();
        prop_assert_eq!(found.total_matches, Some(true));
        let usage = only(&found);
        prop_assert_eq!(usage.total_input() + usage.total_output(), u128::from(total));
    }

    #[test]
    fn a_prompt_is_split_whole_whatever_was_cached_of_it(
        (prompt, parts) in whole_and_parts(3),
        cached in proptest::collection::vec(0u64..=100, 3),
        is_listed in any::<bool>(),
    ) {
        let names = ["TEXT", "IMAGE", "AUDIO"];
        let list = |counts: &[u64]| -> Vec<Value> {
            names.iter().zip(counts).map(|(name, count)| json!({"modality": name, "tokenCount": count})).collect()
        };
        let cached: Vec<u64> = parts.iter().zip(cached).map(|(part, percent)| part * percent / 100).collect();
        let mut usage = Map::new();
        usage.insert("promptTokenCount".to_owned(), json!(prompt));
        usage.insert("promptTokensDetails".to_owned(), json!(list(&parts)));
        usage.insert("cachedContentTokenCount".to_owned(), json!(cached.iter().sum::<u64>()));
        if is_listed {
            usage.insert("cacheTokensDetails".to_owned(), json!(list(&cached)));
        }
        let found = extract(Surface::GeminiGenerateContent, &json!({"usageMetadata": usage}), None).unwrap();
        prop_assert_eq!(only(&found).total_input(), u128::from(prompt));
    }

    #[test]
    fn snake_case_says_the_same(
        (prompt, parts) in whole_and_parts(2),
        counts in proptest::collection::vec(0u64..1_000, 4),
        queries in 0usize..4,
    ) {
        let response = json!({
            "modelVersion": "gemini-3-pro-preview",
            "candidates": [{"finishReason": "STOP", "groundingMetadata": {
                "webSearchQueries": (0..queries).map(|at| format!("query {at}")).collect::<Vec<_>>(),
            }}],
            "usageMetadata": {
                "promptTokenCount": prompt,
                "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": parts[0]}],
                "cachedContentTokenCount": parts[1],
                "candidatesTokenCount": counts[0], "thoughtsTokenCount": counts[1],
                "toolUsePromptTokenCount": counts[2], "totalTokenCount": prompt + counts[3],
                "trafficType": "ON_DEMAND_FLEX",
            },
        });
        for surface in [Surface::GeminiGenerateContent, Surface::VertexGenerateContent] {
            let camel = extract(surface, &response, None).unwrap();
            prop_assert_eq!(&camel, &extract(surface, &snake_case(&response), None).unwrap());
        }
    }

    #[test]
    fn a_repeated_event_changes_nothing(
        counts in proptest::collection::vec(0u64..1_000, 2..6),
        again in 0usize..6,
    ) {
        let mut events: Vec<Value> = vec![json!({
            "type": "message_start", "message": {"model": "m", "usage": {"input_tokens": 9, "output_tokens": 1}},
        })];
        events.extend(counts.iter().map(|count| json!({"type": "message_delta", "usage": {"output_tokens": count}})));
        let once = extract(Surface::BedrockInvoke, &json!(events), None).unwrap();
        let repeated = events[again % events.len()].clone();
        events.insert(again % events.len(), repeated);
        prop_assert_eq!(once, extract(Surface::BedrockInvoke, &json!({"events": events}), None).unwrap());
    }
}
