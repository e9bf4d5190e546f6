//! OpenAI's chat completions: the standard itself, and what gateways put beside it.

use serde_json::{Map, Value};

use super::annotation::Annotation;
use super::error::AnswerError;
use super::limits;
use super::note::AnswerNoteCode;
use super::read::{Arguments, Reader, get, object, text};
use super::shape::{Answer, AnswerMessage, Choice, append};

/// Keys of an answer that have a place; the usage is read by the engine of costs.
const ANSWER: &[&str] = &["id", "object", "created", "model", "choices", "usage"];
const CHOICE: &[&str] = &["index", "message", "finish_reason", "logprobs", "content_filter_results", "delta"];
const MESSAGE: &[&str] =
    &["role", "content", "refusal", "reasoning_content", "tool_calls", "function_call", "annotations"];
/// Beside `reasoning_content`, which most servers write: vLLM's newer spelling.
const REASONING: &str = "reasoning";

pub(super) fn read(response: &Map<String, Value>, mut reader: Reader<'_>) -> Result<Answer, AnswerError> {
    let mut choices = Vec::new();
    for (at, choice) in reader.objects(response, "choices", "") {
        let index = get(choice, "index").and_then(Value::as_u64).unwrap_or(at as u64);
        choices.push(self::choice(limits::choice(index)?, choice, &format!("choices[{at}]"), &mut reader)?);
    }
    choices.sort_by_key(|choice| choice.index);
    reader.rest(response, ANSWER, "");
    let created = get(response, "created").and_then(Value::as_u64);
    Ok(reader.answer(text(response, "id"), created, text(response, "model"), choices))
}

fn choice(
    index: u32,
    choice: &Map<String, Value>,
    path: &str,
    reader: &mut Reader<'_>,
) -> Result<Choice, AnswerError> {
    let place = format!("{path}.message");
    let message = match object(choice, "message") {
        Some(message) => self::message(message, &place, reader)?,
        None => {
            reader.note(AnswerNoteCode::Malformed, &place, "is no message");
            AnswerMessage::new()
        }
    };
    let place = format!("{path}.finish_reason");
    let word = reader.text(choice, "finish_reason", path);
    let mut own = reader.choice(index, message, word, &place);
    own.logprobs = get(choice, "logprobs").cloned();
    own.content_filter_results = get(choice, "content_filter_results").cloned();
    reader.rest(choice, CHOICE, path);
    Ok(own)
}

fn message(
    message: &Map<String, Value>,
    path: &str,
    reader: &mut Reader<'_>,
) -> Result<AnswerMessage, AnswerError> {
    let mut own = AnswerMessage::new();
    content(&mut own, message, path, reader)?;
    own.refusal = reader.text(message, "refusal", path).map(str::to_owned);
    let thought = reader.text(message, "reasoning_content", path);
    let other = text(message, REASONING);
    if let Some(text) = thought.or(other) {
        append(&mut own.reasoning_content, text);
    }
    for (at, call) in reader.objects(message, "tool_calls", path) {
        reader.block()?;
        self::call(&mut own, call, format!("{path}.tool_calls[{at}]"), reader);
    }
    // The call of a function by its older name has no id.
    if let Some(function) = object(message, "function_call") {
        let place = format!("{path}.function_call");
        let arguments = Arguments::Text(text(function, "arguments").unwrap_or_default());
        let name = text(function, "name").unwrap_or_default();
        let call = reader.call(&place, None, || "call_0".to_owned(), name, &arguments);
        own.tool_calls.push(call);
    }
    for (_, annotation) in reader.objects(message, "annotations", path) {
        reader.block()?;
        own.annotations.push(cited(annotation, 0));
    }
    for (key, value) in message {
        let is_read = MESSAGE.contains(&key.as_str())
            || key == REASONING && (thought.is_none() || thought == value.as_str());
        if !is_read && !value.is_null() {
            reader.part(&mut own, format!("{path}.{key}"), value, key);
        }
    }
    Ok(own)
}

/// A text, or the parts that some servers write.
fn content(
    own: &mut AnswerMessage,
    message: &Map<String, Value>,
    path: &str,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    let Some(Value::Array(parts)) = message.get("content") else {
        own.content = reader.text(message, "content", path).map(str::to_owned);
        return Ok(());
    };
    for (at, part) in parts.iter().enumerate() {
        reader.block()?;
        let kind = part.get("type").and_then(Value::as_str).unwrap_or("part");
        match part.get("text").and_then(Value::as_str).filter(|_| kind == "text") {
            Some(text) => append(&mut own.content, text),
            None if kind == "thinking" => {
                append(&mut own.reasoning_content, &thought(part));
                reader.reasoning(own, format!("{path}.content[{at}]"), part);
            }
            None => reader.part(own, format!("{path}.content[{at}]"), part, kind),
        }
    }
    Ok(())
}

/// What Mistral's thinking says: a list of texts.
pub(super) fn thought(part: &Value) -> String {
    let texts = part.get("thinking").and_then(Value::as_array);
    texts.into_iter().flatten().filter_map(|text| text.get("text")?.as_str()).collect()
}

fn call(own: &mut AnswerMessage, call: &Map<String, Value>, path: String, reader: &mut Reader<'_>) {
    let Some(function) = object(call, "function") else {
        let kind = text(call, "type").unwrap_or("call");
        return reader.part(own, path, &Value::Object(call.clone()), kind);
    };
    let arguments = match get(function, "arguments") {
        Some(Value::String(text)) => Arguments::Text(text),
        Some(value) => Arguments::Value(Some(value)),
        None => Arguments::Text(""),
    };
    let name = text(function, "name").unwrap_or_default();
    let made = || format!("call_{}", own.tool_calls.len());
    let mut done = reader.call(&path, text(call, "id"), made, name, &arguments);
    for (key, value) in call {
        if !["id", "type", "function", "index"].contains(&key.as_str()) && !value.is_null() {
            done.extra.insert(key.clone(), value.clone());
        }
    }
    own.tool_calls.push(done);
}

/// OpenAI's citation, flat or under its type; its places are counted from `from`.
pub(super) fn cited(annotation: &Map<String, Value>, from: u64) -> Annotation {
    let inner = text(annotation, "type").and_then(|kind| object(annotation, kind)).unwrap_or(annotation);
    let place = |key| get(inner, key).and_then(Value::as_u64).map(|at| at.saturating_add(from));
    let named = |key| text(inner, key).map(str::to_owned);
    Annotation {
        start_index: place("start_index"),
        end_index: place("end_index"),
        url: named("url"),
        title: named("title").or_else(|| named("filename")),
        cited_text: named("quote"),
        native: Value::Object(annotation.clone()),
    }
}
