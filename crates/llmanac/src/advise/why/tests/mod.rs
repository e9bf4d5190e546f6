mod agreement;
mod overlay;

use proptest::prelude::*;

use crate::model::Date;
use crate::registry::Snapshot;
use crate::testing::{little, little_on};

use super::{Why, WhyError};

fn told(why: &Why) -> String {
    let or = |text: Option<String>| text.unwrap_or_else(|| "?".to_owned());
    let mut lines = vec![format!(
        "{} of {}@{} on {}: {}",
        why.field,
        why.model,
        or(why.version.clone()),
        why.offer,
        why.value
    )];
    lines.extend(why.derived.iter().map(|how| format!("  {how}")));
    let since = or(why.held_since.map(|day| day.to_string()));
    lines.push(format!("  held since {since}, set by {}", why.layer));
    for row in &why.rows {
        let sources: Vec<&str> = row.sources.iter().map(|source| source.id.as_str()).collect();
        lines.push(format!(
            "  {}: {} {} ({}) by {}",
            row.standing,
            row.fact,
            row.value,
            row.because,
            sources.join(", ")
        ));
    }
    for verdict in &why.verdicts {
        lines.push(format!("  verdict: {}; {}", verdict.in_short(), verdict.because));
    }
    for sought in &why.sought {
        lines.push(format!("  sought on {}: {}", sought.day, sought.fields.join(", ")));
    }
    lines.join("\n")
}

fn why(snapshot: &Snapshot, name: &str, field: &str) -> String {
    told(&snapshot.why(name, field).unwrap())
}

#[test]
fn the_row_in_force_and_those_beside_it_are_named() {
    insta::assert_snapshot!(why(&little(), "quill", "max_output_tokens"), @r"
    max_output_tokens of azure_openai/quill@2025-08-01 on global/standard: 16384
      held since 2026-09-01, set by catalog
      in_force: limits.output 16384 (the narrowest that speaks of 2025-08-01, global/standard on 2026-11-23) by page, gazette
      other_version: limits.output 4096 (speaks of 2025-01-10) by page-old
    ");
}

#[test]
fn a_price_names_the_rows_of_other_days_offers_and_versions() {
    insta::assert_snapshot!(why(&little(), "quill", "price.input.text"), @r#"
    price.input.text of azure_openai/quill@2025-08-01 on global/standard: {"meter":"input.text","rate":"2.5","per":1000000,"unit":"token"}
      held since 2026-10-02, set by catalog
      in_force: price.input.text {"meter":"input.text","rate":"2.5","per":1000000,"unit":"token"} (the narrowest that speaks of 2025-08-01, global/standard on 2026-11-23) by ledger, gazette
      other_offer: price.input.text {"meter":"input.text","rate":"1.25","per":1000000,"unit":"token"} (speaks of */batch) by ledger
      other_offer: price.input.text {"meter":"input.text","rate":"2.75","per":1000000,"unit":"token"} (speaks of zone:us/standard) by ledger
      other_offer: price.input.text false (speaks of */priority) by page
      other_version: price.input.text {"meter":"input.text","rate":"5","per":1000000,"unit":"token"} (speaks of 2025-01-10) by ledger
      ended: price.input.text {"meter":"input.text","rate":"3","per":1000000,"unit":"token"} (held until 2026-03-01) by ledger
    "#);
    insta::assert_snapshot!(why(&little_on("2025-03-01"), "quill", "cost_per_1k_input_tokens"), @r#"
    cost_per_1k_input_tokens of azure_openai/quill@2025-01-10 on global/standard: "0.005"
      the rate of input.text on global/standard, for 1,000 tokens, in the lowest band
      held since 2026-11-20, set by catalog
      in_force: price.input.text {"meter":"input.text","rate":"5","per":1000000,"unit":"token"} (the narrowest that speaks of 2025-01-10, global/standard on 2025-03-01) by ledger
      other_offer: price.input.text {"meter":"input.text","rate":"2.75","per":1000000,"unit":"token"} (speaks of zone:us/standard) by ledger
      other_offer: price.input.text false (speaks of */priority) by page
      other_version: price.input.text {"meter":"input.text","rate":"3","per":1000000,"unit":"token"} (speaks of 2025-08-01) by ledger
      other_version: price.input.text {"meter":"input.text","rate":"2.5","per":1000000,"unit":"token"} (speaks of 2025-08-01) by ledger, gazette
      other_version: price.input.text {"meter":"input.text","rate":"1.25","per":1000000,"unit":"token"} (speaks of 2025-08-01) by ledger
    "#);
}

#[test]
fn a_price_before_the_release_is_not_in_force_yet() {
    insta::assert_snapshot!(why(&little_on("2025-01-01"), "quill", "price.output.text"), @r#"
    price.output.text of azure_openai/quill@2025-01-10 on global/standard: null
      held since ?, set by catalog
      other_version: price.output.text {"meter":"output.text","rate":"12","per":1000000,"unit":"token"} (speaks of 2025-08-01) by ledger
      other_version: price.output.text {"meter":"output.text","rate":"12","per":1000000,"unit":"token"} (speaks of 2025-08-01) by ledger, gazette
      other_version: price.output.text {"meter":"output.text","rate":"5","per":1000000,"unit":"token"} (speaks of 2025-08-01) by ledger
      not_yet: price.output.text {"meter":"output.text","rate":"15","per":1000000,"unit":"token"} (holds from 2025-01-10) by ledger
      not_yet: price.output.text {"meter":"output.text","rate":"13.2","per":1000000,"unit":"token"} (holds from 2025-01-10) by ledger
      not_yet: price.output.text false (holds from 2025-01-10) by page
    "#);
}

#[test]
fn a_rate_for_longer_requests_is_beside_the_question() {
    insta::assert_snapshot!(why(&little(), "sage", "price.output.text"), @r#"
    price.output.text of bedrock/sage@v1:0 on region/standard: {"meter":"output.text","rate":"15","per":1000000,"unit":"token"}
      held since 2026-09-01, set by catalog
      in_force: price.output.text {"meter":"output.text","rate":"15","per":1000000,"unit":"token"} (the narrowest that speaks of v1:0, region/standard on 2026-11-23) by page
      other_band: price.output.text {"meter":"output.text","rate":"22.5","per":1000000,"unit":"token","input_over":100000} (holds where the input is over 100000 tokens) by page
    "#);
}

#[test]
fn a_meter_without_a_rate_shows_whose_rate_it_takes() {
    insta::assert_snapshot!(why(&little(), "quill", "price.input.image"), @r#"
    price.input.image of azure_openai/quill@2025-08-01 on global/standard: {"meter":"input.text","rate":"2.5","per":1000000,"unit":"token"}
      input.image has no rate of its own and is billed as input.text
      held since 2026-10-02, set by catalog
      in_force: price.input.text {"meter":"input.text","rate":"2.5","per":1000000,"unit":"token"} (the narrowest that speaks of 2025-08-01, global/standard on 2026-11-23) by ledger, gazette
      other_offer: price.input.text {"meter":"input.text","rate":"1.25","per":1000000,"unit":"token"} (speaks of */batch) by ledger
      other_offer: price.input.text {"meter":"input.text","rate":"2.75","per":1000000,"unit":"token"} (speaks of zone:us/standard) by ledger
      other_offer: price.input.text false (speaks of */priority) by page
      other_offer: price.input.image false (speaks of */priority) by page
      other_version: price.input.text {"meter":"input.text","rate":"5","per":1000000,"unit":"token"} (speaks of 2025-01-10) by ledger
      ended: price.input.text {"meter":"input.text","rate":"3","per":1000000,"unit":"token"} (held until 2026-03-01) by ledger
    "#);
}

#[test]
fn a_conflict_between_sources_is_shown_with_its_verdict() {
    insta::assert_snapshot!(why(&little(), "quill", "lifecycle.retires"), @r#"
    lifecycle.retires of azure_openai/quill@2025-08-01 on global/standard: "2027-04-14"
      held since 2026-10-02, set by catalog
      in_force: lifecycle.retires "2027-04-14" (the narrowest that speaks of 2025-08-01, global/standard on 2026-11-23) by ledger, gazette
      other_offer: lifecycle.retires "2026-12-31" (speaks of region/*) by page
      other_version: lifecycle.retires "2026-10-01" (speaks of 2025-01-10) by page
      verdict: 2026-10-01 (page), 2027-04-14 (gazette, ledger); two unrelated catalogs name the later day
    "#);
}

#[test]
fn what_follows_from_facts_says_how() {
    insta::assert_snapshot!(why(&little(), "quill", "supports_vision"), @r#"
    supports_vision of azure_openai/quill@2025-08-01 on global/standard: true
      whether images are among what goes in
      held since 2026-09-01, set by catalog
      in_force: input ["text","image"] (stated for the model; the version does not differ) by page, ledger
    "#);
    insta::assert_snapshot!(why(&little(), "sage", "max_input_tokens"), @r"
    max_input_tokens of bedrock/sage@v1:0 on region/standard: 200000
      limits.input is not known; limits.window stands in for it
      held since 2026-09-01, set by catalog
      in_force: limits.window 200000 (the narrowest that speaks of v1:0, region/standard on 2026-11-23) by page
    ");
    insta::assert_snapshot!(why(&little(), "quill-old", "is_deprecated"), @r#"
    is_deprecated of azure_openai/quill-old@? on global/standard: true
      whether one of the dates has come
      held since 2025-02-01, set by catalog
      in_force: lifecycle.no_new_use "2024-06-01" (the narrowest that speaks of global/standard on 2026-11-23) by page-old
      in_force: lifecycle.retires "2025-06-01" (the narrowest that speaks of global/standard on 2026-11-23) by page-old
    "#);
}

#[test]
fn a_version_that_differs_from_its_model_says_so() {
    insta::assert_snapshot!(why(&little(), "quill", "capabilities.json_schema"), @r"
    capabilities.json_schema of azure_openai/quill@2025-08-01 on global/standard: true
      held since 2026-09-01, set by catalog
      in_force: capabilities.json_schema true (stated for the version) by page
    ");
}

#[test]
fn statements_made_later_count() {
    insta::assert_snapshot!(why(&little(), "quill", "default_version"), @r#"
    default_version of azure_openai/quill@2025-08-01 on global/standard: "2025-08-01"
      held since 2026-09-01, set by catalog
      in_force: default_version "2025-08-01" (the last said that holds on 2026-11-23) by page
      ended: default_version "2025-01-10" (held until 2025-10-01) by page-old
    "#);
    insta::assert_snapshot!(why(&little_on("2026-01-01"), "quill", "replacement_model"), @r#"
    replacement_model of azure_openai/quill@2025-08-01 on global/standard: null
      the first of those that the provider names
      held since ?, set by catalog
      not_yet: replacement ["bedrock/sage"] (holds from 2026-02-01) by page
    "#);
}

#[test]
fn a_parameter_names_its_profile_and_the_models_own_default() {
    insta::assert_snapshot!(why(&little(), "quill", "parameter.max_tokens"), @r#"
    parameter.max_tokens of azure_openai/quill@2025-08-01 on global/standard: {"supported":true,"native":"max_tokens","path":"max_tokens","type":"integer","range":{"min":1,"max":16384,"max_of":"model.limits.output"},"values":null,"default":1024,"required":false,"rules":[]}
      held since 2026-09-01, set by catalog
      in_force: parameter.max_tokens {"supported":true,"native":"max_tokens","path":"max_tokens","type":"integer","range":{"min":1,"max":16384,"max_of":"model.limits.output"},"values":null,"default":1024,"required":false,"rules":[]} (the profile little_chat/plain of azure_openai.chat) by page
      in_force: defaults.max_tokens 1024 (the model's own default, in place of the profile's) by page
    "#);
}

#[test]
fn a_field_that_does_not_exist_is_an_error_with_suggestions() {
    let message = |field: &str| little().why("quill", field).unwrap_err().to_string();
    insta::assert_snapshot!(message("max_output_token"), @"no field `max_output_token`; did you mean one of max_output_tokens, max_input_tokens, max_context_length?");
    insta::assert_snapshot!(message("price.input.txt"), @"no field `price.input.txt`; did you mean one of price.input.text, price.input.tool, price.output.text, price.input.audio, price.input.image?");
    insta::assert_snapshot!(message("zzzz"), @"no field `zzzz`");
    assert!(message(&"é".repeat(1_000_000)).len() < 300);
    assert!(matches!(little().why("quil", "status"), Err(WhyError::Resolve(_))));
    assert!(matches!(little().why("quill", ""), Err(WhyError::Field { .. })));
}

proptest! {
    #[test]
    fn no_name_and_no_field_makes_it_panic(name in "\\PC{0,40}", field in "\\PC{0,40}", day in any::<i32>()) {
        let snapshot = little().as_of(Date::from_unix_days(day));
        for name in [name.as_str(), "quill", "us.anthropic.sage-v1:0"] {
            let _ = snapshot.show(name);
            let _ = snapshot.why(name, &field);
            let _ = snapshot.history(name);
            let _ = snapshot.compare(&[name, "sage"]);
        }
    }
}
