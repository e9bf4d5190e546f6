//! A payload as somebody has it: wrapped or bare, a whole answer, a stream, or an error.

use serde_json::{Map, Value, json};

use crate::model::{MessageForm, Surface};
use crate::wire::provider_error::{ProviderError, ResponseHead};
use crate::wire::response::Response;
use crate::wire::spelling::Spelling;
use crate::wire::{ToolNames, decode};

use super::error::AnswerError;
use super::read::Reader;
use super::shape::Answer;
use super::stream::Stream;
use super::{chat, claude, converse, form, gemini, limits, responses};

/// An answer without its usage, the response to read that from, and what is wrong with the whole.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    pub answer: Answer,
    pub response: Value,
    pub error: Option<AnswerError>,
}

/// Reads a payload of a surface.
pub(crate) fn parse(
    surface: Surface,
    payload: &Value,
    names: &ToolNames,
    head: &ResponseHead,
) -> Result<Parsed, AnswerError> {
    let form = form::form_of(surface)?;
    limits::depth(payload)?;
    if let Value::String(text) = payload {
        return match serde_json::from_str::<Value>(text.trim()) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => parse(surface, &value, names, head),
            // A gateway in between may answer with a page of its own.
            _ if head.is_failure() => Err(AnswerError::provider(ProviderError::of(payload, head))),
            _ => streamed(form, names, |stream| {
                stream.push_bytes(text.as_bytes())?;
                Ok(())
            }),
        };
    }
    let decoded = decode::decoded(payload);
    limits::depth(&decoded)?;
    let response = Response::of(&decoded, Spelling::Exact);
    let head = head.clone().and(ResponseHead::around(payload, &response));
    let parts: Vec<&Map<String, Value>> = response.parts.iter().filter_map(|part| part.as_object()).collect();
    let no_answer = |like| Err(AnswerError::NoAnswer { surface, looked_for: form::looked_for(form), like });
    match parts.as_slice() {
        [] if head.is_failure() => Err(AnswerError::provider(ProviderError::of(&decoded, &head))),
        [] => no_answer(None),
        [own] if form::is_whole(form, own) => {
            let answer = read(form, own, names)?;
            let error = ProviderError::beside(own, &head).map(AnswerError::provider);
            Ok(Parsed { answer, response: decoded.into_owned(), error })
        }
        [own] => match ProviderError::found(own, &head) {
            Some(error) => Err(AnswerError::provider(error)),
            None if form::is_event(form, own) => {
                let parsed = streamed(form, names, |stream| each(stream, &parts))?;
                Ok(with_headers(parsed, &response))
            }
            None => no_answer(form::like(own)),
        },
        all => match all.first() {
            Some(first) if !form::is_event(form, first) && ProviderError::found(first, &head).is_none() => {
                no_answer(form::like(first))
            }
            _ => Ok(with_headers(streamed(form, names, |stream| each(stream, all))?, &response)),
        },
    }
}

/// Headers tell of the rate: where the call was served, whether it spilled over.
fn with_headers(mut parsed: Parsed, response: &Response<'_>) -> Parsed {
    let headers: Map<String, Value> =
        response.headers().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    if !headers.is_empty() {
        parsed.response = json!({ "headers": headers, "body": parsed.response });
    }
    parsed
}

fn each(stream: &mut Stream, parts: &[&Map<String, Value>]) -> Result<(), AnswerError> {
    for part in parts {
        stream.push_event(&Value::Object((*part).clone()))?;
    }
    Ok(())
}

fn streamed(
    form: MessageForm,
    names: &ToolNames,
    push: impl FnOnce(&mut Stream) -> Result<(), AnswerError>,
) -> Result<Parsed, AnswerError> {
    let mut stream = Stream::new(form, names.clone());
    // What goes wrong is kept by the stream, and told at its end.
    drop(push(&mut stream));
    stream.finish()
}

/// Reads a whole response of a form.
pub(super) fn read(
    form: MessageForm,
    response: &Map<String, Value>,
    names: &ToolNames,
) -> Result<Answer, AnswerError> {
    let reader = Reader::new(form, names);
    match form {
        MessageForm::Chat => chat::read(response, reader),
        MessageForm::Responses => responses::read(response, reader),
        MessageForm::Converse => converse::read(response, reader),
        MessageForm::Claude => claude::read(response, reader),
        MessageForm::Gemini => gemini::read(&gemini::camel(response), reader),
    }
}
