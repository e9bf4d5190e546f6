use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Bench, Policy, made, shown};
use crate::wire::Delivery;

/// A tool, as chat completions have it.
fn tool() -> Value {
    json!({
        "type": "function",
        "function": {
            "name": "weather",
            "description": "d",
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
        },
    })
}

fn named() -> Value {
    json!({"type": "function", "function": {"name": "weather"}})
}

fn schema() -> Value {
    json!({
        "type": "json_schema",
        "json_schema": {"name": "city", "description": "A city.", "schema": {
            "type": "object", "properties": {}, "required": [], "additionalProperties": false,
        }, "strict": true},
    })
}

fn strict(bench: &Bench, parameters: Value) -> String {
    shown(bench, parameters, Policy::Strict)
}

fn fit(bench: &Bench, parameters: Value) -> String {
    shown(bench, parameters, Policy::Fit)
}

fn azure() -> Bench {
    Bench::real("azure_chat", "sampling").output_limit(16384)
}

fn responses() -> Bench {
    Bench::real("azure_responses", "gpt_5").output_limit(16384)
}

fn converse(variant: &str) -> Bench {
    Bench::real("converse_claude", variant)
        .output_limit(64000)
        .budget(1024, 63999, &[])
        .effort(&["low", "high"], None)
}

fn invoke(variant: &str) -> Bench {
    Bench::real("invoke_claude", variant).output_limit(64000).budget(1024, 63999, &[])
}

fn gemini() -> Bench {
    Bench::real("gemini_generate", "2.5").output_limit(65536).budget(128, 32768, &[-1])
}

#[test]
fn azure_chat_completions_read_the_standard_as_it_is() {
    let stated = json!({
        "temperature": 0.2, "top_p": 0.9, "max_tokens": 256, "n": 1, "stop": "END", "presence_penalty": 0.5,
        "logprobs": true, "top_logprobs": 5, "logit_bias": {"50256": -100}, "seed": 42, "user": "u-1",
        "stream": true, "stream_options": {"include_usage": true}, "tools": [tool()],
        "tool_choice": named(), "parallel_tool_calls": true, "response_format": schema(),
    });
    let made = made(&azure(), stated.clone(), Policy::Strict);
    assert_eq!(Value::Object(made.body), stated);
    assert_eq!(Value::Object(made.native), stated);
    assert_eq!((made.changes, made.delivery, made.operation), (vec![], Delivery::Stream, None));
}

#[test]
fn the_flat_native_names_are_the_originals() {
    for (bench, wanted) in [
        (azure(), json!({"max_tokens": 100, "temperature": 0.5, "top_p": 1, "stop": ["a"]})),
        (converse("3"), json!({"max_tokens": 100, "temperature": 0.5, "top_p": 1, "stop_sequences": ["a"]})),
        (
            gemini(),
            json!({"max_output_tokens": 100, "temperature": 0.5, "top_p": 1, "stop_sequences": ["a"]}),
        ),
    ] {
        let stated = json!({"max_tokens": 100, "temperature": 0.5, "top_p": 1, "stop": ["a"]});
        assert_eq!(Value::Object(made(&bench, stated, Policy::Strict).native), wanted);
    }
}

#[test]
fn a_reasoning_model_reads_the_limit_under_its_new_name() {
    let bench = Bench::real("azure_chat", "gpt_5").effort(&["minimal", "low"], None);
    assert_snapshot!(strict(&bench, json!({"max_tokens": 100, "temperature": 1, "reasoning_effort": "low"})), @r#"
    native {"max_completion_tokens":100,"reasoning_effort":"low"}
    body   {"max_completion_tokens":100,"reasoning_effort":"low"}
    - max_tokens renamed to max_completion_tokens
    - temperature 1 dropped: it asks for what comes anyhow
    "#);
    assert_snapshot!(strict(&bench, json!({"max_completion_tokens": 100.0, "top_p": 0.5})), @"error[unsupported_parameter]: Model m does not support top_p parameter");
    assert_snapshot!(fit(&bench, json!({"max_completion_tokens": 100.0, "top_p": 0.5, "safety_identifier": "u"})), @r#"
    native {"max_completion_tokens":100}
    body   {"max_completion_tokens":100}
    - top_p 0.5 dropped: Model m does not support top_p parameter
    - max_completion_tokens 100.0 -> 100
    - safety_identifier u dropped: the model is not known to support it
    "#);
}

#[test]
fn responses_read_flat_tools_and_formats_in_objects() {
    assert_snapshot!(strict(&responses(), json!({
        "max_tokens": 100, "tools": [tool()], "tool_choice": named(), "response_format": schema(),
        "verbosity": "low", "logprobs": false,
    })), @r#"
    native {"max_output_tokens":100,"tools":[{"type":"function","name":"weather","description":"d","parameters":{"type":"object","properties":{"city":{"type":"string"}}},"strict":false}],"tool_choice":{"type":"function","name":"weather"},"text.format":{"type":"json_schema","name":"city","description":"A city.","schema":{"type":"object","properties":{},"required":[],"additionalProperties":false},"strict":true},"text.verbosity":"low"}
    body   {"model":"{deployment}","max_output_tokens":100,"tools":[{"type":"function","name":"weather","description":"d","parameters":{"type":"object","properties":{"city":{"type":"string"}}},"strict":false}],"tool_choice":{"type":"function","name":"weather"},"text":{"format":{"type":"json_schema","name":"city","description":"A city.","schema":{"type":"object","properties":{},"required":[],"additionalProperties":false},"strict":true},"verbosity":"low"}}
    - max_tokens renamed to max_output_tokens
    - tools converted: it has another shape on this surface
    - tool_choice converted: it has another shape on this surface
    - response_format renamed to text.format
    - verbosity moved to text.verbosity
    - logprobs false dropped: it asks for what comes anyhow
    "#);
    let sampling = Bench::real("azure_responses", "sampling");
    assert_snapshot!(strict(&sampling, json!({"logprobs": true, "top_logprobs": 3, "response_format": {"type": "text"}})), @r#"
    native {"logprobs":["message.output_text.logprobs"],"top_logprobs":3,"text.format":{"type":"text"}}
    body   {"model":"{deployment}","include":["message.output_text.logprobs"],"top_logprobs":3,"text":{"format":{"type":"text"}}}
    - logprobs true -> ["message.output_text.logprobs"]
    - logprobs renamed to include
    - response_format renamed to text.format
    "#);
}

#[test]
fn converse_reads_parameters_in_three_objects() {
    assert_snapshot!(strict(&converse("3"), json!({
        "max_tokens": 100, "temperature": 0.5, "top_k": 50, "stop": "END", "stream": true, "n": 1,
        "tools": [tool()], "tool_choice": "required", "metadata": {"team": "a"}, "user": "u", "service_tier": "auto",
    })), @r#"
    native {"max_tokens":100,"temperature":0.5,"top_k":50,"stop_sequences":["END"],"tools":[{"toolSpec":{"name":"weather","description":"d","inputSchema":{"json":{"type":"object","properties":{"city":{"type":"string"}}}}}}],"tool_choice":{"any":{}},"metadata":{"team":"a"},"user":"u","service_tier":"default"}
    body   {"inferenceConfig":{"maxTokens":100,"temperature":0.5,"stopSequences":["END"]},"additionalModelRequestFields":{"top_k":50},"toolConfig":{"tools":[{"toolSpec":{"name":"weather","description":"d","inputSchema":{"json":{"type":"object","properties":{"city":{"type":"string"}}}}}}],"toolChoice":{"any":{}}},"requestMetadata":{"team":"a","user":"u"},"serviceTier":{"type":"default"}}
    calls  ConverseStream, stream
    - max_tokens renamed to inferenceConfig.maxTokens
    - temperature moved to inferenceConfig.temperature
    - top_k moved to additionalModelRequestFields.top_k
    - stop END -> ["END"]
    - stop renamed to inferenceConfig.stopSequences
    - stream moved to the operation ConverseStream
    - n 1 dropped: it asks for what comes anyhow
    - tools moved to toolConfig.tools
    - tool_choice renamed to toolConfig.toolChoice
    - metadata renamed to requestMetadata
    - user moved to requestMetadata.user
    - service_tier auto -> default
    - service_tier renamed to serviceTier.type
    "#);
}

#[test]
fn converse_thinks_by_a_budget_or_by_an_effort() {
    assert_snapshot!(strict(&converse("4.5"), json!({"max_tokens": 8000, "reasoning_budget": 2000})), @r#"
    native {"max_tokens":8000,"reasoning_budget":2000}
    body   {"inferenceConfig":{"maxTokens":8000},"additionalModelRequestFields":{"thinking":{"budget_tokens":2000,"type":"enabled"}}}
    calls  Converse, whole
    - max_tokens renamed to inferenceConfig.maxTokens
    - reasoning_budget renamed to additionalModelRequestFields.thinking.budget_tokens
    "#);
    assert_snapshot!(strict(&converse("4.6"), json!({"reasoning_effort": "high"})), @r#"
    native {"reasoning_effort":"high"}
    body   {"outputConfig":{"effort":"high"},"additionalModelRequestFields":{"thinking":{"type":"adaptive"}}}
    calls  Converse, whole
    - reasoning_effort renamed to outputConfig.effort
    "#);
}

#[test]
fn parallel_tools_switch_lies_within_the_choice_which_has_one_type() {
    let parameters = |choice: Option<&str>| {
        let mut stated = json!({"tools": [], "parallel_tool_calls": false, "max_tokens": 10});
        stated["tools"] = json!([tool()]);
        if let Some(choice) = choice {
            stated["tool_choice"] = json!(choice);
        }
        stated
    };
    let body = |bench: &Bench, choice| {
        let mut body = made(bench, parameters(choice), Policy::Strict).body;
        body.shift_remove("tools");
        let tool_choice = body.get("toolConfig").and_then(|config| config.get("toolChoice"));
        let more = body.get("additionalModelRequestFields").and_then(|more| more.get("tool_choice"));
        json!([tool_choice, more, body.get("tool_choice")])
    };
    let off = json!({"type": "auto", "disable_parallel_tool_use": true});
    assert_eq!(body(&converse("4.5"), None), json!([null, off, null]));
    assert_eq!(
        body(&converse("4.5"), Some("auto")),
        json!([{"auto": {}}, {"disable_parallel_tool_use": true}, null])
    );
    assert_eq!(body(&invoke("4.5"), None), json!([null, null, off]));
    assert_eq!(
        body(&invoke("4.5"), Some("required")),
        json!([null, null, {"type": "any", "disable_parallel_tool_use": true}])
    );
    assert_eq!(body(&invoke("4.5"), Some("none")), json!([null, null, {"type": "none"}]));
}

#[test]
fn a_structured_answer_is_native_or_a_tool_that_must_be_called() {
    assert_snapshot!(strict(&converse("4.5"), json!({"response_format": schema()})), @r#"
    native {"response_format":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}","name":"city","description":"A city."}}}}
    body   {"outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}","name":"city","description":"A city."}}}}}
    calls  Converse, whole
    - response_format.json_schema.strict true dropped: every answer is held to its schema on this surface
    - response_format renamed to outputConfig.textFormat
    "#);
    assert_snapshot!(strict(&converse("4.5"), json!({"response_format": {"type": "text"}})), @"
    native {}
    body   {}
    calls  Converse, whole
    - response_format text dropped: it asks for what comes anyhow
    ");
    assert_snapshot!(strict(&converse("3"), json!({"response_format": schema()})), @"error[emulated]: Model m has no response_format parameter here; a tool that must be called stands in for it under fit, strict conversion refuses it");
    assert_snapshot!(fit(&converse("3"), json!({"response_format": schema()})), @r#"
    native {"tools":[{"toolSpec":{"name":"city","description":"A city.","inputSchema":{"json":{"type":"object","properties":{},"required":[],"additionalProperties":false}}}}],"tool_choice":{"tool":{"name":"city"}}}
    body   {"toolConfig":{"tools":[{"toolSpec":{"name":"city","description":"A city.","inputSchema":{"json":{"type":"object","properties":{},"required":[],"additionalProperties":false}}}}],"toolChoice":{"tool":{"name":"city"}}}}
    calls  Converse, whole
    - response_format json_schema emulated: the tool city must be called, its arguments are the answer
    - tools moved to toolConfig.tools
    - tool_choice renamed to toolConfig.toolChoice
    "#);
    assert_snapshot!(fit(&converse("3"), json!({"response_format": {"type": "json_object"}, "tool_choice": "auto"})), @r#"
    native {"tools":[{"toolSpec":{"name":"json","description":"The answer.","inputSchema":{"json":{"type":"object"}}}}],"tool_choice":{"tool":{"name":"json"}}}
    body   {"toolConfig":{"tools":[{"toolSpec":{"name":"json","description":"The answer.","inputSchema":{"json":{"type":"object"}}}}],"toolChoice":{"tool":{"name":"json"}}}}
    calls  Converse, whole
    - tool_choice auto dropped: tool_choice requires tools
    - response_format json_object emulated: the tool json must be called, its arguments are the answer
    - tools moved to toolConfig.tools
    - tool_choice renamed to toolConfig.toolChoice
    "#);
    assert_snapshot!(strict(&converse("3"), json!({"response_format": {"type": "text"}})), @"
    native {}
    body   {}
    calls  Converse, whole
    - response_format text dropped: it asks for what comes anyhow
    ");
}

#[test]
fn where_no_tool_can_stand_in_the_loss_is_told() {
    assert_snapshot!(fit(&converse("3"), json!({"response_format": schema(), "tools": [tool()]})), @r#"
    native {"tools":[{"toolSpec":{"name":"weather","description":"d","inputSchema":{"json":{"type":"object","properties":{"city":{"type":"string"}}}}}}]}
    body   {"toolConfig":{"tools":[{"toolSpec":{"name":"weather","description":"d","inputSchema":{"json":{"type":"object","properties":{"city":{"type":"string"}}}}}}]}}
    calls  Converse, whole
    - response_format json_schema dropped: no tool can stand in for it, since there are other tools
    - tools moved to toolConfig.tools
    "#);
    let bench = Bench::new(
        r#"
        [parameter]
        response_format = { emulate = "forced_tool" }
        reasoning_budget = { to = "budget" }
        tools = { to = "tools" }
        tool_choice = { to = "choice" }
        [[rule]]
        id = "r"
        when = { reasoning_budget = { set = true } }
        refuse = { tool_choice = { values = ["named"] } }
        src = ["az-spec-2025-03"]
        "#,
    );
    assert_snapshot!(fit(&bench, json!({"response_format": schema(), "reasoning_budget": 5})), @r#"
    native {"reasoning_budget":5}
    body   {"budget":5}
    - response_format json_schema dropped: no tool can stand in for it: tool_choice named is refused while reasoning_budget is stated
    - reasoning_budget renamed to budget
    "#);
    let none = Bench::new("response_format = { emulate = \"forced_tool\" }");
    assert_snapshot!(fit(&none, json!({"response_format": schema()})), @"
    native {}
    body   {}
    - response_format json_schema dropped: no tool can stand in for it: Model m is not known to support tools parameter
    ");
}

#[test]
fn invoke_model_reads_claudes_own_body() {
    assert_snapshot!(strict(&invoke("4.5"), json!({
        "max_completion_tokens": 8000, "stop": ["a"], "tools": [tool()], "tool_choice": named(), "stream": false,
        "service_tier": "reserved", "metadata": {"team": "ä"}, "safety_identifier": "u", "seed": null,
    })), @r#"
    native {"max_tokens":8000,"stop_sequences":["a"],"tools":[{"name":"weather","description":"d","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}],"tool_choice":{"type":"tool","name":"weather"},"service_tier":"reserved","metadata":{"team":"ä"},"user_id":"u"}
    body   {"anthropic_version":"bedrock-2023-05-31","max_tokens":8000,"stop_sequences":["a"],"tools":[{"name":"weather","description":"d","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}],"tool_choice":{"type":"tool","name":"weather"},"metadata":{"user_id":"u"}}
    header X-Amzn-Bedrock-Service-Tier: reserved
    header X-Amzn-Bedrock-Request-Metadata: {"team":"\u00e4"}
    calls  InvokeModel, whole
    - max_completion_tokens renamed to max_tokens
    - stop renamed to stop_sequences
    - tools converted: it has another shape on this surface
    - tool_choice converted: it has another shape on this surface
    - stream moved to the operation InvokeModel
    - service_tier moved to the header X-Amzn-Bedrock-Service-Tier
    - metadata moved to the header X-Amzn-Bedrock-Request-Metadata
    - safety_identifier renamed to metadata.user_id
    "#);
    assert_snapshot!(strict(&invoke("4"), json!({})), @r#"
    native {"max_tokens":64000}
    body   {"anthropic_version":"bedrock-2023-05-31","max_tokens":64000}
    calls  InvokeModel, whole
    - max_tokens defaulted to 64000
    "#);
    let unknown = Bench::real("invoke_claude", "4");
    assert_snapshot!(strict(&unknown, json!({})), @"error[missing_parameter]: Model m requires max_tokens parameter");
}

#[test]
fn gemini_reads_a_generation_config() {
    assert_snapshot!(strict(&gemini(), json!({
        "max_tokens": 100, "temperature": 0.5, "stop": "END", "n": 2, "logprobs": true, "top_logprobs": 3,
        "response_format": schema(), "tools": [tool()], "tool_choice": named(), "stream": true,
        "modalities": ["text", "image"], "reasoning_budget": -1, "parallel_tool_calls": true,
    })), @r#"
    native {"max_output_tokens":100,"temperature":0.5,"stop_sequences":["END"],"candidate_count":2,"response_logprobs":true,"logprobs":3,"response_format":{"responseMimeType":"application/json","responseJsonSchema":{"type":"object","properties":{},"required":[],"additionalProperties":false,"description":"A city."}},"tools":[{"functionDeclarations":[{"name":"weather","description":"d","parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}}}}]}],"tool_choice":{"mode":"ANY","allowedFunctionNames":["weather"]},"response_modalities":["TEXT","IMAGE"],"thinking_budget":-1}
    body   {"generationConfig":{"maxOutputTokens":100,"temperature":0.5,"stopSequences":["END"],"candidateCount":2,"responseLogprobs":true,"logprobs":3,"responseMimeType":"application/json","responseJsonSchema":{"type":"object","properties":{},"required":[],"additionalProperties":false,"description":"A city."},"responseModalities":["TEXT","IMAGE"],"thinkingConfig":{"thinkingBudget":-1}},"tools":[{"functionDeclarations":[{"name":"weather","description":"d","parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}}}}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["weather"]}}}
    calls  streamGenerateContent, stream
    - max_tokens renamed to generationConfig.maxOutputTokens
    - temperature moved to generationConfig.temperature
    - stop END -> ["END"]
    - stop renamed to generationConfig.stopSequences
    - n renamed to generationConfig.candidateCount
    - logprobs renamed to generationConfig.responseLogprobs
    - top_logprobs renamed to generationConfig.logprobs
    - response_format.json_schema.description moved to response_format.json_schema.schema.description
    - response_format.json_schema.name city dropped: a schema has no name on this surface
    - response_format.json_schema.strict true dropped: every answer is held to its schema on this surface
    - response_format renamed to generationConfig.responseMimeType, generationConfig.responseJsonSchema
    - tools converted: it has another shape on this surface
    - tool_choice renamed to toolConfig.functionCallingConfig
    - stream moved to the operation streamGenerateContent
    - modalities ["text", "image"] -> ["TEXT", "IMAGE"]
    - modalities renamed to generationConfig.responseModalities
    - reasoning_budget renamed to generationConfig.thinkingConfig.thinkingBudget
    - parallel_tool_calls true dropped: it asks for what comes anyhow
    "#);
    assert_snapshot!(strict(&gemini(), json!({"response_format": {"type": "text"}, "tool_choice": "auto", "tools": []})), @r#"
    native {"tool_choice":{"mode":"AUTO"},"tools":[]}
    body   {"toolConfig":{"functionCallingConfig":{"mode":"AUTO"}},"tools":[]}
    calls  generateContent, whole
    - response_format text dropped: it asks for what comes anyhow
    - tool_choice renamed to toolConfig.functionCallingConfig
    "#);
}

#[test]
fn what_a_shape_has_no_place_for_is_an_error_or_a_change() {
    let mut tool = tool();
    tool["function"]["strict"] = json!(true);
    tool["cache_control"] = json!({});
    let tools = json!({"tools": [tool, {"type": "custom", "custom": {"name": "c"}}]});
    assert_snapshot!(strict(&gemini(), tools.clone()), @"
    error[not_expressible]: tools[0].function.strict cannot be expressed for model m
    error[not_expressible]: tools[1] cannot be expressed for model m
    ");
    assert_snapshot!(fit(&gemini(), tools), @r#"
    native {"tools":[{"functionDeclarations":[{"name":"weather","description":"d","parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}}}}]}]}
    body   {"tools":[{"functionDeclarations":[{"name":"weather","description":"d","parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}}}}]}]}
    calls  generateContent, whole
    - tools[0].cache_control dropped: prompts are cached by themselves on this surface
    - tools[0].function.strict dropped: it has no place on this surface
    - tools[1] dropped: it has no place on this surface
    - tools converted: it has another shape on this surface
    "#);
}

#[test]
fn under_the_strict_policy_every_loss_is_listed() {
    assert_snapshot!(strict(&converse("3"), json!({
        "n": 2, "seed": 1, "web_search_options": {}, "temperature": 1.5, "frequency_penalty": 0, "foo": 1,
    })), @"
    error[unsupported_parameter]: Model m does not support n parameter
    error[unsupported_parameter]: Model m does not support seed parameter
    error[unverified_parameter]: Model m is not known to support web_search_options parameter
    error[out_of_range]: temperature 1.5 is out of range 0 to 1
    error[unknown_parameter]: unknown parameter foo
    ");
    assert_snapshot!(fit(&converse("3"), json!({
        "n": 2, "seed": 1, "web_search_options": {}, "temperature": 1.5, "frequency_penalty": 0, "foo": 1,
    })), @r#"
    native {"temperature":1}
    body   {"inferenceConfig":{"temperature":1}}
    calls  Converse, whole
    - foo 1 dropped: unknown parameter foo
    - n 2 dropped: Model m does not support n parameter
    - seed 1 dropped: Model m does not support seed parameter
    - temperature 1.5 -> 1
    - web_search_options (a map of 0) dropped: the model is not known to support it
    - temperature moved to inferenceConfig.temperature
    - frequency_penalty 0 dropped: it asks for what comes anyhow
    "#);
}

#[test]
fn what_nothing_mends_is_an_error_under_fit_too() {
    assert_snapshot!(fit(&azure(), json!({"seed": "x", "max_tokens": 20000})), @"error[wrong_type]: seed must be a whole number, not x (a text)");
}

#[test]
fn lists_that_two_parameters_add_to_are_the_same_in_whatever_order_these_are_stated() {
    let bench = Bench::new(
        r#"
        seed = { to = "seed", with = { "betas" = ["s"] } }
        top_k = { to = "top_k", with = { "betas" = ["k", "s"] } }
        "#,
    );
    for parameters in [json!({"seed": 1, "top_k": 2}), json!({"top_k": 2, "seed": 1})] {
        let made = made(&bench, parameters, Policy::Strict);
        assert_eq!(made.body["betas"], json!(["s", "k"]));
    }
}

#[test]
fn two_values_for_one_place_are_an_error() {
    let bench = Bench::new(
        r#"
        user = { to = "metadata.user" }
        metadata = { to = "metadata" }
        seed = { to = "a.b", with = { "c" = "x" } }
        top_k = { to = "a.d", with = { "c" = "y" } }
        "#,
    );
    assert_snapshot!(strict(&bench, json!({"user": "u", "metadata": {"user": "v"}})), @"error[conflicts_with]: metadata needs a value at metadata.user, where another one stands");
    assert_snapshot!(strict(&bench, json!({"user": "u", "metadata": {"team": "v"}})), @r#"
    native {"user":"u","metadata":{"team":"v"}}
    body   {"metadata":{"user":"u","team":"v"}}
    - user moved to metadata.user
    "#);
    assert_snapshot!(strict(&bench, json!({"seed": 1, "top_k": 2})), @"error[conflicts_with]: top_k needs a value at c, where another one stands");
}

#[test]
fn a_profile_that_extends_another_states_only_what_differs() {
    let claude = |profile| Bench::real(profile, "4.5").output_limit(64000).budget(1024, 63999, &[]);
    let stated = json!({"temperature": 0.5, "stream": true, "stop": "END"});
    assert_snapshot!(strict(&claude("foundry_messages"), stated.clone()), @r#"
    native {"temperature":0.5,"stream":true,"stop_sequences":["END"],"max_tokens":64000}
    body   {"model":"{deployment}","temperature":0.5,"stream":true,"stop_sequences":["END"],"max_tokens":64000}
    - stop END -> ["END"]
    - stop renamed to stop_sequences
    - max_tokens defaulted to 64000
    "#);
    assert_snapshot!(strict(&claude("vertex_claude"), stated), @r#"
    native {"temperature":0.5,"stream":true,"stop_sequences":["END"],"max_tokens":64000}
    body   {"anthropic_version":"vertex-2023-10-16","temperature":0.5,"stream":true,"stop_sequences":["END"],"max_tokens":64000}
    calls  streamRawPredict, stream
    - stream moved to the operation streamRawPredict
    - stop END -> ["END"]
    - stop renamed to stop_sequences
    - max_tokens defaulted to 64000
    "#);
    assert_snapshot!(strict(&claude("vertex_claude"), json!({"metadata": {"team": "a"}})), @"error[unsupported_parameter]: Model m does not support metadata parameter");
}
