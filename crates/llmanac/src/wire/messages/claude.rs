//! Anthropic's messages: turns of typed blocks, the system apart.

use serde_json::{Map, Value, json};

use super::data::Source;
use super::read::{Call, Content, Message, Part};
use super::report::Report;
use super::thought::{Thought, UNSIGNED};
use super::turns::{self, NO_DETAIL, Turns, no_detail, result_blocks, system_place};
use crate::params::Place;
use crate::wire::hint::{self, Mark};
use crate::wire::object::object;

const IMAGES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

pub(super) fn write(messages: &[Message<'_>], report: &mut Report) -> Map<String, Value> {
    let (turns, system) = turns::turns(&mut Claude, messages, report);
    turns::check_first(&turns, messages, report);
    let mut body = Map::new();
    if !system.is_empty() {
        report.moved(system_place(messages), "system");
        body.insert("system".to_owned(), system.into());
    }
    body.insert("messages".to_owned(), turns.into());
    body
}

struct Claude;

impl Turns for Claude {
    const ASSISTANT: &'static str = "assistant";
    const BLOCKS: &'static str = "content";

    fn part(&mut self, part: &Part<'_>, report: &mut Report) -> Option<Value> {
        match &part.content {
            Content::Text(text) | Content::Refusal(text) => {
                Some(object([("type", "text".into()), ("text", (*text).into())]))
            }
            Content::Image { source, detail } => {
                no_detail(part, *detail, NO_DETAIL, report);
                attached(source, part.place, report)
            }
            Content::File { source, name } => {
                let mut block = attached(source, part.place, report)?;
                if let (Some(name), Some(block)) = (name, block.as_object_mut()) {
                    block.insert("title".to_owned(), (*name).into());
                }
                Some(block)
            }
            Content::Audio { .. } | Content::Video { .. } => {
                report.refused(part.place, "this surface takes texts, images and documents");
                None
            }
        }
    }

    fn cached(&mut self, blocks: &mut Vec<Value>, _: Place, mark: Mark<'_>, _: &mut Report) {
        if let Some(block) = blocks.last_mut().and_then(Value::as_object_mut) {
            block.insert(hint::KEY.to_owned(), mark.claude());
        }
    }

    fn thought(&mut self, thought: &Thought<'_>, report: &mut Report) -> Option<Value> {
        match (thought.redacted, thought.text, thought.signature) {
            (Some(data), ..) => Some(json!({ "type": "redacted_thinking", "data": data })),
            (None, Some(text), Some(signature)) => {
                Some(json!({ "type": "thinking", "thinking": text, "signature": signature }))
            }
            _ => {
                report.lost(thought.place, UNSIGNED);
                None
            }
        }
    }

    fn call(&self, call: &Call<'_>, arguments: Map<String, Value>) -> Value {
        object([
            ("type", "tool_use".into()),
            ("id", call.id.into()),
            ("name", call.name.into()),
            ("input", arguments.into()),
        ])
    }

    fn result(&mut self, message: &Message<'_>, report: &mut Report) -> Option<Value> {
        let (id, content) = result_blocks(self, message, report)?;
        let mut result =
            object([("type", "tool_result".into()), ("tool_use_id", id.into()), ("content", content.into())]);
        if message.is_error
            && let Some(result) = result.as_object_mut()
        {
            result.insert("is_error".to_owned(), true.into());
        }
        Some(result)
    }
}

/// An image or a document in base64.
fn attached(source: &Source<'_>, place: Place, report: &mut Report) -> Option<Value> {
    let (media, base64) = source.data().map_err(|why| report.refused(place, why)).ok()?;
    let kind = match media {
        "application/pdf" => "document",
        media if IMAGES.contains(&media) => "image",
        _ => {
            report.refused(place, format!("{media} is neither an image of this surface nor application/pdf"));
            return None;
        }
    };
    let source = object([("type", "base64".into()), ("media_type", media.into()), ("data", base64.into())]);
    Some(object([("type", kind.into()), ("source", source)]))
}
