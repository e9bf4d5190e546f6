//! Responses (https://platform.openai.com/docs/api-reference/responses/create): items of input, objects for the text and the reasoning.

use llmanac::advise::WireRequest;
use serde_json::{Value, json};

use super::{Read, done, list, named, object, text, tool, within};

pub fn read(wire: &WireRequest) -> Read {
    let mut body = wire.send.body.clone();
    let mut read = Read::default();
    body.shift_remove("model");
    for (at, item) in list(body.shift_remove("input")).into_iter().enumerate() {
        self::item(&mut read, at, item);
    }
    let names = [
        ("max_output_tokens", "max_tokens"),
        ("temperature", "temperature"),
        ("top_p", "top_p"),
        ("top_logprobs", "top_logprobs"),
        ("parallel_tool_calls", "parallel_tool_calls"),
        ("stream", "stream"),
        ("service_tier", "service_tier"),
        ("user", "user"),
        ("safety_identifier", "safety_identifier"),
        ("metadata", "metadata"),
        ("store", "store"),
        ("prompt_cache_key", "prompt_cache_key"),
    ];
    read.take(&mut body, &names);
    if let Some(include) = body.shift_remove("include") {
        let asks = include == json!(["message.output_text.logprobs"]);
        assert!(asks || include == json!([]), "{include}");
        read.set("logprobs", Some(asks.into()));
    }
    let mut reasoning = within(&mut body, "reasoning");
    read.take(&mut reasoning, &[("effort", "reasoning_effort")]);
    done(&reasoning, "reasoning");
    let mut form = within(&mut body, "text");
    read.take(&mut form, &[("verbosity", "verbosity")]);
    read.set("response_format", form.shift_remove("format").map(format));
    done(&form, "text");
    if let Some(tools) = body.shift_remove("tools") {
        let tools: Vec<Value> = list(Some(tools)).into_iter().map(tool_of).collect();
        read.set("tools", Some(tools.into()));
    }
    let choice = body.shift_remove("tool_choice").map(|choice| match choice {
        Value::Object(mut own) => {
            assert_eq!(own.shift_remove("type"), Some(json!("function")));
            named(own.shift_remove("name").unwrap())
        }
        word => word,
    });
    read.set("tool_choice", choice);
    done(&body, "the body");
    read
}

fn item(read: &mut Read, at: usize, item: Value) {
    let mut own = object(item);
    match text(own.shift_remove("type")).as_str() {
        "message" => {
            let role = match text(own.shift_remove("role")).as_str() {
                "system" => "system",
                "developer" => "developer",
                "user" => "user",
                "assistant" => "assistant",
                other => panic!("{other}"),
            };
            match own.shift_remove("content").unwrap() {
                Value::String(text) => read.say(at, role, json!({ "text": text })),
                parts => list(Some(parts)).into_iter().for_each(|own| read.say(at, role, part(own))),
            }
        }
        "function_call" => {
            let arguments = text(own.shift_remove("arguments"));
            let arguments = if arguments.trim().is_empty() { "{}" } else { &arguments };
            let arguments: Value = serde_json::from_str(arguments).unwrap();
            let fields = json!({ "id": own.shift_remove("call_id"), "name": own.shift_remove("name"), "arguments": arguments });
            read.say(at, "assistant", fields);
        }
        "function_call_output" => {
            let output = text(own.shift_remove("output"));
            let texts: Vec<String> = std::iter::once(output).filter(|text| !text.is_empty()).collect();
            read.say(at, "tool", json!({ "tool_call_id": own.shift_remove("call_id"), "content": texts }));
        }
        other => panic!("{other}"),
    }
    done(&own, "an item");
}

fn part(part: Value) -> Value {
    let mut own = object(part);
    let fields = match text(own.shift_remove("type")).as_str() {
        "input_text" => json!({ "text": own.shift_remove("text") }),
        "input_image" => {
            let mut fields = json!({ "url": own.shift_remove("image_url") });
            fields["image_url.detail"] = own.shift_remove("detail").unwrap();
            fields
        }
        "input_file" => match own.shift_remove("filename") {
            Some(name) => json!({ "url": own.shift_remove("file_data"), "file.filename": name }),
            None => json!({ "url": own.shift_remove("file_data") }),
        },
        other => panic!("{other}"),
    };
    done(&own, "a part");
    fields
}

fn tool_of(tool: Value) -> Value {
    let mut own = object(tool);
    assert_eq!(text(own.shift_remove("type")), "function");
    let name = own.shift_remove("name").unwrap();
    let made = self::tool(
        name,
        own.shift_remove("description"),
        Some(own.shift_remove("parameters").unwrap()),
        Some(own.shift_remove("strict").unwrap()),
    );
    done(&own, "a tool");
    made
}

fn format(format: Value) -> Value {
    let mut own = object(format);
    match text(own.shift_remove("type")).as_str() {
        "json_schema" => json!({ "type": "json_schema", "json_schema": own }),
        other => {
            done(&own, "a format");
            json!({ "type": other })
        }
    }
}
