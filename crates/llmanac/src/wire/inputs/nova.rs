//! Nova on InvokeModel: one text, image, sound or video.
//!
//! Source: Amazon Nova user guide, the complete schema of embeddings.

use serde_json::{Map, Value, json};

use super::read::Input;
use crate::params::content::states;
use crate::params::{Change, ChangeKind};
use crate::wire::messages::{Content, Part, Report, Source};

/// Where the one thing that is embedded stands.
const PARAMS: &str = "singleEmbeddingParams";

pub(super) fn write(
    inputs: &[Input<'_>],
    request: &Map<String, Value>,
    report: &mut Report,
) -> Map<String, Value> {
    let mut body = Map::from_iter([("taskType".to_owned(), "SINGLE_EMBEDDING".into())]);
    // More than one input is told by validation.
    let Some(input) = inputs.first() else { return body };
    let parts = input.parts(report);
    let part = match parts.as_slice() {
        [] => return body,
        [part] => part,
        [_, second, ..] => {
            report.refused(second.place, "a call embeds one text, image, sound or video on this surface");
            return body;
        }
    };
    if let Some((kind, value)) = content(part, report) {
        if kind == "text" && !states(request, "truncate") {
            // The API wants to be told; to cut nothing is what loses nothing.
            report.changes.push(Change::new(ChangeKind::Defaulted, "truncate").to(&Value::from("NONE")));
            body.insert(format!("{PARAMS}.text.truncationMode"), "NONE".into());
        }
        if kind != "text" && states(request, "truncate") {
            report.refused(
                "truncate",
                format_args!("it is of texts, and {} is none; leave it out", input.place),
            );
        }
        body.insert(format!("{PARAMS}.{kind}"), value);
    }
    body
}

/// The key and the value of a part.
fn content(part: &Part<'_>, report: &mut Report) -> Option<(&'static str, Value)> {
    let (kind, source) = match &part.content {
        Content::Text(text) | Content::Refusal(text) => return Some(("text", json!({ "value": text }))),
        Content::Image { source, .. } => ("image", source),
        Content::Audio { source } => ("audio", source),
        Content::Video { source } => ("video", source),
        Content::File { .. } => {
            report.refused(part.place, "a vector is of one text, image, sound or video on this surface");
            return None;
        }
    };
    let format = format(source);
    let source = match source {
        Source::Url(uri) if uri.starts_with("s3://") => json!({ "s3Location": { "uri": uri } }),
        _ => match source.data() {
            Ok((_, base64)) => json!({ "bytes": base64 }),
            Err(reason) => {
                report.refused(part.place, reason);
                return None;
            }
        },
    };
    let Some(format) = format else {
        report.refused(part.place, "the surface wants the format, which nothing here tells");
        return None;
    };
    let mut value = json!({ "format": format, "source": source });
    if kind == "video" {
        // Required; the one of the two modes that makes one vector, as an input does everywhere else.
        report.changes.push(
            Change::new(ChangeKind::Defaulted, &part.place.to_string())
                .to(&Value::from("embeddingMode AUDIO_VIDEO_COMBINED")),
        );
        if let Some(video) = value.as_object_mut() {
            video.insert("embeddingMode".to_owned(), "AUDIO_VIDEO_COMBINED".into());
        }
    }
    Some((kind, value))
}

/// `png` of `image/png`, or of a path that ends so.
fn format(source: &Source<'_>) -> Option<String> {
    let word = match source {
        Source::Data { media, .. } => media.split_once('/')?.1,
        Source::Url(uri) => uri.rsplit('/').next()?.rsplit_once('.')?.1,
        Source::Id(_) => return None,
    };
    Some(match word {
        "jpg" => "jpeg".to_owned(),
        "mpeg" if matches!(source, Source::Data { media, .. } if media.starts_with("audio/")) => {
            "mp3".to_owned()
        }
        "quicktime" => "mov".to_owned(),
        word => word.to_ascii_lowercase(),
    })
}
