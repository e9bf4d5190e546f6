use serde_json::{Value, json};

use super::{Bench, issues, map};
use crate::model::{Capability, Scalar};
use crate::params::{Issue, validate};

/// Holds each of some parameters against the same rows; an empty text stands for no issue.
fn holds(bench: &Bench, cases: &[(Value, &str)]) {
    for (parameters, wanted) in cases {
        let wanted: Vec<&str> = wanted.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        assert_eq!(issues(bench, parameters.clone()), wanted, "{parameters}");
    }
}

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
fn a_parameter_is_supported_absent_neutral_or_not_known() {
    let bench = Bench::new(
        r#"
        [absent]
        n = { neutral = 1, src = ["az-spec-2025-03"] }
        logit_bias = { neutral = {}, src = ["az-spec-2025-03"] }
        modalities = { neutral = ["text"], src = ["az-spec-2025-03"] }
        response_format = { neutral = "text", src = ["az-spec-2025-03"] }
        frequency_penalty = { neutral = "0", src = ["az-spec-2025-03"] }
        top_k = { src = ["az-spec-2025-03"] }
        [parameter]
        temperature = { to = "temperature" }
        "#,
    );
    let unsupported = |name: &str| {
        format!("error[unsupported_parameter]: Model m does not support {name} parameter (drop {name})")
    };
    holds(
        &bench,
        &[
            (json!({"temperature": 5}), ""),
            (json!({"n": 1, "logit_bias": {}, "modalities": ["text"], "frequency_penalty": 0.0}), ""),
            (json!({"response_format": {"type": "text"}}), ""),
            (json!({"response_format": {"type": "json_object"}}), &unsupported("response_format")),
            (json!({"n": 2}), &unsupported("n")),
            (json!({"n": "1"}), &unsupported("n")),
            (json!({"modalities": ["text", "audio"]}), &unsupported("modalities")),
            (json!({"top_k": 1}), &unsupported("top_k")),
            (
                json!({"seed": 1}),
                "warning[unverified_parameter]: Model m is not known to support seed parameter",
            ),
        ],
    );
}

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

#[test]
fn texts_have_the_characters_of_their_row_and_keys_too() {
    let bench = Bench::new(
        r#"
        stop = { to = "stop", characters = "a-z" }
        metadata = { to = "metadata", characters = "a-z0-9 _-" }
        user = { to = "user", characters = "a-z0-9_-" }
        "#,
    );
    holds(
        &bench,
        &[
            (json!({"stop": ["a"], "metadata": {"team_1": "b c-d", "x": ""}, "user": "u-1"}), ""),
            (
                json!({"user": "größe|7"}),
                "error[forbidden_characters]: user größe|7 has other characters than a-z, 0-9 and _- (drop user)",
            ),
            (
                json!({"stop": ["a", "A"]}),
                "error[forbidden_characters]: stop[1] A has other characters than a-z (use [\"a\"])",
            ),
            (
                json!({"metadata": {"a": "B", "c": "d"}}),
                "error[forbidden_characters]: metadata.a B has other characters than a-z, 0-9, blanks and _- (use (a map of 1))",
            ),
            (
                json!({"metadata": {"": "b"}}),
                "error[forbidden_characters]: metadata has the key \"\": only a-z, 0-9, blanks and _- are allowed, and one at least (drop metadata)",
            ),
        ],
    );
}

#[test]
fn lists_maps_and_texts_have_their_lengths() {
    let bench = Bench::new(
        r#"
        stop = { to = "stop", min_items = 1, max_items = 2, item_min = 1, item_max = 4 }
        tools = { to = "tools", max_items = 1 }
        metadata = { to = "metadata", max_items = 1, item_max = 3 }
        user = { to = "user", item_max = 3 }
        "#,
    );
    let tool = json!({"type": "function", "function": {"name": "f"}});
    holds(
        &bench,
        &[
            (json!({"stop": "a", "metadata": {"k": "abc"}, "user": "äöü", "tools": [tool]}), ""),
            (json!({"stop": []}), "error[too_short]: stop has 0 items, at least 1 are needed (drop stop)"),
            (
                json!({"stop": ""}),
                "error[too_short]: stop is too short: at least 1 characters are needed (drop stop)",
            ),
            (
                json!({"stop": ["a", ""]}),
                "error[too_short]: stop[1] is too short: at least 1 characters are needed (use [\"a\"])",
            ),
            (
                json!({"stop": ["abcde"]}),
                "error[too_long]: stop[0] is too long: at most 4 characters are allowed",
            ),
            (
                json!({"stop": ["a", "b", "c"]}),
                "error[too_many_items]: stop has 3 items, at most 2 are allowed (use [\"a\", \"b\"])",
            ),
            (
                json!({"tools": [tool, {"type": "function", "function": {"name": "g"}}]}),
                "error[too_many_items]: tools has 2 items, at most 1 are allowed",
            ),
            (
                json!({"metadata": {"a": "b", "c": "abcd"}}),
                "
            error[too_many_items]: metadata has 2 items, at most 1 are allowed
            error[too_long]: metadata.c is too long: at most 3 characters are allowed",
            ),
            (json!({"user": "abcd"}), "error[too_long]: user is too long: at most 3 characters are allowed"),
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

#[test]
fn a_parameter_needs_what_the_model_can_do() {
    let rows = r#"
        tools = { to = "tools" }
        stream = { to = "stream" }
        response_format = { to = "response_format" }
        reasoning_effort = { to = "reasoning_effort" }
        parallel_tool_calls = { to = "parallel_tool_calls" }
        reasoning_budget = { to = "reasoning_budget" }
    "#;
    let tools = json!([{"type": "function", "function": {"name": "f"}}]);
    let schema = json!({"type": "json_schema", "json_schema": {"schema": {}}});
    let able = [
        Capability::Tools,
        Capability::Streaming,
        Capability::JsonSchema,
        Capability::Reasoning,
        Capability::ParallelTools,
    ];
    let unable = able.iter().fold(Bench::new(rows), |bench, capability| bench.can(*capability, false));
    holds(
        &unable,
        &[
            (
                json!({"tools": [], "stream": false, "response_format": {"type": "json_object"}, "reasoning_effort": "none", "parallel_tool_calls": false}),
                "",
            ),
            (
                json!({"tools": tools}),
                "error[unsupported_parameter]: Model m does not support tools parameter (drop tools)",
            ),
            (
                json!({"stream": true}),
                "error[value_not_allowed]: Model m does not support stream true (drop stream)",
            ),
            (
                json!({"response_format": schema}),
                "error[value_not_allowed]: Model m does not support response_format json_schema (drop response_format)",
            ),
            (
                json!({"reasoning_effort": "low"}),
                "error[unsupported_parameter]: Model m does not support reasoning_effort parameter (drop reasoning_effort)",
            ),
            (json!({"reasoning_budget": 0}), ""),
            (
                json!({"reasoning_budget": 5}),
                "error[unsupported_parameter]: Model m does not support reasoning_budget parameter (drop reasoning_budget)",
            ),
            (
                json!({"parallel_tool_calls": true}),
                "error[value_not_allowed]: Model m does not support parallel_tool_calls true (drop parallel_tool_calls)",
            ),
        ],
    );
    holds(&Bench::new(rows), &[(json!({"tools": tools, "stream": true, "response_format": schema}), "")]);
}

#[test]
fn a_parameter_that_others_stand_in_for_is_a_warning() {
    let bench =
        Bench::new("response_format = { emulate = \"forced_tool\" }").can(Capability::JsonMode, false);
    let warning = "warning[emulated]: Model m has no response_format parameter here; a tool that must be called stands in for it under fit, strict conversion refuses it";
    holds(
        &bench,
        &[
            (json!({"response_format": {"type": "text"}}), ""),
            (json!({"response_format": {"type": "json_object"}}), warning),
            (json!({"response_format": {"type": "json_schema", "json_schema": {"schema": {}}}}), warning),
            (
                json!({"response_format": {"type": "json_schema"}}),
                "error[malformed]: response_format.json_schema must be an object",
            ),
        ],
    );
}

#[test]
fn what_must_be_there_is_filled_in_or_asked_for() {
    let required = "error[missing_parameter]: Model m requires max_tokens parameter";
    let filled = "max_tokens = { to = \"m\", required = true, fill = \"model.limits.output\" }\nmax_completion_tokens = { same_as = \"max_tokens\" }";
    holds(
        &Bench::new(filled),
        &[
            (json!({}), required),
            (json!({"max_tokens": null}), required),
            (json!({"max_tokens": 5}), ""),
            (json!({"max_completion_tokens": 5}), ""),
        ],
    );
    holds(&Bench::new(filled).output_limit(5), &[(json!({}), "")]);
    holds(&Bench::new("max_tokens = { to = \"m\", required = true }"), &[(json!({}), required)]);
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

#[test]
fn defaults_of_the_model_go_before_those_of_the_table() {
    let bench = Bench::new("temperature = { to = \"t\", default = \"1\" }")
        .default("temperature", Scalar::decimal("0.7").unwrap());
    let subject = bench.subject();
    let place = subject.place_of("temperature").unwrap();
    assert_eq!(subject.default_of(place), Scalar::decimal("0.7").as_ref());
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
