//! A walk through a standard request: its texts, what is put around them, and what is attached.

use std::borrow::Cow;

use serde_json::Value;

use super::attachment::Attachment;
use super::part::PartKind;
use super::text::Text;

/// What a request holds, before anything is counted.
#[derive(Default)]
pub(super) struct Gathered<'r> {
    /// Texts; those of one message's parts together, since a provider may join them.
    pub texts: Vec<Vec<&'r str>>,
    /// Things that a provider puts something around.
    pub messages: u64,
    pub calls: u64,
    /// Things to be embedded: nothing is put around them that a tokenizer does not count.
    pub inputs: u64,
    /// Tokens that the request holds as ids.
    pub ids: u64,
    pub definitions: u64,
    /// Definitions of tools and schemas, in tenths of a token.
    pub tools: Text,
    /// What may be shown to the model or not, in tenths of a token.
    pub other: Text,
    pub attached: Vec<Attachment<'r>>,
    /// What is of no known kind: its name in words.
    pub unknown: Vec<String>,
    /// The request's own word on how closely images are to be looked at.
    pub resolution: Option<&'r str>,
}

impl<'r> Gathered<'r> {
    pub fn of(request: &'r Value) -> Self {
        let mut gathered = Self { resolution: resolution(request), ..Self::default() };
        match request.get("messages") {
            Some(Value::Array(messages)) => {
                for (at, message) in messages.iter().enumerate() {
                    gathered.message(&format!("messages[{at}]"), message);
                }
            }
            Some(other) => gathered.message("messages", other),
            None => gathered.inputs(request),
        }
        let definitions = ["tools", "functions"].map(|key| request.get(key));
        for definition in definitions.into_iter().flatten() {
            match definition {
                Value::Array(tools) => tools.iter().for_each(|tool| gathered.tool(tool)),
                other => gathered.tool(other),
            }
        }
        if let Some(schema) = request.get("response_format").and_then(|f| f.get("json_schema")) {
            // Some providers show the schema to the model, some as a tool, some not at all.
            gathered.definitions += 1;
            gathered.tools.high += Text::of(&schema.to_string()).high;
        }
        if request.get("web_search_options").is_some_and(|options| !options.is_null()) {
            gathered.unknown.push("web searches".to_owned());
        }
        gathered
    }

    /// What a request wants to be embedded: one text, token ids, or a list of what stands for one vector each.
    fn inputs(&mut self, request: &'r Value) {
        match request.get("input") {
            None | Some(Value::Null) => {}
            Some(Value::Array(items)) if !is_tokens(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.input(&format!("input[{at}]"), item);
                }
            }
            Some(other) => self.input("input", other),
        }
    }

    fn input(&mut self, place: &str, input: &'r Value) {
        self.inputs += 1;
        match input {
            Value::String(text) => self.texts.push(vec![text]),
            Value::Array(items) if is_tokens(items) => {
                self.ids = self.ids.saturating_add(u64::try_from(items.len()).unwrap_or(u64::MAX));
            }
            Value::Object(fields) => {
                let parts = fields.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let mut texts = Vec::new();
                for (at, part) in parts.iter().enumerate() {
                    self.part(&format!("{place}.content[{at}]"), part, &mut texts);
                }
                self.texts.push(texts);
            }
            other => self.json(other),
        }
    }

    fn message(&mut self, place: &str, message: &'r Value) {
        self.messages += 1;
        let Value::Object(fields) = message else {
            self.json(message);
            return;
        };
        for (key, value) in fields {
            match (key.as_str(), value) {
                ("role", _) | (_, Value::Null) => {}
                ("content", Value::Array(parts)) => {
                    let mut texts = Vec::new();
                    for (at, part) in parts.iter().enumerate() {
                        self.part(&format!("{place}.content[{at}]"), part, &mut texts);
                    }
                    self.texts.push(texts);
                }
                ("content" | "name" | "refusal", Value::String(text)) => self.texts.push(vec![text]),
                ("tool_calls", Value::Array(calls)) => calls.iter().for_each(|call| self.call(call)),
                _ => self.json(value),
            }
        }
    }

    fn call(&mut self, call: &'r Value) {
        self.calls += 1;
        let text = |outer: &str, inner: &str| call.get(outer)?.get(inner)?.as_str();
        match (text("function", "name"), text("function", "arguments")) {
            (Some(name), Some(arguments)) => self.texts.extend([vec![name], vec![arguments]]),
            _ => self.json(call),
        }
    }

    fn part(&mut self, place: &str, part: &'r Value, texts: &mut Vec<&'r str>) {
        let kind = part.get("type").and_then(Value::as_str);
        let text = |key: &str| part.get(key)?.as_str();
        let shown: Vec<&str> = ["text", "refusal"].into_iter().filter_map(text).collect();
        // Thoughts of earlier turns: some providers show them again, some drop them.
        let thoughts: Vec<&str> = ["thinking", "reasoning"].into_iter().filter_map(text).collect();
        match (kind.map(|kind| (kind, media(kind))), part) {
            (_, Value::String(text)) => texts.push(text),
            (Some((_, Some(kind))), _) => self.attached.push(Attachment::of(kind, place, part)),
            _ if !shown.is_empty() || !thoughts.is_empty() => {
                texts.extend(shown);
                self.other.high += thoughts.into_iter().map(|text| Text::of(text).high).sum::<u64>();
            }
            (Some((kind, None)), _) => self.unknown.push(format!("parts of type `{}`", short(kind))),
            (None, _) => self.json(part),
        }
    }

    fn tool(&mut self, tool: &Value) {
        self.definitions += 1;
        match tool.get("type").and_then(Value::as_str) {
            None | Some("function" | "custom") => {
                let text = Text::of(&tool.to_string());
                // Providers rewrite definitions and drop the schema's own words.
                self.tools.low += text.low / 2;
                self.tools.high += text.high;
            }
            Some(kind) => self.unknown.push(format!("tools of type `{}`", short(kind))),
        }
    }

    /// Something that a provider may show to the model or not.
    fn json(&mut self, value: &Value) {
        self.other.high += Text::of(&value.to_string()).high;
    }
}

/// A group of texts as one, where it is more than one.
pub(super) fn joined<'r>(texts: &[&'r str]) -> Cow<'r, str> {
    match texts {
        [] => Cow::Borrowed(""),
        [text] => Cow::Borrowed(text),
        texts => Cow::Owned(texts.concat()),
    }
}

/// Whether a list is a text in token ids.
fn is_tokens(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| item.as_u64().is_some())
}

fn resolution(value: &Value) -> Option<&str> {
    super::attachment::resolution(value)
}

/// The beginning of a name that may be a megabyte long.
fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

/// What a part holds by its type, as the standard shape and its relatives spell it.
fn media(kind: &str) -> Option<PartKind> {
    Some(match kind {
        "image_url" | "image" | "input_image" => PartKind::Image,
        "input_audio" | "audio" | "audio_url" => PartKind::Audio,
        "video_url" | "video" | "input_video" => PartKind::Video,
        "file" | "document" | "input_file" => PartKind::Document,
        _ => return None,
    })
}
