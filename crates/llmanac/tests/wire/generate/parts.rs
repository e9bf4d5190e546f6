//! Parts of messages: texts, images, sound, films, documents, with small data of our own.

use llmanac::model::Modality;
use serde_json::{Value, json};

use super::{Maker, texts};

const IMAGES: [(&str, &str); 4] = [
    (
        "image/png",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    ),
    ("image/jpg", "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////2gAIAQEAAD8AVN//2Q=="),
    ("image/gif", "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
    ("image/webp", "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"),
];
const SOUND: &str = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";
const FILM: &str = "AAAAGGZ0eXBtcDQyAAAAAG1wNDJpc29t";
const PDF: &str = "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZz4+ZW5kb2JqCnRyYWlsZXI8PC9Sb290IDEgMCBSPj4K";
const FILES: [&str; 4] = ["tides.pdf", "Tide table 2026 (north).pdf", "günstig_v1.2.pdf", "a"];

impl Maker<'_> {
    /// The parts of a user's message, at least one of them a text.
    pub(super) fn parts(&mut self) -> Value {
        if self.random.is(45) {
            return texts::text(self.random).into();
        }
        let mut parts = vec![self.text_part()];
        for _ in 0..self.random.below(3) {
            let part = self.part();
            let at = self.random.below(parts.len() + 1);
            parts.insert(at, part);
        }
        parts.into()
    }

    pub(super) fn text_part(&mut self) -> Value {
        let mut part = json!({ "type": "text", "text": texts::text(self.random) });
        if self.random.is(self.marks) {
            part["cache_control"] = json!({ "type": "ephemeral" });
        }
        part
    }

    fn part(&mut self) -> Value {
        // One in a hundred is of a kind that the model may not take.
        let known = if self.takes.is_empty() { &[Modality::Text][..] } else { &self.takes };
        let kind = if self.random.is(1) { self.random.pick(Modality::ALL) } else { self.random.pick(known) };
        match kind {
            Modality::Image => self.image(),
            Modality::Audio => {
                json!({ "type": "input_audio", "input_audio": { "data": SOUND, "format": "wav" } })
            }
            Modality::Video => {
                json!({ "type": "video_url", "video_url": { "url": format!("data:video/mp4;base64,{FILM}") } })
            }
            Modality::Document => {
                let mut file = json!({ "file_data": format!("data:application/pdf;base64,{PDF}") });
                if self.random.is(80) {
                    file["filename"] = self.random.pick(&FILES).into();
                }
                json!({ "type": "file", "file": file })
            }
            _ => self.text_part(),
        }
    }

    fn image(&mut self) -> Value {
        let (media, data) = self.random.pick(&IMAGES);
        let mut image = json!({ "url": format!("data:{media};base64,{data}") });
        // Surfaces that fetch nothing get few URLs.
        let fetches = !matches!(self.line.form.as_str(), "converse" | "claude");
        if self.random.is(if fetches { 30 } else { 1 }) {
            image["url"] = json!("https://example.com/charts/north.png?tide=low");
        }
        if self.random.is(30) {
            image["detail"] = self.random.pick(&["auto", "low", "high"]).into();
        }
        json!({ "type": "image_url", "image_url": image })
    }
}
