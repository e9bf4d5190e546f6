//! A surface's answer in the standard shape, whole or as it streams, with its usage.

use serde_json::Value;

use crate::model::Surface;
use crate::registry::Snapshot;
use crate::wire::{
    Answer, AnswerChunk, AnswerError, AnswerNote, AnswerNoteCode, Parsed, ResponseHead, Stream, ToolNames,
    UsageExtractError, form_of, parse,
};

/// What the caller knows of a response beside its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnswerContext {
    names: ToolNames,
    json_tool: Option<String>,
    model: Option<String>,
    head: ResponseHead,
}

impl AnswerContext {
    /// Nothing but the body.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The names of tools that had to change on the way to the surface.
    #[must_use]
    pub fn names(mut self, names: ToolNames) -> Self {
        self.names = names;
        self
    }

    /// The tool by which JSON was asked for, as `json_tool` of a converted request names it: what it is called with
    /// becomes the content.
    ///
    /// Chunks of a stream still tell of a call; the finished answer does not.
    #[must_use]
    pub fn json_tool(mut self, name: impl Into<String>) -> Self {
        self.json_tool = Some(name.into());
        self
    }

    /// The model that answered, where the response does not say.
    #[must_use]
    pub fn model(mut self, model: impl Into<String>) -> Self {
        self.model = Some(model.into());
        self
    }

    /// The HTTP status and headers.
    #[must_use]
    pub fn head(mut self, head: ResponseHead) -> Self {
        self.head = head;
        self
    }
}

impl Snapshot {
    /// The answer of a surface in the shape of OpenAI's chat completions.
    ///
    /// The payload may be complete or streamed (an array of events, or their text), bare or wrapped (`body` and
    /// `headers`, `events`, `chunks`).
    ///
    /// ```
    /// use llmanac::advise::AnswerContext;
    /// use llmanac::model::Surface;
    /// use llmanac::wire::FinishReason;
    /// let payload = serde_json::json!({
    ///     "output": {"message": {"role": "assistant", "content": [
    ///         {"toolUse": {"toolUseId": "tooluse_1", "name": "tide", "input": {"port": "Brest"}}},
    ///     ]}},
    ///     "stopReason": "tool_use",
    ///     "usage": {"inputTokens": 40, "outputTokens": 12, "totalTokens": 52},
    /// });
    /// let snapshot = llmanac::registry().snapshot();
    /// let answer = snapshot.parse_answer(Surface::BedrockConverse, &payload, &AnswerContext::new())?;
    /// let choice = &answer.choices[0];
    /// assert_eq!(choice.finish_reason, Some(FinishReason::ToolCalls));
    /// assert_eq!(choice.message.tool_calls[0].function.arguments, r#"{"port":"Brest"}"#);
    /// # Ok::<(), llmanac::wire::AnswerError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A surface whose answers cannot be read yet, a payload that is no answer of it, the provider's own error, and a
    /// stream that was cut; what had come of it is in the error.
    pub fn parse_answer(
        &self,
        surface: Surface,
        payload: &Value,
        context: &AnswerContext,
    ) -> Result<Answer, AnswerError> {
        let parsed = parse(surface, payload, &context.names, &context.head)?;
        self.whole(surface, context, parsed)
    }

    /// A streamed answer of a surface, to be put together while it comes.
    ///
    /// # Errors
    ///
    /// A surface whose answers cannot be read yet.
    pub fn answer_stream(
        &self,
        surface: Surface,
        context: AnswerContext,
    ) -> Result<AnswerStream, AnswerError> {
        let stream = Stream::new(form_of(surface)?, context.names.clone());
        Ok(AnswerStream { snapshot: self.clone(), surface, context, stream })
    }

    /// Adds the usage and the model, and hands out what is wrong with the whole.
    fn whole(
        &self,
        surface: Surface,
        context: &AnswerContext,
        parsed: Parsed,
    ) -> Result<Answer, AnswerError> {
        let Parsed { mut answer, response, error } = parsed;
        let told = context.model.as_deref();
        match self.usage(surface, &response, told) {
            Ok(usage) => answer.usage = Some(usage),
            Err(why @ (UsageExtractError::NoUsage { .. } | UsageExtractError::Missing { .. })) => {
                answer.notes.push(AnswerNote::new(AnswerNoteCode::UsageMissing, "", why));
            }
            Err(why) => answer.notes.push(AnswerNote::new(AnswerNoteCode::UsageInvalid, "", why)),
        }
        answer.model = answer.model.or_else(|| context.model.clone());
        if let Some(tool) = &context.json_tool {
            answer.taken_from(tool);
        }
        match error {
            None => Ok(answer),
            Some(AnswerError::Cut { missing, .. }) => {
                Err(AnswerError::Cut { missing, answer: Box::new(answer) })
            }
            Some(AnswerError::Broken { error, .. }) => {
                Err(AnswerError::Broken { error, answer: Box::new(answer) })
            }
            Some(AnswerError::Provider { error, .. }) => {
                Err(AnswerError::Provider { error, answer: Some(Box::new(answer)) })
            }
            Some(error) => Err(error),
        }
    }
}

/// An answer that streams: bytes or events come in, standard chunks go out.
///
/// ```
/// use llmanac::advise::AnswerContext;
/// use llmanac::model::Surface;
/// let snapshot = llmanac::registry().snapshot();
/// let mut stream = snapshot.answer_stream(Surface::GeminiGenerateContent, AnswerContext::new())?;
/// let sent = r#"data: {"candidates": [{"content": {"parts": [{"text": "Slack"}]}}]}
///
/// data: {"candidates": [{"content": {"parts": [{"text": " water."}]}, "finishReason": "STOP"}]}
///
/// "#;
/// let (first, rest) = sent.split_at(30);
/// assert!(stream.push_bytes(first.as_bytes())?.is_empty());
/// let chunks = stream.push_bytes(rest.as_bytes())?;
/// assert_eq!(chunks[0].choices[0].delta.content.as_deref(), Some("Slack"));
/// let answer = stream.finish()?;
/// assert_eq!(answer.choices[0].message.content.as_deref(), Some("Slack water."));
/// # Ok::<(), llmanac::wire::AnswerError>(())
/// ```
#[derive(Debug)]
pub struct AnswerStream {
    snapshot: Snapshot,
    surface: Surface,
    context: AnswerContext,
    stream: Stream,
}

impl AnswerStream {
    /// Takes bytes of server-sent events, or of lines of JSON; they may be cut anywhere.
    ///
    /// # Errors
    ///
    /// The provider's own error, and what is no event of the surface. Chunks that were complete before it are handed
    /// out first, and the error by the next call; nothing is read after it.
    pub fn push_bytes(&mut self, bytes: &[u8]) -> Result<Vec<AnswerChunk>, AnswerError> {
        self.stream.push_bytes(bytes)
    }

    /// Takes an event that a client has decoded, or a chunk of base64.
    ///
    /// # Errors
    ///
    /// As [`push_bytes`](Self::push_bytes).
    pub fn push_event(&mut self, event: &Value) -> Result<Vec<AnswerChunk>, AnswerError> {
        self.stream.push_event(event)
    }

    /// The answer, as the whole response would have given it.
    ///
    /// # Errors
    ///
    /// A stream that was cut, or in which the provider told an error; what had come is in the error.
    pub fn finish(self) -> Result<Answer, AnswerError> {
        let parsed = self.stream.finish()?;
        self.snapshot.whole(self.surface, &self.context, parsed)
    }
}
