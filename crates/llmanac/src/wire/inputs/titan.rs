//! Titan on InvokeModel: one text, one image, or both, whose mean is the vector.
//!
//! Source: Amazon Bedrock user guide, model-parameters-titan-embed-text and -titan-embed-mm.

use serde_json::{Map, Value};

use super::read::Input;
use crate::wire::messages::{Content, Report};

pub(super) fn write(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let mut body = Map::new();
    // More than one input is told by validation.
    let Some(input) = inputs.first() else { return body };
    for part in input.parts(report) {
        let (key, value) = match &part.content {
            Content::Text(text) | Content::Refusal(text) => ("inputText", Value::from(*text)),
            Content::Image { source, .. } => match source.data() {
                Ok((_, base64)) => ("inputImage", Value::from(base64)),
                Err(reason) => {
                    report.refused(part.place, reason);
                    continue;
                }
            },
            Content::Audio { .. } | Content::Video { .. } | Content::File { .. } => {
                report.refused(part.place, "a vector is of a text, an image, or both on this surface");
                continue;
            }
        };
        if body.insert(key.to_owned(), value).is_some() {
            report.refused(part.place, format_args!("there is one {key} a call on this surface"));
        }
    }
    body
}
