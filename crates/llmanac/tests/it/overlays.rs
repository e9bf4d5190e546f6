//! Custom models, deployments and terms of the caller.

use llmanac::advise::{Call, CapacityQuestion};
use llmanac::cost::{CapacityTime, Usage};
use llmanac::model::{Capability, Meter, Modality, Provider, Surface, Term};
use llmanac::{Matched, ModelBuilder, ModelRegistry};

fn with(overlay: &str) -> ModelRegistry {
    let registry = ModelRegistry::embedded();
    registry.add_overlay("llmanac.toml", overlay).unwrap_or_else(|error| panic!("{error}"));
    registry
}

fn refused(overlay: &str) -> String {
    ModelRegistry::embedded().add_overlay("llmanac.toml", overlay).unwrap_err().to_string()
}

fn million(registry: &ModelRegistry, model: &str) -> String {
    let usage = Usage::new().with(Meter::InputText, 1_000_000);
    let call = Call::new().on("2026-11-23".parse().unwrap());
    registry.snapshot().cost(model, &usage, &call).unwrap().total.unwrap().to_string()
}

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
fn a_deployment_stands_for_its_model_version_and_offer() {
    let registry = with(
        r#"
        [[deployment]]
        name = "prod-chat"
        model = "gpt-4o"
        version = "2024-08-06"
        scope = "zone:us"
        region = "eastus"
        "#,
    );
    let found = registry.resolve("PROD-chat").unwrap();
    assert_eq!(found.matched, Matched::Deployment);
    assert_eq!(found.model.id().as_str(), "azure_openai/gpt-4o");
    assert_eq!(found.model.version(), Some("2024-08-06"));
    assert_eq!(found.model.default_offer().to_string(), "zone:us/standard");
    assert_eq!(registry.model("prod-chat").unwrap().version(), Some("2024-08-06"));
}

#[test]
fn own_terms_come_off_the_list_price_and_say_so() {
    let registry = with(
        r#"
        [[discount]]
        name = "enterprise agreement"
        provider = "azure_openai"
        percent = "10"
        on = ["global/standard"]
        "#,
    );
    assert_eq!(million(&registry, "gpt-4o"), "2.25");
    assert_eq!(million(&registry, "gemini-2.5-flash"), "0.3");
    let usage = Usage::new().with(Meter::InputText, 1);
    let cost = registry.snapshot().cost("gpt-4o", &usage, &Call::new()).unwrap();
    assert_eq!(cost.lines[0].discount.as_deref(), Some("enterprise agreement"));
    assert_eq!(cost.lines[0].list_rate.as_deref(), Some("2.5"));
    assert_eq!(cost.basis.overlays, ["llmanac.toml"]);
}

#[test]
fn an_own_price_list_stands_in_place_of_ours() {
    let registry = with(
        r#"
        [[model]]
        id = "azure_openai/gpt-4o"
        extends = "azure_openai/gpt-4o-mini"
        replace = true
        price = [{ usd_per_1M = { input.text = "7" } }]
        "#,
    );
    assert_eq!(million(&registry, "gpt-4o"), "7");
    // What the own list does not state is unknown, not ours.
    let usage = Usage::new().with(Meter::OutputText, 1);
    let cost = registry.snapshot().cost("gpt-4o", &usage, &Call::new()).unwrap();
    assert_eq!((cost.status.as_str(), cost.total), ("incomplete", None));
}

#[test]
fn models_name_a_table_of_what_is_billed_as_what() {
    let registry = with(
        r#"
        [billed_as]
        plain = { output.reasoning = "output.text" }

        [[model]]
        id = "house/quill"
        surfaces = {}
        billed_as = "plain"
        price = [{ usd_per_1M = { output.text = "2" } }]
        "#,
    );
    let usage = Usage::new().with(Meter::OutputReasoning, 500_000);
    let cost = registry.snapshot().cost("house/quill", &usage, &Call::new()).unwrap();
    assert_eq!(cost.total.unwrap().to_string(), "1");
    assert_eq!(cost.lines[0].billed_as, Some(Meter::OutputText));
    let table = [
        (
            "billed_as = \"plane\"",
            "llmanac.toml:6: model[0].billed_as: no table [billed_as.plane] in this file; did you mean `plain`?",
        ),
        (
            "billed_as = 5",
            "llmanac.toml:6: model[0].billed_as: a table from meters to meters, or the name of one",
        ),
        (
            "billed_as = { output.text = \"output.text\" }",
            "llmanac.toml:6: model[0].billed_as.output.text: a meter cannot be billed as itself",
        ),
    ];
    for (line, told) in table {
        let overlay = format!(
            "[billed_as]\nplain = {{ output.image = \"output.text\" }}\n[[model]]\nid = \"house/quill\"\nsurfaces = {{}}\n{line}\n"
        );
        assert_eq!(refused(&overlay), told);
    }
    assert_eq!(
        refused("[billed_as]\nplain = { output.img = \"output.text\" }\n"),
        "llmanac.toml:2: billed_as.plain.output.img: no meter `output.img`; did you mean `output.image`?"
    );
}

#[test]
fn a_broken_overlay_names_file_line_key_and_suggestion() {
    for (overlay, error) in [
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-40\"\n",
            "llmanac.toml:3: model[0].extends: no model `gpt-40` to extend; did you mean `gpt-4o`?",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"a\"\n",
            "llmanac.toml:3: model[0].extends: the model `custom/a` extends itself; set replace = true to change it in place, or give this one another name",
        ),
        (
            "[[model]]\nname = \"a\"\nextend = \"gpt-4o\"\n",
            "llmanac.toml:3: unknown key `extend`; did you mean `extends`?",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\ncapabilities = { toools = true }\n",
            "llmanac.toml:4: model[0].capabilities.toools: no capability `toools`; did you mean `tools`?",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { usd_per_1M = { input.text = \"two\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].usd_per_1M.input.text: `two` is no decimal number; write \"2.5\"",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { free = { web_search = \"5/1d\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].free.web_search: `5/1d` is no free quota; write \"1500/day\" or \"5000/month\"",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { free = { input.text = \"5/day\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].free.input.text: only fees by the piece are free up to a quota",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { input_over = 5, free = { web_search = \"5/day\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].free: a free quota holds in every band and grade; state it in a row without `input_over` and `grade`",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nlimits = [{ output = -5 }]\n",
            "llmanac.toml:4: model[0].limits[0].output: -5 is neither a number of tokens above 0 nor \"none\"",
        ),
        (
            "[[model]]\nname = \"gpt-4o\"\nprovider = \"azure_openai\"\nextends = \"gpt-4o-mini\"\n",
            "llmanac.toml:2: model[0].name: the name `azure_openai/gpt-4o` is taken by azure_openai/gpt-4o; choose another, or replace it on purpose (replace = true)",
        ),
        (
            "[[model]]\nname = \"\"\nextends = \"gpt-4o\"\n",
            "llmanac.toml:2: model[0].name: a name cannot be empty",
        ),
        (
            "[[deployment]]\nname = \"d\"\nmodel = \"gpt-4o\"\nversion = \"2020\"\n",
            "llmanac.toml:4: deployment[0].version: no version `2020` of azure_openai/gpt-4o; known: 2024-05-13, 2024-08-06, 2024-11-20",
        ),
        (
            "[[deployment]]\nname = \"d\"\nmodel = \"gpt-4o\"\nscope = \"eu\"\n",
            "llmanac.toml:4: deployment[0].scope: no scope `eu`; a scope is global, zone:<name>, region or region:<name>",
        ),
        (
            "[[discount]]\npercent = \"110\"\n",
            "llmanac.toml:2: discount[0].percent: `110` is no percentage from 0 to 100 with at most one decimal",
        ),
    ] {
        assert_eq!(refused(overlay), error);
    }
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
fn an_overlay_obeys_the_rules_of_the_catalog() {
    let base = "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\n";
    for (line, error) in [
        ("limits = [{ window = 100, output = 200 }]", "output 200 is more than the window 100"),
        ("limits = [{ output = 1 }, { output = 2 }]", "limits.output stands twice"),
        ("default_surface = \"bedrock.converse\"", "bedrock.converse does not serve it"),
        (
            "replacement = [{ any_of = [\"azure_openai/gpt-40\"] }]",
            "no model `azure_openai/gpt-40` to replace it; did you mean `gpt-4o`?",
        ),
    ] {
        let told = refused(&format!("{base}{line}\n"));
        assert!(told.contains(error), "{line}: {told}");
    }
}

/// What units of a model cost for a time, and how many a load needs.
fn capacity(registry: &ModelRegistry, model: &str, term: Term) -> (Option<String>, Option<u64>) {
    let load = Usage::new().with(Meter::InputText, 60_000).with(Meter::OutputText, 3_000);
    let question =
        CapacityQuestion::new().units(40).time(CapacityTime::hours(100).unwrap()).workload(load).term(term);
    let call = Call::new().on("2026-11-23".parse().unwrap());
    let answer = registry.snapshot().capacity(model, &question, &call).unwrap();
    let total = answer.cost.unwrap().total.map(|total| total.to_string());
    (total, answer.needed.unwrap().units)
}

#[test]
fn capacity_of_ones_own_stands_in_place_of_ours_as_a_whole() {
    let none = ModelRegistry::embedded();
    assert_eq!(capacity(&none, "gpt-5", Term::Hourly), (None, Some(20)));

    // A price alone leaves the rest unknown, not ours.
    let price = with(
        r#"
        [[model]]
        name = "gpt-5"
        extends = "gpt-5"
        replace = true
        capacity = [{ unit = "ptu", term = "hourly", usd_per_unit_hour = "0.9" }]
        "#,
    );
    assert_eq!(capacity(&price, "gpt-5", Term::Hourly), (Some("3600".to_owned()), None));
    assert_eq!(capacity(&price, "gpt-5-mini", Term::Hourly), (None, Some(15)));
    // What an overlay does not speak of stays.
    assert_eq!(million(&price, "gpt-5"), "1.25");

    let whole = with(
        r#"
        [[model]]
        name = "our-gateway"
        extends = "gpt-5"
        capacity = [
          { unit = "slot", throughput = "100/1s", counts = { input.text = "1", output.text = "3" } },
          { unit = "slot", least = 1, step = 1 },
          { unit = "slot", term = "hourly", usd_per_unit_hour = "4" },
          { unit = "slot", term = "1-year", usd_per_unit_hour = "2.5" },
        ]
        "#,
    );
    assert_eq!(capacity(&whole, "our-gateway", Term::Hourly), (Some("16000".to_owned()), Some(12)));
    assert_eq!(capacity(&whole, "our-gateway", Term::OneYear), (Some("10000".to_owned()), Some(12)));
    assert_eq!(capacity(&whole, "our-gateway", Term::OneMonth), (None, Some(12)));
    // Without a list of its own it has that of the model it extends.
    let heir = with("[[model]]\nname = \"heir\"\nextends = \"gpt-5\"\n");
    assert_eq!(capacity(&heir, "heir", Term::Hourly), (None, Some(20)));
}

#[test]
fn mistakes_in_rows_of_capacity_have_their_place_and_a_fix() {
    let told =
        refused("[[model]]\nname = \"odd\"\nextends = \"gpt-5\"\ncapacity = [{ usd_per_unit_day = \"1\" }]");
    assert!(told.contains("usd_per_unit_day"), "{told}");
    let told = refused(
        r#"
        [[model]]
        name = "odd"
        extends = "gpt-5"
        capacity = [
          { term = "hourly" },
          { unit = "ptu" },
          { unit = "ptu", usd_per_unit_hour = "1" },
          { unit = "ptu", term = "1-month" },
          { unit = "ptu", term = "monthly", usd_per_unit_hour = "1" },
          { unit = "ptu", term = "1-year", usd_per_unit_hour = "1", usd_per_unit_month = "9" },
          { unit = "ptu", least = 0 },
          { unit = "ptu", throughput = "0/1m" },
          { unit = "ptu", counts = { input.text = "-1" } },
          { unit = "ptu", terms = ["2-year"] },
        ]
        "#,
    );
    insta::assert_snapshot!(told, @r#"
    llmanac.toml:6: model[0].capacity[0].unit: `unit` is missing: what is bought?; write unit = "ptu", "model_unit" or a name of your own
    llmanac.toml:7: model[0].capacity[1]: the row states nothing of the unit
    llmanac.toml:8: model[0].capacity[2].term: a rate holds for one term of commitment, and the row names none; write term = "hourly" where there is no commitment
    llmanac.toml:9: model[0].capacity[3].term: `term` says what a rate is for, and the row has no rate; `terms` is the list of terms on which the unit is sold
    llmanac.toml:10: model[0].capacity[4].term: no term `monthly`; did you mean `1-month`?
    llmanac.toml:11: model[0].capacity[5].usd_per_unit_month: a row states one rate; write a row for each
    llmanac.toml:12: model[0].capacity[6].least: 0 is no number of units to buy
    llmanac.toml:13: model[0].capacity[7].throughput: `0/1m` is no throughput above 0; write "4750/1m"
    llmanac.toml:14: model[0].capacity[8].counts.input.text: `-1` is no weight; write a decimal from 0 on with at most 9 decimals, as in "0.1"
    llmanac.toml:15: model[0].capacity[9].terms[0]: no term `2-year`; did you mean `1-year`?
    "#);
    let twice = refused(
        r#"
        [[model]]
        name = "odd"
        extends = "gpt-5"
        capacity = [{ unit = "ptu", least = 1 }, { unit = "ptu", least = 2 }]
        "#,
    );
    insta::assert_snapshot!(twice, @"llmanac.toml:2: model[0]: capacity.least of ptu stands twice for 2025-08-07 on global/standard, on 1970-01-01");
}

#[test]
fn every_mistake_of_an_overlay_is_told_at_once() {
    let error = refused(
        "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nreleased = \"2024-13-01\"\ninput = [\"smell\"]\ndefault_on = \"planet/standard\"\n",
    );
    assert_eq!(error.lines().count(), 3, "{error}");
}

fn model(name: &str) -> ModelBuilder {
    ModelBuilder::new(Provider::AZURE_OPENAI, name)
        .input([Modality::Text])
        .capability(Capability::Tools, true)
        .window(1_000)
        .surface(Surface::AzureOpenaiChat, "azure_chat/sampling")
        .price_per_1m("input.text", "3")
}

#[test]
fn a_model_registered_at_run_time_is_found_and_a_broken_one_refused_with_every_reason() {
    let registry = ModelRegistry::embedded();
    registry.register(model("mine").alias("my-own")).unwrap();
    assert_eq!(registry.model("mine").unwrap().max_context_length().unwrap().get(), 1_000);
    assert_eq!(registry.resolve("my-own").unwrap().matched, Matched::Alias);
    assert_eq!(million(&registry, "mine"), "3");

    let broken = ModelBuilder::new(Provider::AZURE_OPENAI, "broken")
        .surface(Surface::AzureOpenaiChat, "azure_chat/nothing")
        .price_per_1m("input.txt", "3")
        .price_per_1m("output.text", "-3");
    let error = registry.register(broken).unwrap_err();
    assert_eq!(error.problems().len(), 3, "{error}");
    assert!(registry.model("broken").is_none());
}

#[test]
fn a_name_taken_is_an_error_unless_replaced_on_purpose() {
    let registry = ModelRegistry::embedded();
    registry.register(model("mine")).unwrap();
    let error = registry.register(model("mine").window(2_000)).unwrap_err();
    assert!(error.to_string().contains("taken by azure_openai/mine"), "{error}");
    registry.register(model("mine").window(2_000).replacing()).unwrap();
    assert_eq!(registry.model("mine").unwrap().max_context_length().unwrap().get(), 2_000);
    let count = registry.models().len();
    assert_eq!(count, ModelRegistry::embedded().models().len() + 1);
}

#[test]
fn a_batch_is_registered_whole_or_not_at_all() {
    let registry = ModelRegistry::embedded();
    let before = registry.models().len();
    assert!(registry.register_all([model("one"), model("gpt-4o"), model("two")]).is_err());
    assert_eq!(registry.models().len(), before);
    registry.register_all((0..1_000).map(|at| model(&format!("batch-{at}")))).unwrap();
    assert_eq!(registry.models().len(), before + 1_000);
    for at in 0..20 {
        registry.register(model(&format!("single-{at}"))).unwrap();
    }
    assert_eq!(registry.models().len(), before + 1_020);
    assert!(registry.is_supported("batch-999") && registry.is_supported("single-0"));
}

#[test]
fn registries_of_their_own_do_not_know_of_each_other() {
    let (one, other) = (ModelRegistry::embedded(), ModelRegistry::embedded());
    one.register(model("mine")).unwrap();
    assert!(one.is_supported("mine") && !other.is_supported("mine"));
    assert!(!llmanac::registry().is_supported("mine"));
    assert!(ModelRegistry::empty().models().is_empty());
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

#[test]
fn images_are_priced_by_their_grade() {
    let registry = with(
        r#"
        [[model]]
        name = "painter"
        extends = "azure_openai/gpt-4o"
        price = [
          { grade = "standard/1024x1024", usd_per_1 = { output.images = "0.04" } },
          { grade = "hd/1024x1792", usd_per_1 = { output.images = "0.12" } },
          { usd_per_1k = { web_search = "10" } },
        ]
        "#,
    );
    let snapshot = registry.snapshot();
    let usage = Usage::new().with(Meter::OutputImages, 2).with(Meter::WebSearch, 1);
    let day = Call::new().on("2026-11-23".parse().unwrap());
    let cost = snapshot.cost("painter", &usage, &day.clone().grade("HD/1024x1792")).unwrap();
    assert_eq!(
        (cost.total.unwrap().to_string(), cost.grade.as_deref()),
        ("0.25".to_owned(), Some("hd/1024x1792"))
    );
    assert!(snapshot.verify_cost(&serde_json::to_value(&cost).unwrap()).unwrap().same);
    let cost = snapshot.cost("painter", &usage, &day).unwrap();
    assert_eq!((cost.total, cost.missing), (None, vec![Meter::OutputImages]));
    assert_eq!(
        cost.reason.unwrap(),
        "output.images has prices for the grades standard/1024x1024, hd/1024x1792; the call states none",
    );
    let error = snapshot.cost("painter", &usage, &day.grade("hd/1024x1791")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "azure_openai/painter has no prices for the grade `hd/1024x1791`; did you mean `hd/1024x1792`?",
    );
}

#[test]
fn what_is_laid_over_a_body_stands_in_the_order_of_the_file() {
    let registry = with(
        r#"
        [[deployment]]
        name = "advice"
        model = "gpt-4o"
        body_patch = { routing = { zone = "b", after = { second = 1, first = 2 } }, cache = "off" }
        "#,
    );
    let request = serde_json::json!({ "messages": [{ "role": "user", "content": "Hi" }] });
    let request = request.as_object().unwrap();
    let snapshot = registry.snapshot();
    let wire =
        snapshot.wire_request("advice", request, &Call::new(), None, llmanac::wire::Policy::Fit).unwrap();
    assert_eq!(
        wire.send.body.iter().map(|(key, value)| format!("{key} {value}")).collect::<Vec<_>>(),
        [
            r#"messages [{"role":"user","content":"Hi"}]"#,
            r#"routing {"zone":"b","after":{"second":1,"first":2}}"#,
            r#"cache "off""#,
        ]
    );
}
