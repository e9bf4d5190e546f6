//! What a stream gives while it comes: OpenAI's `chat.completion.chunk`.

use serde::Serialize;

use super::finish::FinishReason;

/// A piece of an answer, in the shape of `chat.completion.chunk`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AnswerChunk {
    /// The id of the answer, where the stream has told it.
    pub id: Option<String>,
    /// `chat.completion.chunk`.
    pub object: &'static str,
    /// The model that answers, where the stream has told it.
    pub model: Option<String>,
    /// What is new; one choice a chunk.
    pub choices: Vec<ChunkChoice>,
}

/// What is new of one choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ChunkChoice {
    /// Which choice.
    pub index: u32,
    /// What is new.
    pub delta: Delta,
    /// Why it ended, if it did.
    pub finish_reason: Option<FinishReason>,
}

/// What is new of a message: texts are appended.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Delta {
    /// `assistant`, with the first piece of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    /// More text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// More reasoning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_content: Option<String>,
    /// More of a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// A call of a tool that begins, or more of its arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<ToolCallDelta>,
}

/// A call of a tool that begins, or more of its arguments.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ToolCallDelta {
    /// Which call of the choice.
    pub index: u32,
    /// Its id, when it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `function`, when it begins.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Its name and arguments.
    pub function: FunctionDelta,
}

/// The function of a call that begins, or more of its arguments.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FunctionDelta {
    /// The request's own name, when the call begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// More of the arguments, as the model writes them.
    pub arguments: String,
}
