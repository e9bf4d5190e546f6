//! The overlay that catalog/README.md shows, laid over the embedded catalog.
#![cfg(all(feature = "embedded", feature = "overlay"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use llmanac::advise::{Call, CostAnswer};
use llmanac::cost::Usage;
use llmanac::model::Meter;
use llmanac::{Matched, ModelRegistry, Snapshot};
use serde_json::json;

const README: &str = include_str!("../../../catalog/README.md");
const FILE: &str = "catalog/README.md";

/// The one block of TOML.
fn shown() -> &'static str {
    let (_, rest) = README.split_once("```toml\n").expect("the section on overlays shows one");
    let (block, rest) = rest.split_once("```").expect("the block ends");
    assert!(!rest.contains("```toml"), "a second block is not tested");
    block
}

fn today() -> Snapshot {
    let registry = ModelRegistry::embedded();
    registry.add_overlay(FILE, shown()).unwrap_or_else(|error| panic!("{error}"));
    registry.as_of("2026-11-23".parse().unwrap())
}

/// What a million tokens of a meter cost.
fn million(model: &str, meter: Meter) -> CostAnswer {
    today().cost(model, &Usage::new().with(meter, 1_000_000), &Call::new()).unwrap()
}

#[test]
fn the_deployment_resolves_to_its_version_and_place() {
    let found = today().resolve("prod-chat").unwrap();
    assert_eq!(found.matched, Matched::Deployment);
    assert_eq!(found.model.id().as_str(), "azure_openai/gpt-4o");
    assert_eq!(found.model.version(), Some("2024-08-06"));
    assert_eq!(found.scope.unwrap().to_string(), "zone:eu");
    assert_eq!(found.region.unwrap().as_str(), "swedencentral");
}

#[test]
fn names_mean_what_the_overlay_says_and_others_what_they_did() {
    let today = today();
    for (name, id, layer) in [
        ("support-bot", "azure_openai/support-bot", FILE),
        ("azure_openai/support-bot", "azure_openai/support-bot", FILE),
        ("gpt-4.1", "azure_openai/gpt-4.1", FILE),
        ("gpt-4o-mini", "azure_openai/gpt-4o-mini", "catalog"),
        ("gpt-4o", "azure_openai/gpt-4o", "catalog"),
    ] {
        let model = today.model(name).unwrap();
        assert_eq!((model.id().as_str(), model.layer()), (id, layer), "{name}");
    }
    assert_eq!(today.model("support-bot").unwrap().display_name(), "Support bot");
    assert_eq!(today.overlays(), [FILE]);
}

#[test]
fn validation_knows_the_own_limit_and_the_inherited_parameters() {
    let today = today();
    for (model, parameters, sentences) in [
        ("support-bot", json!({"max_tokens": 2000, "temperature": 0.7}), vec![]),
        ("support-bot", json!({"max_tokens": 2001}), vec!["max_tokens 2001 exceeds model limit 2000"]),
        ("gpt-4o-mini", json!({"max_tokens": 2001}), vec![]),
        ("prod-chat", json!({"max_tokens": 20000}), vec!["max_tokens 20000 exceeds model limit 16384"]),
    ] {
        let issues = today.validate_parameters(model, parameters.as_object().unwrap());
        let issues: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
        assert_eq!(issues, sentences, "{model} {parameters}");
    }
}

#[test]
fn costs_follow_the_own_prices_the_deployment_and_the_discount() {
    for (model, meter, total, offer) in [
        // The own price, ten percent off.
        ("gpt-4.1", Meter::InputText, "1.62", "global/standard"),
        ("gpt-4.1", Meter::OutputText, "6.48", "global/standard"),
        // The catalog's price, ten percent off: 0.15.
        ("support-bot", Meter::InputText, "0.135", "global/standard"),
        // In the data zone, to which the discount does not apply.
        ("prod-chat", Meter::InputText, "2.75", "zone:eu/standard"),
        // Another provider.
        ("gemini-2.5-flash", Meter::InputText, "0.3", "global/standard"),
    ] {
        let cost = million(model, meter);
        assert_eq!(cost.total.map(|total| total.to_string()).as_deref(), Some(total), "{model} {meter}");
        assert_eq!(cost.offer, offer, "{model}");
        assert_eq!(cost.basis.overlays, [FILE]);
    }
    let cost = million("gpt-4.1", Meter::InputText);
    let line = cost.lines.first().unwrap();
    assert_eq!(line.discount.as_deref(), Some("enterprise agreement"));
    assert_eq!((line.list_rate.as_deref(), line.rate.as_str()), (Some("1.8"), "1.62"));
    assert_eq!(line.source, [FILE]);
}

#[test]
fn the_discount_begins_on_its_day_and_not_before() {
    let usage = Usage::new().with(Meter::InputText, 1_000_000);
    for (day, total) in [("2026-06-30", "2.5"), ("2026-07-01", "2.25")] {
        let cost = today().cost("gpt-4o", &usage, &Call::new().on(day.parse().unwrap())).unwrap();
        assert_eq!(cost.total.unwrap().to_string(), total, "on {day}");
    }
}

#[test]
fn what_the_own_price_list_leaves_out_is_unknown() {
    let cost = million("gpt-4.1", Meter::WebSearch);
    assert_eq!((cost.status.as_str(), cost.total), ("incomplete", None));
}
