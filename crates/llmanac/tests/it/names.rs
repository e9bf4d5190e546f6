//! Names: what each form resolves to, and what is refused.

use llmanac::model::Provider;
use llmanac::{Matched, ModelBuilder, ModelRegistry, registry};

#[test]
fn every_form_of_a_name_says_how_it_matched() {
    let registry = registry().as_of("2026-11-23".parse().unwrap());
    for (name, id, version, matched) in [
        ("azure_openai/gpt-4o", "azure_openai/gpt-4o", Some("2024-11-20"), Matched::Exact),
        ("gpt-4o", "azure_openai/gpt-4o", Some("2024-11-20"), Matched::Exact),
        ("GPT-4O", "azure_openai/gpt-4o", Some("2024-11-20"), Matched::Exact),
        ("azure/gpt-4o", "azure_openai/gpt-4o", Some("2024-11-20"), Matched::Exact),
        ("gpt-4o-2024-08-06", "azure_openai/gpt-4o", Some("2024-08-06"), Matched::Version),
        ("gpt-4o@2024-05-13", "azure_openai/gpt-4o", Some("2024-05-13"), Matched::Version),
        ("azure/gpt-4o@2024-05-13", "azure_openai/gpt-4o", Some("2024-05-13"), Matched::Version),
        ("gpt-35-turbo", "azure_openai/gpt-3.5-turbo", Some("0125"), Matched::Alias),
        ("claude-3.5-sonnet", "bedrock/claude-3-5-sonnet", Some("20241022-v2:0"), Matched::Alias),
        (
            "anthropic.claude-3-5-sonnet-20240620-v1:0",
            "bedrock/claude-3-5-sonnet",
            Some("20240620-v1:0"),
            Matched::WireId,
        ),
        ("bedrock/anthropic.claude-opus-4-7", "bedrock/claude-opus-4-7", None, Matched::WireId),
        (
            "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
            "bedrock/claude-3-5-sonnet",
            Some("20241022-v2:0"),
            Matched::Profile,
        ),
        ("global.anthropic.claude-opus-4-7", "bedrock/claude-opus-4-7", None, Matched::Profile),
        (
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
            "bedrock/claude-3-haiku",
            Some("20240307-v1:0"),
            Matched::WireId,
        ),
        (
            "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-opus-4-7",
            "bedrock/claude-opus-4-7",
            None,
            Matched::Profile,
        ),
        ("models/gemini-1.5-pro", "gemini/gemini-1.5-pro", Some("001"), Matched::Exact),
        ("gemini/gemini-2.5-pro", "gemini/gemini-2.5-pro", None, Matched::Exact),
    ] {
        let found = registry.resolve(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            (found.model.id().as_str(), found.model.version(), found.matched),
            (id, version, matched),
            "{name}"
        );
        assert_eq!(registry.model(name).unwrap().id().as_str(), id, "{name}");
    }
}

#[test]
fn a_profile_and_an_arn_fix_where_the_call_is_served() {
    let found = registry().resolve("us.anthropic.claude-3-5-sonnet-20241022-v2:0").unwrap();
    assert_eq!(found.geography.as_deref(), Some("us"));
    assert_eq!(found.scope.unwrap().to_string(), "zone:us");
    let found = registry()
        .resolve("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0")
        .unwrap();
    assert_eq!(found.scope.unwrap().to_string(), "region:us-east-1");
    assert_eq!(found.region.unwrap().as_str(), "us-east-1");
}

#[test]
fn a_pointer_follows_its_target_through_time() {
    let on = |day: &str| {
        let found = registry().as_of(day.parse().unwrap()).resolve("gemini-flash-latest");
        found.map(|found| (found.matched, found.model.model_name().to_owned()))
    };
    let (matched, today) = on("2026-11-23").unwrap();
    assert_eq!(matched, Matched::Pointer);
    assert_ne!(on("2026-02-01").unwrap().1, today);
}

#[test]
fn no_name_is_taken_for_its_neighbour() {
    for name in [
        "gpt-4o-9999-99-99",
        "gpt-40",
        "gpt-4o@9999-99-99",
        "bedrock/gpt-4o",
        "gemini/gpt-4o",
        "us.gpt-4o",
        "us.claude-opus-4-7",
        "xx.anthropic.claude-opus-4-7",
        "claude",
        "anthropic.claude-opus-4-7-extra",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
        "",
        " ",
        "/",
        "@",
        "gpt-4o@",
        "azure/",
    ] {
        assert!(registry().model(name).is_none(), "{name}");
        assert!(registry().resolve(name).is_err(), "{name}");
    }
}

#[test]
fn an_unknown_name_suggests_living_models() {
    let today = registry().as_of("2026-11-23".parse().unwrap());
    let error = today.resolve("gpt-40").unwrap_err();
    assert!(error.suggestions().contains(&"gpt-4o".to_owned()));
    assert!(error.suggestions().len() <= 5);
    for suggestion in error.suggestions() {
        assert!(today.model(suggestion).unwrap().status().is_living(), "{suggestion}");
    }
    let error = today.resolve("gpt-3.5-turbo-16").unwrap_err();
    assert!(!error.suggestions().iter().any(|name| name.contains("16k")), "{error}");
}

#[test]
fn a_name_resolved_plainly_differs_in_its_suggestions_only() {
    let today = registry().as_of("2026-11-23".parse().unwrap());
    for name in
        ["gpt-4o", " GPT-4o ", "azure/gpt-4o@2024-05-13", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"]
    {
        assert_eq!(today.resolve_plainly(name).unwrap(), today.resolve(name).unwrap(), "{name}");
    }
    for name in ["gpt-40", "no-such-model", "gpt-4o@1999-01-01", "", " ", &"x".repeat(1 << 20)] {
        let (plain, whole) = (today.resolve_plainly(name).unwrap_err(), today.resolve(name).unwrap_err());
        assert_eq!(plain.suggestions(), [""; 0], "{name}");
        assert_eq!((plain.name(), plain.is_unknown()), (whole.name(), whole.is_unknown()), "{name}");
        assert!(whole.to_string().starts_with(&plain.to_string()), "{plain} / {whole}");
    }
}

#[test]
fn a_long_name_is_an_error_of_one_line() {
    let error = registry().resolve(&"x".repeat(1 << 20)).unwrap_err();
    assert!(error.to_string().len() < 200);
}

#[test]
fn a_plain_name_keeps_its_meaning_when_others_come_to_serve_it() {
    let registry = ModelRegistry::embedded();
    let gateway = Provider::new("gateway").unwrap();
    let own = |name: &str| ModelBuilder::new(gateway.clone(), name).extends("azure_openai/gpt-4o-mini");
    registry.register_all([own("gpt-4o"), own("house-model"), own("US.house-model")]).unwrap();
    for (name, id) in [
        ("gpt-4o", "azure_openai/gpt-4o"),
        ("gateway/gpt-4o", "gateway/gpt-4o"),
        ("Gateway/GPT-4o", "gateway/gpt-4o"),
        ("house-model", "gateway/house-model"),
        ("us.house-model", "gateway/US.house-model"),
        ("azure_openai/gpt-4o", "azure_openai/gpt-4o"),
    ] {
        assert_eq!(registry.resolve(name).unwrap().model.id().as_str(), id, "{name} resolved");
        assert_eq!(registry.model(name).unwrap().id().as_str(), id, "{name}");
    }
    let also = registry.resolve("gpt-4o").unwrap().also;
    assert_eq!(also.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["gateway/gpt-4o"]);
}

#[test]
fn a_name_near_one_that_several_models_have_is_answered_by_their_ids() {
    let error = registry().resolve("grok-4.1-fast-reasonin").unwrap_err();
    for id in ["azure_foundry/grok-4-1-fast-reasoning", "vertex/grok-4.1-fast-reasoning"] {
        assert!(error.suggestions().iter().any(|name| name == id), "{id}: {error}");
    }
    for name in error.suggestions() {
        assert!(registry().is_supported(name), "{name}");
    }
}
