//! Anthropic's messages (https://docs.anthropic.com/en/api/messages), on Bedrock, Vertex and Foundry.

use llmanac::advise::WireRequest;
use serde_json::{Value, json};

use super::{Read, done, list, named, object, text, tool, within};

pub fn read(wire: &WireRequest) -> Read {
    let mut body = wire.send.body.clone();
    let mut read = Read::default();
    // An effort makes the model think; where it is a beta, it is one beside thinking.
    let thinks = body.get("thinking").is_some() || body.get("anthropic_beta").is_some();
    assert!(
        thinks
            || body.get("output_config").is_none_or(|own| own.get("effort").is_none())
            || wire.model.contains("opus-4-5"),
        "an effort, and no thinking: {}",
        wire.model
    );
    for key in ["anthropic_version", "anthropic_beta", "model"] {
        body.shift_remove(key);
    }
    for block in list(body.shift_remove("system")) {
        self::block(&mut read, 0, "system", block);
    }
    for (at, turn) in list(body.shift_remove("messages")).into_iter().enumerate() {
        let mut turn = object(turn);
        let role = match text(turn.shift_remove("role")).as_str() {
            "assistant" => "assistant",
            "user" => "user",
            other => panic!("{other}"),
        };
        for block in list(turn.shift_remove("content")) {
            self::block(&mut read, at, role, block);
        }
        done(&turn, "a turn");
    }
    let streams = ["/invoke-with-response-stream", ":streamRawPredict"];
    let stream = body.shift_remove("stream");
    if streams.iter().any(|end| wire.send.path.ends_with(end)) {
        // Vertex wants it asked for twice.
        let wanted = wire.send.path.ends_with(streams[1]).then_some(json!(true));
        assert_eq!(stream, wanted);
        read.set("stream", Some(true.into()));
    } else {
        read.set("stream", stream);
    }
    let names = [
        ("max_tokens", "max_tokens"),
        ("temperature", "temperature"),
        ("top_p", "top_p"),
        ("top_k", "top_k"),
        ("stop_sequences", "stop"),
    ];
    read.take(&mut body, &names);
    for (header, name) in
        [("X-Amzn-Bedrock-Service-Tier", "service_tier"), ("X-Amzn-Bedrock-Request-Metadata", "metadata")]
    {
        let value = wire.send.headers.get(header).map(|text| match name {
            "metadata" => serde_json::from_str(text).unwrap(),
            _ => Value::from(text.as_str()),
        });
        read.set(name, value);
    }
    let mut user = within(&mut body, "metadata");
    read.take(&mut user, &[("user_id", "user")]);
    done(&user, "metadata");
    let says_thinking = body.contains_key("thinking");
    let mut thinking = within(&mut body, "thinking");
    let wanted = match (thinking.shift_remove("type"), thinking.contains_key("budget_tokens")) {
        (None, _) => !says_thinking,
        (Some(kind), true) => kind == "enabled",
        (Some(kind), false) => kind == "adaptive",
    };
    assert!(wanted, "{thinking:?}");
    read.take(&mut thinking, &[("budget_tokens", "reasoning_budget")]);
    done(&thinking, "thinking");
    let mut output = within(&mut body, "output_config");
    read.take(&mut output, &[("effort", "reasoning_effort")]);
    if let Some(mut format) = output.shift_remove("format").map(object) {
        assert_eq!(text(format.shift_remove("type")), "json_schema");
        let schema = format.shift_remove("schema");
        read.set(
            "response_format",
            Some(json!({ "type": "json_schema", "json_schema": { "schema": schema } })),
        );
        done(&format, "a format");
    }
    done(&output, "output_config");
    if let Some(tools) = body.shift_remove("tools") {
        let tools: Vec<Value> = list(Some(tools)).into_iter().map(tool_of).collect();
        read.set("tools", Some(tools.into()));
    }
    let mut choice = within(&mut body, "tool_choice");
    let disabled = choice.shift_remove("disable_parallel_tool_use").and_then(|value| value.as_bool());
    read.set("parallel_tool_calls", disabled.map(|disabled| Value::from(!disabled)));
    let word = choice.shift_remove("type").map(|word| match word.as_str().unwrap() {
        "any" => json!("required"),
        "tool" => named(choice.shift_remove("name").unwrap()),
        word => json!(word),
    });
    read.set("tool_choice", word);
    done(&choice, "tool_choice");
    done(&body, "the body");
    read
}

fn block(read: &mut Read, at: usize, role: &'static str, block: Value) {
    let mut own = object(block);
    let mark = own.shift_remove("cache_control");
    match text(own.shift_remove("type")).as_str() {
        "text" => read.say(at, role, json!({ "text": own.shift_remove("text") })),
        "tool_use" => {
            let fields = json!({ "id": own.shift_remove("id"), "name": own.shift_remove("name"), "arguments": own.shift_remove("input") });
            read.say(at, role, fields);
        }
        "tool_result" => {
            let texts: Vec<Value> = list(own.shift_remove("content")).into_iter().map(text_part).collect();
            read.say(
                at,
                "tool",
                json!({ "tool_call_id": own.shift_remove("tool_use_id"), "content": texts }),
            );
        }
        "image" | "document" => {
            let mut source = within(&mut own, "source");
            assert_eq!(text(source.shift_remove("type")), "base64");
            let (media, data) = (text(source.shift_remove("media_type")), text(source.shift_remove("data")));
            let mut fields = json!({ "url": format!("data:{media};base64,{data}") });
            if let Some(title) = own.shift_remove("title") {
                fields["file.filename"] = title;
            }
            read.say(at, role, fields);
        }
        other => panic!("{other}"),
    }
    done(&own, "a block");
    if let Some(mark) = mark {
        assert_eq!(mark, json!({ "type": "ephemeral" }));
        read.mark();
    }
}

fn text_part(part: Value) -> Value {
    let mut own = object(part);
    assert_eq!(own.shift_remove("type"), Some(json!("text")));
    let text = own.shift_remove("text").unwrap();
    done(&own, "a text");
    text
}

fn tool_of(own: Value) -> Value {
    let mut own = object(own);
    let name = own.shift_remove("name").unwrap();
    let made =
        tool(name, own.shift_remove("description"), Some(own.shift_remove("input_schema").unwrap()), None);
    done(&own, "a tool");
    made
}
