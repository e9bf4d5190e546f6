//! Numbers within the bounds of their row, and within the limits of the model.

use serde_json::json;

use super::{Bench, holds};

#[test]
fn a_number_stays_within_the_bounds_of_the_row() {
    let bench = Bench::new(
        r#"
        temperature = { to = "temperature", min = "0", max = "2" }
        top_p = { to = "top_p", above = "0", less_than = "1" }
        n = { to = "n", above = 0, less_than = 9 }
        top_k = { to = "top_k", min = 0 }
        seed = { to = "seed", min = -9223372036854775808, max = 9223372036854775807 }
        top_logprobs = { to = "top_logprobs", max = 20, also = [-1] }
        logit_bias = { to = "logit_bias", min = -100, max = 100 }
        "#,
    );
    holds(
        &bench,
        &[
            (json!({"temperature": 0, "top_p": 0.5, "n": 8, "top_k": 0, "top_logprobs": 20}), ""),
            (json!({"temperature": 2.0, "n": 1, "seed": i64::MIN, "logit_bias": {"1": -100, "2": 100}}), ""),
            (json!({"top_logprobs": -1}), ""),
            (
                json!({"temperature": 2.5}),
                "error[out_of_range]: temperature 2.5 is out of range 0 to 2 (use 2)",
            ),
            (
                json!({"temperature": -0.1}),
                "error[out_of_range]: temperature -0.1 is out of range 0 to 2 (use 0)",
            ),
            (
                json!({"temperature": 1e300}),
                "error[out_of_range]: temperature 1e+300 is out of range 0 to 2 (use 2)",
            ),
            (
                json!({"top_p": 0}),
                "error[out_of_range]: top_p 0 is out of range: more than 0, less than 1 (drop top_p)",
            ),
            (
                json!({"top_p": 1.0}),
                "error[out_of_range]: top_p 1.0 is out of range: more than 0, less than 1 (drop top_p)",
            ),
            (json!({"n": 0}), "error[out_of_range]: n 0 is out of range: more than 0, less than 9 (use 1)"),
            (json!({"n": 9}), "error[out_of_range]: n 9 is out of range: more than 0, less than 9 (use 8)"),
            (json!({"top_k": -1}), "error[out_of_range]: top_k -1 is out of range: at least 0 (use 0)"),
            (
                json!({"seed": 9223372036854775808u64}),
                "error[out_of_range]: seed 9223372036854775808 is out of range -9223372036854775808 to 9223372036854775807 (use 9223372036854775807)",
            ),
            (
                json!({"top_logprobs": 21}),
                "error[out_of_range]: top_logprobs 21 is out of range: at most 20 (use 20)",
            ),
            (
                json!({"logit_bias": {"1": 5, "2": 150}}),
                "error[out_of_range]: logit_bias[2] 150 is out of range -100 to 100 (use (a map of 2))",
            ),
        ],
    );
}

#[test]
fn a_limit_of_the_model_is_held_against_every_name_of_the_parameter() {
    let rows = r#"
        max_tokens = { to = "max_tokens", min = 1, max = "model.limits.output" }
        max_completion_tokens = { same_as = "max_tokens" }
        reasoning_budget = { to = "b", min = "model.reasoning.budget.min", max = "model.reasoning.budget.max", also = [7], below = "max_tokens" }
    "#;
    let bench = Bench::new(rows).output_limit(4096).budget(1024, 8000, &[0, -1]);
    holds(
        &bench,
        &[
            (json!({"max_tokens": 4096, "reasoning_budget": 1024}), ""),
            (
                json!({"max_tokens": 4097}),
                "error[max_tokens_exceeds_limit]: max_tokens 4097 exceeds model limit 4096 (use 4096)",
            ),
            (
                json!({"max_completion_tokens": u64::MAX}),
                "error[max_tokens_exceeds_limit]: max_completion_tokens 18446744073709551615 exceeds model limit 4096 (use 4096)",
            ),
            // No tokens, or fewer, is no small limit.
            (
                json!({"max_tokens": 0}),
                "error[out_of_range]: max_tokens 0 is out of range 1 to 4096 (drop max_tokens)",
            ),
            (
                json!({"max_tokens": -1}),
                "error[out_of_range]: max_tokens -1 is out of range 1 to 4096 (drop max_tokens)",
            ),
            (
                json!({"reasoning_budget": 10}),
                "error[out_of_range]: reasoning_budget 10 is out of range 1024 to 8000 (use 1024)",
            ),
            (
                json!({"reasoning_budget": 9000}),
                "error[out_of_range]: reasoning_budget 9000 exceeds model limit 8000 (use 8000)",
            ),
            // Values that the model or the profile takes besides.
            (json!({"reasoning_budget": 0}), ""),
            (json!({"reasoning_budget": -1, "max_tokens": 1}), ""),
            (json!({"reasoning_budget": 7}), ""),
            // Less than another parameter, under each of its names.
            (
                json!({"reasoning_budget": 4000, "max_tokens": 4000}),
                "error[conflicts_with]: reasoning_budget 4000 must be less than max_tokens 4000 (use 3999)",
            ),
            (
                json!({"reasoning_budget": 4000, "max_completion_tokens": 2000}),
                "error[conflicts_with]: reasoning_budget 4000 must be less than max_completion_tokens 2000 (use 1999)",
            ),
            (
                json!({"reasoning_budget": 1024, "max_tokens": 500}),
                "error[conflicts_with]: reasoning_budget 1024 must be less than max_tokens 500 (drop reasoning_budget)",
            ),
        ],
    );
    // An unknown limit refuses nothing.
    holds(&Bench::new(rows), &[(json!({"max_tokens": 1_000_000_000, "reasoning_budget": 1}), "")]);
}
