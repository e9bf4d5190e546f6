//! OpenAI's responses: a list of items, in which calls and results stand beside messages.

use serde_json::{Map, Value, json};

use super::data::Source;
use super::read::{Content, Message, Part, Role};
use super::report::Report;
use super::thought::Thought;
use super::turns::{NO_CALL, text_of};
use crate::params::Place;
use crate::wire::hint::{self, Mark};
use crate::wire::object::object;

pub(super) fn write(messages: &[Message<'_>], report: &mut Report) -> Map<String, Value> {
    let mut items = Vec::new();
    for message in messages {
        if message.role == Role::Tool {
            let Some(id) = message.answers else {
                report.refused(message.place, NO_CALL);
                continue;
            };
            if message.is_error {
                report.lost(
                    format_args!("{}.is_error", message.place),
                    "a result says itself here that it is an error",
                );
            }
            uncached(message.place, message.mark, report);
            let output = output(message, report);
            items.push(object([
                ("type", "function_call_output".into()),
                ("call_id", id.into()),
                ("output", output),
            ]));
            continue;
        }
        items.extend(message.thoughts.iter().filter_map(|thought| self::thought(thought, report)));
        uncached(message.place, message.mark, report);
        match message.role {
            Role::Assistant => items.extend(answers(message, report)),
            _ => items.extend(asked(message, report)),
        }
        for call in &message.calls {
            items.push(object([
                ("type", "function_call".into()),
                ("call_id", call.id.into()),
                ("name", call.name.into()),
                ("arguments", call.text.into()),
            ]));
        }
    }
    // Where parts of it were refused, that has been said.
    if items.is_empty() && !messages.is_empty() && report.issues.is_empty() {
        report.refused("messages", "nothing in it says anything");
    }
    report.moved("messages", "input");
    Map::from_iter([("input".to_owned(), Value::from(items))])
}

/// The output of a tool: a text, or parts where there is more.
fn output(message: &Message<'_>, report: &mut Report) -> Value {
    let is_text = |part: &Part<'_>| matches!(part.content, Content::Text(_) | Content::Refusal(_));
    if message.parts.iter().all(is_text) {
        message.parts.iter().for_each(|part| uncached(part.place, part.mark, report));
        return text_of(message, report).into();
    }
    message.parts.iter().filter_map(|part| self::part(part, report)).collect()
}

/// A thought goes back as the item that it was, which has an id.
fn thought(thought: &Thought<'_>, report: &mut Report) -> Option<Value> {
    let (Some(id), Some(encrypted)) = (thought.id, thought.signature) else {
        report.lost(
            thought.place,
            "the surface takes back only items of its own, with id and encrypted_content",
        );
        return None;
    };
    let summary: Vec<Value> =
        thought.text.iter().map(|text| json!({ "type": "summary_text", "text": text })).collect();
    Some(json!({ "type": "reasoning", "id": id, "summary": summary, "encrypted_content": encrypted }))
}

fn uncached(place: Place, mark: Option<Mark<'_>>, report: &mut Report) {
    if mark.is_some() {
        report.left_out(
            format_args!("{place}.{}", hint::KEY),
            "prompts are cached by themselves on this surface",
        );
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::System => "system",
        Role::Developer => "developer",
        Role::User | Role::Tool => "user",
        Role::Assistant => "assistant",
    }
}

/// What an assistant said: a text an item, since a message in parts is one that the API made itself, and has its id.
fn answers(message: &Message<'_>, report: &mut Report) -> Vec<Value> {
    let mut items = Vec::new();
    for part in said(message, report) {
        uncached(part.place, part.mark, report);
        match &part.content {
            Content::Text(text) => items.push(answer(text)),
            Content::Refusal(text) => {
                report.converted(part.place, "a refusal goes as a text");
                items.push(answer(text));
            }
            _ => report.refused(part.place, "an assistant's message holds texts only on this surface"),
        }
    }
    if items.len() > 1 {
        report.converted(message.place, "each of its texts is an item of its own on this surface");
    }
    items
}

fn answer(text: &str) -> Value {
    said_by(Role::Assistant, text.into())
}

fn said_by(speaker: Role, content: Value) -> Value {
    object([("type", "message".into()), ("role", role(speaker).into()), ("content", content)])
}

/// The parts that say something; a text that is empty is left out.
fn said<'m, 'a>(message: &'m Message<'a>, report: &mut Report) -> Vec<&'m Part<'a>> {
    let is_empty = |part: &Part<'_>| matches!(part.content, Content::Text(""));
    for part in message.parts.iter().filter(|part| is_empty(part) && message.calls.is_empty()) {
        report.left_out(part.place, "it says nothing");
    }
    message.parts.iter().filter(|part| !is_empty(part)).collect()
}

/// A message of anybody else's; none, where it says nothing.
fn asked(message: &Message<'_>, report: &mut Report) -> Option<Value> {
    let said = said(message, report);
    let parts: Vec<Value> = said.into_iter().filter_map(|part| self::part(part, report)).collect();
    (!parts.is_empty()).then(|| said_by(message.role, parts.into()))
}

fn part(part: &Part<'_>, report: &mut Report) -> Option<Value> {
    uncached(part.place, part.mark, report);
    match &part.content {
        Content::Text(text) => Some(input_text(text)),
        Content::Refusal(text) => {
            report.converted(part.place, "a refusal goes as a text");
            Some(input_text(text))
        }
        Content::Image { source, detail } => {
            let detail = detail.unwrap_or("auto");
            Some(match source {
                Source::Id(id) => json!({ "type": "input_image", "file_id": id, "detail": detail }),
                source => json!({ "type": "input_image", "image_url": url(source), "detail": detail }),
            })
        }
        Content::File { source, name } => {
            let mut block = Map::from_iter([("type".to_owned(), Value::from("input_file"))]);
            match source {
                Source::Id(id) => block.insert("file_id".to_owned(), (*id).into()),
                Source::Url(url) => block.insert("file_url".to_owned(), (*url).into()),
                source => block.insert("file_data".to_owned(), url(source).into()),
            };
            if let Some(name) = name {
                block.insert("filename".to_owned(), (*name).into());
            }
            Some(block.into())
        }
        Content::Audio { .. } | Content::Video { .. } => {
            report.refused(part.place, "this surface takes texts, images and files");
            None
        }
    }
}

fn input_text(text: &str) -> Value {
    object([("type", "input_text".into()), ("text", text.into())])
}

/// A URL, or the data as one.
fn url(source: &Source<'_>) -> String {
    match source {
        Source::Data { media, base64 } => format!("data:{media};base64,{base64}"),
        Source::Url(url) | Source::Id(url) => (*url).to_owned(),
    }
}
