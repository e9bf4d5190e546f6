//! OpenAI's responses: a list of items of output.

use serde_json::{Map, Value};

use super::chat;
use super::error::AnswerError;
use super::read::{Arguments, Reader, get, object, text};
use super::shape::{Answer, AnswerMessage, append};

const ANSWER: &[&str] =
    &["id", "object", "created_at", "model", "output", "status", "incomplete_details", "usage", "error"];

pub(super) fn read(response: &Map<String, Value>, mut reader: Reader<'_>) -> Result<Answer, AnswerError> {
    let mut message = AnswerMessage::new();
    for (at, item) in reader.objects(response, "output", "") {
        reader.block()?;
        self::item(&mut message, item, format!("output[{at}]"), &mut reader)?;
    }
    let reason = object(response, "incomplete_details").and_then(|details| text(details, "reason"));
    let word = reason.or_else(|| reader.text(response, "status", ""));
    let choice = reader.choice(0, message, word, "status");
    reader.rest(response, ANSWER, "");
    let created = get(response, "created_at").and_then(|at| at.as_u64().or_else(|| whole(at)));
    Ok(reader.answer(text(response, "id"), created, text(response, "model"), vec![choice]))
}

/// Clients in Python write the second as `1764500000.0`.
fn whole(value: &Value) -> Option<u64> {
    value.as_f64()?;
    value.to_string().strip_suffix(".0")?.parse().ok()
}

fn item(
    message: &mut AnswerMessage,
    item: &Map<String, Value>,
    path: String,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    match text(item, "type").unwrap_or_default() {
        "message" => {
            for (at, part) in reader.objects(item, "content", &path) {
                reader.block()?;
                self::part(message, part, format!("{path}.content[{at}]"), reader)?;
            }
        }
        "function_call" => {
            let name = text(item, "name").unwrap_or_default();
            let id = text(item, "call_id").or_else(|| text(item, "id"));
            let made = || format!("call_{}", message.tool_calls.len());
            let arguments = Arguments::Text(text(item, "arguments").unwrap_or_default());
            let mut call = reader.call(&path, id, made, name, &arguments);
            for (key, value) in item {
                let is_read = ["type", "call_id", "name", "arguments", "status"].contains(&key.as_str());
                if !is_read && !value.is_null() {
                    call.extra.insert(key.clone(), value.clone());
                }
            }
            message.tool_calls.push(call);
        }
        "reasoning" => {
            for key in ["summary", "content"] {
                for (_, part) in reader.objects(item, key, &path) {
                    if let Some(thought) = text(part, "text") {
                        append(&mut message.reasoning_content, thought);
                    }
                }
            }
            reader.reasoning(message, path, &Value::Object(item.clone()));
        }
        kind => {
            let kind = if kind.is_empty() { "item" } else { kind };
            reader.part(message, path, &Value::Object(item.clone()), kind);
        }
    }
    Ok(())
}

fn part(
    message: &mut AnswerMessage,
    part: &Map<String, Value>,
    path: String,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    match text(part, "type").unwrap_or_default() {
        "output_text" => {
            let from = message.characters();
            if let Some(text) = reader.text(part, "text", &path) {
                append(&mut message.content, text);
            }
            for (_, annotation) in reader.objects(part, "annotations", &path) {
                reader.block()?;
                message.annotations.push(chat::cited(annotation, from));
            }
            reader.rest(part, &["type", "text", "annotations"], &path);
        }
        "refusal" => {
            if let Some(text) = reader.text(part, "refusal", &path) {
                append(&mut message.refusal, text);
            }
        }
        kind => {
            let kind = if kind.is_empty() { "part" } else { kind };
            reader.part(message, path, &Value::Object(part.clone()), kind);
        }
    }
    Ok(())
}
