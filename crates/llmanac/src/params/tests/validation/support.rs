//! Whether a model takes a parameter at all: by its table, by what it can do, or by what stands in.

use serde_json::json;

use super::{Bench, holds};
use crate::model::Capability;

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
