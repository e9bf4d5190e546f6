//! The standard request itself: a text alone is a list of one text, and names that mean the same are one.

use serde_json::{Map, Value, json};

use super::{Read, Said};

/// Reads a standard request as a form understands it.
pub fn read(request: &Map<String, Value>) -> Read {
    let mut read = Read::default();
    for (at, message) in request["messages"].as_array().unwrap().iter().enumerate() {
        self::message(&mut read, at, message);
    }
    for (name, value) in request.iter().filter(|(name, value)| *name != "messages" && !value.is_null()) {
        read.parameters.insert(name.clone(), value.clone());
    }
    read
}

fn message(read: &mut Read, at: usize, message: &Value) {
    let place = format!("messages[{at}]");
    let role = match message["role"].as_str().unwrap() {
        "developer" => "developer",
        "system" => "system",
        "user" => "user",
        "assistant" => "assistant",
        "tool" => "tool",
        other => panic!("{other}"),
    };
    let marked = message.get("cache_control").is_some();
    let mut parts: Vec<(String, Map<String, Value>)> = match &message["content"] {
        Value::Null => Vec::new(),
        Value::String(text) => vec![(place.clone(), fields(json!({ "text": text })))],
        Value::Array(parts) => parts
            .iter()
            .enumerate()
            .map(|(part, own)| (format!("{place}.content[{part}]"), self::part(own)))
            .collect(),
        other => panic!("{other}"),
    };
    if let (true, Some((_, last))) = (marked, parts.last_mut()) {
        last.entry("cache_control").or_insert_with(|| json!("of the message"));
    }
    if role == "tool" {
        return read.said.push(result(place, at, message, &parts));
    }
    // Who of several speaks stands at the message.
    if let (Some(name), Some((_, first))) = (message.get("name"), parts.first_mut()) {
        first.insert("speaker".to_owned(), name.clone());
    }
    let said = |(place, fields)| Said { place, message: at, role, fields };
    read.said.extend(parts.into_iter().map(said));
    let calls = message.get("tool_calls").and_then(Value::as_array);
    for (call, own) in calls.into_iter().flatten().enumerate() {
        assert_eq!(own["type"], "function");
        let arguments = own["function"]["arguments"].as_str().unwrap();
        let arguments: Value =
            serde_json::from_str(if arguments.trim().is_empty() { "{}" } else { arguments }).unwrap();
        read.said.push(Said {
            place: format!("{place}.tool_calls[{call}]"),
            message: at,
            role: "assistant",
            fields: fields(
                json!({ "id": own["id"], "name": own["function"]["name"], "arguments": arguments }),
            ),
        });
    }
}

fn part(part: &Value) -> Map<String, Value> {
    let mut own = match part["type"].as_str().unwrap() {
        "text" => fields(json!({ "text": part["text"] })),
        "image_url" => fields(
            json!({ "url": part["image_url"]["url"], "image_url.detail": part["image_url"]["detail"] }),
        ),
        "input_audio" => {
            let audio = &part["input_audio"];
            let (format, data) = (audio["format"].as_str().unwrap(), audio["data"].as_str().unwrap());
            fields(json!({ "url": format!("data:audio/{format};base64,{data}") }))
        }
        "video_url" => fields(json!({ "url": part["video_url"]["url"] })),
        "file" => {
            fields(json!({ "url": part["file"]["file_data"], "file.filename": part["file"]["filename"] }))
        }
        other => panic!("{other}"),
    };
    if part.get("cache_control").is_some() {
        own.insert("cache_control".to_owned(), json!(true));
    }
    own
}

/// A result of a tool; an empty text of it says nothing.
fn result(place: String, at: usize, message: &Value, parts: &[(String, Map<String, Value>)]) -> Said {
    let texts: Vec<&Value> =
        parts.iter().map(|(_, fields)| &fields["text"]).filter(|text| **text != json!("")).collect();
    let mut own = fields(json!({ "tool_call_id": message["tool_call_id"], "content": texts }));
    if parts.iter().any(|(_, fields)| fields.contains_key("cache_control")) {
        own.insert("cache_control".to_owned(), json!(true));
    }
    Said { place, message: at, role: "tool", fields: own }
}

/// The fields that are stated.
fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(mut fields) = value else { panic!() };
    fields.retain(|_, value| !value.is_null());
    fields
}
