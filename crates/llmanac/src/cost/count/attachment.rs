//! One thing that is attached to a message: where its data is, and how closely it is to be looked at.

use serde_json::Value;

use super::super::attached::Base64;
use super::super::media::{MediaRules, Words, size_of};
use super::super::span::TokenBand;
use super::part::{CountMethod, CountedPart, PartKind};

/// Something attached, before it is counted.
pub(super) struct Attachment<'r> {
    kind: PartKind,
    place: String,
    data: Option<Base64<'r>>,
    detail: Option<&'r str>,
    resolution: Option<&'r str>,
}

impl<'r> Attachment<'r> {
    pub fn of(kind: PartKind, place: &str, part: &'r Value) -> Self {
        let detail =
            ["/image_url/detail", "/detail"].into_iter().find_map(|path| part.pointer(path)?.as_str());
        Self { kind, place: place.to_owned(), data: data(part), detail, resolution: resolution(part) }
    }

    /// Counts it by a line's rules; `resolution` is the request's own word.
    pub fn count(&self, rules: Option<&MediaRules>, resolution: Option<&'r str>) -> CountedPart {
        let words = Words { detail: self.detail, resolution: self.resolution.or(resolution) };
        let size = if self.kind == PartKind::Image { size_of(self.data) } else { None };
        let tokens = rules.and_then(|rules| match self.kind {
            PartKind::Image => rules.image(size, words),
            PartKind::Document => rules.document(self.data),
            PartKind::Audio => rules.sound(self.data),
            _ => None,
        });
        let (method, by) = match (&tokens, rules) {
            (Some(_), Some(rules)) => (CountMethod::Rule, rules.name.as_str()),
            _ => (CountMethod::Unknown, "no rule is known"),
        };
        let tokens = tokens.unwrap_or(TokenBand::new(0, None));
        let word = words.detail.or(words.resolution);
        CountedPart {
            at: Some(self.place.clone()),
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
            detail: word.map(|word| word.chars().take(40).collect()),
            ..CountedPart::new(self.kind, method, by, tokens)
        }
    }
}

/// The data of a part, where the request holds it: in a URL, or beside its type.
fn data(part: &Value) -> Option<Base64<'_>> {
    const URLS: [&str; 10] = [
        "/image_url/url",
        "/image_url",
        "/file/file_data",
        "/file_data",
        "/file_url/url",
        "/file_url",
        "/audio_url/url",
        "/audio_url",
        "/source/url",
        "/url",
    ];
    const PLAIN: [&str; 3] = ["/source/data", "/input_audio/data", "/data"];
    let text = |path: &str| part.pointer(path)?.as_str();
    URLS.into_iter()
        .find_map(|path| Base64::of_url(text(path)?))
        .or_else(|| PLAIN.into_iter().find_map(|path| Some(Base64::of(text(path)?))))
}

/// `"media_resolution": "high"`, or `{ "level": ... }`; of a request also in its configuration.
pub(super) fn resolution(value: &Value) -> Option<&str> {
    const PATHS: [&str; 5] = [
        "/media_resolution/level",
        "/media_resolution",
        "/mediaResolution/level",
        "/mediaResolution",
        "/generationConfig/mediaResolution",
    ];
    PATHS.into_iter().find_map(|path| value.pointer(path)?.as_str())
}
