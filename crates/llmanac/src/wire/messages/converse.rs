//! Bedrock Converse: turns of blocks, the system apart.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::data::Source;
use super::read::{Call, Content, Message, Part};
use super::report::Report;
use super::turns::{self, NO_DETAIL, Turns, no_detail, result_blocks, system_place};

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
    if turns.iter().any(has_document_alone) {
        report.refused("messages", "a document needs a text beside it in its turn on this surface");
    }
    let mut body = Map::new();
    if !system.is_empty() {
        report.moved(system_place(messages), "system");
        body.insert("system".to_owned(), system.into());
    }
    body.insert("messages".to_owned(), turns.into());
    body
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
            Content::Text(text) | Content::Refusal(text) => Some(json!({ "text": text })),
            Content::Image { source, detail } => {
                no_detail(part, *detail, NO_DETAIL, report);
                block("image", source, &part.place, report, |media| one_of(media, "image/", &IMAGES))
            }
            Content::Video { source } => {
                block("video", source, &part.place, report, |media| one_of(media, "video/", &VIDEOS))
            }
            Content::Audio { source } => {
                block("audio", source, &part.place, report, |media| one_of(media, "audio/", &SOUNDS))
            }
            Content::File { source, name } => self.file(part, source, *name, report),
        }
    }

    fn cached(&mut self, blocks: &mut Vec<Value>, _: &Part<'_>, _: &mut Report) {
        blocks.push(json!({ "cachePoint": { "type": "default" } }));
    }

    fn call(&self, call: &Call<'_>, arguments: Map<String, Value>) -> Value {
        json!({ "toolUse": { "toolUseId": call.id, "name": call.name, "input": arguments } })
    }

    fn result(&mut self, message: &Message<'_>, report: &mut Report) -> Option<Value> {
        let (id, content) = result_blocks(self, message, report)?;
        Some(json!({ "toolResult": { "toolUseId": id, "content": content } }))
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
        let (media, _) = told(source, &part.place, report)?;
        for (kind, formats) in [("image", &IMAGES[..]), ("video", &VIDEOS), ("audio", &SOUNDS)] {
            if media.starts_with(&format!("{kind}/")) {
                return block(kind, source, &part.place, report, |media| {
                    one_of(media, &format!("{kind}/"), formats)
                });
            }
        }
        let format = |media: &str| {
            DOCUMENTS.iter().find(|(own, _)| *own == media).map(|(_, format)| (*format).to_owned())
        };
        let mut block = block("document", source, &part.place, report, format)?;
        let wanted = name.map(|name| document_name(name.split('.').next().unwrap_or(name)));
        let named = self.unlike(wanted.filter(|wanted| !wanted.is_empty()));
        if name != Some(named.as_str()) {
            report.converted(
                &format!("{}.file.filename", part.place),
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

/// Whether a turn has a document, and no text ("a document block needs a text block", AWS says of Message).
fn has_document_alone(turn: &Value) -> bool {
    let blocks = turn.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let has = |key: &str| blocks.iter().any(|block| block.get(key).is_some());
    has("document") && !has("text")
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
fn told<'s>(source: &'s Source<'_>, place: &str, report: &mut Report) -> Option<(&'s str, &'s str)> {
    source.data().map_err(|why| report.refused(place, why)).ok()
}

fn block(
    kind: &str,
    source: &Source<'_>,
    place: &str,
    report: &mut Report,
    format: impl Fn(&str) -> Option<String>,
) -> Option<Value> {
    let (media, base64) = told(source, place, report)?;
    let Some(format) = format(media) else {
        report.refused(place, format!("{media} is no format of a {kind} on this surface"));
        return None;
    };
    Some(json!({ kind: { "format": format, "source": { "bytes": base64 } } }))
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
