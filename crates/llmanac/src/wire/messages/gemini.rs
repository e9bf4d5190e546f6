//! Gemini's generateContent: turns of parts, the system apart.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::data::Source;
use super::read::{Call, Content, Message, Part};
use super::report::Report;
use super::thought::{HIDDEN, Thought};
use super::turns::{self, NO_CALL, Turns, no_detail, system_place, text_of};
use crate::params::Place;
use crate::wire::hint::{self, Mark};
use crate::wire::object::{map, object};

pub(super) fn write(messages: &[Message<'_>], report: &mut Report) -> Map<String, Value> {
    let calls = messages.iter().flat_map(|message| &message.calls);
    let mut form = Gemini { names: calls.map(|call| (call.id, call.name)).collect() };
    let (turns, system) = turns::turns(&mut form, messages, report);
    turns::check_first(&turns, messages, report);
    let mut body = Map::new();
    if !system.is_empty() {
        report.moved(system_place(messages), "systemInstruction");
        body.insert("systemInstruction".to_owned(), object([("parts", system.into())]));
    }
    body.insert("contents".to_owned(), turns.into());
    body
}

struct Gemini<'a> {
    /// The functions that were called, by the id of the call: a result names the function here.
    names: BTreeMap<&'a str, &'a str>,
}

impl Turns for Gemini<'_> {
    const ASSISTANT: &'static str = "model";
    const BLOCKS: &'static str = "parts";

    fn part(&mut self, part: &Part<'_>, report: &mut Report) -> Option<Value> {
        match &part.content {
            Content::Text(text) | Content::Refusal(text) => Some(object([("text", (*text).into())])),
            Content::Image { source, detail } => {
                no_detail(
                    part,
                    *detail,
                    "one media_resolution holds for the whole request on this surface",
                    report,
                );
                Some(attached(source))
            }
            Content::Audio { source } | Content::Video { source } => Some(attached(source)),
            Content::File { source, name } => {
                if name.is_some() {
                    report.left_out(
                        format_args!("{}.file.filename", part.place),
                        "files have no name on this surface",
                    );
                }
                Some(attached(source))
            }
        }
    }

    fn cached(&mut self, _: &mut Vec<Value>, place: Place, _: Mark<'_>, report: &mut Report) {
        report.left_out(
            format_args!("{place}.{}", hint::KEY),
            "prompts are cached by themselves here, or as a cachedContent made before",
        );
    }

    fn thought(&mut self, thought: &Thought<'_>, report: &mut Report) -> Option<Value> {
        if thought.redacted.is_some() || (thought.text, thought.signature) == (None, None) {
            report.lost(thought.place, HIDDEN);
            return None;
        }
        let mut part = Map::from_iter([("text".to_owned(), Value::from(thought.text.unwrap_or_default()))]);
        if thought.text.is_some() {
            part.insert("thought".to_owned(), true.into());
        }
        if let Some(signature) = thought.signature {
            part.insert("thoughtSignature".to_owned(), signature.into());
        }
        Some(part.into())
    }

    fn call(&self, call: &Call<'_>, arguments: Map<String, Value>) -> Value {
        let own = object([("id", call.id.into()), ("name", call.name.into()), ("args", arguments.into())]);
        let mut part = map([("functionCall", own)]);
        if let Some(signature) = call.signature {
            part.insert("thoughtSignature".to_owned(), signature.into());
        }
        part.into()
    }

    fn result(&mut self, message: &Message<'_>, report: &mut Report) -> Option<Value> {
        let name = message.answers.and_then(|id| Some((id, *self.names.get(id)?)));
        let Some((id, name)) = name else {
            // A result of no call was told where results are put behind their calls.
            if message.answers.is_none() {
                report.refused(message.place, NO_CALL);
            }
            return None;
        };
        let text = text_of(message, report);
        if message.is_error {
            // Google's reference: `error` holds the details of a call that failed.
            return Some(response(id, name, map([("error", text.into())])));
        }
        let said = match serde_json::from_str::<Map<String, Value>>(&text) {
            Ok(object) => object,
            Err(_) => {
                report.converted(
                    message.place,
                    "a result is an object on this surface: the text stands under `result`",
                );
                map([("result", text.into())])
            }
        };
        Some(response(id, name, said))
    }
}

/// What a function answered.
fn response(id: &str, name: &str, said: Map<String, Value>) -> Value {
    let own = object([("id", id.into()), ("name", name.into()), ("response", said.into())]);
    object([("functionResponse", own)])
}

/// Endings of paths and the media types that they stand for: a URI needs a type here, which no request states.
const ENDINGS: &[(&str, &str)] = &[
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".webp", "image/webp"),
    (".gif", "image/gif"),
    (".pdf", "application/pdf"),
    (".mp4", "video/mp4"),
    (".mov", "video/quicktime"),
    (".webm", "video/webm"),
    (".mp3", "audio/mp3"),
    (".wav", "audio/wav"),
];

pub(in crate::wire) fn attached(source: &Source<'_>) -> Value {
    match source {
        Source::Data { media, base64 } => {
            let data = [("mimeType", media.as_str().into()), ("data", (*base64).into())];
            object([("inlineData", object(data))])
        }
        Source::Url(uri) | Source::Id(uri) => {
            let mut file = map([("fileUri", (*uri).into())]);
            let path = uri.split(['?', '#']).next().unwrap_or(uri).to_ascii_lowercase();
            if let Some((_, media)) = ENDINGS.iter().find(|(ending, _)| path.ends_with(ending)) {
                file.insert("mimeType".to_owned(), (*media).into());
            }
            object([("fileData", file.into())])
        }
    }
}
