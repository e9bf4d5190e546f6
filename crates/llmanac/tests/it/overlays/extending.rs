//! Models of an overlay that extend others, and the facts that they state.

use super::{million, with};

#[test]
fn a_model_extends_another_with_only_its_differences() {
    let registry = with(
        r#"
        [[model]]
        name = "support-bot"
        extends = "gpt-4o-mini"
        display_name = "Support bot"
        limits = [{ output = 2000 }]
        price = [{ on = ["global/standard"], usd_per_1M = { input.text = "0.5", output.text = "1" } }]
        "#,
    );
    let model = registry.model("support-bot").unwrap();
    assert_eq!(model.id().as_str(), "azure_openai/support-bot");
    assert_eq!(model.display_name(), "Support bot");
    assert_eq!(model.max_output_tokens().unwrap().get(), 2_000);
    assert_eq!(model.max_context_length().unwrap().get(), 128_000);
    assert_eq!(model.supports_vision(), Some(true));
    assert_eq!(model.layer(), "llmanac.toml");
    assert_eq!(million(&registry, "support-bot"), "0.5");
    assert_eq!(million(&registry, "gpt-4o-mini"), "0.15");
    assert_eq!(registry.snapshot().overlays(), ["llmanac.toml"]);
}

#[test]
fn a_model_that_extends_another_does_not_take_its_names() {
    let registry = with("[[model]]\nname = \"support-bot\"\nextends = \"gpt-4o-mini\"\n");
    for name in ["gpt-4o-mini", "gpt-4o-mini-2024-07-18"] {
        assert_eq!(registry.model(name).unwrap().id().as_str(), "azure_openai/gpt-4o-mini", "{name}");
    }
    let own = registry.model("support-bot-2024-07-18").unwrap();
    assert_eq!(own.id().as_str(), "azure_openai/support-bot");
    let registry = with("[[model]]\nname = \"mine\"\nextends = \"claude-3-haiku\"\n");
    let found = registry.model("anthropic.claude-3-haiku-20240307-v1:0").unwrap();
    assert_eq!(found.id().as_str(), "bedrock/claude-3-haiku");
}

#[test]
fn a_model_is_replaced_by_itself_with_differences_on_purpose() {
    for base in ["gpt-4o", "azure_openai/gpt-4o"] {
        let registry = with(&format!(
            "[[model]]\nid = \"azure_openai/gpt-4o\"\nextends = \"{base}\"\nreplace = true\nlimits = [{{ output = 99 }}]\n"
        ));
        assert_eq!(registry.model("gpt-4o").unwrap().max_output_tokens().unwrap().get(), 99);
        assert_eq!(registry.model("gpt-4o-2024-08-06").unwrap().max_output_tokens().unwrap().get(), 99);
    }
}

#[test]
fn an_overlay_says_where_calls_are_processed_and_what_was_scored() {
    let registry = with(
        r#"
        [[model]]
        name = "painter"
        extends = "azure_openai/gpt-4o"
        sold = [
          { on = ["zone:us/standard"], regions = ["eastus", "eastus2"], routes = { eastus = ["eastus", "westus"], "*" = ["eastus2"] } },
          { on = ["global/standard"], regions = ["eastus"] },
        ]
        benchmark = [
          { name = "GPQA Diamond", score = "84.0", unit = "percent", harness = "pass@1", day = "2026-05-01" },
          { versions = ["2024-05-13"], name = "MMLU", score = "88.7", unit = "percent", harness = "0-shot" },
        ]
        "#,
    );
    let model = registry.model("painter").unwrap();
    let asked = |offer: &str, region: &str| {
        let regions = model.processed_in(&offer.parse().unwrap(), region)?;
        Some(regions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(asked("zone:us/standard", "eastus").as_deref(), Some("eastus westus"));
    assert_eq!(asked("zone:us/standard", "eastus2").as_deref(), Some("eastus2"));
    // Not called from there; not known; not sold so.
    assert_eq!(asked("zone:us/standard", "westus"), None);
    assert_eq!(asked("global/standard", "eastus"), None);
    assert_eq!(asked("zone:eu/standard", "eastus"), None);
    let routes = model.sold().first().unwrap().routes.clone().unwrap();
    assert_eq!(routes.keys().collect::<Vec<_>>(), ["*", "eastus"]);
    let scores: Vec<String> =
        model.benchmarks().iter().map(|own| format!("{} {} {}", own.name, own.score, own.unit)).collect();
    assert_eq!(scores, ["GPQA Diamond 84.0 percent"]);
    assert_eq!(model.with_version("2024-05-13").unwrap().benchmarks().len(), 2);
}
