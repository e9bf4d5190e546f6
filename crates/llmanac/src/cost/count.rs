//! How many tokens a standard request holds, without a tokenizer.

use std::fmt;

use serde_json::Value;

use super::span::TokenBand;
use super::text::{TEN, Text};

/// Most tokens of framing that a provider puts around one message, and around a request.
const FRAMING: u64 = 8;
/// Most tokens of framing around one tool.
const TOOL_FRAMING: u64 = 16;
/// Most tokens of a provider's own instructions on the use of tools: Anthropic states 159 to 530.
const TOOL_INSTRUCTIONS: u64 = 600;

/// How the tokens of a request were estimated, in words.
const METHOD: &str = "words and symbols counted in UTF-8 text (no tokenizer); framing 0 to 8 tokens a \
                      message and a request, 0 to 16 a tool; 0 to 600 for instructions on tools";

/// How many tokens a request holds, before it is sent.
///
/// A band by rules of thumb, not a promise: of each script and kind of text tried, both ends held
/// for the tokenizers `cl100k` and `o200k`; other makers' are not public.
///
/// ```
/// use llmanac::cost::InputEstimate;
/// use serde_json::json;
/// let request = json!({ "messages": [{ "role": "user", "content": "Why is the sky blue?" }] });
/// assert_eq!(InputEstimate::of(&request).tokens.to_string(), "5..25");
///
/// let request = json!({ "messages": [{ "role": "user", "content": [
///     { "type": "image_url", "image_url": { "url": "https://example.com/cat.png" } },
/// ] }] });
/// let estimate = InputEstimate::of(&request);
/// assert_eq!(estimate.tokens.high(), None);
/// assert_eq!(estimate.uncounted[0].to_string(), "images (1): what they take is not known before the call");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputEstimate {
    /// The band; without a high end where something could not be counted.
    pub tokens: TokenBand,
    /// How it was estimated, in words.
    pub method: &'static str,
    /// What could not be counted.
    pub uncounted: Vec<Uncounted>,
}

/// Parts of a request whose tokens are not known before the call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Uncounted {
    /// What they are, in words: `images`, `tools of type x`.
    pub what: String,
    /// How many.
    pub count: u64,
}

impl fmt::Display for Uncounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): what they take is not known before the call", self.what, self.count)
    }
}

impl InputEstimate {
    /// The tokens of a request in the shape of OpenAI's chat completions.
    ///
    /// Messages with their names, tool calls and text parts, definitions of tools and functions, and
    /// the schema of the answer are counted. What has another shape than it should counts as its JSON
    /// text: to refuse it is the task of validation.
    pub fn of(request: &Value) -> Self {
        let mut tally = Tally::default();
        match request.get("messages") {
            Some(Value::Array(messages)) => {
                messages.iter().for_each(|message| tally.message(message));
            }
            Some(other) => tally.message(other),
            None => {}
        }
        let definitions = ["tools", "functions"].map(|key| request.get(key));
        for definition in definitions.into_iter().flatten() {
            match definition {
                Value::Array(tools) => tools.iter().for_each(|tool| tally.tool(tool)),
                other => tally.tool(other),
            }
        }
        if let Some(schema) = request.get("response_format").and_then(|f| f.get("json_schema")) {
            // Some providers show the schema to the model, some as a tool, some not at all.
            tally.json(schema);
            tally.high += TOOL_FRAMING * TEN;
            tally.tools = true;
        }
        if request.get("web_search_options").is_some_and(|options| !options.is_null()) {
            tally.uncounted("web searches");
        }
        tally.estimate()
    }
}

/// A running count of a request, in tenths of a token.
#[derive(Default)]
struct Tally {
    low: u64,
    high: u64,
    tools: bool,
    uncounted: Vec<Uncounted>,
}

impl Tally {
    fn message(&mut self, message: &Value) {
        self.high += FRAMING * TEN;
        let Value::Object(fields) = message else {
            self.json(message);
            return;
        };
        for (key, value) in fields {
            match (key.as_str(), value) {
                ("role", _) | (_, Value::Null) => {}
                ("content", Value::Array(parts)) => parts.iter().for_each(|part| self.part(part)),
                ("content" | "name" | "refusal", Value::String(text)) => self.text(text),
                ("tool_calls", Value::Array(calls)) => {
                    calls.iter().for_each(|call| self.call(call));
                }
                _ => self.json(value),
            }
        }
    }

    fn call(&mut self, call: &Value) {
        self.high += TOOL_FRAMING * TEN;
        let text = |outer: &str, inner: &str| call.get(outer)?.get(inner)?.as_str();
        match (text("function", "name"), text("function", "arguments")) {
            (Some(name), Some(arguments)) => {
                self.text(name);
                self.text(arguments);
            }
            _ => self.json(call),
        }
    }

    fn part(&mut self, part: &Value) {
        let kind = part.get("type").and_then(Value::as_str);
        let texts = ["text", "refusal", "thinking", "reasoning"].map(|key| part.get(key)?.as_str());
        match (kind.map(|kind| (kind, media(kind))), part) {
            (_, Value::String(text)) => self.text(text),
            (Some((_, Some(media))), _) => self.uncounted(media),
            _ if texts.iter().any(Option::is_some) => {
                texts.into_iter().flatten().for_each(|text| self.text(text));
            }
            (Some((kind, None)), _) => {
                let kind: String = kind.chars().take(40).collect();
                self.uncounted(&format!("parts of type `{kind}`"));
            }
            (None, _) => self.json(part),
        }
    }

    fn tool(&mut self, tool: &Value) {
        self.tools = true;
        self.high += TOOL_FRAMING * TEN;
        match tool.get("type").and_then(Value::as_str) {
            None | Some("function" | "custom") => {
                let text = Text::of(&tool.to_string());
                // Providers rewrite definitions and drop the schema's own words.
                self.low += text.low / 2;
                self.high += text.high;
            }
            Some(kind) => {
                let kind: String = kind.chars().take(40).collect();
                self.uncounted(&format!("tools of type `{kind}`"));
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = Text::of(text);
        self.low += text.low;
        self.high += text.high;
    }

    /// Something that a provider may show to the model or not.
    fn json(&mut self, value: &Value) {
        self.high += Text::of(&value.to_string()).high;
    }

    fn uncounted(&mut self, what: &str) {
        match self.uncounted.iter_mut().find(|other| other.what == what) {
            Some(other) => other.count += 1,
            None => self.uncounted.push(Uncounted { what: what.to_owned(), count: 1 }),
        }
    }

    fn estimate(self) -> InputEstimate {
        let instructions = if self.tools { TOOL_INSTRUCTIONS } else { 0 };
        let high = self.high.div_ceil(TEN) + FRAMING + instructions;
        let high = self.uncounted.is_empty().then_some(high);
        InputEstimate {
            tokens: TokenBand::new(self.low / TEN, high),
            method: METHOD,
            uncounted: self.uncounted,
        }
    }
}

/// What a part holds by its type, as the standard shape and its relatives spell it.
fn media(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "image_url" | "image" | "input_image" => "images",
        "input_audio" | "audio" | "audio_url" => "audio",
        "video_url" | "video" | "input_video" => "videos",
        "file" | "document" | "input_file" => "documents",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_texts_of_a_request_count() {
        let plain = json!({ "messages": [{ "role": "user", "content": "one two three" }] });
        let parts = json!({ "messages": [{ "role": "user", "content": [
            { "type": "text", "text": "one two" }, { "type": "text", "text": "three" },
        ] }] });
        let tools = json!({
            "messages": [
                { "role": "system", "name": "boss", "content": "one two three" },
                { "role": "assistant", "content": null, "tool_calls": [{ "function": { "name": "f", "arguments": "{}" } }] },
            ],
            "tools": [{ "type": "function", "function": { "name": "f", "description": "does a thing" } }],
        });
        let schema = json!({
            "messages": [{ "role": "user", "content": "one two three" }],
            "response_format": { "type": "json_schema", "json_schema": { "name": "x", "schema": { "type": "object" } } },
        });
        let table = [
            (json!({}), "0..8"),
            (json!({ "messages": [] }), "0..8"),
            (plain, "3..22"),
            (parts, "3..22"),
            (tools, "9..713"),
            (schema, "3..666"),
        ];
        for (request, expected) in table {
            assert_eq!(InputEstimate::of(&request).tokens.to_string(), expected, "{request}");
        }
    }

    #[test]
    fn what_cannot_be_counted_opens_the_high_end_and_says_why() {
        let request = json!({
            "messages": [{ "role": "user", "content": [
                { "type": "text", "text": "what is this" },
                { "type": "image_url", "image_url": { "url": "data:image/png;base64,AAAA" } },
                { "type": "image_url", "image_url": { "url": "data:image/png;base64,AAAA" } },
                { "type": "input_audio", "input_audio": { "data": "AAAA", "format": "wav" } },
                { "type": "hologram", "hologram": "AAAA" },
            ] }],
            "tools": [{ "type": "web_search" }],
            "web_search_options": {},
        });
        let estimate = InputEstimate::of(&request);
        assert_eq!(estimate.tokens.to_string(), "3..?");
        let why: Vec<String> = estimate.uncounted.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(why.join("\n"), @r"
        images (2): what they take is not known before the call
        audio (1): what they take is not known before the call
        parts of type `hologram` (1): what they take is not known before the call
        tools of type `web_search` (1): what they take is not known before the call
        web searches (1): what they take is not known before the call
        ");
    }

    #[test]
    fn no_shape_of_request_is_too_odd_to_be_estimated() {
        let long = "x".repeat(1_000_000);
        let odd = [
            json!(null),
            json!([1, 2]),
            json!("text"),
            json!({ "messages": "hello" }),
            json!({ "messages": [1, null, "two", [3]] }),
            json!({ "messages": [{ "content": { "a": 1 } }, { "content": [[], 1, null, "text", {}] }] }),
            json!({ "tools": {}, "functions": [1], "response_format": 7 }),
            json!({ "messages": [{ "content": long }] }),
        ];
        for request in odd {
            let tokens = InputEstimate::of(&request).tokens;
            assert!(tokens.high().is_some_and(|high| high >= tokens.low()), "{tokens}");
        }
    }
}
