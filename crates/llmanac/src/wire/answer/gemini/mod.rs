//! Gemini's generateContent: candidates of parts, each part under the key that is its kind.

mod camel;
mod grounding;

use serde_json::{Map, Value};

use super::error::AnswerError;
use super::limits;
use super::note::AnswerNoteCode;
use super::read::{Arguments, Reader, get, object, text};
use super::shape::{Answer, AnswerMessage, Choice, append};

pub(super) use camel::camel;

const ANSWER: &[&str] = &["candidates", "responseId", "modelVersion", "usageMetadata"];
const CANDIDATE: &[&str] = &["content", "finishReason", "index", "logprobsResult"];

/// Reads an answer whose keys are spelled as on the wire.
pub(super) fn read(response: &Map<String, Value>, mut reader: Reader<'_>) -> Result<Answer, AnswerError> {
    let id = text(response, "responseId");
    let mut choices = Vec::new();
    for (at, candidate) in reader.objects(response, "candidates", "") {
        let index = get(candidate, "index").and_then(Value::as_u64).unwrap_or(at as u64);
        let path = format!("candidates[{at}]");
        choices.push(self::candidate(limits::choice(index)?, candidate, id, &path, &mut reader)?);
    }
    // A prompt that is blocked has no candidates, and the HTTP status 200.
    let feedback = object(response, "promptFeedback");
    if let (true, Some(feedback)) = (choices.is_empty(), feedback)
        && let Some(word) = text(feedback, "blockReason")
    {
        let mut message = AnswerMessage::new();
        message.refusal = text(feedback, "blockReasonMessage").map(str::to_owned);
        choices.push(reader.choice(0, message, Some(bare(word)), "promptFeedback.blockReason"));
    }
    if choices.is_empty() {
        reader.note(AnswerNoteCode::Malformed, "candidates", "is empty: there is no answer in this response");
    }
    choices.sort_by_key(|choice| choice.index);
    reader.rest(response, ANSWER, "");
    Ok(reader.answer(id, None, text(response, "modelVersion"), choices))
}

/// Clients in Python print `FinishReason.STOP` for `STOP`.
fn bare(word: &str) -> &str {
    word.rsplit('.').next().unwrap_or(word)
}

fn candidate(
    index: u32,
    candidate: &Map<String, Value>,
    id: Option<&str>,
    path: &str,
    reader: &mut Reader<'_>,
) -> Result<Choice, AnswerError> {
    let mut message = AnswerMessage::new();
    // The text that each part has, and where it begins in the content.
    let mut placed = Vec::new();
    if let Some(content) = object(candidate, "content") {
        let place = format!("{path}.content");
        for (at, part) in reader.objects(content, "parts", &place) {
            reader.block()?;
            let start = message.characters();
            let place = format!("{place}.parts[{at}]");
            let made = |calls: usize| call_id(id, index, calls);
            let text = self::part(&mut message, part, place, made, reader);
            placed.push((at as u64, start, text.unwrap_or_default()));
        }
        reader.rest(content, &["role", "parts"], &place);
    }
    grounding::cite(&mut message, candidate, &placed, path, reader)?;
    let word = reader.text(candidate, "finishReason", path).map(bare);
    let mut choice = reader.choice(index, message, word, &format!("{path}.finishReason"));
    choice.logprobs = get(candidate, "logprobsResult").cloned();
    reader.rest(candidate, CANDIDATE, path);
    Ok(choice)
}

/// The id of a call that has none: the answer's, the choice and the place, in letters that every provider takes.
pub(super) fn call_id(answer: Option<&str>, choice: u32, calls: usize) -> String {
    let letters = answer.unwrap_or_default().chars();
    let own: String =
        letters.filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(40).collect();
    let own = if own.is_empty() { own } else { format!("{own}_") };
    format!("call_{own}{choice}_{calls}")
}

/// Reads a part; the text that it adds to the content.
fn part<'a>(
    message: &mut AnswerMessage,
    part: &'a Map<String, Value>,
    path: String,
    made: impl FnOnce(usize) -> String,
    reader: &mut Reader<'_>,
) -> Option<&'a str> {
    let whole = || Value::Object(part.clone());
    let is_thought = get(part, "thought").and_then(Value::as_bool) == Some(true);
    let is_signed = get(part, "thoughtSignature").is_some();
    if let Some(text) = text(part, "text") {
        let text = match (is_thought, text) {
            // The last piece of a stream is often a text of nothing.
            (_, "") => None,
            (true, thought) => {
                append(&mut message.reasoning_content, thought);
                None
            }
            (false, text) => {
                append(&mut message.content, text);
                Some(text)
            }
        };
        if is_thought || is_signed {
            reader.reasoning(message, path, &whole());
        } else {
            reader.rest(part, &["text", "thought"], &path);
        }
        return text;
    }
    match object(part, "functionCall").filter(|call| is_whole_call(call)) {
        Some(call) => {
            let calls = message.tool_calls.len();
            let name = text(call, "name").unwrap_or_default();
            let arguments = Arguments::Value(get(call, "args"));
            let mut done = reader.call(&path, text(call, "id"), || made(calls), name, &arguments);
            for (key, value) in part.iter().filter(|(key, _)| *key != "functionCall") {
                if !value.is_null() {
                    done.extra.insert(key.clone(), value.clone());
                }
            }
            reader.rest(call, &["id", "name", "args"], &format!("{path}.functionCall"));
            message.tool_calls.push(done);
        }
        // A signature alone, and a part of nothing.
        None if part
            .iter()
            .all(|(key, value)| key == "thoughtSignature" || key == "thought" || value.is_null()) =>
        {
            if is_signed {
                reader.reasoning(message, path, &whole());
            }
        }
        None => {
            let kind = part.iter().find(|(key, value)| !value.is_null() && !key.starts_with("thought"));
            let kind = kind.map_or("part", |(key, _)| key.as_str());
            reader.part(message, path, &whole(), kind);
        }
    }
    None
}

/// Whether a call came whole: Vertex may send arguments in pieces of their own, which are kept as they came.
pub(super) fn is_whole_call(call: &Map<String, Value>) -> bool {
    get(call, "partialArgs").is_none() && get(call, "willContinue").and_then(Value::as_bool) != Some(true)
}
