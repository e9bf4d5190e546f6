//! The inputs of a standard request, read. What is not built as it must be is left to validation.

use serde_json::{Map, Value};

use crate::params::Place;
use crate::params::inputs::{entries, is_tokens};
use crate::wire::messages::{Content, Part, Report, part};

/// One thing to be embedded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Input<'a> {
    /// `input[2]`; `input`, where it stands alone.
    pub place: Place,
    pub content: What<'a>,
}

/// What an input holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'a> {
    Text(&'a str),
    /// A text in token ids.
    Tokens(&'a Value),
    /// Parts of a message: one vector for all of them.
    Parts(Vec<Part<'a>>),
}

impl<'a> Input<'a> {
    /// The text, where the input is nothing else; what a surface of texts has no place for is told.
    pub fn text(&self, report: &mut Report) -> Option<&'a str> {
        match &self.content {
            What::Text(text) => Some(text),
            What::Tokens(_) => {
                self.no_tokens(report);
                None
            }
            What::Parts(parts) => match parts.as_slice() {
                [Part { content: Content::Text(text), .. }] => Some(text),
                _ => {
                    report.refused(self.place, "a call of this surface embeds texts, each a text of its own");
                    None
                }
            },
        }
    }

    /// The parts; a text is one part.
    pub fn parts(&self, report: &mut Report) -> Vec<Part<'a>> {
        match &self.content {
            What::Text(text) => {
                vec![Part { place: self.place, content: Content::Text(text), mark: None }]
            }
            What::Tokens(_) => {
                self.no_tokens(report);
                Vec::new()
            }
            What::Parts(parts) => parts.clone(),
        }
    }

    fn no_tokens(&self, report: &mut Report) {
        report.refused(
            self.place,
            "token ids are read by OpenAI's models alone; send the text that they stand for",
        );
    }
}

/// The inputs, in order.
pub(super) fn inputs<'a>(request: &'a Map<String, Value>, report: &mut Report) -> Vec<Input<'a>> {
    let mut inputs = Vec::new();
    for entry in entries(request) {
        let content = match entry.value {
            Value::String(text) => What::Text(text),
            Value::Array(items) if is_tokens(items) => What::Tokens(entry.value),
            Value::Object(fields) => {
                for key in fields.keys().filter(|key| *key != "content") {
                    report.lost(format_args!("{}.{key}", entry.place), "it has no place on this surface");
                }
                What::Parts(parts(entry.place, fields, report))
            }
            _ => continue,
        };
        inputs.push(Input { place: entry.place, content });
    }
    inputs
}

fn parts<'a>(place: Place, fields: &'a Map<String, Value>, report: &mut Report) -> Vec<Part<'a>> {
    let list = fields.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut parts = Vec::new();
    for (at, value) in list.iter().enumerate() {
        let Some(part) = part(place.within("content", at), value, report) else { continue };
        if part.mark.is_some() {
            report.left_out(
                format_args!("{}.cache_control", part.place),
                "nothing is cached of what is embedded",
            );
        }
        parts.push(part);
    }
    parts
}
