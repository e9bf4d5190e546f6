mod overlay;
mod sources;
mod warnings;

use serde_json::{Map, Value};

use crate::registry::Snapshot;
use crate::testing::little;

/// The original design's fields, in its order.
const ORIGINAL: [&str; 29] = [
    "model_name",
    "provider",
    "model_family",
    "display_name",
    "supported_input_types",
    "supported_output_types",
    "supports_streaming",
    "supports_function_calling",
    "supports_vision",
    "supports_json_mode",
    "max_context_length",
    "max_output_tokens",
    "max_input_tokens",
    "supports_temperature",
    "supports_top_p",
    "supports_frequency_penalty",
    "supports_presence_penalty",
    "supports_stop_sequences",
    "parameter_mappings",
    "default_parameters",
    "api_requirements",
    "converter_fn",
    "cost_per_1k_input_tokens",
    "cost_per_1k_output_tokens",
    "is_deprecated",
    "deprecation_date",
    "replacement_model",
    "id",
    "status",
];

fn json(snapshot: &Snapshot, name: &str) -> Map<String, Value> {
    match serde_json::to_value(snapshot.show(name).unwrap()).unwrap() {
        Value::Object(fields) => fields,
        other => panic!("{other}"),
    }
}

fn originals(snapshot: &Snapshot, name: &str) -> String {
    let shown = json(snapshot, name);
    let lines = ORIGINAL.map(|field| format!("{field}: {}", shown[field]));
    lines.join("\n")
}

#[test]
fn every_field_of_the_original_design_has_its_name() {
    insta::assert_snapshot!(originals(&little(), "quill"), @r#"
    model_name: "quill"
    provider: "azure_openai"
    model_family: "quills"
    display_name: "Quill"
    supported_input_types: ["image","text"]
    supported_output_types: ["json","text"]
    supports_streaming: true
    supports_function_calling: true
    supports_vision: true
    supports_json_mode: true
    max_context_length: 128000
    max_output_tokens: 16384
    max_input_tokens: 128000
    supports_temperature: true
    supports_top_p: true
    supports_frequency_penalty: null
    supports_presence_penalty: null
    supports_stop_sequences: true
    parameter_mappings: {"max_tokens":"max_tokens","stop":"stop","temperature":"temperature","top_p":"top_p"}
    default_parameters: {"max_tokens":1024,"temperature":1,"top_p":1}
    api_requirements: {"supports_batch_api":true,"uses_deployment_name":true}
    converter_fn: null
    cost_per_1k_input_tokens: "0.0025"
    cost_per_1k_output_tokens: "0.012"
    is_deprecated: false
    deprecation_date: "2027-04-14"
    replacement_model: "sage"
    id: "azure_openai/quill"
    status: "disputed"
    "#);
}

#[test]
fn unknown_is_null_and_known_to_be_none_is_said() {
    insta::assert_snapshot!(originals(&little(), "quill-old"), @r#"
    model_name: "quill-old"
    provider: "azure_openai"
    model_family: "quills"
    display_name: "Quill Old"
    supported_input_types: null
    supported_output_types: null
    supports_streaming: null
    supports_function_calling: null
    supports_vision: null
    supports_json_mode: null
    max_context_length: null
    max_output_tokens: "none"
    max_input_tokens: null
    supports_temperature: true
    supports_top_p: true
    supports_frequency_penalty: null
    supports_presence_penalty: null
    supports_stop_sequences: true
    parameter_mappings: {"max_tokens":"max_tokens","stop":"stop","temperature":"temperature","top_p":"top_p"}
    default_parameters: {"temperature":1,"top_p":1}
    api_requirements: {"supports_batch_api":true,"uses_deployment_name":true}
    converter_fn: null
    cost_per_1k_input_tokens: null
    cost_per_1k_output_tokens: null
    is_deprecated: true
    deprecation_date: "2024-06-01"
    replacement_model: "quill"
    id: "azure_openai/quill-old"
    status: "retired"
    "#);
    let shown = json(&little(), "quill-old");
    for unknown in ["knowledge_cutoff", "regions", "rate_limits", "version", "discount"] {
        assert_eq!(shown[unknown], Value::Null, "{unknown}");
    }
}

#[test]
fn parameters_are_shown_by_surface() {
    let shown = little().show("sage").unwrap();
    let [surface] = shown.parameters.as_slice() else { panic!("one surface") };
    let lines: Vec<String> = surface
        .parameters
        .iter()
        .map(|own| {
            let range = own.range.as_ref().map(|range| serde_json::to_string(range).unwrap());
            format!(
                "{}: supported {:?}, {} at {}, {}, {}, default {:?}, fill {:?}",
                own.name,
                own.supported,
                own.native.as_deref().unwrap_or("?"),
                own.path.as_deref().unwrap_or("?"),
                own.kind,
                range.as_deref().unwrap_or("no range"),
                own.default,
                own.fill,
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    max_tokens: supported Some(true), maxTokens at inferenceConfig.maxTokens, integer, {"min":1,"max":64000,"max_of":"model.limits.output"}, default None, fill Some(Number(64000))
    seed: supported Some(false), ? at ?, integer, no range, default None, fill None
    stop: supported Some(true), stopSequences at inferenceConfig.stopSequences, strings, no range, default None, fill None
    temperature: supported Some(true), temperature at inferenceConfig.temperature, decimal, {"min":0,"max":1}, default Some(Number(1)), fill None
    tool_choice: supported Some(true), tool_choice at toolConfig.toolChoice, any, no range, default None, fill None
    top_p: supported None, ? at ?, decimal, no range, default None, fill None
    "#);
    let choice = surface.parameters.iter().find(|own| own.name == "tool_choice").unwrap();
    assert_eq!(choice.values.as_deref().unwrap(), ["auto", "required"]);
    assert_eq!(choice.native_values["required"], "any");
    assert_eq!(choice.not_expressible, ["none"]);
}

#[test]
fn rules_are_sentences_that_their_parameters_name() {
    let shown = little().show("quill").unwrap();
    let surface = &shown.parameters[0];
    assert_eq!(surface.rules[0].says, "temperature and top_p cannot be stated together");
    let mentioned = |name: &str| {
        surface.parameters.iter().find(|own| own.name == name).is_some_and(|own| own.rules == ["one_of_two"])
    };
    assert!(mentioned("temperature") && mentioned("top_p") && !mentioned("stop"));
}

#[test]
fn what_is_billed_at_the_rate_of_another_meter_is_said() {
    let billed = |name: &str| json(&little(), name)["billed_as"].to_string();
    assert_eq!(billed("quill"), r#"{"input.image":"input.text"}"#);
    assert_eq!(billed("sage"), "{}");
}

#[test]
fn a_name_that_fixes_the_scope_is_priced_in_it() {
    let shown = little().show("us.anthropic.sage-v1:0").unwrap();
    assert_eq!(shown.offer.to_string(), "zone:us/standard");
    assert_eq!((shown.matched.as_str(), shown.geography.as_deref()), ("profile", Some("us")));
    assert_eq!(shown.cost_per_1k_input_tokens.unwrap().to_string(), "0.003");
    assert!(shown.basis.assumed.iter().all(|assumed| assumed.what != "scope"));
}

#[test]
fn what_nobody_stated_is_named() {
    let shown = little().show("quill").unwrap();
    let assumed: Vec<String> =
        shown.basis.assumed.iter().map(|own| format!("{} {}", own.what, own.value)).collect();
    assert_eq!(assumed, ["date 2026-11-23", "version 2025-08-01", "scope global", "tier standard"]);
    let shown = little().show("quill@2025-01-10").unwrap();
    assert!(shown.basis.assumed.iter().all(|assumed| assumed.what != "version"));
}

#[test]
fn a_name_that_means_nothing_is_an_error() {
    for name in ["", "quil", "quill@1999-01-01", &"x".repeat(1_000_000)] {
        let message = little().show(name).unwrap_err().to_string();
        assert!(message.len() < 300, "{message}");
    }
}

#[cfg(feature = "embedded")]
#[test]
fn gpt_4o_in_june_2024_is_as_the_original_design_had_it() {
    let june = crate::registry().as_of("2024-06-01".parse().unwrap());
    let shown = json(&june, "gpt-4o");
    for (field, wanted) in [
        ("model_name", "gpt-4o".into()),
        ("provider", "azure_openai".into()),
        ("model_family", "azure_gpt_4o".into()),
        ("display_name", "GPT-4o".into()),
        ("supported_input_types", serde_json::json!(["image", "text"])),
        ("supported_output_types", serde_json::json!(["json", "text"])),
        ("supports_vision", true.into()),
        ("max_context_length", 128_000.into()),
        ("cost_per_1k_input_tokens", "0.005".into()),
        ("cost_per_1k_output_tokens", "0.015".into()),
        ("is_deprecated", false.into()),
        ("version", "2024-05-13".into()),
    ] {
        assert_eq!(shown[field], wanted, "{field}");
    }
}
