//! Names of parameters: known, misspelt, of another API, and several of one parameter.

use serde_json::json;

use super::{Bench, holds, issues};

#[test]
fn a_name_is_known_renamed_suggested_or_refused() {
    holds(
        &Bench::real("azure_chat", "sampling"),
        &[
            (json!({"seed": 5}), ""),
            // Another spelling, or another API's name.
            (
                json!({"maxTokens": 5}),
                "error[unknown_parameter]: unknown parameter maxTokens; did you mean max_tokens? (did you mean max_tokens?)",
            ),
            (
                json!({"maxOutputTokens": 5}),
                "error[unknown_parameter]: unknown parameter maxOutputTokens; did you mean max_tokens? (did you mean max_tokens?)",
            ),
            (
                json!({"stop_sequences": ["a"]}),
                "error[unknown_parameter]: unknown parameter stop_sequences; did you mean stop? (did you mean stop?)",
            ),
            // A slip of the finger.
            (
                json!({"temprature": 1}),
                "error[unknown_parameter]: unknown parameter temprature; did you mean temperature? (did you mean temperature?)",
            ),
            // Near, but as near to another; the opposite; of another form; taken.
            (
                json!({"top_n": 1}),
                "error[unknown_parameter]: unknown parameter top_n; did you mean top_k? (drop top_n)",
            ),
            (
                json!({"disable_parallel_tool_use": true}),
                "error[unknown_parameter]: unknown parameter disable_parallel_tool_use; did you mean parallel_tool_calls? (drop disable_parallel_tool_use)",
            ),
            (
                json!({"thinking": {"type": "enabled"}}),
                "error[unknown_parameter]: unknown parameter thinking; did you mean reasoning_budget? (drop thinking)",
            ),
            (
                json!({"maxTokens": 5, "max_tokens": 6}),
                "error[unknown_parameter]: unknown parameter maxTokens; did you mean max_tokens? (drop maxTokens)",
            ),
            // Nothing like it.
            (json!({"qqqq": 1}), "error[unknown_parameter]: unknown parameter qqqq (drop qqqq)"),
            (json!({"": 1}), "error[unknown_parameter]: unknown parameter \"\" (drop \"\")"),
            (json!({"a\nb": 1}), "error[unknown_parameter]: unknown parameter a\\nb (drop a\\nb)"),
            // `null` states nothing.
            (json!({"qqqq": null, "temperature": null}), ""),
        ],
    );
}

#[test]
fn two_names_of_one_parameter_agree() {
    let rows = "max_tokens = { to = \"m\" }\nmax_completion_tokens = { same_as = \"max_tokens\" }";
    holds(
        &Bench::new(rows),
        &[
            (json!({"max_tokens": 5, "max_completion_tokens": 5}), ""),
            (
                json!({"max_tokens": 5, "max_completion_tokens": 6}),
                "error[conflicts_with]: max_completion_tokens 6 and max_tokens 5 are one parameter with two values (drop max_completion_tokens)",
            ),
        ],
    );
    // Where a rule speaks of the pair, it alone does.
    holds(
        &Bench::real("azure_chat", "sampling"),
        &[(
            json!({"max_tokens": 5, "max_completion_tokens": 6}),
            "error[conflicts_with]: max_tokens and max_completion_tokens cannot be stated together (drop max_tokens)",
        )],
    );
}

#[test]
fn names_of_one_parameter_are_one_wherever_they_stand_in_the_table() {
    let bench = Bench::new(
        r#"
        [parameter]
        prompt_cache_key = { to = "k" }
        metadata = { to = "m" }
        user = { to = "u" }
        safety_identifier = { same_as = "user" }
        audio = { same_as = "user" }
        [[rule]]
        id = "r"
        when = { audio = { set = true } }
        require = { metadata = { set = true } }
        src = ["az-spec-2025-03"]
        "#,
    );
    // `audio` stands before the others, and is the same as what another alias states.
    for name in ["safety_identifier", "user"] {
        let found = issues(&bench, json!({ name: "x" }));
        assert_eq!(found, [format!("error[requires]: {name} requires metadata")]);
    }
}
