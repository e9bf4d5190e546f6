//! Converse (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html), and the makers' own keys beside it.

use llmanac::advise::WireRequest;
use serde_json::{Map, Value, json};

use super::{Read, done, list, named, object, text, tool, within};

pub fn read(wire: &WireRequest) -> Read {
    let mut body = wire.send.body.clone();
    let mut read = Read::default();
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
    if wire.send.path.ends_with("/converse-stream") {
        read.set("stream", Some(true.into()));
    }
    let thinks = body.get("additionalModelRequestFields").is_some_and(|own| own.get("thinking").is_some());
    let has_effort = body.get("outputConfig").is_some_and(|own| own.get("effort").is_some());
    assert!(thinks || !has_effort || !wire.model.contains("claude"), "an effort, and no thinking");
    let mut own = within(&mut body, "inferenceConfig");
    let names = [
        ("maxTokens", "max_tokens"),
        ("temperature", "temperature"),
        ("topP", "top_p"),
        ("stopSequences", "stop"),
    ];
    read.take(&mut own, &names);
    done(&own, "inferenceConfig");
    let mut labels = within(&mut body, "requestMetadata");
    read.take(&mut labels, &[("user", "user")]);
    if !labels.is_empty() {
        read.set("metadata", Some(labels.into()));
    }
    let mut tier = within(&mut body, "serviceTier");
    read.take(&mut tier, &[("type", "service_tier")]);
    done(&tier, "serviceTier");
    let mut output = within(&mut body, "outputConfig");
    read.take(&mut output, &[("effort", "reasoning_effort")]);
    read.set("response_format", output.shift_remove("textFormat").map(format));
    done(&output, "outputConfig");
    let mut config = within(&mut body, "toolConfig");
    if let Some(tools) = config.shift_remove("tools") {
        let tools: Vec<Value> = list(Some(tools)).into_iter().map(tool_of).collect();
        read.set("tools", Some(tools.into()));
    }
    read.set("tool_choice", config.shift_remove("toolChoice").map(choice));
    done(&config, "toolConfig");
    more(&mut read, within(&mut body, "additionalModelRequestFields"));
    done(&body, "the body");
    read
}

/// What the makers' own bodies have: Claude's, Nova's, Cohere's, Mistral's, AI21's, OpenAI's.
fn more(read: &mut Read, mut own: Map<String, Value>) {
    let names = [
        ("top_k", "top_k"),
        ("k", "top_k"),
        ("n", "n"),
        ("seed", "seed"),
        ("frequency_penalty", "frequency_penalty"),
        ("presence_penalty", "presence_penalty"),
        ("reasoning_effort", "reasoning_effort"),
    ];
    read.take(&mut own, &names);
    let mut nova = within(&mut own, "inferenceConfig");
    read.take(&mut nova, &[("topK", "top_k")]);
    done(&nova, "Nova's inferenceConfig");
    let mut reasoning = within(&mut own, "reasoningConfig");
    let is_on = reasoning.shift_remove("type") == Some(json!("enabled"));
    assert_eq!(is_on, reasoning.contains_key("maxReasoningEffort"));
    read.take(&mut reasoning, &[("maxReasoningEffort", "reasoning_effort")]);
    done(&reasoning, "reasoningConfig");
    let mut output = within(&mut own, "output_config");
    read.take(&mut output, &[("effort", "reasoning_effort")]);
    done(&output, "output_config");
    let says_thinking = own.contains_key("thinking");
    let mut thinking = within(&mut own, "thinking");
    let wanted = match (thinking.shift_remove("type"), thinking.contains_key("budget_tokens")) {
        (None, _) => !says_thinking,
        (Some(kind), true) => kind == "enabled",
        (Some(kind), false) => kind == "adaptive",
    };
    assert!(wanted, "{thinking:?}");
    read.take(&mut thinking, &[("budget_tokens", "reasoning_budget")]);
    done(&thinking, "thinking");
    let mut choice = within(&mut own, "tool_choice");
    let disabled = choice.shift_remove("disable_parallel_tool_use").and_then(|value| value.as_bool());
    read.set("parallel_tool_calls", disabled.map(|disabled| Value::from(!disabled)));
    // It stands here, or in toolConfig.
    let own_type = choice.shift_remove("type");
    let is_apart = read.parameters.contains_key("tool_choice");
    assert_eq!(own_type, (disabled.is_some() && !is_apart).then(|| json!("auto")));
    done(&choice, "tool_choice");
    // The switches beside an effort and beside a schema.
    own.shift_remove("anthropic_beta");
    if own.get("text") == Some(&json!({ "format": { "strict": true } })) {
        own.shift_remove("text");
    }
    done(&own, "additionalModelRequestFields");
}

fn block(read: &mut Read, at: usize, role: &'static str, block: Value) {
    let mut own = object(block);
    let (key, inner) = own.iter().next().map(|(key, inner)| (key.clone(), inner.clone())).unwrap();
    own.shift_remove(&key);
    done(&own, "a block");
    match key.as_str() {
        "text" => read.say(at, role, json!({ "text": inner })),
        "cachePoint" => {
            assert_eq!(inner, json!({ "type": "default" }));
            read.mark();
        }
        "toolUse" => {
            let mut call = object(inner);
            let fields = json!({ "id": call.shift_remove("toolUseId"), "name": call.shift_remove("name"), "arguments": call.shift_remove("input") });
            done(&call, "a call");
            read.say(at, role, fields);
        }
        "toolResult" => {
            let mut result = object(inner);
            let texts: Vec<Value> = list(Some(result.shift_remove("content").unwrap()))
                .into_iter()
                .map(|part| part["text"].clone())
                .collect();
            read.say(
                at,
                "tool",
                json!({ "tool_call_id": result.shift_remove("toolUseId"), "content": texts }),
            );
            done(&result, "a result");
        }
        kind => {
            let mut own = object(inner);
            let format = text(own.shift_remove("format"));
            let media = match (kind, format.as_str()) {
                ("document", "pdf") => "application/pdf".to_owned(),
                ("document", "md") => "text/markdown".to_owned(),
                ("image" | "video" | "audio", format) => format!("{kind}/{format}"),
                other => panic!("{other:?}"),
            };
            let data = text(within(&mut own, "source").shift_remove("bytes"));
            let mut fields = json!({ "url": format!("data:{media};base64,{data}") });
            if let Some(name) = own.shift_remove("name") {
                fields["file.filename"] = name;
            }
            done(&own, kind);
            read.say(at, role, fields);
        }
    }
}

fn tool_of(own: Value) -> Value {
    let mut own = object(own);
    let mut spec = within(&mut own, "toolSpec");
    done(&own, "a tool");
    let schema = object(spec.shift_remove("inputSchema").unwrap()).shift_remove("json").unwrap();
    let name = spec.shift_remove("name").unwrap();
    let made = tool(name, spec.shift_remove("description"), Some(schema), spec.shift_remove("strict"));
    done(&spec, "toolSpec");
    made
}

fn choice(choice: Value) -> Value {
    let own = object(choice);
    match own.iter().next().map(|(key, inner)| (key.as_str(), inner)).unwrap() {
        ("auto", _) => json!("auto"),
        ("any", _) => json!("required"),
        ("tool", inner) => named(inner["name"].clone()),
        other => panic!("{other:?}"),
    }
}

fn format(format: Value) -> Value {
    assert_eq!(format["type"], "json_schema");
    let mut own = object(format["structure"]["jsonSchema"].clone());
    let schema: Value = serde_json::from_str(&text(own.shift_remove("schema"))).unwrap();
    own.insert("schema".to_owned(), schema);
    json!({ "type": "json_schema", "json_schema": own })
}
