use crate::registry::Snapshot;
use crate::testing::{little, little_on};

fn told(snapshot: &Snapshot, name: &str) -> String {
    let history = snapshot.history(name).unwrap();
    let lines: Vec<String> = history
        .events
        .iter()
        .map(|event| {
            let mark = if event.ahead { ">" } else { " " };
            let versions = if event.versions.is_empty() {
                String::new()
            } else {
                format!(" [{}]", event.versions.join(", "))
            };
            let on = if event.on.is_empty() { String::new() } else { format!(" [{}]", event.on.join(", ")) };
            let by = event.sources.join(", ");
            format!("{mark} {} {}{versions}{on}: {} ({by})", event.date, event.kind, event.what)
        })
        .collect();
    lines.join("\n")
}

#[test]
fn a_history_tells_of_versions_prices_and_the_end() {
    insta::assert_snapshot!(told(&little(), "quill"), @r"
      2025-01-10 released [2025-01-10]: 2025-01-10 is released (page-old)
      2025-01-10 default_version [2025-01-10]: calls without a version get 2025-01-10 (page-old)
      2025-01-10 price_begins [2025-01-10] [global/standard]: the price on global/standard begins: input.text 5 USD per 1M, output.text 15 USD per 1M (ledger)
      2025-01-10 price_begins [2025-01-10] [zone:us/standard]: the price on zone:us/standard begins: input.text 2.75 USD per 1M, output.text 13.2 USD per 1M (ledger)
      2025-04-01 sold [region/standard]: sold as region/standard in eastus (page)
      2025-08-01 released [2025-08-01]: 2025-08-01 is released (page)
      2025-08-01 price_begins [2025-08-01] [*/batch]: the price on */batch begins: input.text 1.25 USD per 1M, output.text 5 USD per 1M (ledger)
      2025-08-01 price_begins [2025-08-01] [global/standard]: the price on global/standard begins: input.text 3 USD per 1M, output.text 12 USD per 1M (ledger)
      2025-08-01 price_begins [2025-08-01] [zone:us/standard]: the price on zone:us/standard begins: input.text 2.75 USD per 1M, output.text 13.2 USD per 1M (ledger)
      2025-10-01 default_version [2025-08-01]: calls without a version get 2025-08-01, no longer 2025-01-10; on global/standard: input.text 5 -> 3 USD per 1M, output.text 15 -> 12 USD per 1M (page)
      2026-01-10 no_new_use [2025-01-10]: no new use is let in (page)
      2026-02-01 replacement: named in its place: bedrock/sage (page)
      2026-03-01 price_changes [2025-08-01] [global/standard]: the price on global/standard changes: input.text 3 -> 2.5 USD per 1M, cache_read.text 1.25 USD per 1M (gazette, ledger)
      2026-10-01 retires [2025-01-10]: calls fail (page)
    > 2026-12-31 retires [2025-08-01] [region/*]: calls fail (page)
    > 2027-04-14 retires [2025-08-01]: calls fail; page says 2026-10-01 (ledger, gazette)
    ");
}

#[test]
fn what_is_later_than_the_day_is_to_come() {
    insta::assert_snapshot!(told(&little_on("2024-01-01"), "quill-old"), @r"
      2023-05-01 released: azure_openai/quill-old is released (page-old)
    > 2024-06-01 replacement: named in its place: azure_openai/quill (page-old)
    > 2024-06-01 no_new_use: no new use is let in (page-old)
    > 2025-06-01 retires: calls fail (page-old)
    ");
}

#[test]
fn a_version_has_a_history_of_its_own() {
    insta::assert_snapshot!(told(&little(), "quill@2025-01-10"), @r"
    2025-01-10 released [2025-01-10]: 2025-01-10 is released (page-old)
    2025-01-10 default_version [2025-01-10]: calls without a version get 2025-01-10 (page-old)
    2025-01-10 price_begins [2025-01-10] [global/standard]: the price on global/standard begins: input.text 5 USD per 1M, output.text 15 USD per 1M (ledger)
    2025-01-10 price_begins [2025-01-10] [zone:us/standard]: the price on zone:us/standard begins: input.text 2.75 USD per 1M, output.text 13.2 USD per 1M (ledger)
    2025-04-01 sold [region/standard]: sold as region/standard in eastus (page)
    2026-01-10 no_new_use [2025-01-10]: no new use is let in (page)
    2026-02-01 replacement: named in its place: bedrock/sage (page)
    2026-10-01 retires [2025-01-10]: calls fail (page)
    ");
}

#[test]
fn bands_and_fees_are_told_apart() {
    insta::assert_snapshot!(told(&little(), "sage"), @r"
    2026-01-15 released [v1:0]: v1:0 is released (page)
    2026-01-15 ga: general availability begins (page)
    2026-01-15 price_begins [v1:0] [region/standard]: the price on region/standard begins: input.text 3 USD per 1M, output.text 15 USD per 1M, web_search 10 USD per 1k (page)
    2026-01-15 price_begins [v1:0] [region/standard]: the price on region/standard, input over 100000 tokens begins: input.text 6 USD per 1M, output.text 22.5 USD per 1M (page)
    2026-01-15 price_begins [v1:0] [zone:us/standard]: the price on zone:us/standard begins: input.text 3 USD per 1M, output.text 15 USD per 1M (page)
    ");
}

#[test]
fn a_date_that_was_taken_back_did_not_come_about() {
    let registry = crate::testing::little_registry();
    let text = r#"
        [[model]]
        name = "house"
        extends = "sage"
        lifecycle = [
          { retires_earliest = "2026-10-16", from = "2026-07-30", to = "2026-08-21" },
          { legacy = "2026-12-24", from = "2026-11-01" },
        ]
        replacement = [
          { any_of = ["azure_openai/quill"], from = "2026-07-30", to = "2026-08-21" },
          { any_of = [], from = "2026-10-01" },
        ]
        sold = [
          { on = ["region/standard"], regions = ["us-east-1"], from = "2026-02-01", to = "2026-03-01" },
        ]
        price = []
    "#;
    registry.add_overlay("llmanac.toml", text).unwrap();
    insta::assert_snapshot!(told(&registry.snapshot(), "house"), @r"
      2026-01-15 released [v1:0]: v1:0 is released (page)
      2026-01-15 ga: general availability begins (page)
      2026-02-01 sold [region/standard]: sold as region/standard in us-east-1 (llmanac.toml)
      2026-03-01 sold [region/standard]: no longer sold as region/standard in us-east-1, as far as is known (llmanac.toml)
      2026-07-30 announced: 2026-10-16 is announced: calls do not fail before this day (llmanac.toml)
      2026-07-30 replacement: named in its place: azure_openai/quill (llmanac.toml)
      2026-08-21 withdrawn: 2026-10-16 is no longer said: calls do not fail before this day (llmanac.toml)
      2026-08-21 withdrawn: no longer named in its place: azure_openai/quill (llmanac.toml)
      2026-10-01 replacement: nothing is named in its place (llmanac.toml)
      2026-11-01 announced: 2026-12-24 is announced: the provider calls it legacy (llmanac.toml)
    > 2026-12-24 legacy: the provider calls it legacy (llmanac.toml)
    ");
}

#[test]
fn a_listing_and_a_free_quota_are_told_and_the_status_follows_the_listing() {
    let registry = crate::testing::little_registry();
    let text = r#"
        [[model]]
        name = "hall"
        surfaces = { "azure_openai.chat" = "little_chat/plain" }
        default_on = "global/standard"
        lifecycle = [
          { listed = "2026-03-01", to = "2026-08-21" },
        ]
        price = [
          { on = ["global/*"], free = { web_search = "5000/month" }, from = "2026-04-01" },
        ]
    "#;
    registry.add_overlay("llmanac.toml", text).unwrap();
    let snapshot = registry.snapshot();
    insta::assert_snapshot!(told(&snapshot, "hall"), @"
    2026-03-01 listed: the provider lists it as served; since when is not known (llmanac.toml)
    2026-04-01 price_begins [global/*]: web_search on global/* is free up to 5000/month (llmanac.toml)
    ");
    let status = |day: &str| snapshot.as_of(day.parse().unwrap()).model("hall").unwrap().status().to_string();
    assert_eq!(
        ["2026-02-28", "2026-03-01", "2026-08-20", "2026-08-21"].map(status),
        ["unknown", "active", "active", "unknown"]
    );
}

#[cfg(feature = "embedded")]
#[test]
fn gpt_4o_became_cheaper_when_its_default_version_changed() {
    let history = crate::registry().snapshot().history("gpt-4o").unwrap();
    let change = history
        .events
        .iter()
        .find(|event| {
            event.date.to_string() == "2024-11-20"
                && !event.rates.is_empty()
                && event.kind == super::EventKind::DefaultVersion
        })
        .unwrap();
    let input = &change.rates[0];
    assert_eq!(input.meter.as_str(), "input.text");
    let rate = |rate: &Option<crate::advise::QuotedRate>| rate.as_ref().map(|rate| rate.rate.to_string());
    assert_eq!((rate(&input.old).as_deref(), rate(&input.new).as_deref()), (Some("5"), Some("2.5")));
}

#[cfg(feature = "embedded")]
#[test]
fn every_embedded_model_has_a_history_in_order() {
    let snapshot = crate::registry().snapshot();
    for model in snapshot.models() {
        let history = snapshot.history(model.id().as_str()).unwrap();
        // Of a model that sources only name there is nothing to tell.
        assert!(!history.events.is_empty() || model.lifecycle().released.is_none(), "{}", model.id());
        assert!(history.events.is_sorted_by_key(|event| event.date), "{}", model.id());
    }
}
