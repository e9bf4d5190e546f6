use serde_json::{Value, json};

use super::{Bench, map, told};
use crate::params::{fit, fit_within};

/// What fitting makes of some parameters: the parameters, the changes, what remains.
fn fitted(bench: &Bench, parameters: Value) -> (Value, Vec<String>, Vec<String>) {
    let fitted = fit(&bench.subject(), &map(parameters));
    let changes = fitted.changes.iter().map(ToString::to_string).collect();
    (Value::Object(fitted.parameters), changes, fitted.remaining.iter().map(told).collect())
}

fn fits(bench: &Bench, cases: &[(Value, Value, &[&str])]) {
    for (stated, wanted, changed) in cases {
        let (parameters, changes, remaining) = fitted(bench, stated.clone());
        assert_eq!(
            (&parameters, changes.as_slice()),
            (wanted, &changed.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>()[..]),
            "{stated}"
        );
        assert_eq!(remaining, Vec::<String>::new(), "{stated}");
    }
}

#[test]
fn each_fix_is_a_change() {
    let bench = Bench::real("azure_chat", "sampling").output_limit(16384);
    fits(
        &bench,
        &[
            (json!({"max_tokens": 100, "seed": null}), json!({"max_tokens": 100}), &[]),
            (json!({"max_tokens": 20000}), json!({"max_tokens": 16384}), &["max_tokens 20000 -> 16384"]),
            (
                json!({"maxTokens": 20000}),
                json!({"max_tokens": 16384}),
                &["maxTokens renamed to max_tokens", "max_tokens 20000 -> 16384"],
            ),
            (
                json!({"maxTokens": 5, "maxOutputTokens": 6}),
                json!({"max_tokens": 6}),
                &[
                    "maxOutputTokens renamed to max_tokens",
                    "maxTokens 5 dropped: unknown parameter maxTokens; did you mean max_tokens?",
                ],
            ),
            (json!({"temperature": "3"}), json!({"temperature": 2}), &["temperature 3 -> 2"]),
            (json!({"top_k": 5}), json!({}), &["top_k 5 dropped: Model m does not support top_k parameter"]),
            (
                json!({"top_logprobs": 50}),
                json!({"logprobs": true, "top_logprobs": 20}),
                &["top_logprobs 50 -> 20", "logprobs set to true: top_logprobs requires logprobs true"],
            ),
            (
                json!({"stop": ["a", "b", "c", "d", "e"]}),
                json!({"stop": ["a", "b", "c", "d"]}),
                &["stop (a list of 5) -> [\"a\", \"b\", \"c\", \"d\"]"],
            ),
            (
                json!({"stream_options": {}, "parallel_tool_calls": true}),
                json!({}),
                &[
                    "stream_options (a map of 0) dropped: stream_options requires stream true",
                    "parallel_tool_calls true dropped: parallel_tool_calls requires tools",
                ],
            ),
        ],
    );
}

#[test]
fn a_mended_value_is_held_against_the_rules_before_it_is_dropped() {
    let bench = Bench::real("converse_claude", "4.5").output_limit(64000).budget(1024, 63999, &[]);
    fits(
        &bench,
        &[
            // 1.5 becomes 1, and 1 is what thinking accepts.
            (
                json!({"temperature": 1.5, "reasoning_budget": 2000, "max_tokens": 4000}),
                json!({"temperature": 1, "reasoning_budget": 2000, "max_tokens": 4000}),
                &["temperature 1.5 -> 1"],
            ),
            (
                json!({"temperature": 0.5, "top_p": 0.5, "reasoning_budget": 2000}),
                json!({"reasoning_budget": 2000}),
                &[
                    "top_p 0.5 dropped: temperature and top_p cannot be stated together",
                    "temperature 0.5 dropped: temperature 0.5 is refused while reasoning_budget is stated; only 1 is accepted",
                ],
            ),
            (
                json!({"reasoning_budget": 100_000, "max_tokens": 100_000}),
                json!({"reasoning_budget": 63999, "max_tokens": 64000}),
                &["max_tokens 100000 -> 64000", "reasoning_budget 100000 -> 63999"],
            ),
            (
                json!({"reasoning_budget": 5000, "max_tokens": 3000}),
                json!({"reasoning_budget": 2999, "max_tokens": 3000}),
                &["reasoning_budget 5000 -> 2999: reasoning_budget 5000 must be less than max_tokens 3000"],
            ),
        ],
    );
}

#[test]
fn where_no_tool_is_to_be_called_and_that_cannot_be_said_the_tools_go() {
    let tools = json!([{"type": "function", "function": {"name": "f"}}]);
    let bench = Bench::real("converse_claude", "3");
    let stated = json!({"tools": tools, "tool_choice": "none", "top_k": 5});
    let none = "tool_choice none cannot be expressed for model m";
    let (parameters, changes, remaining) = fitted(&bench, stated);
    assert_eq!(parameters, json!({"top_k": 5}));
    assert_eq!(
        changes,
        [format!("tools (a list of 1) dropped: {none}"), format!("tool_choice none dropped: {none}")]
    );
    assert!(remaining.is_empty());
}

#[test]
fn parameters_stay_in_the_callers_order_and_which_fix_wins_does_not_hang_on_it() {
    let bench = Bench::real("azure_chat", "sampling").output_limit(16384);
    for (stated, wanted) in [
        (json!({"maxTokens": 5, "top_p": 0.5, "maxOutputTokens": 6}), r#"{"top_p":0.5,"max_tokens":6}"#),
        (json!({"maxOutputTokens": 6, "maxTokens": 5, "top_p": 0.5}), r#"{"top_p":0.5,"max_tokens":6}"#),
        (
            json!({"seed": 7, "top_k": 5, "n": 1, "max_tokens": 20000}),
            r#"{"seed":7,"n":1,"max_tokens":16384}"#,
        ),
        (json!({"seed": 7, "max_tokens": 5, "n": 1}), r#"{"seed":7,"max_tokens":5,"n":1}"#),
    ] {
        assert_eq!(fitted(&bench, stated.clone()).0.to_string(), wanted, "{stated}");
    }
}

#[test]
fn what_nothing_mends_remains() {
    let bench = Bench::real("azure_chat", "gpt_5").output_limit(1000).effort(&["minimal", "low"], None);
    let (parameters, changes, remaining) =
        fitted(&bench, json!({"max_completion_tokens": 5000, "seed": "x", "safety_identifier": "u"}));
    assert_eq!(parameters, json!({"max_completion_tokens": 1000, "seed": "x", "safety_identifier": "u"}));
    assert_eq!(changes, ["max_completion_tokens 5000 -> 1000"]);
    assert_eq!(
        remaining,
        [
            "error[wrong_type]: seed must be a whole number, not x (a text)",
            "warning[unverified_parameter]: Model m is not known to support safety_identifier parameter",
        ]
    );
}

#[test]
fn rules_that_disagree_come_to_an_end() {
    let bench = Bench::new(
        r#"
        [parameter]
        logprobs = { to = "a" }
        stream = { to = "b" }
        [[rule]]
        id = "one"
        when = { stream = { set = true } }
        refuse = { logprobs = { unless = true } }
        fix = { set = { logprobs = true } }
        src = ["az-spec-2025-03"]
        [[rule]]
        id = "other"
        when = { stream = { set = true } }
        refuse = { logprobs = { unless = false } }
        fix = { set = { logprobs = false } }
        src = ["az-spec-2025-03"]
        "#,
    );
    let (_, changes, remaining) = fitted(&bench, json!({"stream": true, "logprobs": true}));
    assert_eq!((changes.len(), remaining.len()), (1, 1), "{changes:?} {remaining:?}");
}

#[test]
fn the_output_gives_way_to_a_long_prompt() {
    let bench = Bench::real("azure_chat", "sampling").output_limit(16384).window(128_000);
    let stated = map(json!({"max_tokens": 20000}));
    let fitted = fit_within(&bench.subject(), stated, Some(&(120_000..=121_000)));
    let changes: Vec<String> = fitted.changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        changes,
        [
            "max_tokens 20000 -> 7000: 120000 to 121000 input tokens and max_tokens 16384 exceed the window of 128000",
        ]
    );
}
