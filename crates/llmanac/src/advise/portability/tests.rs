use serde_json::{Value, json};

use crate::advise::Call;
use crate::testing::little;

use super::*;

mod properties;
#[cfg(feature = "embedded")]
mod slow;

fn read(line: u64, request: Value) -> RecordedRequest {
    RecordedRequest::read(line, request).unwrap()
}

/// A request that states some parameters beside a plain question.
fn asking(parameters: Value) -> Value {
    let mut request = json!({ "messages": [{ "role": "user", "content": "Why is the sky blue?" }] });
    request.as_object_mut().unwrap().extend(parameters.as_object().unwrap().clone());
    request
}

/// `sage: fitted; changes of it; issues of it`
fn told(cell: &PortabilityCell) -> String {
    let changes: Vec<String> = cell.changes.iter().map(ToString::to_string).collect();
    let issues: Vec<String> = cell.issues.iter().map(ToString::to_string).collect();
    let both = [changes, issues].concat().join("; ");
    let gap = if both.is_empty() { "" } else { ": " };
    format!("{} {}{gap}{both}", cell.model, cell.verdict)
}

fn cells(choice: &PortabilityChoice, request: Value) -> String {
    let mut portability = Portability::new(&little(), choice).unwrap();
    let told: Vec<String> = portability.add(&read(1, request)).iter().map(told).collect();
    told.join("\n")
}

#[test]
fn each_verdict_has_its_reasons() {
    let all = PortabilityChoice::new();
    insta::assert_snapshot!(cells(&all, asking(json!({ "max_tokens": 100 }))), @"
    azure_openai/quill unchanged
    azure_openai/switch unchanged
    bedrock/sage unchanged: max_tokens renamed to inferenceConfig.maxTokens
    ");
    insta::assert_snapshot!(cells(&all, asking(json!({ "max_tokens": 20_000, "stop": "." }))), @r#"
    azure_openai/quill fitted: max_tokens 20000 -> 16384
    azure_openai/switch unchanged
    bedrock/sage changed: max_tokens renamed to inferenceConfig.maxTokens; stop . -> ["."]; stop renamed to inferenceConfig.stopSequences
    "#);
    insta::assert_snapshot!(cells(&all, asking(json!({ "top_p": 0.5, "tool_choice": "none" }))), @"
    azure_openai/quill unknown: tool_choice none dropped: the model is not known to support it; error[unverified_parameter]: Model quill is not known to support tool_choice parameter
    azure_openai/switch unknown: tool_choice none dropped: the model is not known to support it; error[unverified_parameter]: Model switch is not known to support tool_choice parameter
    bedrock/sage fitted: tool_choice none dropped: tool_choice none cannot be expressed for model sage; top_p 0.5 dropped: the model is not known to support it; max_tokens defaulted to 64000; warning[unverified_parameter]: Model sage is not known to support top_p parameter
    ");
    insta::assert_snapshot!(cells(&all, asking(json!({ "seed": 7 }))), @"
    azure_openai/quill fitted: seed 7 dropped: Model quill does not support seed parameter
    azure_openai/switch fitted: seed 7 dropped: Model switch does not support seed parameter
    bedrock/sage fitted: seed 7 dropped: Model sage does not support seed parameter; max_tokens defaulted to 64000
    ");
    let image = json!({ "messages": [{ "role": "user", "content": [
        { "type": "image_url", "image_url": { "url": "https://example.com/a.png" } },
    ] }] });
    insta::assert_snapshot!(cells(&all, image), @"
    azure_openai/quill unchanged
    azure_openai/switch refused: error[unsupported_modality]: Model switch does not support image input: messages[0].content[0]
    bedrock/sage refused: error[unsupported_modality]: Model sage does not support image input: messages[0].content[0]; error[not_expressible]: messages[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/a.png is a URL; send the data as base64
    ");
    insta::assert_snapshot!(cells(&all, json!({ "messages": [] })), @"
    azure_openai/quill refused: error[invalid_messages]: messages is empty
    azure_openai/switch refused: error[invalid_messages]: messages is empty
    bedrock/sage refused: error[invalid_messages]: messages is empty
    ");
}

#[test]
fn a_view_decides_what_a_loss_is() {
    let request = asking(json!({ "seed": 7, "top_p": 0.5 }));
    let told: Vec<String> = PortabilityView::ALL
        .iter()
        .map(|view| format!("{view}\n{}", cells(&PortabilityChoice::new().view(*view), request.clone())))
        .collect();
    insta::assert_snapshot!(told.join("\n\n"), @"
    strict_then_fit
    azure_openai/quill fitted: seed 7 dropped: Model quill does not support seed parameter
    azure_openai/switch fitted: seed 7 dropped: Model switch does not support seed parameter
    bedrock/sage fitted: seed 7 dropped: Model sage does not support seed parameter; top_p 0.5 dropped: the model is not known to support it; max_tokens defaulted to 64000; warning[unverified_parameter]: Model sage is not known to support top_p parameter

    strict
    azure_openai/quill refused: error[unsupported_parameter]: Model quill does not support seed parameter
    azure_openai/switch refused: error[unsupported_parameter]: Model switch does not support seed parameter
    bedrock/sage refused: error[unsupported_parameter]: Model sage does not support seed parameter; error[unverified_parameter]: Model sage is not known to support top_p parameter

    fit
    azure_openai/quill fitted: seed 7 dropped: Model quill does not support seed parameter
    azure_openai/switch fitted: seed 7 dropped: Model switch does not support seed parameter
    bedrock/sage fitted: seed 7 dropped: Model sage does not support seed parameter; top_p 0.5 dropped: the model is not known to support it; max_tokens defaulted to 64000; warning[unverified_parameter]: Model sage is not known to support top_p parameter
    ");
}

#[test]
fn a_model_that_is_named_is_asked_whether_it_lives_or_not() {
    let asked = |choice: &PortabilityChoice| {
        let report = Portability::new(&little(), choice).unwrap().finish();
        let asked: Vec<String> =
            report.models.iter().map(|model| format!("{} {}", model.model, model.status)).collect();
        let left_out: Vec<String> =
            report.left_out.iter().map(|left| format!("{}: {}", left.model, left.reason)).collect();
        format!("{} | {}", asked.join(", "), left_out.join(", "))
    };
    insta::assert_snapshot!(asked(&PortabilityChoice::new()), @"azure_openai/quill disputed, azure_openai/switch active, bedrock/sage active | azure_openai/quill-old: retired since 2025-06-01");
    insta::assert_snapshot!(asked(&PortabilityChoice::new().model("quill-old")), @"azure_openai/quill-old retired |");
    insta::assert_snapshot!(asked(&PortabilityChoice::new().provider("bedrock".parse().unwrap())), @"bedrock/sage active |");
    let region = Call::new().region("eastus".parse().unwrap());
    insta::assert_snapshot!(asked(&PortabilityChoice::new().call(region)), @"azure_openai/quill disputed, azure_openai/switch active | azure_openai/quill-old: retired since 2025-06-01, bedrock/sage: no region `eastus` of bedrock is known");
}

#[test]
fn names_that_mean_nothing_are_refused() {
    for (choice, wanted) in [
        (PortabilityChoice::new().model("quil"), "Model quil not found"),
        (
            PortabilityChoice::new().provider("bedrok".parse().unwrap()),
            "no provider `bedrok` has models here; did you mean `bedrock`?",
        ),
        (PortabilityChoice::new().family("none".parse().unwrap()), "no family `none` has models here"),
    ] {
        let error = Portability::new(&little(), &choice).unwrap_err().to_string();
        assert!(error.starts_with(wanted), "{error}");
    }
}

#[test]
fn costs_are_summed_over_what_goes_and_held_against_what_was_recorded() {
    let mut portability = Portability::new(&little(), &PortabilityChoice::new()).unwrap();
    for (line, model, most) in [(1, "quill", 100), (2, "quill", 200), (3, "nobody", 100)] {
        let request = asking(json!({ "model": model, "max_tokens": most }));
        portability.add(&read(line, request));
    }
    let report = portability.finish();
    insta::assert_snapshot!(serde_json::to_string_pretty(&report.requests).unwrap(), @r#"
    {
      "count": 3,
      "recorded": [
        {
          "name": "nobody",
          "model": null,
          "requests": 1,
          "cost": {
            "priced": 0,
            "unpriced": 1,
            "open": 0,
            "low": null,
            "high": null
          },
          "reason": "Model nobody not found in registry"
        },
        {
          "name": "quill",
          "model": "azure_openai/quill",
          "requests": 2,
          "cost": {
            "priced": 2,
            "unpriced": 0,
            "open": 0,
            "low": "0.000025",
            "high": "0.003735"
          },
          "reason": null
        }
      ]
    }
    "#);
    let against: Vec<String> = report
        .models
        .iter()
        .map(|model| format!("{} {}", model.model, serde_json::to_string(&model.against).unwrap()))
        .collect();
    insta::assert_snapshot!(against.join("\n"), @r#"
    azure_openai/quill {"requests":2,"here":{"priced":2,"unpriced":0,"open":0,"low":"0.000025","high":"0.003735"},"recorded":{"priced":2,"unpriced":0,"open":0,"low":"0.000025","high":"0.003735"},"low":"0","high":"0"}
    azure_openai/switch null
    bedrock/sage null
    "#);
}

#[test]
fn many_names_of_parameters_are_counted_by_their_code() {
    let mut portability = Portability::new(&little(), &PortabilityChoice::new().model("quill")).unwrap();
    for line in 0..700 {
        let name = format!("made_up_{line}");
        portability.add(&read(line, asking(json!({ name: 1 }))));
    }
    let report = portability.finish();
    let reasons = &report.models[0].reasons;
    assert_eq!(reasons.iter().map(|reason| reason.requests).sum::<u64>(), 700);
    assert!(reasons.len() <= 502, "{}", reasons.len());
    assert_eq!((reasons[0].parameter.as_deref(), reasons[0].requests), (None, 200));
}
