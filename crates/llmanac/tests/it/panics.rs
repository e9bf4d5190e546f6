//! No panic on any input: names, parameters, overlays, bytes.

use llmanac::{ModelRegistry, registry};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Pieces that names are made of, so that random ones come near real ones.
fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("gpt-4o".to_owned()),
        Just("azure/".to_owned()),
        Just("us.".to_owned()),
        Just("anthropic.claude-opus-4-7".to_owned()),
        Just("arn:aws:bedrock:us-east-1::foundation-model/".to_owned()),
        Just("@".to_owned()),
        Just("/".to_owned()),
        Just(":".to_owned()),
        Just("models/".to_owned()),
        Just("gemini-flash-latest".to_owned()),
        Just("2024-08-06".to_owned()),
        Just("é".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z_]{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec(("[a-z_]{0,12}", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn parameters() -> impl Strategy<Value = Map<String, Value>> {
    let known = [
        "max_tokens",
        "temperature",
        "top_p",
        "top_k",
        "stop",
        "n",
        "seed",
        "logit_bias",
        "logprobs",
        "top_logprobs",
        "response_format",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "reasoning_effort",
        "reasoning_budget",
        "stream",
        "service_tier",
        "user",
        "metadata",
    ];
    let name =
        prop_oneof![proptest::sample::select(known.to_vec()).prop_map(str::to_owned), any::<String>(),];
    proptest::collection::vec((name, json()), 0..8).prop_map(|entries| entries.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_name_resolves_or_is_an_error_and_never_both(name in name()) {
        let registry = registry();
        prop_assert_eq!(registry.model(&name).is_some(), registry.resolve(&name).is_ok());
    }

    #[test]
    fn a_name_resolves_alike_in_any_case(name in name()) {
        let registry = registry();
        let found = |name: &str| registry.resolve(name).map(|found| found.model).ok();
        prop_assert_eq!(found(&name), found(&name.to_ascii_uppercase()));
    }

    #[test]
    fn any_parameters_are_checked(
        parameters in parameters(),
        model in proptest::sample::select(vec!["gpt-4o", "gpt-5", "claude-3-opus", "claude-opus-4-7", "gemini-2.5-pro", "gemini-pro"]),
    ) {
        let issues = registry().validate_parameters(model, &parameters);
        for issue in &issues {
            prop_assert!(issue.message.len() < 2_000, "{}", issue.message.len());
        }
    }

    #[test]
    fn any_text_is_an_overlay_or_an_error(text in any::<String>()) {
        let _ = ModelRegistry::embedded().add_overlay("o.toml", &text);
    }

    #[test]
    fn an_overlay_of_odd_values_is_an_error_with_a_place(
        key in proptest::sample::select(vec![
            "name", "extends", "display_name", "family", "released", "aliases", "default_on", "input",
            "capabilities", "surfaces", "limits", "price", "lifecycle", "version", "sold", "quota",
            "capacity", "verdict",
        ]),
        value in proptest::sample::select(vec![
            "1", "true", "\"\"", "\"x\"", "[]", "{}", "[{}]", "1.5", "-1", "9223372036854775807",
            "[{ usd_per_1M = { input.text = \"0.30000000000000004\" } }]", "[{ output = 0 }]",
            "[{ from = \"2024-02-30\" }]", "[{ on = [\"\"] }]", "[{ id = \"\" }]", "{ a.b.c = 1 }",
            "[{ unit = \"ptu\" }]", "[{ unit = \"\", least = 0 }]", "[{ unit = \"ptu\", throughput = \"0/1m\" }]",
            "[{ unit = \"ptu\", term = \"hourly\", usd_per_unit_hour = \"-1\" }]",
            "[{ unit = \"ptu\", counts = { input.text = \"1e9\" } }]",
        ]),
    ) {
        let text = format!("[[model]]\nid = \"azure_openai/odd\"\nextends = \"gpt-4o\"\n{key} = {value}\n");
        if let Err(error) = ModelRegistry::embedded().add_overlay("o.toml", &text) {
            prop_assert!(!error.problems().is_empty());
            prop_assert!(error.problems().iter().all(|problem| problem.file == "o.toml"));
        }
    }

    #[test]
    fn any_bytes_are_a_catalog_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0usize..150_000) {
        let _ = ModelRegistry::from_bytes(bytes.clone());
        // A real catalog with a few bytes changed.
        let mut catalog = llmanac_catalog::CATALOG.to_vec();
        for (place, byte) in bytes.iter().enumerate() {
            if let Some(own) = catalog.get_mut(at + place) {
                *own = *byte;
            }
        }
        let _ = ModelRegistry::from_bytes(catalog);
    }
}
