//! What raw responses cost, under what they state of themselves.

use serde_json::{Value, json};

use crate::advise::{Bounding, Call, CallCost, ResponseCost};
use crate::model::{Meter, ServiceTier};
use crate::registry::Snapshot;
use crate::testing::{little, little_registry};

fn chat(rest: Value) -> Value {
    let mut response = json!({
        "usage": { "prompt_tokens": 1_000_000, "completion_tokens": 100_000, "total_tokens": 1_100_000 },
    });
    for (key, value) in rest.as_object().unwrap() {
        response[key] = value.clone();
    }
    response
}

/// The answer in a line: what is priced, for how much, and what is told.
fn told(snapshot: &Snapshot, name: &str, response: &Value, call: &Call) -> String {
    match snapshot.response_cost(name, None, response, call, Bounding::Assume) {
        Ok(cost) => line(&cost),
        Err(error) => format!("error: {error}"),
    }
}

fn line(cost: &ResponseCost) -> String {
    let answer = &cost.answer;
    let total = answer.total.map_or_else(|| "?".to_owned(), |total| total.to_string());
    let version = answer.version.as_deref().unwrap_or("-");
    let mut line =
        format!("{} {version} {} {} {} {total}", answer.model, answer.offer, answer.at, answer.status);
    for note in &cost.notes {
        line.push_str(&format!("\n  {}: {}", note.code, note.message));
    }
    line
}

#[test]
fn what_a_response_states_of_itself_decides_its_price() {
    let snapshot = little();
    let tier = |tier: ServiceTier| Call::new().tier(tier);
    let table: Vec<(&str, Value, Call)> = vec![
        ("quill", chat(json!({})), Call::new()),
        ("quill", chat(json!({ "model": "quill-2025-01-10" })), Call::new()),
        ("quill@2025-08-01", chat(json!({ "model": "quill-2025-01-10" })), Call::new()),
        ("quill", chat(json!({ "model": "quill-2031-01-01" })), Call::new()),
        ("quill", chat(json!({ "model": "sage" })), Call::new()),
        ("quill", chat(json!({ "service_tier": "batch" })), Call::new()),
        ("quill", chat(json!({ "service_tier": "default" })), tier(ServiceTier::Priority)),
        ("quill", chat(json!({ "service_tier": "default" })), tier(ServiceTier::Batch)),
        ("quill", chat(json!({ "service_tier": "priority" })), Call::new()),
        ("quill", chat(json!({ "service_tier": "ultra" })), Call::new()),
        ("quill", chat(json!({ "service_tier": "ultra" })), tier(ServiceTier::Batch)),
        ("quill", chat(json!({ "geography": "us" })), Call::new()),
        ("quill", chat(json!({ "geography": "us" })), Call::new().scope("global".parse().unwrap())),
        ("quill", chat(json!({ "geography": "moon" })), Call::new()),
        // The day of the answer is the day of its price, where the model had one.
        ("quill", chat(json!({ "created": 1_764_028_800 })), Call::new()),
        ("quill", chat(json!({ "created": 1_000_000_000 })), Call::new()),
        ("quill", chat(json!({ "created": 1_764_028_800 })), Call::new().on("2026-11-01".parse().unwrap())),
        ("quill", json!({ "usage": { "inputTokens": 7, "outputTokens": 3 } }), Call::new()),
        ("quill", json!({ "choices": [] }), Call::new()),
        (
            "quill",
            chat(json!({ "usage": { "prompt_tokens": 1, "cached_tokens": 2, "completion_tokens": 0 } })),
            Call::new(),
        ),
    ];
    let lines: Vec<String> =
        table.iter().map(|(name, response, call)| told(&snapshot, name, response, call)).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 3.7
    azure_openai/quill 2025-01-10 global/standard 2026-11-23 exact 6.5
    azure_openai/quill 2025-01-10 global/standard 2026-11-23 exact 6.5
      model_differs: the call is of version 2025-08-01, and the response says 2025-01-10: the latter is priced
    azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 3.7
      model_unknown: the response names `quill-2031-01-01`, which is no name of azure_openai/quill here
    error: the response names `sage`, which is bedrock/sage, and the call names azure_openai/quill; name the model that answered
    azure_openai/quill 2025-08-01 global/batch 2026-11-23 exact 1.75
    azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 3.7
      tier_differs: the call says priority, and the response says standard: the latter is priced
    azure_openai/quill 2025-08-01 global/batch 2026-11-23 exact 1.75
    error: azure_openai/quill is not sold as global/priority
    error: service_tier `ultra` is no tier that is known here; state the tier
    azure_openai/quill 2025-08-01 global/batch 2026-11-23 exact 1.75
      tier_unknown: service_tier `ultra` is no tier that is known here
    azure_openai/quill 2025-08-01 zone:us/standard 2026-11-23 exact 4.07
    azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 3.7
      scope_differs: the call is global, and the response says zone:us: the former is priced
    error: geography `moon` is no scope that is known here; state the scope
    azure_openai/quill 2025-08-01 global/standard 2025-11-25 exact 4.2
    azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 3.7
    azure_openai/quill 2025-08-01 global/standard 2026-11-01 exact 3.7
    error: this response of azure_openai.chat states no usage: no usage.prompt_tokens; it looks like one of bedrock.converse
    error: this response of azure_openai.chat states no usage: no usage.prompt_tokens; a stream states it only where it was asked for, and at its end
    error: usage.cached_tokens 2 exceeds usage.prompt_tokens 1; usage.prompt_tokens contains usage.cached_tokens
    ");
}

#[test]
fn bought_capacity_that_was_full_is_billed_by_the_token() {
    let response =
        json!({ "headers": { "spilled": "yes" }, "body": chat(json!({ "service_tier": "default" })) });
    let provisioned = Call::new().tier(ServiceTier::Provisioned);
    insta::assert_snapshot!(told(&little(), "quill", &response, &provisioned), @"
    azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 3.7
      tier_differs: the call says provisioned, and the response says standard: the latter is priced
    ");
}

#[test]
fn calls_within_a_response_are_priced_each_in_its_own_band_and_by_its_own_model() {
    let snapshot = little();
    let call = |kind: &str, model: &str, input: u64| json!({ "type": kind, "model": model, "inputTokens": input, "outputTokens": 10 });
    let response = json!({
        "model": "sage", "searches": 3,
        "usage": {
            "inputTokens": 160_000, "outputTokens": 20,
            "calls": [call("message", "sage", 80_000), call("message", "sage", 80_000), call("advice", "quill", 5), call("advice", "oracle", 6)],
        },
    });
    let cost = snapshot.response_cost("sage", None, &response, &Call::new(), Bounding::Assume).unwrap();
    let rows: Vec<String> = cost
        .calls
        .iter()
        .map(|call| {
            let total = call.total.map_or_else(|| "?".to_owned(), |total| total.to_string());
            let purpose = call.purpose.as_deref().unwrap_or("-");
            format!(
                "{} {purpose}: {} = {total} {}",
                call.model,
                call.usage,
                call.reason.as_deref().unwrap_or("")
            )
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"), @"
    bedrock/sage message: input.text 80000, output.text 10, web_search 3 = 0.27015 
    bedrock/sage message: input.text 80000, output.text 10 = 0.24015 
    quill advice: input.text 5, output.text 10 = ? Model quill not found in registry
    oracle advice: input.text 6, output.text 10 = ? Model oracle not found in registry
    ");
    assert_eq!(cost.answer.total, None);
    let subtotal = cost.answer.subtotal.unwrap().to_string();
    insta::assert_snapshot!(format!("{} {subtotal}", cost.answer.status), @"incomplete 0.5103");
    let lines: Vec<String> = cost
        .answer
        .lines
        .iter()
        .map(|line| format!("{:?} {} {}", line.call, line.meter, line.amount))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Some(0) input.text 0.24
    Some(0) output.text 0.00015
    Some(0) web_search 0.03
    Some(1) input.text 0.24
    Some(1) output.text 0.00015
    ");
    assert_eq!(cost.answer.missing, [Meter::InputText, Meter::OutputText]);
}

#[test]
fn a_router_bills_on_top_of_the_model_that_it_chose() {
    let snapshot = little();
    let table = [
        ("switch", json!({ "model": "quill-2025-08-01" })),
        ("quill", json!({ "model": "quill-2025-08-01", "router": "switch" })),
        ("switch", json!({ "model": "quill-2025-08-01", "router": "switch" })),
        // What is not known of either is no part of a sum.
        ("quill", json!({ "model": "quill-2025-08-01", "router": "a-router" })),
        ("quill", json!({ "model": "quill-2025-08-01", "router": "quill-old" })),
        ("switch", json!({ "model": "a-model" })),
        ("switch", json!({ "model": "switch" })),
        ("switch", json!({})),
    ];
    let lines = table.map(|(name, response)| {
        match snapshot.response_cost(name, None, &chat(response.clone()), &Call::new(), Bounding::Assume) {
            Ok(cost) => {
                let call = |call: &CallCost| {
                    let total = call.total.map_or_else(|| "?".to_owned(), |total| total.to_string());
                    format!(
                        "{} {total}{}",
                        call.model,
                        call.reason.as_ref().map(|why| format!(" ({why})")).unwrap_or_default()
                    )
                };
                let calls: Vec<String> = cost.calls.iter().map(call).collect();
                format!("{name} {response}\n  {}\n  {}", line(&cost), calls.join(" + "))
            }
            Err(error) => format!("{name} {response}\n  error: {error}"),
        }
    });
    insta::assert_snapshot!(lines.join("\n"), @r#"
    switch {"model":"quill-2025-08-01"}
      azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 4.2
      azure_openai/quill 3.7 + azure_openai/switch 0.5
    quill {"model":"quill-2025-08-01","router":"switch"}
      azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 4.2
      azure_openai/quill 3.7 + azure_openai/switch 0.5
    switch {"model":"quill-2025-08-01","router":"switch"}
      azure_openai/quill 2025-08-01 global/standard 2026-11-23 exact 4.2
      azure_openai/quill 3.7 + azure_openai/switch 0.5
    quill {"model":"quill-2025-08-01","router":"a-router"}
      azure_openai/quill 2025-08-01 global/standard 2026-11-23 incomplete ?
      azure_openai/quill 3.7 + a-router ? (what `a-router` bills on top of the model that it chose is not known)
    quill {"model":"quill-2025-08-01","router":"quill-old"}
      azure_openai/quill 2025-08-01 global/standard 2026-11-23 incomplete ?
      azure_openai/quill 3.7 + quill-old ? (what `quill-old` bills on top of the model that it chose is not known)
    switch {"model":"a-model"}
      azure_openai/switch - global/standard 2026-11-23 incomplete ?
      a-model ? (Model a-model not found in registry) + azure_openai/switch 0.5
    switch {"model":"switch"}
      azure_openai/switch - global/standard 2026-11-23 incomplete ?
      switch ? (the response does not name the model that answered) + azure_openai/switch 0.5
    switch {}
      azure_openai/switch - global/standard 2026-11-23 incomplete ?
      switch ? (the response does not name the model that answered) + azure_openai/switch 0.5
    "#);
}

#[test]
fn a_name_of_the_caller_stands_for_what_it_stands_for() {
    let registry = little_registry();
    let overlay = "[[model]]\nname = \"quill-tuned\"\nextends = \"quill\"\nprice = [{ usd_per_1M = { input.text = \"7\", output.text = \"0\" } }]\n\
        [[deployment]]\nname = \"house\"\nmodel = \"sage\"\n";
    registry.add_overlay("own.toml", overlay).unwrap();
    let snapshot = registry.snapshot();
    let response = chat(json!({ "model": "quill-old" }));
    let lines = ["quill-tuned", "house"].map(|name| told(&snapshot, name, &response, &Call::new()));
    insta::assert_snapshot!(lines.join("\n"), @"
    azure_openai/quill-tuned 2025-08-01 global/standard 2026-11-23 exact 7
      model_differs: the response names `quill-old`, which is azure_openai/quill-old; azure_openai/quill-tuned is priced
    error: this response of bedrock.converse states no usage: no usage.inputTokens; it looks like one of azure_openai.chat
    ");
}

#[test]
fn answers_of_responses_are_verified_like_others() {
    let snapshot = little();
    let one = chat(json!({ "model": "quill-2025-08-01", "created": 1_764_028_800 }));
    let several = json!({ "usage": {
        "inputTokens": 1, "outputTokens": 2,
        "calls": [
            { "type": "message", "inputTokens": 1, "outputTokens": 2 },
            { "type": "advice", "model": "oracle", "inputTokens": 9, "outputTokens": 9 },
        ],
    } });
    for (name, response) in [("quill", one), ("sage", several)] {
        for bounding in [Bounding::Assume, Bounding::Bound] {
            let cost = snapshot.response_cost(name, None, &response, &Call::new(), bounding).unwrap();
            let stored = serde_json::to_value(&cost).unwrap();
            let verified = snapshot.verify_cost(&stored).unwrap();
            assert!(verified.same, "{name} {bounding:?}: {:?}", verified.differences);
            let mut forged = stored;
            forged["lines"][0]["amount"] = "0".into();
            assert!(!snapshot.verify_cost(&forged).unwrap().same, "{name} {bounding:?}");
        }
    }
}
