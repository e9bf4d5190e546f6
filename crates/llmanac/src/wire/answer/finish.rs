//! Why an answer ended: the provider's word, and the standard one.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::MessageForm;

/// Why an answer ended, in the standard's words; what has none keeps its own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FinishReason {
    /// The model was done, or came to a stop sequence.
    Stop,
    /// A limit of tokens was reached.
    Length,
    /// The model calls tools.
    ToolCalls,
    /// A filter, or the model itself, refused.
    ContentFilter,
    /// The provider's own word.
    Other(String),
}

use FinishReason::{ContentFilter, Length, Stop, ToolCalls};

impl FinishReason {
    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Stop => "stop",
            Length => "length",
            ToolCalls => "tool_calls",
            ContentFilter => "content_filter",
            Self::Other(word) => word,
        }
    }
}

impl fmt::Display for FinishReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for FinishReason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A word of a provider, and the standard's; `None`: the word is known, and the standard has none for it.
type Word = (&'static str, Option<FinishReason>);

/// openai-openapi 2.3.0; `model_length` is Mistral's, `error` that of gateways.
const CHAT: &[Word] = &[
    ("stop", Some(Stop)),
    ("length", Some(Length)),
    ("model_length", Some(Length)),
    ("tool_calls", Some(ToolCalls)),
    ("function_call", Some(ToolCalls)),
    ("content_filter", Some(ContentFilter)),
    ("error", None),
];

/// The status of a response, and the reasons in its `incomplete_details` (openai-openapi 2.3.0).
const RESPONSES: &[Word] = &[
    ("completed", Some(Stop)),
    ("max_output_tokens", Some(Length)),
    ("content_filter", Some(ContentFilter)),
    ("incomplete", None),
    ("failed", None),
    ("cancelled", None),
    ("in_progress", None),
    ("queued", None),
];

/// `StopReason` of botocore 1.44.5.
const CONVERSE: &[Word] = &[
    ("end_turn", Some(Stop)),
    ("stop_sequence", Some(Stop)),
    ("max_tokens", Some(Length)),
    ("model_context_window_exceeded", Some(Length)),
    ("tool_use", Some(ToolCalls)),
    ("guardrail_intervened", Some(ContentFilter)),
    ("content_filtered", Some(ContentFilter)),
    ("malformed_model_output", None),
    ("malformed_tool_use", None),
];

/// `stop_reason` of the anthropic client.
const CLAUDE: &[Word] = &[
    ("end_turn", Some(Stop)),
    ("stop_sequence", Some(Stop)),
    ("max_tokens", Some(Length)),
    ("model_context_window_exceeded", Some(Length)),
    ("tool_use", Some(ToolCalls)),
    ("refusal", Some(ContentFilter)),
    ("pause_turn", None),
    ("compaction", None),
];

/// `FinishReason` and `BlockedReason` of google-genai 3.4.0. There is no word for calls of tools.
const GEMINI: &[Word] = &[
    ("STOP", Some(Stop)),
    ("MAX_TOKENS", Some(Length)),
    ("SAFETY", Some(ContentFilter)),
    ("RECITATION", Some(ContentFilter)),
    ("BLOCKLIST", Some(ContentFilter)),
    ("PROHIBITED_CONTENT", Some(ContentFilter)),
    ("SPII", Some(ContentFilter)),
    ("IMAGE_SAFETY", Some(ContentFilter)),
    ("IMAGE_PROHIBITED_CONTENT", Some(ContentFilter)),
    ("IMAGE_RECITATION", Some(ContentFilter)),
    ("LANGUAGE", Some(ContentFilter)),
    ("MODEL_ARMOR", Some(ContentFilter)),
    ("JAILBREAK", Some(ContentFilter)),
    ("MALFORMED_FUNCTION_CALL", None),
    ("UNEXPECTED_TOOL_CALL", None),
    ("TOO_MANY_TOOL_CALLS", None),
    ("MISSING_THOUGHT_SIGNATURE", None),
    ("MALFORMED_RESPONSE", None),
    ("NO_IMAGE", None),
    ("IMAGE_OTHER", None),
    ("OTHER", None),
];

/// What a provider's word means; the flag tells whether it is known.
pub(super) fn standard(form: MessageForm, word: &str) -> (FinishReason, Knowledge) {
    let words = match form {
        MessageForm::Chat => CHAT,
        MessageForm::Responses => RESPONSES,
        MessageForm::Converse => CONVERSE,
        MessageForm::Claude => CLAUDE,
        MessageForm::Gemini => GEMINI,
    };
    let other = || FinishReason::Other(word.to_owned());
    match words.iter().find(|(own, _)| *own == word) {
        Some((_, standard)) => (standard.clone().unwrap_or_else(other), Knowledge::Known),
        None => (other(), Knowledge::Unknown),
    }
}

/// Whether a word stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Knowledge {
    Known,
    Unknown,
}
