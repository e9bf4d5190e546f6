//! The messages of a standard request, read. What is not built as it must be is left to validation.

use std::ops::Deref;

use serde_json::{Map, Value};

use super::data::Source;
use super::report::Report;
use super::thought::{self, Thought};
use crate::params::Place;
use crate::params::key::{get, within};
use crate::wire::hint::{self, Mark};
use crate::wire::spelling::Spelling;

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    System,
    Developer,
    User,
    Assistant,
    Tool,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Message<'a> {
    /// Its place among the messages, as a number and as `messages[2]`.
    pub at: usize,
    pub place: Place,
    pub role: Role,
    pub parts: Parts<'a>,
    /// The tools that an assistant calls.
    pub calls: Vec<Call<'a>>,
    /// The call that a tool's message answers.
    pub answers: Option<&'a str>,
    /// The tool failed, and its result says how.
    pub is_error: bool,
    /// What the assistant thought before.
    pub thoughts: Vec<Thought<'a>>,
    /// The prompt up to here is to be cached.
    pub mark: Option<Mark<'a>>,
}

/// The parts of a message. Nearly every message is one text, for which no list is made.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parts<'a> {
    One(Part<'a>),
    List(Vec<Part<'a>>),
}

impl<'a> Deref for Parts<'a> {
    type Target = [Part<'a>];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::One(part) => std::slice::from_ref(part),
            Self::List(parts) => parts,
        }
    }
}

/// One part of a message's content.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::wire) struct Part<'a> {
    /// `messages[2].content[0]`; of a plain text `messages[2]`.
    pub place: Place,
    pub content: Content<'a>,
    /// The prompt up to here is to be cached.
    pub mark: Option<Mark<'a>>,
}

/// What a part holds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::wire) enum Content<'a> {
    Text(&'a str),
    /// What an assistant said in place of an answer.
    Refusal(&'a str),
    Image {
        source: Source<'a>,
        detail: Option<&'a str>,
    },
    Audio {
        source: Source<'a>,
    },
    Video {
        source: Source<'a>,
    },
    File {
        source: Source<'a>,
        name: Option<&'a str>,
    },
}

/// A call of a tool.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call<'a> {
    /// `messages[2].tool_calls[0]`.
    pub place: Place,
    pub id: &'a str,
    pub name: &'a str,
    /// The arguments as the model wrote them.
    pub text: &'a str,
    /// The signature that came with it, and goes back with it.
    pub signature: Option<&'a str>,
}

impl Call<'_> {
    /// The arguments as an object; an empty text is one without any.
    pub fn arguments(&self) -> Option<Map<String, Value>> {
        match self.text.trim() {
            "" => Some(Map::new()),
            text => serde_json::from_str(text).ok(),
        }
    }
}

/// Notes that come with an answer, and say nothing to the model.
const NOTES: [&str; 2] = ["annotations", "parts"];

/// The messages, in order.
pub(super) fn messages<'a>(request: &'a Map<String, Value>, report: &mut Report) -> Vec<Message<'a>> {
    let list = request.get("messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut messages = Vec::with_capacity(list.len());
    messages.extend(list.iter().enumerate().filter_map(|(at, message)| read(at, message, report)));
    messages
}

fn read<'a>(at: usize, message: &'a Value, report: &mut Report) -> Option<Message<'a>> {
    let place = Place::item("messages", at);
    let message = message.as_object()?;
    let role = match get(message, "role")?.as_str()? {
        "system" => Role::System,
        "developer" => Role::Developer,
        "user" => Role::User,
        "assistant" => Role::Assistant,
        "tool" => Role::Tool,
        "function" => {
            report.refused(place, "messages of the role function were replaced by those of the role tool");
            return None;
        }
        _ => return None,
    };
    let (mut content, mut refusal, mut calls) = (None, None, &[][..]);
    let (mut answers, mut is_error, mut mark, mut has_thoughts) = (None, false, None, false);
    for (key, value) in message {
        match key.as_str() {
            "role" => {}
            "content" => content = Some(value),
            "refusal" => refusal = value.as_str(),
            "tool_calls" => calls = value.as_array().map_or(&[][..], Vec::as_slice),
            "tool_call_id" => answers = value.as_str(),
            "is_error" => is_error = *value == Value::Bool(true),
            hint::KEY => mark = Mark::of(message),
            key if role == Role::Assistant && thought::KEYS.contains(&key) => has_thoughts = true,
            key => unread(place, key, value, role, report),
        }
    }
    let parts = parts(place, content, refusal, report);
    let calls = calls
        .iter()
        .enumerate()
        .filter_map(|(at, call)| self::call(place.within("tool_calls", at), call, report))
        .collect();
    let thoughts = if has_thoughts { thought::of(message, place) } else { Vec::new() };
    Some(Message { at, place, role, parts, calls, answers, is_error, thoughts, mark })
}

/// What a message says, a refusal last.
fn parts<'a>(
    place: Place,
    content: Option<&'a Value>,
    refusal: Option<&'a str>,
    report: &mut Report,
) -> Parts<'a> {
    let plain = |place, content| Part { place, content, mark: None };
    let refusal = refusal.map(|refusal| plain(place.key("refusal"), Content::Refusal(refusal)));
    let parts = match (content, &refusal) {
        (Some(Value::String(text)), None) => return Parts::One(plain(place, Content::Text(text))),
        (Some(Value::String(text)), Some(_)) => vec![plain(place, Content::Text(text))],
        (Some(Value::Array(parts)), _) => {
            let own = |(at, part)| self::part(place.within("content", at), part, report);
            parts.iter().enumerate().filter_map(own).collect()
        }
        _ => Vec::new(),
    };
    Parts::List(parts.into_iter().chain(refusal).collect())
}

/// Tells of a key that has no place outside OpenAI's own APIs, unless it says nothing.
fn unread(place: Place, key: &str, value: &Value, role: Role, report: &mut Report) {
    let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    // The call has the name too.
    let is_known = role == Role::Tool && key == "name";
    if is_empty || is_known {
        return;
    }
    let here = format!("{place}.{key}");
    if NOTES.contains(&key) {
        report.left_out(&here, "it is a note on the answer");
    } else {
        report.lost(&here, "it has no place on this surface");
    }
}

/// One part of a message.
pub(in crate::wire) fn part<'a>(place: Place, part: &'a Value, report: &mut Report) -> Option<Part<'a>> {
    let entry = part.as_object()?;
    let text = |key: &str| get(entry, key).and_then(Value::as_str);
    let inner = |key: &str| get(entry, key).and_then(Value::as_object);
    let content = match text("type")? {
        "text" => Content::Text(text("text")?),
        "refusal" => Content::Refusal(text("refusal")?),
        "image_url" => {
            let image = inner("image_url")?;
            let url = image.get("url")?.as_str()?;
            Content::Image {
                source: Source::of_url(url),
                detail: image.get("detail").and_then(Value::as_str),
            }
        }
        "input_audio" => {
            let audio = inner("input_audio")?;
            let (data, format) = (audio.get("data")?.as_str()?, audio.get("format")?.as_str()?);
            Content::Audio { source: Source::Data { media: format!("audio/{format}"), base64: data } }
        }
        "video_url" => Content::Video { source: Source::of_url(inner("video_url")?.get("url")?.as_str()?) },
        "file" => {
            let file = inner("file")?;
            let own = |key: &str| file.get(key).and_then(Value::as_str);
            let source = match (own("file_data"), own("file_id")) {
                (Some(data), _) => Source::of_url(data),
                (None, Some(id)) => Source::Id(id),
                (None, None) => {
                    report.refused(place, "the file has neither file_data nor file_id");
                    return None;
                }
            };
            Content::File { source, name: own("filename") }
        }
        _ => return None,
    };
    Some(Part { place, content, mark: Mark::of(entry) })
}

fn call<'a>(place: Place, call: &'a Value, report: &mut Report) -> Option<Call<'a>> {
    let function = within(call, "function").and_then(Value::as_object);
    let own = |key: &str| function.and_then(|own| get(own, key)).and_then(Value::as_str);
    match (within(call, "id").and_then(Value::as_str), own("name")) {
        (Some(id), Some(name)) => {
            // As parse gives it, and as LiteLLM does.
            let at = |path| Spelling::Exact.at(call, path);
            let signature = at("extra.thoughtSignature")
                .or_else(|| at("provider_specific_fields.thought_signature"))
                .or_else(|| at("function.provider_specific_fields.thought_signature"))
                .and_then(Value::as_str);
            Some(Call { place, id, name, text: own("arguments").unwrap_or_default(), signature })
        }
        (None, _) => {
            report.refused(place, "the call has no id, by which its result would find it");
            None
        }
        (_, None) => {
            report.refused(place, "only calls of functions, which have a name, can be converted");
            None
        }
    }
}
