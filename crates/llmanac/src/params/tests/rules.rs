use serde_json::{Value, json};

use super::{Bench, issues};

fn bench(rules: &str) -> Bench {
    Bench::new(&format!(
        r#"
        [parameter]
        temperature = {{ to = "temperature", default = "1" }}
        top_p = {{ to = "top_p" }}
        top_k = {{ to = "top_k" }}
        logprobs = {{ to = "logprobs", default = false }}
        top_logprobs = {{ to = "top_logprobs" }}
        tools = {{ to = "tools" }}
        tool_choice = {{ to = "tool_choice" }}
        reasoning_effort = {{ to = "reasoning_effort", values = "model.reasoning.effort" }}
        reasoning_budget = {{ to = "reasoning_budget" }}
        max_tokens = {{ to = "max_tokens" }}
        max_completion_tokens = {{ same_as = "max_tokens" }}
        {rules}
        "#
    ))
}

fn holds(bench: &Bench, cases: &[(Value, &str)]) {
    for (parameters, wanted) in cases {
        assert_eq!(issues(bench, parameters.clone()).join("\n"), *wanted, "{parameters}");
    }
}

#[test]
fn what_is_not_together_is_looked_at_as_stated() {
    let bench = bench(
        r#"
        [[rule]]
        id = "r"
        not_together = ["temperature", "top_p", "top_k"]
        fix = { drop = "top_p" }
        src = ["az-spec-2025-03"]
        "#,
    );
    holds(
        &bench,
        &[
            (json!({"top_p": 0.5}), ""),
            (json!({"top_p": 0.5, "temperature": null}), ""),
            (
                json!({"top_p": 0.5, "temperature": 1}),
                "error[conflicts_with]: temperature and top_p cannot be stated together (drop top_p)",
            ),
            (
                json!({"top_p": 0.5, "temperature": 1, "top_k": 1}),
                "error[conflicts_with]: temperature, top_p and top_k cannot be stated together (drop top_p)",
            ),
            // The fix names nothing that was stated.
            (
                json!({"top_k": 5, "temperature": 1}),
                "error[conflicts_with]: temperature and top_k cannot be stated together",
            ),
        ],
    );
}

#[test]
fn a_refusal_looks_at_stated_values_under_conditions_in_effect() {
    let rules = r#"
        [[rule]]
        id = "effort"
        when = { reasoning_effort = { not = "none" } }
        refuse = { temperature = {}, top_p = { unless = "1" } }
        fix = { drop = "refused" }
        src = ["az-spec-2025-03"]
    "#;
    let none = bench(rules).effort(&["none", "low"], Some("none"));
    let low = bench(rules).effort(&["none", "low"], Some("low"));
    let unknown = bench(rules);
    holds(
        &none,
        &[
            (json!({"temperature": 1}), ""),
            (
                json!({"temperature": 1, "reasoning_effort": "low"}),
                "error[rule]: temperature is refused while reasoning_effort is not none (drop temperature)",
            ),
            (
                json!({"top_p": 0.5, "reasoning_effort": "low"}),
                "error[rule]: top_p 0.5 is refused while reasoning_effort is not none; only 1 is accepted (drop top_p)",
            ),
            (json!({"top_p": 1.0, "reasoning_effort": "low"}), ""),
        ],
    );
    holds(
        &low,
        &[
            (json!({}), ""),
            (
                json!({"temperature": 1}),
                "error[rule]: temperature is refused while reasoning_effort is not none (low by default) (drop temperature)",
            ),
            (json!({"temperature": 1, "reasoning_effort": "none"}), ""),
        ],
    );
    // What the condition depends on is not known: a warning, and only where something is at stake.
    holds(
        &unknown,
        &[
            (json!({}), ""),
            (json!({"top_p": 1}), ""),
            (
                json!({"temperature": 1}),
                "warning[undecidable]: temperature may be refused: it depends on reasoning_effort, whose value is not known",
            ),
            (json!({"temperature": 1, "reasoning_effort": "none"}), ""),
        ],
    );
}

#[test]
fn listed_values_are_refused_in_each_of_their_forms() {
    let bench = bench(
        r#"
        [[rule]]
        id = "r"
        when = { reasoning_budget = { set = true } }
        refuse = { tool_choice = { values = ["required", "named"] }, max_tokens = { unless = 5 } }
        fix = { drop = "refused" }
        src = ["az-spec-2025-03"]
        "#,
    );
    let named = json!({"type": "function", "function": {"name": "f"}});
    holds(
        &bench,
        &[
            (json!({"reasoning_budget": 1, "tool_choice": "auto"}), ""),
            (json!({"tool_choice": named}), ""),
            (
                json!({"reasoning_budget": 1, "tool_choice": "required"}),
                "error[rule]: tool_choice required is refused while reasoning_budget is stated (drop tool_choice)",
            ),
            (
                json!({"reasoning_budget": 1, "tool_choice": named}),
                "error[rule]: tool_choice named is refused while reasoning_budget is stated (drop tool_choice)",
            ),
            // Under its other name.
            (
                json!({"reasoning_budget": 1, "max_completion_tokens": 6}),
                "error[rule]: max_completion_tokens 6 is refused while reasoning_budget is stated; only 5 is accepted (drop max_completion_tokens)",
            ),
        ],
    );
}

#[test]
fn a_requirement_looks_at_the_value_in_effect() {
    let bench = bench(
        r#"
        [[rule]]
        id = "logprobs"
        when = { top_logprobs = { set = true } }
        require = { logprobs = { is = true } }
        fix = { set = { logprobs = true } }
        src = ["az-spec-2025-03"]
        [[rule]]
        id = "tools"
        when = { tool_choice = { set = true } }
        require = { tools = { set = true } }
        fix = { drop = "tool_choice" }
        src = ["az-spec-2025-03"]
        [[rule]]
        id = "effort"
        when = { top_k = { set = true } }
        require = { reasoning_effort = { any_of = ["none", "low"] } }
        src = ["az-spec-2025-03"]
        "#,
    );
    holds(
        &bench,
        &[
            (json!({"top_logprobs": 5, "logprobs": true}), ""),
            (
                json!({"top_logprobs": 5}),
                "error[requires]: top_logprobs requires logprobs true (set logprobs to true)",
            ),
            (
                json!({"top_logprobs": 5, "logprobs": false}),
                "error[requires]: top_logprobs requires logprobs true (set logprobs to true)",
            ),
            (
                json!({"tool_choice": "auto"}),
                "error[requires]: tool_choice requires tools (drop tool_choice)",
            ),
            (json!({"tool_choice": "auto", "tools": []}), ""),
            // Not known, and not stated: nothing to warn of.
            (json!({"top_k": 5}), ""),
            (json!({"top_k": 5, "reasoning_effort": "low"}), ""),
            (
                json!({"top_k": 5, "reasoning_effort": "high"}),
                "error[requires]: top_k requires that reasoning_effort is one of none, low",
            ),
        ],
    );
}

#[test]
fn conditions_hold_together() {
    let bench = bench(
        r#"
        [[rule]]
        id = "r"
        when = { reasoning_effort = { is = "low" }, logprobs = { is = true } }
        refuse = { temperature = { unless = "1" } }
        fix = { set = { temperature = "1" } }
        src = ["az-spec-2025-03"]
        "#,
    );
    holds(
        &bench,
        &[
            // One is known not to hold: the other need not be known.
            (json!({"temperature": 0.5}), ""),
            (
                json!({"temperature": 0.5, "logprobs": true}),
                "warning[undecidable]: temperature may be refused: it depends on reasoning_effort, whose value is not known",
            ),
            (
                json!({"temperature": 0.5, "logprobs": true, "reasoning_effort": "low"}),
                "error[rule]: temperature 0.5 is refused while logprobs is true and reasoning_effort is low; only 1 is accepted (use 1)",
            ),
        ],
    );
}

#[test]
fn a_parameter_that_does_not_exist_here_breaks_no_rule() {
    let bench = Bench::new(
        r#"
        [absent]
        top_p = { src = ["az-spec-2025-03"] }
        [parameter]
        temperature = { to = "temperature" }
        [[rule]]
        id = "r"
        not_together = ["temperature", "top_p"]
        src = ["az-spec-2025-03"]
        "#,
    );
    holds(
        &bench,
        &[(
            json!({"temperature": 1, "top_p": 1}),
            "error[unsupported_parameter]: Model m does not support top_p parameter (drop top_p)",
        )],
    );
}
