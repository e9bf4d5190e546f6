//! The usage snippets of the original design, in its own words where Rust has them.

use llmanac::model::Provider;
use llmanac::{ModelFamily, registry};
use serde_json::{Map, Value, json};

fn parameters(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// 1. Get model metadata.
#[test]
fn get_comprehensive_metadata_for_a_model() {
    let metadata = registry().model("gpt-4o").unwrap();
    assert_eq!(format!("Model: {}", metadata.display_name()), "Model: GPT-4o");
    assert_eq!(format!("Family: {}", metadata.model_family()), "Family: azure_gpt_4o");
    let max_tokens = metadata.max_output_tokens().unwrap().get();
    assert_eq!(format!("Max tokens: {max_tokens}"), "Max tokens: 16384");
    assert_eq!(metadata.supports_vision(), Some(true));
    let then = registry().as_of("2024-06-01".parse().unwrap()).model("gpt-4o").unwrap();
    let cost = then.cost_per_1k_input_tokens().unwrap();
    assert_eq!(format!("Cost per 1K input: ${cost}"), "Cost per 1K input: $0.005");
}

/// 2. Validate parameters.
#[test]
fn a_limit_that_is_exceeded_reads_as_in_the_original() {
    let parameters = parameters(json!({"temperature": 0.7, "max_tokens": 20000, "frequency_penalty": 0.5}));
    for (model, sentence) in [
        ("gpt-4o", "max_tokens 20000 exceeds model limit 16384"),
        ("gpt-3.5-turbo", "max_tokens 20000 exceeds model limit 4096"),
    ] {
        let issues = registry().validate_parameters(model, &parameters);
        let issues: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
        assert_eq!(issues, [sentence]);
    }
    let issues = registry().validate_parameters("no-such-model", &parameters);
    assert_eq!(issues[0].message, "Model no-such-model not found in registry");
}

#[test]
fn an_unsupported_parameter_reads_as_in_the_original() {
    let issues = registry().validate_parameters("gpt-5", &parameters(json!({"temperature": 0.7})));
    assert_eq!(issues[0].message, "Model gpt-5 does not support temperature parameter");
    let issues = registry().validate_parameters("gpt-5", &parameters(json!({"top_p": 0.7})));
    assert_eq!(issues[0].message, "Model gpt-5 does not support top_p parameter");
}

/// 3. Check model capabilities.
#[test]
fn a_deprecated_model_says_since_when_and_what_replaces_it() {
    let then = registry().as_of("2024-07-01".parse().unwrap());
    let metadata = then.model("gpt-3.5-turbo-16k").unwrap();
    assert!(metadata.is_deprecated());
    assert_eq!(metadata.deprecation_date().unwrap().to_string(), "2024-06-01");
    assert_eq!(metadata.replacement_model().unwrap().name(), "gpt-3.5-turbo");
    assert_eq!(metadata.supports_function_calling(), Some(true));
    assert_eq!(metadata.supports_vision(), Some(false));
    // Azure names another today.
    let today = registry().as_of("2026-11-23".parse().unwrap());
    let metadata = today.model("gpt-3.5-turbo-16k").unwrap();
    assert_eq!(metadata.replacement_model().unwrap().name(), "gpt-4.1-mini");
}

/// 4. Get models by family.
#[test]
fn families_list_their_models() {
    let registry = registry();
    assert_eq!(registry.family_models(&ModelFamily::AZURE_GPT_4O), ["gpt-4o", "gpt-4o-mini"]);
    assert_eq!(registry.family_models(&ModelFamily::AZURE_GPT_4), ["gpt-4", "gpt-4-32k", "gpt-4-turbo"]);
    assert_eq!(
        registry.family_models(&ModelFamily::AZURE_GPT_35),
        ["gpt-3.5-turbo", "gpt-3.5-turbo-16k", "gpt-3.5-turbo-instruct"]
    );
    assert_eq!(
        registry.family_models(&ModelFamily::BEDROCK_CLAUDE_3),
        ["claude-3-haiku", "claude-3-opus", "claude-3-sonnet"]
    );
    assert_eq!(
        registry.family_models(&ModelFamily::GEMINI_1_5),
        ["gemini-1.5-flash", "gemini-1.5-flash-8b", "gemini-1.5-pro"]
    );
    assert_eq!(registry.family_models(&ModelFamily::GEMINI_PRO), ["gemini-pro", "gemini-pro-vision"]);
    assert!(
        registry.family_models(&ModelFamily::BEDROCK_CLAUDE_35).contains(&"claude-3-5-sonnet".to_owned())
    );
    assert_eq!(registry.family_models(&ModelFamily::AZURE_GPT_4_1), ["gpt-4.1"]);
    assert_eq!(registry.family_models(&ModelFamily::AZURE_GPT_4_1_MINI), ["gpt-4.1-mini"]);
}

/// 5. Get models by provider.
#[test]
fn providers_list_their_models() {
    let registry = registry();
    for provider in [Provider::AZURE_OPENAI, Provider::BEDROCK, Provider::GEMINI] {
        let models = registry.provider_models(&provider);
        assert!(models.len() >= 12, "{provider}: {models:?}");
        for name in models {
            // Several providers serve models of one name; the provider before it says whose is meant.
            let metadata = registry.model(&format!("{provider}/{name}")).unwrap();
            assert_eq!(*metadata.provider(), provider);
            assert!(!metadata.display_name().is_empty());
        }
    }
}

/// 6. Parameter mapping.
#[test]
fn parameters_have_the_providers_names() {
    for (model, parameter, native) in [
        ("gpt-4o", "max_tokens", "max_tokens"),
        ("gpt-4o", "stop", "stop"),
        ("claude-3-5-sonnet", "max_tokens", "max_tokens"),
        ("claude-3-5-sonnet", "stop", "stop_sequences"),
        ("gemini-1.5-pro", "max_tokens", "max_output_tokens"),
        ("gemini-1.5-pro", "stop", "stop_sequences"),
        ("gemini-1.5-pro", "temperature", "temperature"),
        ("gemini-1.5-pro", "top_p", "top_p"),
    ] {
        assert_eq!(registry().parameter_mapping(model, parameter).unwrap(), native, "{model} {parameter}");
        assert_eq!(registry().model(model).unwrap().parameter_mappings()[parameter], native);
    }
    assert_eq!(
        registry().model("gpt-4o").unwrap().api_requirements().get("uses_deployment_name"),
        Some(true)
    );
    assert_eq!(
        registry().model("claude-3-opus").unwrap().api_requirements().get("requires_region"),
        Some(true)
    );
}

/// 7. Cost tracking.
#[test]
fn a_request_costs_what_the_original_says() {
    use llmanac::advise::Call;
    use llmanac::cost::Usage;
    use llmanac::model::Meter;

    let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::OutputText, 500);
    let snapshot = registry().snapshot();
    let cost = snapshot.cost("gpt-4o", &usage, &Call::new().on("2024-06-01".parse().unwrap())).unwrap();
    assert_eq!(format!("Estimated cost: ${:.4}", cost.total.unwrap()), "Estimated cost: $0.0125");
    // The original gives 0 for an unknown model; here it is an error.
    assert!(snapshot.cost("no-such-model", &usage, &Call::new()).is_err());
}

/// Cost optimization.
#[test]
fn the_cheapest_model_for_a_complex_task_can_do_it() {
    use llmanac::advise::Selection;

    let today = registry().as_of("2026-11-23".parse().unwrap());
    let wanted = Selection::new().task("complex_task").min_output(8_000);
    let selected = today.select(&wanted).unwrap();
    let best = today.model(&selected.models[0].id).unwrap();
    assert_eq!(best.supports_function_calling(), Some(true));
    assert!(best.max_output_tokens().unwrap().get() >= 8_000);
    assert!(!best.is_deprecated());
    assert!(selected.models.windows(2).all(|pair| pair[0].cost.total <= pair[1].cost.total));
    assert_eq!(selected.models.len() + selected.rejected.len(), registry().models().len());
    assert!(selected.rejected.iter().all(|rejected| !rejected.reasons.is_empty()));
}

/// Model migration support.
#[test]
fn a_deprecated_model_migrates_to_a_living_one() {
    let then = registry().as_of("2024-07-01".parse().unwrap()).migrate("gpt-3.5-turbo-16k").unwrap();
    assert_eq!(then.to.as_deref(), Some("azure_openai/gpt-3.5-turbo"));
    let snapshot = registry().as_of("2026-11-23".parse().unwrap());
    let today = snapshot.migrate("gpt-3.5-turbo-16k").unwrap();
    assert_eq!(today.chain.first().unwrap(), "azure_openai/gpt-3.5-turbo-16k");
    assert_eq!(today.chain[1], "azure_openai/gpt-4.1-mini");
    assert_eq!(today.chain.last(), today.to.as_ref());
    assert!(snapshot.model(today.to.as_ref().unwrap()).unwrap().status().is_living());
    assert!(!today.differences.is_empty());
    let fine = snapshot.migrate("gpt-5.4").unwrap();
    assert_eq!(
        (fine.from.as_str(), fine.to.as_deref()),
        ("azure_openai/gpt-5.4", Some("azure_openai/gpt-5.4"))
    );
}
