//! The standard answer: OpenAI's `chat.completion`, and what that has no place for under keys of its own.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::wire::Extracted;

use super::annotation::Annotation;
use super::finish::FinishReason;
use super::note::AnswerNote;

/// An answer in the shape of OpenAI's `chat.completion`.
///
/// `usage` is the count of the cost engine, in disjoint meters, and absent where the response states none: a note
/// says so. `native` and `notes` are no keys of OpenAI's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// The provider's id of the answer.
    pub id: Option<String>,
    /// `chat.completion`.
    pub object: &'static str,
    /// The second of the answer since 1970, where it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<u64>,
    /// The model that answered, as the response names it, else as the caller does.
    pub model: Option<String>,
    /// The answers; one, unless more were asked for.
    pub choices: Vec<Choice>,
    /// What was consumed; absent where the response does not say.
    pub usage: Option<Extracted>,
    /// What else the response states, as it came, by its place: `system_fingerprint`, `candidates[0].safetyRatings`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub native: BTreeMap<String, Value>,
    /// What is odd, was mended, or has no place here.
    pub notes: Vec<AnswerNote>,
}

/// One of the answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// Its place among them.
    pub index: u32,
    /// What the model says.
    pub message: AnswerMessage,
    /// Why it ended, in the standard's words; absent where it is not told.
    pub finish_reason: Option<FinishReason>,
    /// The same in the provider's own word.
    pub native_finish_reason: Option<String>,
    /// The probabilities of its tokens, as they came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logprobs: Option<Value>,
    /// What the provider's filters say of it, as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_filter_results: Option<Value>,
}

/// What the model says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AnswerMessage {
    /// `assistant`.
    pub role: &'static str,
    /// The text; absent where there is none.
    pub content: Option<String>,
    /// Why the model, or a filter, refuses; in words.
    pub refusal: Option<String>,
    /// What the model thought, as far as the provider tells, as one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_content: Option<String>,
    /// The tools that the model calls.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<ToolCall>,
    /// Where parts of the text are taken from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Blocks of reasoning as they came, signatures among them: the next request must send them back so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasoning: Vec<NativePart>,
    /// Parts that have no place in the standard shape, as they came; a note tells of each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<NativePart>,
}

impl AnswerMessage {
    pub(super) fn new() -> Self {
        Self {
            role: "assistant",
            content: None,
            refusal: None,
            reasoning_content: None,
            tool_calls: Vec::new(),
            annotations: Vec::new(),
            reasoning: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The characters of the text so far.
    pub(super) fn characters(&self) -> u64 {
        self.content.as_ref().map_or(0, |text| text.chars().count() as u64)
    }
}

/// Appends to a text that may not have begun.
pub(super) fn append(text: &mut Option<String>, more: &str) {
    text.get_or_insert_default().push_str(more);
}

/// The call of a tool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ToolCall {
    /// The id that the tool's result must name.
    pub id: String,
    /// `function`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The function and its arguments as text.
    pub function: CalledFunction,
    /// The arguments as an object; absent where the text is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parsed: Option<Map<String, Value>>,
    /// Why the arguments are no object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// The name on the wire, where it differs from the request's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
    /// What else stands beside the call, as it came: signatures that must go back with it.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

/// The function of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CalledFunction {
    /// The request's own name of the tool.
    pub name: String,
    /// The arguments, as text: the model's own, or an object of the surface written as JSON.
    pub arguments: String,
}

/// A part of a response, as it came.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NativePart {
    /// Where it stands in the response: `content[2]`.
    pub path: String,
    /// The part.
    pub value: Value,
}
