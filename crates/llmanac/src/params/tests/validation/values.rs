//! Types of values, and lists of those allowed.

use serde_json::json;

use super::{Bench, holds};
use crate::params::tests::map;
use crate::params::validate;

#[test]
fn a_value_has_the_type_that_the_row_states() {
    let bench = Bench::new(
        r#"
        max_tokens = { to = "max_tokens" }
        temperature = { to = "temperature" }
        stream = { to = "stream" }
        stop = { to = "stop" }
        user = { to = "user" }
        metadata = { to = "metadata" }
        logit_bias = { to = "logit_bias" }
        tools = { to = "tools" }
        response_format = { to = "response_format" }
        "#,
    );
    holds(
        &bench,
        &[
            (json!({"max_tokens": 5.0, "temperature": 1, "stop": "a", "logit_bias": {"5": -1.5}}), ""),
            (
                json!({"max_tokens": 0.5}),
                "error[wrong_type]: max_tokens must be a whole number, not 0.5 (a number)",
            ),
            (
                json!({"max_tokens": "100"}),
                "error[wrong_type]: max_tokens must be a whole number, not 100 (a text) (use 100)",
            ),
            (
                json!({"max_tokens": [1]}),
                "error[wrong_type]: max_tokens must be a whole number, not (a list of 1) (a list)",
            ),
            (
                json!({"temperature": "hot"}),
                "error[wrong_type]: temperature must be a number, not hot (a text)",
            ),
            (
                json!({"stream": "true"}),
                "error[wrong_type]: stream must be true or false, not true (a text) (use true)",
            ),
            (json!({"stream": 1}), "error[wrong_type]: stream must be true or false, not 1 (a number)"),
            (json!({"stop": [1]}), "error[wrong_type]: stop must be a text or a list of texts"),
            (json!({"user": 5}), "error[wrong_type]: user must be a text, not 5 (a number)"),
            (json!({"metadata": {"a": 1}}), "error[wrong_type]: metadata must be a map from texts to texts"),
            (
                json!({"logit_bias": {"a": "b"}}),
                "error[wrong_type]: logit_bias must be a map from texts to numbers",
            ),
            (json!({"tools": {}}), "error[wrong_type]: tools must be a list"),
            (json!({"tools": [{}]}), "error[malformed]: tools[0].type must be a text, as in \"function\""),
            (
                json!({"response_format": "json_object"}),
                "error[wrong_type]: response_format must be an object (use json_object)",
            ),
        ],
    );
}

#[test]
fn a_value_is_one_of_those_allowed() {
    let bench = Bench::new(
        r#"
        service_tier = { to = "service_tier", values = ["auto", "flex"] }
        verbosity = { to = "verbosity" }
        logprobs = { to = "include", values = { true = ["x"], false = [] } }
        modalities = { to = "modalities", values = ["text", "audio"] }
        tool_choice = { to = "tool_choice", values = { auto = "auto", named = "tool", none = false } }
        response_format = { to = "f", values = { text = "t", json_schema = "s", json_object = false } }
        reasoning_effort = { to = "effort", values = "model.reasoning.effort" }
        "#,
    )
    .effort(&["low", "high"], None);
    let named = json!({"type": "function", "function": {"name": "f"}});
    holds(
        &bench,
        &[
            (json!({"service_tier": "flex", "verbosity": "low", "logprobs": true, "modalities": "text"}), ""),
            (json!({"modalities": ["audio", "text"], "tool_choice": named, "reasoning_effort": "high"}), ""),
            (
                json!({"service_tier": "priority"}),
                "error[value_not_allowed]: service_tier priority is not allowed; allowed: auto, flex (drop service_tier)",
            ),
            (
                json!({"service_tier": "Flex"}),
                "error[value_not_allowed]: service_tier Flex is not allowed; allowed: auto, flex (use flex)",
            ),
            // Where the table is silent, the words of the standard are all there are.
            (
                json!({"verbosity": "loud"}),
                "error[value_not_allowed]: verbosity loud is not allowed; allowed: low, medium, high (drop verbosity)",
            ),
            (
                json!({"modalities": ["text", "image"]}),
                "error[value_not_allowed]: modalities image is not allowed; allowed: text, audio (use [\"text\"])",
            ),
            (
                json!({"modalities": "image"}),
                "error[value_not_allowed]: modalities image is not allowed; allowed: text, audio (drop modalities)",
            ),
            (
                json!({"tool_choice": "required"}),
                "error[value_not_allowed]: tool_choice required is not allowed; allowed: auto, named (drop tool_choice)",
            ),
            (
                json!({"tool_choice": "none"}),
                "error[not_expressible]: tool_choice none cannot be expressed for model m (drop tool_choice)",
            ),
            (
                json!({"response_format": {"type": "json_object"}}),
                "error[not_expressible]: response_format json_object cannot be expressed for model m (drop response_format)",
            ),
            // A level gives way to the nearest, the lower one of two.
            (
                json!({"reasoning_effort": "minimal"}),
                "error[value_not_allowed]: reasoning_effort minimal is not allowed; allowed: low, high (use low)",
            ),
            (
                json!({"reasoning_effort": "medium"}),
                "error[value_not_allowed]: reasoning_effort medium is not allowed; allowed: low, high (use low)",
            ),
            (
                json!({"reasoning_effort": "max"}),
                "error[value_not_allowed]: reasoning_effort max is not allowed; allowed: low, high (use high)",
            ),
            (
                json!({"reasoning_effort": "hard"}),
                "error[value_not_allowed]: reasoning_effort hard is not allowed; allowed: low, high (drop reasoning_effort)",
            ),
        ],
    );
    // Where stating a level switches thinking on, leaving it out is nearest to none.
    let effort = "reasoning_effort = { to = \"e\", values = \"model.reasoning.effort\" WITH }";
    for (with, fix) in
        [("", "(use low)"), (", with = { \"thinking.type\" = \"adaptive\" }", "(drop reasoning_effort)")]
    {
        let bench = Bench::new(&effort.replace("WITH", with)).effort(&["low", "high"], None);
        let wanted = format!(
            "error[value_not_allowed]: reasoning_effort none is not allowed; allowed: low, high {fix}"
        );
        holds(&bench, &[(json!({"reasoning_effort": "none"}), &wanted)]);
    }
    let found = validate(&bench.subject(), &map(json!({"service_tier": "scale"})));
    assert_eq!(found[0].limit, Some(json!(["auto", "flex"])));
    // Levels that nobody knows refuse nothing.
    let unknown = Bench::new("reasoning_effort = { to = \"e\", values = \"model.reasoning.effort\" }");
    holds(&unknown, &[(json!({"reasoning_effort": "minimal"}), "")]);
}
