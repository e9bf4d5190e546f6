//! generateContent (https://ai.google.dev/api/generate-content), on both backends.

use llmanac::advise::WireRequest;
use serde_json::{Map, Value, json};

use super::{Read, done, list, named, object, text, tool, within};

pub fn read(wire: &WireRequest) -> Read {
    let mut body = wire.send.body.clone();
    let mut read = Read::default();
    let mut system = within(&mut body, "systemInstruction");
    for part in list(system.shift_remove("parts")) {
        self::part(&mut read, 0, "system", part);
    }
    done(&system, "systemInstruction");
    for (at, turn) in list(body.shift_remove("contents")).into_iter().enumerate() {
        let mut turn = object(turn);
        let role = match text(turn.shift_remove("role")).as_str() {
            "model" => "assistant",
            "user" => "user",
            other => panic!("{other}"),
        };
        for part in list(turn.shift_remove("parts")) {
            self::part(&mut read, at, role, part);
        }
        done(&turn, "a turn");
    }
    if wire.send.path.ends_with(":streamGenerateContent") {
        read.set("stream", Some(true.into()));
    }
    read.take(&mut body, &[("serviceTier", "service_tier"), ("labels", "metadata"), ("store", "store")]);
    config(&mut read, within(&mut body, "generationConfig"));
    if let Some(tools) = body.shift_remove("tools") {
        let declared = list(Some(tools))
            .into_iter()
            .flat_map(|tool| list(object(tool).shift_remove("functionDeclarations")));
        let tools: Vec<Value> = declared.map(tool_of).collect();
        read.set("tools", Some(tools.into()));
    }
    let mut calling = within(&mut within(&mut body, "toolConfig"), "functionCallingConfig");
    let allowed = list(calling.shift_remove("allowedFunctionNames"));
    let choice =
        calling.shift_remove("mode").map(|mode| match (mode.as_str().unwrap(), allowed.as_slice()) {
            ("AUTO", []) => json!("auto"),
            ("NONE", []) => json!("none"),
            ("ANY", []) => json!("required"),
            ("ANY", [name]) => named(name.clone()),
            other => panic!("{other:?}"),
        });
    read.set("tool_choice", choice);
    done(&calling, "functionCallingConfig");
    done(&body, "the body");
    read
}

fn config(read: &mut Read, mut own: Map<String, Value>) {
    let names = [
        ("maxOutputTokens", "max_tokens"),
        ("temperature", "temperature"),
        ("topP", "top_p"),
        ("topK", "top_k"),
        ("stopSequences", "stop"),
        ("candidateCount", "n"),
        ("seed", "seed"),
        ("frequencyPenalty", "frequency_penalty"),
        ("presencePenalty", "presence_penalty"),
        ("responseLogprobs", "logprobs"),
        ("logprobs", "top_logprobs"),
        ("responseModalities", "modalities"),
    ];
    read.take(&mut own, &names);
    let mut thinking = within(&mut own, "thinkingConfig");
    read.take(
        &mut thinking,
        &[("thinkingLevel", "reasoning_effort"), ("thinkingBudget", "reasoning_budget")],
    );
    done(&thinking, "thinkingConfig");
    if let Some(media) = own.shift_remove("responseMimeType") {
        assert_eq!(media, "application/json");
        let schema =
            own.shift_remove("responseJsonSchema").or_else(|| own.shift_remove("responseSchema").map(plain));
        let format = match schema {
            Some(schema) => json!({ "type": "json_schema", "json_schema": { "schema": schema } }),
            None => json!({ "type": "json_object" }),
        };
        read.set("response_format", Some(format));
    }
    done(&own, "generationConfig");
}

fn part(read: &mut Read, at: usize, role: &'static str, part: Value) {
    let mut own = object(part);
    let (key, inner) = own.iter().next().map(|(key, inner)| (key.clone(), inner.clone())).unwrap();
    own.shift_remove(&key);
    done(&own, "a part");
    match key.as_str() {
        "text" => read.say(at, role, json!({ "text": inner })),
        "functionCall" => {
            let mut call = object(inner);
            let fields = json!({ "id": call.shift_remove("id"), "name": call.shift_remove("name"), "arguments": call.shift_remove("args") });
            done(&call, "a call");
            read.say(at, role, fields);
        }
        "functionResponse" => {
            let mut result = object(inner);
            // The call has the name, too.
            let name = result.shift_remove("name").unwrap();
            assert!(read.said.iter().any(|said| said.fields.get("name") == Some(&name)), "{name}");
            // An object of one text is that text.
            let response = object(result.shift_remove("response").unwrap());
            let said = match response.get("result") {
                Some(Value::String(text)) if response.len() == 1 => text.clone(),
                _ => Value::Object(response).to_string(),
            };
            let texts: Vec<String> = std::iter::once(said).filter(|text| !text.is_empty()).collect();
            read.say(at, "tool", json!({ "tool_call_id": result.shift_remove("id"), "content": texts }));
            done(&result, "a result");
        }
        "inlineData" => {
            let mut own = object(inner);
            let (media, data) = (text(own.shift_remove("mimeType")), text(own.shift_remove("data")));
            done(&own, "inlineData");
            read.say(at, role, json!({ "url": format!("data:{media};base64,{data}") }));
        }
        "fileData" => read.say(at, role, json!({ "url": inner["fileUri"] })),
        other => panic!("{other}"),
    }
}

/// A schema of Gemini's own dialect, whose types are in capitals.
fn plain(schema: Value) -> Value {
    let is_type = |key: &str, value: &Value| key == "type" && value.is_string();
    match schema {
        Value::Object(own) => own
            .into_iter()
            .map(|(key, value)| match is_type(&key, &value) {
                true => (key, text(Some(value)).to_ascii_lowercase().into()),
                false => (key, plain(value)),
            })
            .collect(),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        other => other,
    }
}

fn tool_of(own: Value) -> Value {
    let mut own = object(own);
    let name = own.shift_remove("name").unwrap();
    let schema =
        own.shift_remove("parametersJsonSchema").or_else(|| own.shift_remove("parameters").map(plain));
    let made = tool(name, own.shift_remove("description"), schema, None);
    done(&own, "a declaration");
    made
}
