//! Vertex's predict: an instance for each input.
//!
//! Source: Vertex AI, text embeddings API and multimodal embeddings API.

use serde_json::{Map, Value, json};

use super::read::Input;
use crate::wire::messages::{Content, Report, Source};

/// Models of texts.
pub(super) fn texts(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let instances: Value =
        inputs.iter().filter_map(|input| Some(json!({ "content": input.text(report)? }))).collect();
    Map::from_iter([("instances".to_owned(), instances)])
}

/// The multimodal model: a text, an image and a video, each with a vector of its own in the answer.
pub(super) fn multimodal(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let instances: Value = inputs.iter().map(|input| instance(input, report)).collect();
    Map::from_iter([("instances".to_owned(), instances)])
}

fn instance(input: &Input<'_>, report: &mut Report) -> Value {
    let mut instance = Map::new();
    for part in input.parts(report) {
        let (key, value) = match &part.content {
            Content::Text(text) | Content::Refusal(text) => ("text", Ok(Value::from(*text))),
            Content::Image { source, .. } => ("image", attached(source)),
            Content::Video { source } => ("video", attached(source)),
            Content::Audio { .. } | Content::File { .. } => {
                report.refused(part.place, "vectors are of texts, images and videos on this surface");
                continue;
            }
        };
        match value {
            Ok(_) if instance.contains_key(key) => {
                report.refused(part.place, format_args!("an input has one {key} on this surface"));
            }
            Ok(value) => {
                instance.insert(key.to_owned(), value);
            }
            Err(reason) => report.refused(part.place, reason),
        }
    }
    instance.into()
}

fn attached(source: &Source<'_>) -> Result<Value, String> {
    match source {
        Source::Url(uri) if uri.starts_with("gs://") => Ok(json!({ "gcsUri": uri })),
        // The type is the model's to find out for a video, and is stated for an image.
        Source::Data { media, base64 } if media.starts_with("image/") => {
            Ok(json!({ "bytesBase64Encoded": base64, "mimeType": media }))
        }
        _ => source.data().map(|(_, base64)| json!({ "bytesBase64Encoded": base64 })),
    }
}
