//! What issues say, and the order in which they come.

use serde_json::json;

use super::{Bench, holds};
use crate::params::tests::map;
use crate::params::{Issue, validate};

#[test]
fn the_originals_sentences_come_word_for_word() {
    let bench = Bench::real("azure_chat", "sampling").output_limit(16384);
    let found = validate(
        &bench.subject(),
        &map(json!({"temperature": 0.7, "max_tokens": 20000, "frequency_penalty": 0.5})),
    );
    let messages: Vec<&str> = found.iter().map(|issue| issue.message.as_str()).collect();
    assert_eq!(messages, ["max_tokens 20000 exceeds model limit 16384"]);
    assert_eq!(
        serde_json::to_value(&found[0]).unwrap(),
        json!({
            "severity": "error",
            "code": "max_tokens_exceeds_limit",
            "parameter": "max_tokens",
            "message": "max_tokens 20000 exceeds model limit 16384",
            "value": 20000,
            "limit": 16384,
            "fix": {"set": {"max_tokens": 16384}},
        })
    );
    holds(
        &Bench::real("azure_chat", "gpt_5"),
        &[(
            json!({"temperature": 0.7}),
            "error[unsupported_parameter]: Model m does not support temperature parameter (drop temperature)",
        )],
    );
    assert_eq!(Issue::model_not_found("gpt-40").message, "Model gpt-40 not found in registry");
}

#[test]
fn issues_come_in_the_order_of_the_parameters_and_then_of_the_rules() {
    let bench = Bench::real("converse_claude", "4.5").output_limit(64000).budget(1024, 63999, &[]);
    holds(&bench, &[(
        json!({"top_p": 0.5, "temperature": 1.5, "reasoning_budget": 64000, "maxTokens": "x", "n": 2}),
        "
        error[out_of_range]: temperature 1.5 is out of range 0 to 1 (use 1)
        error[out_of_range]: reasoning_budget 64000 exceeds model limit 63999 (use 63999)
        error[unknown_parameter]: unknown parameter maxTokens; did you mean max_tokens? (drop maxTokens)
        error[unsupported_parameter]: Model m does not support n parameter (drop n)
        error[conflicts_with]: temperature and top_p cannot be stated together (drop top_p)
        error[rule]: temperature 1.5 is refused while reasoning_budget is stated; only 1 is accepted (drop temperature)
        error[rule]: top_p is refused while reasoning_budget is stated (drop top_p)",
    )]);
}
