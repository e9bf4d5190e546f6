//! Bedrock Converse: a list of blocks, each under the key that is its kind.

use serde_json::{Map, Value};

use super::annotation::Annotation;
use super::error::AnswerError;
use super::read::{Arguments, Reader, get, object, text};
use super::shape::{Answer, AnswerMessage, append};

const ANSWER: &[&str] = &["output", "stopReason", "usage"];

pub(super) fn read(response: &Map<String, Value>, mut reader: Reader<'_>) -> Result<Answer, AnswerError> {
    let mut own = AnswerMessage::new();
    let output = object(response, "output");
    if let Some(message) = output.and_then(|output| object(output, "message")) {
        for (at, block) in reader.objects(message, "content", "output.message") {
            reader.block()?;
            self::block(&mut own, block, format!("output.message.content[{at}]"), &mut reader)?;
        }
        reader.rest(message, &["role", "content"], "output.message");
    }
    if let Some(output) = output {
        reader.rest(output, &["message"], "output");
    }
    let word = reader.text(response, "stopReason", "");
    let choice = reader.choice(0, own, word, "stopReason");
    reader.rest(response, ANSWER, "");
    // Which model answered is told nowhere in a response of Converse.
    Ok(reader.answer(None, None, None, vec![choice]))
}

fn block(
    message: &mut AnswerMessage,
    block: &Map<String, Value>,
    path: String,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    if let Some(text) = text(block, "text") {
        append(&mut message.content, text);
        reader.rest(block, &["text"], &path);
    } else if let Some(call) = object(block, "toolUse").filter(|call| get(call, "type").is_none()) {
        let name = text(call, "name").unwrap_or_default();
        let made = || format!("call_{}", message.tool_calls.len());
        let arguments = Arguments::Value(get(call, "input"));
        let mut done = reader.call(&path, text(call, "toolUseId"), made, name, &arguments);
        for (key, value) in call {
            if !["toolUseId", "name", "input"].contains(&key.as_str()) && !value.is_null() {
                done.extra.insert(key.clone(), value.clone());
            }
        }
        message.tool_calls.push(done);
    } else if let Some(thought) = object(block, "reasoningContent") {
        if let Some(text) = object(thought, "reasoningText").and_then(|thought| text(thought, "text")) {
            append(&mut message.reasoning_content, text);
        }
        reader.reasoning(message, path, &Value::Object(block.clone()));
    } else if let Some(content) = object(block, "citationsContent") {
        cited(message, content, &path, reader)?;
    } else {
        let kind = block.keys().next().map_or("block", String::as_str);
        reader.part(message, path, &Value::Object(block.clone()), kind);
    }
    Ok(())
}

/// A text and what it is taken from: each citation speaks for the whole text.
fn cited(
    message: &mut AnswerMessage,
    content: &Map<String, Value>,
    path: &str,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    let start = message.characters();
    for (_, part) in reader.objects(content, "content", path) {
        reader.block()?;
        if let Some(text) = text(part, "text") {
            append(&mut message.content, text);
        }
    }
    let end = message.characters();
    for (_, citation) in reader.objects(content, "citations", path) {
        reader.block()?;
        let location = object(citation, "location");
        let web = location.and_then(|location| object(location, "web"));
        let words: Option<String> = get(citation, "sourceContent")
            .and_then(Value::as_array)
            .map(|parts| parts.iter().filter_map(|part| part.get("text")?.as_str()).collect());
        message.annotations.push(Annotation {
            start_index: Some(start),
            end_index: Some(end),
            url: web.and_then(|web| text(web, "url")).map(str::to_owned),
            title: text(citation, "title").map(str::to_owned),
            cited_text: words.filter(|words| !words.is_empty()),
            native: Value::Object(citation.clone()),
        });
    }
    reader.rest(content, &["content", "citations"], &format!("{path}.citationsContent"));
    Ok(())
}
