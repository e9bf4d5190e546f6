//! What a model thought in earlier turns: standard keys, and the spellings of others.
//!
//! `thinking_blocks` on a message of the assistant's is the standard here, as in LiteLLM: a list of
//! `{"type": "thinking", "thinking", "signature"}` and `{"type": "redacted_thinking", "data"}`. `reasoning_content` is the
//! text alone, and counts where there are no blocks. `reasoning` is what `parse` gives: `{"path", "value"}`, each value a
//! block as its surface gave it.

use serde_json::{Map, Value};

use crate::params::Place;

/// A thought.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thought<'a> {
    /// `messages[2].thinking_blocks[0]`.
    pub place: Place,
    pub text: Option<&'a str>,
    /// By which the model knows it again.
    pub signature: Option<&'a str>,
    /// A thought that is shown to nobody.
    pub redacted: Option<&'a str>,
    /// The id that Responses give it.
    pub id: Option<&'a str>,
}

/// Keys of messages that hold thoughts.
pub(super) const KEYS: [&str; 3] = ["thinking_blocks", "reasoning", "reasoning_content"];

/// The thoughts of a message, from the first key that has any.
pub(super) fn of<'a>(message: &'a Map<String, Value>, place: Place) -> Vec<Thought<'a>> {
    let blocks = |key: &'static str| {
        let list = message.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let read = list.iter().enumerate().map(move |(at, block)| {
            let block = block.get("value").filter(|_| key == "reasoning").unwrap_or(block);
            read(place.within(key, at), block)
        });
        read.collect::<Vec<_>>()
    };
    let found = blocks("thinking_blocks");
    let found = if found.is_empty() { blocks("reasoning") } else { found };
    if !found.is_empty() {
        return found;
    }
    let text = message.get("reasoning_content").and_then(Value::as_str).filter(|text| !text.is_empty());
    let whole =
        text.map(|text| Thought { text: Some(text), ..Thought::nothing(place.key("reasoning_content")) });
    whole.into_iter().collect()
}

/// A block of any surface's.
fn read(place: Place, block: &Value) -> Thought<'_> {
    let own = |key: &str| block.get(key).and_then(Value::as_str);
    let is_thought = block.get("thought") == Some(&Value::Bool(true));
    let at = |pointer: &str| block.pointer(pointer).and_then(Value::as_str);
    Thought {
        text: own("thinking")
            .or_else(|| at("/reasoningContent/reasoningText/text"))
            // Of Gemini's other parts the text is the answer, and only the signature is meant.
            .or_else(|| own("text").filter(|_| block.get("thoughtSignature").is_none() || is_thought))
            .or_else(|| at("/summary/0/text")),
        signature: own("signature")
            .or_else(|| at("/reasoningContent/reasoningText/signature"))
            .or_else(|| own("thoughtSignature"))
            .or_else(|| own("encrypted_content")),
        redacted: own("data").or_else(|| at("/reasoningContent/redactedContent")),
        id: own("id"),
        ..Thought::nothing(place)
    }
}

impl Thought<'_> {
    const fn nothing(place: Place) -> Self {
        Self { place, text: None, signature: None, redacted: None, id: None }
    }
}

/// Why a thought without a signature has no place.
pub(super) const UNSIGNED: &str = "the surface takes back only thoughts with their signature";
/// Why a thought that is hidden has no place.
pub(super) const HIDDEN: &str = "the surface has no hidden thoughts";
