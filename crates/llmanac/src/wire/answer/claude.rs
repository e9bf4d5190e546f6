//! Anthropic's messages: a list of typed blocks.

use serde_json::{Map, Value};

use super::annotation::Annotation;
use super::error::AnswerError;
use super::read::{Arguments, Reader, get, object, text};
use super::shape::{Answer, AnswerMessage, append};

const ANSWER: &[&str] = &["id", "type", "role", "model", "content", "stop_reason", "usage"];

pub(super) fn read(response: &Map<String, Value>, mut reader: Reader<'_>) -> Result<Answer, AnswerError> {
    let mut message = AnswerMessage::new();
    for (at, block) in reader.objects(response, "content", "") {
        reader.block()?;
        self::block(&mut message, block, format!("content[{at}]"), &mut reader)?;
    }
    // Why the model refused, in words, where it says so.
    let details = object(response, "stop_details").filter(|details| text(details, "type") == Some("refusal"));
    message.refusal = details.and_then(|details| text(details, "explanation")).map(str::to_owned);
    let word = reader.text(response, "stop_reason", "");
    let choice = reader.choice(0, message, word, "stop_reason");
    reader.rest(response, ANSWER, "");
    Ok(reader.answer(text(response, "id"), None, text(response, "model"), vec![choice]))
}

fn block(
    message: &mut AnswerMessage,
    block: &Map<String, Value>,
    path: String,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    let whole = || Value::Object(block.clone());
    match text(block, "type").unwrap_or_default() {
        "text" => {
            let start = message.characters();
            if let Some(text) = reader.text(block, "text", &path) {
                append(&mut message.content, text);
            }
            let end = if block.contains_key("citations") { message.characters() } else { start };
            for (_, citation) in reader.objects(block, "citations", &path) {
                reader.block()?;
                message.annotations.push(cited(citation, start, end));
            }
            reader.rest(block, &["type", "text", "citations"], &path);
        }
        "thinking" => {
            if let Some(thought) = reader.text(block, "thinking", &path) {
                append(&mut message.reasoning_content, thought);
            }
            reader.reasoning(message, path, &whole());
        }
        "redacted_thinking" => reader.reasoning(message, path, &whole()),
        "tool_use" => {
            let name = text(block, "name").unwrap_or_default();
            let made = || format!("call_{}", message.tool_calls.len());
            let arguments = Arguments::Value(get(block, "input"));
            let mut call = reader.call(&path, text(block, "id"), made, name, &arguments);
            for (key, value) in block {
                if !["type", "id", "name", "input"].contains(&key.as_str()) && !value.is_null() {
                    call.extra.insert(key.clone(), value.clone());
                }
            }
            message.tool_calls.push(call);
        }
        kind => reader.part(message, path, &whole(), if kind.is_empty() { "block" } else { kind }),
    }
    Ok(())
}

/// A citation of a block: it speaks for the block's whole text.
fn cited(citation: &Map<String, Value>, start: u64, end: u64) -> Annotation {
    let named = |key| text(citation, key).map(str::to_owned);
    Annotation {
        start_index: Some(start),
        end_index: Some(end),
        url: named("url"),
        title: named("title").or_else(|| named("document_title")),
        cited_text: named("cited_text"),
        native: Value::Object(citation.clone()),
    }
}
