//! Cohere's own body on InvokeModel: texts; images; with v4 also inputs of several parts.
//!
//! Source: Amazon Bedrock user guide, model-parameters-embed-v3 and -embed-v4.

use serde_json::{Map, Value, json};

use super::read::{Input, What};
use crate::wire::messages::{Content, Part, Report, Source};

/// Embed v3: texts, or one image a call.
pub(super) fn texts_or_image(
    inputs: &[Input<'_>],
    request: &Map<String, Value>,
    report: &mut Report,
) -> Map<String, Value> {
    let mut images = inputs.iter().filter_map(image);
    let is_of_images = request.get("input_type").and_then(Value::as_str) == Some("image");
    match (images.next(), inputs) {
        (None, _) if is_of_images => {
            report.refused("input_type", "it is image, and no input is one");
            Map::new()
        }
        (None, _) => texts(inputs, report),
        (Some((part, _)), [_]) if !is_of_images => {
            report.refused(part.place, "images are embedded with input_type image on this surface");
            Map::new()
        }
        (Some((part, source)), [_]) => {
            let image = uri(part, source, report);
            Map::from_iter([("images".to_owned(), image.into_iter().collect())])
        }
        (Some((part, _)), _) => {
            report.refused(part.place, "a call embeds texts, or one image alone, on this surface");
            Map::new()
        }
    }
}

/// Embed v4: texts; else every input in parts.
pub(super) fn texts_or_content(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let parts: Vec<Vec<Part<'_>>> = inputs.iter().map(|input| input.parts(report)).collect();
    let single = |parts: &Vec<Part<'_>>| match parts.as_slice() {
        [Part { content: Content::Text(text), .. }] => Some(Value::from(*text)),
        _ => None,
    };
    if let Some(texts) = parts.iter().map(single).collect::<Option<Vec<Value>>>() {
        return Map::from_iter([("texts".to_owned(), texts.into())]);
    }
    let inputs: Vec<Value> = parts
        .iter()
        .map(|parts| {
            let content: Vec<Value> = parts.iter().filter_map(|part| content(part, report)).collect();
            json!({ "content": content })
        })
        .collect();
    Map::from_iter([("inputs".to_owned(), inputs.into())])
}

fn texts(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let texts: Value = inputs.iter().filter_map(|input| input.text(report)).collect();
    Map::from_iter([("texts".to_owned(), texts)])
}

fn content(part: &Part<'_>, report: &mut Report) -> Option<Value> {
    match &part.content {
        Content::Text(text) | Content::Refusal(text) => Some(json!({ "type": "text", "text": text })),
        Content::Image { source, .. } => {
            Some(json!({ "type": "image_url", "image_url": uri(part, source, report)? }))
        }
        Content::Audio { .. } | Content::Video { .. } | Content::File { .. } => {
            report.refused(part.place, "a vector is of texts and images on this surface");
            None
        }
    }
}

/// The image of an input that is nothing else.
fn image<'i, 'a>(input: &'i Input<'a>) -> Option<(&'i Part<'a>, &'i Source<'a>)> {
    let What::Parts(parts) = &input.content else { return None };
    match parts.as_slice() {
        [part] => match &part.content {
            Content::Image { source, .. } => Some((part, source)),
            _ => None,
        },
        _ => None,
    }
}

/// The data URI of an image.
fn uri(part: &Part<'_>, source: &Source<'_>, report: &mut Report) -> Option<Value> {
    match source.data() {
        Ok((media, base64)) => Some(Value::from(format!("data:{media};base64,{base64}"))),
        Err(reason) => {
            report.refused(part.place, reason);
            None
        }
    }
}
