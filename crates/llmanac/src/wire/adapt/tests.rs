//! Requests on their way to a surface: names, ids, hints, what the history asks for.

use serde_json::{Value, json};

use super::adapt;
use crate::params::testing::Bench;
use crate::params::tests::map;
use crate::wire::Policy;

/// What is left of the keys that are asked for, then what was told.
fn told(bench: &Bench, request: Value, keys: &[&str], policy: Policy) -> String {
    let request = map(request);
    let adapted = adapt(&bench.subject(), &request, policy);
    let mut lines: Vec<String> =
        keys.iter().filter_map(|key| Some(format!("{key} {}", adapted.request.get(*key)?))).collect();
    lines.extend(adapted.tool_names.iter().map(|(wire, own)| format!("{wire} is {own}")));
    lines.extend(adapted.changes.iter().map(|change| format!("- {change}")));
    lines.extend(adapted.issues.iter().map(ToString::to_string));
    lines.join("\n")
}

fn tool(name: &str) -> Value {
    json!({ "type": "function", "function": { "name": name, "parameters": { "type": "object", "properties": {} } } })
}

fn call(id: &str, name: &str) -> Value {
    json!({ "id": id, "type": "function", "function": { "name": name, "arguments": "{}" } })
}

fn claude() -> Bench {
    Bench::real("invoke_claude", "4.5").output_limit(64000).budget(1024, 63999, &[])
}

#[test]
fn a_name_that_the_surface_refuses_is_another_wherever_it_stands() {
    let closed = json!({ "type": "object", "additionalProperties": false });
    let request = json!({
        "tools": [tool("weather.of"), tool("weather_of"), tool("weather/of")],
        "tool_choice": { "type": "function", "function": { "name": "weather.of" } },
        "messages": [
            { "role": "user", "content": "Hi" },
            { "role": "assistant", "tool_calls": [call("call:1", "weather.of"), call("call_1", "gone!")] },
            { "role": "tool", "tool_call_id": "call:1", "name": "weather.of", "content": "1" },
            { "role": "tool", "tool_call_id": "call_1", "content": "2" },
        ],
        "response_format": { "type": "json_schema", "json_schema": { "name": "my answer", "schema": closed } },
    });
    let keys = ["tools", "tool_choice", "messages"];
    insta::assert_snapshot!(told(&claude(), request.clone(), &keys, Policy::Strict), @r#"
    tools [{"type":"function","function":{"name":"weather_of_2","parameters":{"type":"object","properties":{}}}},{"type":"function","function":{"name":"weather_of","parameters":{"type":"object","properties":{}}}},{"type":"function","function":{"name":"weather_of_3","parameters":{"type":"object","properties":{}}}}]
    tool_choice {"type":"function","function":{"name":"weather_of_2"}}
    messages [{"role":"user","content":"Hi"},{"role":"assistant","tool_calls":[{"id":"call_1_2","type":"function","function":{"name":"weather_of_2","arguments":"{}"}},{"id":"call_1","type":"function","function":{"name":"gone_","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_1_2","name":"weather_of_2","content":"1"},{"role":"tool","tool_call_id":"call_1","content":"2"}]
    gone_ is gone!
    weather_of_2 is weather.of
    weather_of_3 is weather/of
    - tools[0].function.name renamed to weather_of_2
    - tools[2].function.name renamed to weather_of_3
    - messages[1].tool_calls[1].function.name renamed to gone_
    - messages[1].tool_calls[0].id renamed to call_1_2
    - response_format.json_schema.name renamed to my_answer
    "#);
    let gemini = Bench::real("gemini_generate", "2.5");
    insta::assert_snapshot!(told(&gemini, request, &["tool_choice"], Policy::Strict), @r#"
    tool_choice {"type":"function","function":{"name":"weather.of"}}
    gone_ is gone!
    weather_of_2 is weather/of
    - tools[2].function.name renamed to weather_of_2
    - messages[1].tool_calls[1].function.name renamed to gone_
    - response_format.json_schema.name renamed to my_answer
    "#);
}

#[test]
fn allowed_tools_and_ids_that_are_too_long_are_renamed_too() {
    let azure = Bench::real("azure_chat", "gpt_5");
    let long = "i".repeat(51);
    let request = json!({
        "tools": [tool("a b")],
        "tool_choice": { "type": "allowed_tools", "allowed_tools": { "mode": "auto", "tools": [tool("a b")] } },
        "messages": [
            { "role": "assistant", "tool_calls": [call(&long, "a b")] },
            { "role": "tool", "tool_call_id": long, "content": "1" },
        ],
    });
    insta::assert_snapshot!(told(&azure, request, &["tool_choice", "messages"], Policy::Strict), @r#"
    tool_choice {"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"a_b","parameters":{"type":"object","properties":{}}}}]}}
    messages [{"role":"assistant","tool_calls":[{"id":"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii","type":"function","function":{"name":"a_b","arguments":"{}"}}]},{"role":"tool","tool_call_id":"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii","content":"1"}]
    a_b is a b
    - tools[0].function.name renamed to a_b
    - messages[0].tool_calls[0].id renamed to iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
    "#);
}

#[test]
fn a_request_that_fits_is_not_copied() {
    let request =
        map(json!({ "tools": [tool("weather")], "messages": [{ "role": "user", "content": "Hi" }] }));
    let bench = claude();
    let adapted = adapt(&bench.subject(), &request, Policy::Strict);
    assert!(matches!(adapted.request, std::borrow::Cow::Borrowed(_)));
}

#[test]
fn of_too_many_marks_for_caching_the_earliest_give_way() {
    let mark = json!({ "type": "ephemeral" });
    let part = json!({ "type": "text", "text": "Hi", "cache_control": mark });
    let mut marked = tool("weather");
    marked["cache_control"] = mark.clone();
    let request = json!({
        "tools": [marked],
        "messages": [
            { "role": "user", "content": [part, part, part] },
            { "role": "system", "content": [part] },
            { "role": "user", "content": "Ho", "cache_control": mark },
        ],
    });
    insta::assert_snapshot!(told(&claude(), request.clone(), &[], Policy::Fit), @"
    - tools[0].cache_control dropped: the surface takes 4 marks for caching, and there are 6
    - messages[1].content[0].cache_control dropped: the surface takes 4 marks for caching, and there are 6
    ");
    insta::assert_snapshot!(told(&claude(), request.clone(), &[], Policy::Strict), @"
    error[not_expressible]: tools[0].cache_control cannot be expressed: the surface takes 4 marks for caching, and there are 6
    error[not_expressible]: messages[1].content[0].cache_control cannot be expressed: the surface takes 4 marks for caching, and there are 6
    ");
    let gemini = Bench::real("gemini_generate", "2.5");
    insta::assert_snapshot!(told(&gemini, request, &["tools"], Policy::Strict), @r#"
    tools [{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{}}}}]
    - tools[0].cache_control dropped: prompts are cached by themselves on this surface
    "#);
}

#[test]
fn an_answer_that_is_begun_is_refused_where_the_model_does_not_go_on() {
    let request = |more: Value| {
        let mut request = json!({ "messages": [
            { "role": "user", "content": "Hi" }, { "role": "assistant", "content": "{" },
        ] });
        request.as_object_mut().unwrap().extend(map(more));
        request
    };
    let thinking = json!({ "reasoning_budget": 2048 });
    let mut lines = Vec::new();
    for (what, bench, more) in [
        ("4.5", claude(), json!({})),
        ("4.5, thinking", claude(), thinking),
        ("4.6", Bench::real("invoke_claude", "4.6"), json!({})),
        ("4.7 on Converse", Bench::real("converse_claude", "4.7"), json!({})),
        ("4.6 on Vertex", Bench::real("vertex_claude", "4.6"), json!({})),
        ("gemini", Bench::real("gemini_generate", "2.5"), json!({})),
    ] {
        lines.push(format!("{what}: {}", told(&bench, request(more), &[], Policy::Fit)));
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    4.5: 
    4.5, thinking: error[not_expressible]: messages[1] cannot be expressed: the model does not go on from an answer that is begun while it thinks; end with the user, or ask for no thinking
    4.6: error[not_expressible]: messages[1] cannot be expressed: the model does not go on from an answer that is begun; end with the user
    4.7 on Converse: error[not_expressible]: messages[1] cannot be expressed: the model does not go on from an answer that is begun; end with the user
    4.6 on Vertex: error[not_expressible]: messages[1] cannot be expressed: the model does not go on from an answer that is begun; end with the user
    gemini:
    ");
}

#[test]
fn tools_that_only_the_history_calls_are_declared_for_converse() {
    let converse = Bench::real("converse_claude", "4.5");
    let request = json!({ "messages": [
        { "role": "user", "content": "Hi" },
        { "role": "assistant", "tool_calls": [call("c", "weather.of")] },
        { "role": "tool", "tool_call_id": "c", "content": "1" },
    ] });
    insta::assert_snapshot!(told(&converse, request.clone(), &["tools"], Policy::Fit), @r#"
    tools [{"type":"function","function":{"name":"weather_of","parameters":{"type":"object","properties":{}}}}]
    weather_of is weather.of
    - messages[1].tool_calls[0].function.name renamed to weather_of
    - tools converted: the tools that the messages call are declared, without their arguments
    "#);
    insta::assert_snapshot!(told(&converse, request, &["tools"], Policy::Strict), @r#"
    tools [{"type":"function","function":{"name":"weather_of","parameters":{"type":"object","properties":{}}}}]
    weather_of is weather.of
    - messages[1].tool_calls[0].function.name renamed to weather_of
    error[not_expressible]: tools cannot go as it is: the messages have calls of tools, and the surface wants these declared: state tools
    "#);
}
