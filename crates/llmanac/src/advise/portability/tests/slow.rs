//! The quick way, which makes one verdict for many models, against each model asked alone.

use serde_json::{Map, Value, json};

use crate::advise::{Call, CostOnly, PortabilityCell, PortabilityVerdict, WireRequestError};
use crate::model::Surface;
use crate::params::{Change, ChangeKind, Issue, IssueCode};
use crate::registry::Snapshot;
use crate::wire::Policy;

use super::super::*;

/// Requests that differ in what models and surfaces take.
fn requests() -> Vec<Value> {
    let ask = || json!({ "role": "user", "content": "When is high water at Brest?" });
    let tool = |strict: bool| {
        json!({ "type": "function", "function": {
            "name": "tide", "strict": strict,
            "parameters": { "type": "object", "properties": { "port": { "type": "string" } } },
        } })
    };
    let schema = json!({ "type": "json_schema", "json_schema": { "name": "t", "strict": true, "schema": {
        "type": "object", "properties": { "at": { "type": "string" } }, "required": ["at"], "additionalProperties": false,
    } } });
    let call = json!({ "role": "assistant", "content": null, "tool_calls": [
        { "id": "c1", "type": "function", "function": { "name": "tide", "arguments": "{\"port\":\"Brest\"}" } },
    ] });
    let image = |url: &str| {
        json!({ "role": "user", "content": [
            { "type": "text", "text": "What is this?" },
            { "type": "image_url", "image_url": { "url": url, "detail": "high" } },
        ] })
    };
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let every_stand_in: String = ('\u{E000}'..='\u{E00F}').collect();
    vec![
        json!({ "messages": [ask()] }),
        json!({ "messages": [{ "role": "system", "content": "Be brief." }, ask()], "max_tokens": 300, "temperature": 0.2 }),
        json!({ "messages": [ask()], "max_tokens": 1_000_000, "seed": 7, "logprobs": true, "top_logprobs": 3 }),
        json!({ "messages": [ask()], "temperature": 1.9, "top_p": 0.5, "n": 2, "stop": ["a", "b", "c", "d", "e", "f"] }),
        json!({ "messages": [ask()], "tools": [tool(false)], "tool_choice": "required", "parallel_tool_calls": false }),
        json!({ "messages": [ask(), call, { "role": "tool", "tool_call_id": "c1", "content": "05:12" }], "tools": [tool(true)] }),
        json!({ "messages": [ask()], "response_format": schema }),
        json!({ "messages": [ask()], "response_format": schema, "tools": [tool(false)] }),
        json!({ "messages": [ask()], "response_format": { "type": "json_object" }, "stream": true }),
        json!({ "messages": [image(png)], "max_completion_tokens": 500 }),
        json!({ "messages": [image("https://example.com/a.png")] }),
        json!({ "messages": [ask()], "reasoning_effort": "high", "max_completion_tokens": 3000 }),
        json!({ "messages": [ask()], "reasoning_budget": 2048, "max_tokens": 1024 }),
        json!({ "messages": [ask()], "frequency_penalty": 0.5, "logit_bias": { "50256": -100 }, "user": "u", "service_tier": "flex" }),
        json!({ "messages": [{ "role": "user", "content": "hi ".repeat(15_000) }], "max_tokens": 4000 }),
        json!({ "messages": [ask()], "made_up": 1, "maxTokens": 5, "seed": null }),
        json!({ "messages": [] }),
        json!({ "messages": [{ "role": "user", "content": [{ "type": "input_audio", "input_audio": { "data": "UklGRg==", "format": "wav" } }] }] }),
        json!({ "messages": [{ "role": "user", "content": every_stand_in }], "logit_bias": { "1": 1 }, "seed": 1, "top_k": 3 }),
        json!({ "messages": [{ "role": "user", "content": "\u{E000}" }], "stop": "\u{E001}", "seed": 1, "max_tokens": 9_000_000 }),
    ]
}

/// What one model says of a request that it is asked alone.
struct Alone {
    verdict: PortabilityVerdict,
    issues: Vec<Issue>,
    changes: Vec<Change>,
    cost: CostOnly,
}

fn alone(snapshot: &Snapshot, name: &str, request: &Map<String, Value>, surface: Surface) -> Alone {
    let ask = |policy| snapshot.prepare(name, request, &Call::new(), Some(surface), policy).unwrap();
    let errors =
        |issues: &[Issue]| issues.iter().filter(|issue| issue.is_error()).cloned().collect::<Vec<_>>();
    let (strict, fit) = (ask(Policy::Strict), ask(Policy::Fit));
    // Where the prompt is not too long, conversion alone says the same.
    let is_window =
        |issue: &Issue| matches!(issue.code, IssueCode::ExceedsWindow | IssueCode::ExceedsInputLimit);
    match snapshot.wire_request(name, request, &Call::new(), Some(surface), Policy::Strict) {
        Ok(wire) if strict.ready => assert_eq!(wire.changes, strict.changes, "{name} {surface}"),
        Ok(_) => assert!(errors(&strict.issues).iter().all(is_window), "{name} {surface}"),
        Err(WireRequestError::Refused(refused)) => {
            let told: Vec<Issue> =
                errors(&strict.issues).into_iter().filter(|issue| !is_window(issue)).collect();
            for issue in refused.issues() {
                assert!(told.contains(issue), "{name} {surface}: {issue}");
            }
            // Where the strict policy refuses, `prepare` shows what fit would send, and what is wrong with that.
            for issue in told.iter().filter(|issue| !refused.issues().contains(issue)) {
                assert!(fit.issues.contains(issue), "{name} {surface}: {issue}");
            }
        }
        Err(other) => panic!("{name} {surface}: {other}"),
    }
    let means_the_same = |change: &Change| matches!(change.kind, ChangeKind::Renamed | ChangeKind::Moved);
    let is_unverified = |issue: &Issue| issue.code == IssueCode::UnverifiedParameter;
    let (verdict, issues, changes) = match () {
        () if strict.ready && strict.changes.iter().all(means_the_same) => {
            (PortabilityVerdict::Unchanged, strict.issues, strict.changes)
        }
        () if strict.ready => (PortabilityVerdict::Changed, strict.issues, strict.changes),
        () if !fit.ready => (PortabilityVerdict::Refused, fit.issues, Vec::new()),
        () if errors(&strict.issues).iter().all(is_unverified) => {
            (PortabilityVerdict::Unknown, strict.issues, fit.changes)
        }
        () => (PortabilityVerdict::Fitted, fit.issues, fit.changes),
    };
    Alone { verdict, issues, changes, cost: strict.cost.answer }
}

/// To ask each model alone takes long: of each request every fourth is asked, other ones each time.
const EVERY: usize = 4;

fn check(snapshot: &Snapshot, portability: &mut Portability, line: usize, request: Value) -> usize {
    let recorded = RecordedRequest::read(1, request).unwrap();
    let cells = portability.add(&recorded);
    for cell in cells.iter().skip(line % EVERY).step_by(EVERY) {
        let PortabilityCell { model, surface, .. } = cell;
        let mut wanted = alone(snapshot, model, recorded.request(), *surface);
        let place = format!("request {line} {model} {surface}");
        let is_unsure = cell.issues.last().is_some_and(|last| {
            last.parameter.as_deref() == Some("messages") && last.code == IssueCode::UnverifiedParameter
        });
        if is_unsure {
            let own = snapshot.model(model).unwrap();
            assert!(own.input().is_unknown() && wanted.verdict != PortabilityVerdict::Refused, "{place}");
            wanted.issues.extend(cell.issues.last().cloned());
        } else {
            assert_eq!(cell.verdict, wanted.verdict, "{place}");
        }
        assert_eq!(cell.issues, wanted.issues, "{place}");
        assert_eq!(cell.changes, wanted.changes, "{place}");
        if let Some(cost) = &cell.cost {
            let json = |cost: &CostOnly| serde_json::to_value(cost).unwrap();
            assert_eq!(json(cost), json(&wanted.cost), "{place}");
        }
    }
    cells.len()
}

#[test]
fn a_cell_says_what_the_model_says_when_it_is_asked_alone() {
    let snapshot = crate::registry().as_of("2026-11-23".parse().unwrap());
    let mut portability = Portability::new(&snapshot, &PortabilityChoice::new()).unwrap();
    for (line, request) in requests().into_iter().enumerate() {
        let cells = check(&snapshot, &mut portability, line, request);
        assert!(cells > 300, "{cells}");
    }
    let groups = portability.asked.groups.len();
    assert!(groups < portability.pairs(), "{groups} of {}", portability.pairs());
}

#[test]
fn what_is_written_for_one_model_alone_is_not_shared() {
    let registry = crate::ModelRegistry::embedded();
    let overlay = r#"
        [[model]]
        name = "tuned"
        extends = "azure_openai/gpt-4o-mini"
        body_patch = { temperature = 0.2 }

        [[deployment]]
        name = "gateway"
        model = "gpt-4o-mini"
        body_without = ["user"]
    "#;
    registry.add_overlay("llmanac.toml", overlay).unwrap();
    let own = crate::ModelBuilder::new("azure_openai".parse().unwrap(), "own")
        .extends("gpt-4o-mini")
        .converter(std::sync::Arc::new(|_: &_| Err("no tides today".to_owned())));
    registry.register(own).unwrap();
    let snapshot = registry.as_of("2026-11-23".parse().unwrap());
    let names = ["gpt-4o-mini", "tuned", "gateway", "own"];
    let choice = names.into_iter().fold(PortabilityChoice::new(), PortabilityChoice::model);
    let mut portability = Portability::new(&snapshot, &choice.surface(Surface::AzureOpenaiChat)).unwrap();
    let request = json!({ "messages": [{ "role": "user", "content": "hi" }], "user": "u", "seed": 1 });
    let cells = portability.add(&RecordedRequest::read(1, request).unwrap());
    let told: Vec<String> =
        names.iter().zip(&cells).map(|(name, cell)| format!("{name}: {}", super::told(cell))).collect();
    insta::assert_snapshot!(told.join("\n"), @"
    gpt-4o-mini: azure_openai/gpt-4o-mini unchanged
    tuned: azure_openai/tuned changed: temperature set to 0.2: body_patch of llmanac.toml
    gateway: azure_openai/gpt-4o-mini changed: user u dropped: body_without of llmanac.toml
    own: azure_openai/own refused: error[not_expressible]: the model's own conversion says: no tides today
    ");
}
