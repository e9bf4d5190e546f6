//! Bedrock Converse: turns of blocks, the system apart.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::data::Source;
use super::read::{Call, Content, Message, Part};
use super::report::Report;
use super::thought::{Thought, UNSIGNED};
use super::turns::{self, NO_DETAIL, Turns, no_detail, result_blocks, system_place};
use crate::params::Place;
use crate::wire::hint::Mark;
use crate::wire::object::{map, object};

const IMAGES: [&str; 4] = ["png", "jpeg", "gif", "webp"];
const DOCUMENTS: [(&str, &str); 9] = [
    ("application/pdf", "pdf"),
    ("text/csv", "csv"),
    ("application/msword", "doc"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("text/html", "html"),
    ("text/plain", "txt"),
    ("text/markdown", "md"),
];
const VIDEOS: [&str; 8] = ["mkv", "mov", "mp4", "webm", "flv", "mpeg", "mpg", "wmv"];
const SOUNDS: [&str; 8] = ["mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "webm"];

pub(super) fn write(messages: &[Message<'_>], report: &mut Report) -> Map<String, Value> {
    let mut form = Converse { documents: BTreeSet::new() };
    let (turns, system) = turns::turns(&mut form, messages, report);
    turns::check_first(&turns, messages, report);
    for turn in &turns {
        limits(turn, report);
    }
    let mut body = Map::new();
    if !system.is_empty() {
        report.moved(system_place(messages), "system");
        body.insert("system".to_owned(), system.into());
    }
    body.insert("messages".to_owned(), turns.into());
    body
}

/// The most blocks of a kind in one message (AWS's reference of `Message`).
const MOST: [(&str, usize); 2] = [("image", 20), ("document", 5)];

/// Tells a turn with too much in it, and a document without a text beside it.
fn limits(turn: &Value, report: &mut Report) {
    let blocks = turn.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let count = |kind: &str| blocks.iter().filter(|block| block.get(kind).is_some()).count();
    for (kind, most) in MOST {
        let found = count(kind);
        if found > most {
            report.refused(
                "messages",
                format_args!("one message holds {found} {kind}s, and the surface takes {most}"),
            );
        }
    }
    if count("document") > 0 && count("text") == 0 {
        report.refused("messages", "a document stands beside a text of the same message on this surface");
    }
}

struct Converse {
    /// Names of documents must differ within a request.
    documents: BTreeSet<String>,
}

impl Turns for Converse {
    const ASSISTANT: &'static str = "assistant";
    const BLOCKS: &'static str = "content";

    fn part(&mut self, part: &Part<'_>, report: &mut Report) -> Option<Value> {
        match &part.content {
            Content::Text(text) | Content::Refusal(text) => Some(object([("text", (*text).into())])),
            Content::Image { source, detail } => {
                no_detail(part, *detail, NO_DETAIL, report);
                block("image", source, part.place, report, |media| one_of(media, "image/", &IMAGES))
            }
            Content::Video { source } => {
                block("video", source, part.place, report, |media| one_of(media, "video/", &VIDEOS))
            }
            Content::Audio { source } => {
                block("audio", source, part.place, report, |media| one_of(media, "audio/", &SOUNDS))
            }
            Content::File { source, name } => self.file(part, source, *name, report),
        }
    }

    fn cached(&mut self, blocks: &mut Vec<Value>, place: Place, mark: Mark<'_>, report: &mut Report) {
        let mark = mark.converse();
        // A message and its last part may both have a mark, and a block of one stands behind something else.
        match blocks.last().filter(|last| last.get("cachePoint").is_some()) {
            Some(last) if *last == mark => {}
            Some(_) => {
                report
                    .left_out(format_args!("{place}.cache_control"), "another mark stands at the same place");
            }
            None => blocks.push(mark),
        }
    }

    fn thought(&mut self, thought: &Thought<'_>, report: &mut Report) -> Option<Value> {
        let content = match (thought.redacted, thought.text, thought.signature) {
            (Some(data), ..) => json!({ "redactedContent": data }),
            (None, Some(text), Some(signature)) => {
                json!({ "reasoningText": { "text": text, "signature": signature } })
            }
            _ => {
                report.lost(thought.place, UNSIGNED);
                return None;
            }
        };
        Some(json!({ "reasoningContent": content }))
    }

    fn call(&self, call: &Call<'_>, arguments: Map<String, Value>) -> Value {
        let call = [("toolUseId", call.id.into()), ("name", call.name.into()), ("input", arguments.into())];
        object([("toolUse", object(call))])
    }

    fn result(&mut self, message: &Message<'_>, report: &mut Report) -> Option<Value> {
        let (id, mut content) = result_blocks(self, message, report)?;
        let mut result = map([("toolUseId", id.into())]);
        if message.is_error {
            // "cannot be empty when status value is error"
            if content.is_empty() {
                report
                    .converted(message.place, "an error says something on this surface: that there was one");
                content.push(json!({ "text": "error" }));
            }
            result.insert("status".to_owned(), "error".into());
        }
        result.insert("content".to_owned(), content.into());
        Some(object([("toolResult", result.into())]))
    }
}

impl Converse {
    /// What a file is: a picture, a sound, a video, or a document with a name.
    fn file(
        &mut self,
        part: &Part<'_>,
        source: &Source<'_>,
        name: Option<&str>,
        report: &mut Report,
    ) -> Option<Value> {
        let (media, _) = told(source, part.place, report)?;
        for (kind, formats) in [("image", &IMAGES[..]), ("video", &VIDEOS), ("audio", &SOUNDS)] {
            if media.starts_with(&format!("{kind}/")) {
                return block(kind, source, part.place, report, |media| {
                    one_of(media, &format!("{kind}/"), formats)
                });
            }
        }
        let format = |media: &str| {
            DOCUMENTS.iter().find(|(own, _)| *own == media).map(|(_, format)| (*format).to_owned())
        };
        let mut block = block("document", source, part.place, report, format)?;
        let wanted = name.map(|name| document_name(name.split('.').next().unwrap_or(name)));
        let named = self.unlike(wanted.filter(|wanted| !wanted.is_empty()));
        if name != Some(named.as_str()) {
            report.converted(
                format_args!("{}.file.filename", part.place),
                format!("the document is called `{named}`"),
            );
        }
        block.get_mut("document")?.as_object_mut()?.insert("name".to_owned(), named.into());
        Some(block)
    }
}

impl Converse {
    /// A name that no other document of the request has.
    fn unlike(&mut self, wanted: Option<String>) -> String {
        let (mut name, stem) = match wanted {
            Some(wanted) => (wanted.clone(), wanted),
            None => ("document 1".to_owned(), "document".to_owned()),
        };
        let mut count = 1;
        while !self.documents.insert(name.clone()) {
            count += 1;
            name = format!("{stem} {count}");
        }
        name
    }
}

/// Letters, digits, single blanks, hyphens, parentheses and brackets.
fn document_name(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '(' | ')' | '[' | ']') { c } else { ' ' })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    // Of 200 characters, some are for a number.
    words.join(" ").chars().take(190).collect::<String>().trim_end().to_owned()
}

/// The bytes in the request, or the reason why there are none.
fn told<'s>(source: &'s Source<'_>, place: Place, report: &mut Report) -> Option<(&'s str, &'s str)> {
    source.data().map_err(|why| report.refused(place, why)).ok()
}

fn block(
    kind: &str,
    source: &Source<'_>,
    place: Place,
    report: &mut Report,
    format: impl Fn(&str) -> Option<String>,
) -> Option<Value> {
    let (media, base64) = told(source, place, report)?;
    let Some(format) = format(media) else {
        report.refused(place, format!("{media} is no format of a {kind} on this surface"));
        return None;
    };
    let source = object([("bytes", base64.into())]);
    Some(object([(kind, object([("format", format.into()), ("source", source)]))]))
}

fn one_of(media: &str, prefix: &str, formats: &[&str]) -> Option<String> {
    let own = match media.strip_prefix(prefix)? {
        "jpg" => "jpeg",
        "quicktime" => "mov",
        "x-matroska" => "mkv",
        own => own,
    };
    formats.contains(&own).then(|| own.to_owned())
}
