//! The messages of a standard request, read. What is not built as it must be is left to validation.

use serde_json::{Map, Value};

use super::data::Source;
use super::report::Report;

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
    /// `messages[2]`.
    pub place: String,
    pub role: Role,
    pub parts: Vec<Part<'a>>,
    /// The tools that an assistant calls.
    pub calls: Vec<Call<'a>>,
    /// The call that a tool's message answers.
    pub answers: Option<&'a str>,
}

/// One part of a message's content.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::wire) struct Part<'a> {
    /// `messages[2].content[0]`; of a plain text `messages[2]`.
    pub place: String,
    pub content: Content<'a>,
    /// The prompt up to here is to be cached.
    pub is_cached: bool,
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
    pub place: String,
    pub id: &'a str,
    pub name: &'a str,
    /// The arguments as the model wrote them.
    pub text: &'a str,
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

/// Keys of messages that are read; others have no place outside OpenAI's own APIs.
const KEYS: [&str; 6] = ["role", "content", "tool_calls", "tool_call_id", "refusal", "cache_control"];

/// The messages, in order.
pub(super) fn messages<'a>(request: &'a Map<String, Value>, report: &mut Report) -> Vec<Message<'a>> {
    let list = request.get("messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter()
        .enumerate()
        .filter_map(|(at, message)| read(format!("messages[{at}]"), message, report))
        .collect()
}

fn read<'a>(place: String, message: &'a Value, report: &mut Report) -> Option<Message<'a>> {
    let message = message.as_object()?;
    let role = match message.get("role")?.as_str()? {
        "system" => Role::System,
        "developer" => Role::Developer,
        "user" => Role::User,
        "assistant" => Role::Assistant,
        "tool" => Role::Tool,
        "function" => {
            report.refused(&place, "messages of the role function were replaced by those of the role tool");
            return None;
        }
        _ => return None,
    };
    for key in message.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        if !message.get(key).is_some_and(Value::is_null) {
            report.lost(&format!("{place}.{key}"), "it has no place on this surface");
        }
    }
    let is_cached = message.get("cache_control").is_some_and(Value::is_object);
    let mut parts = match message.get("content") {
        Some(Value::String(text)) => {
            vec![Part { place: place.clone(), content: Content::Text(text), is_cached }]
        }
        Some(Value::Array(parts)) => {
            let own = |(at, part)| self::part(format!("{place}.content[{at}]"), part, report);
            parts.iter().enumerate().filter_map(own).collect()
        }
        _ => Vec::new(),
    };
    if let Some(refusal) = message.get("refusal").and_then(Value::as_str) {
        let place = format!("{place}.refusal");
        parts.push(Part { place, content: Content::Refusal(refusal), is_cached: false });
    }
    let calls = message.get("tool_calls").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let calls = calls
        .iter()
        .enumerate()
        .filter_map(|(at, call)| self::call(format!("{place}.tool_calls[{at}]"), call, report))
        .collect();
    let answers = message.get("tool_call_id").and_then(Value::as_str);
    Some(Message { place, role, parts, calls, answers })
}

/// One part of a message.
pub(in crate::wire) fn part<'a>(place: String, part: &'a Value, report: &mut Report) -> Option<Part<'a>> {
    let entry = part.as_object()?;
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let inner = |key: &str| entry.get(key).and_then(Value::as_object);
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
                    report.refused(&place, "the file has neither file_data nor file_id");
                    return None;
                }
            };
            Content::File { source, name: own("filename") }
        }
        _ => return None,
    };
    let is_cached = entry.get("cache_control").is_some_and(Value::is_object);
    Some(Part { place, content, is_cached })
}

fn call<'a>(place: String, call: &'a Value, report: &mut Report) -> Option<Call<'a>> {
    let function = call.get("function").and_then(Value::as_object);
    let own = |key: &str| function.and_then(|own| own.get(key)).and_then(Value::as_str);
    match (call.get("id").and_then(Value::as_str), own("name")) {
        (Some(id), Some(name)) => Some(Call { place, id, name, text: own("arguments").unwrap_or_default() }),
        (None, _) => {
            report.refused(&place, "the call has no id, by which its result would find it");
            None
        }
        (_, None) => {
            report.refused(&place, "only calls of functions, which have a name, can be converted");
            None
        }
    }
}
