//! Gemini's embedContent: the content of one; batchEmbedContents: a request for each of several.

use serde_json::{Map, Value, json};

use super::read::Input;
use crate::wire::messages::{Content, Part, Report, attached};

pub(super) fn write(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let mut contents: Vec<Value> = inputs.iter().map(|input| content(input, report)).collect();
    match (contents.len(), contents.pop()) {
        (1, Some(only)) => Map::from_iter([("content".to_owned(), only)]),
        (_, last) => {
            contents.extend(last);
            let requests: Value = contents.into_iter().map(|content| json!({ "content": content })).collect();
            Map::from_iter([("requests".to_owned(), requests)])
        }
    }
}

fn content(input: &Input<'_>, report: &mut Report) -> Value {
    let parts: Vec<Value> = input.parts(report).iter().filter_map(|part| self::part(part, report)).collect();
    json!({ "parts": parts })
}

fn part(part: &Part<'_>, report: &mut Report) -> Option<Value> {
    Some(match &part.content {
        Content::Text(text) | Content::Refusal(text) => json!({ "text": text }),
        Content::Image { source, detail } => {
            if detail.is_some() {
                report
                    .lost(format_args!("{}.image_url.detail", part.place), "it has no place on this surface");
            }
            attached(source)
        }
        Content::Audio { source } | Content::Video { source } => attached(source),
        Content::File { source, name } => {
            if name.is_some() {
                let place = format!("{}.file.filename", part.place);
                report.left_out(&place, "files have no name on this surface");
            }
            attached(source)
        }
    })
}
