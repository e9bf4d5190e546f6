//! Where chunks go while events come.

use std::collections::BTreeSet;

use crate::model::MessageForm;
use crate::params::Plain;
use crate::wire::ToolNames;
use crate::wire::answer::chunk::{AnswerChunk, ChunkChoice, Delta, FunctionDelta, ToolCallDelta};
use crate::wire::answer::error::AnswerError;
use crate::wire::answer::finish::{self, FinishReason};

/// What a stream has told of itself so far.
#[derive(Debug, Default)]
pub(super) struct Head {
    id: Option<String>,
    model: Option<String>,
    /// Choices that have begun.
    begun: BTreeSet<u32>,
}

/// Makes chunks.
pub(super) struct Emit<'s> {
    pub head: &'s mut Head,
    pub form: MessageForm,
    pub names: &'s ToolNames,
    pub chunks: &'s mut Vec<AnswerChunk>,
}

impl Emit<'_> {
    /// What the stream says of the answer; events of another answer are refused.
    pub fn head(&mut self, id: Option<&str>, model: Option<&str>) -> Result<(), AnswerError> {
        let told = |told: Option<&str>| told.filter(|told| !told.is_empty()).map(str::to_owned);
        match (&self.head.id, told(id)) {
            (Some(own), Some(other)) if *own != other => {
                let (own, other) = (Plain(own), Plain(&other));
                let why = format!(
                    "it belongs to the answer `{other}`, those before it to `{own}`; read one at a time"
                );
                return Err(AnswerError::Misplaced { why });
            }
            (None, told) => self.head.id = told,
            _ => {}
        }
        if self.head.model.is_none() {
            self.head.model = told(model);
        }
        Ok(())
    }

    pub fn content(&mut self, choice: u32, text: &str) {
        if !text.is_empty() {
            self.delta(choice, Delta { content: Some(text.to_owned()), ..Delta::default() }, None);
        }
    }

    pub fn reasoning(&mut self, choice: u32, text: &str) {
        if !text.is_empty() {
            self.delta(choice, Delta { reasoning_content: Some(text.to_owned()), ..Delta::default() }, None);
        }
    }

    pub fn refusal(&mut self, choice: u32, text: &str) {
        if !text.is_empty() {
            self.delta(choice, Delta { refusal: Some(text.to_owned()), ..Delta::default() }, None);
        }
    }

    /// A call begins.
    pub fn call(&mut self, choice: u32, index: u32, id: Option<&str>, name: Option<&str>) {
        let name = name.map(|name| self.names.original(name).to_owned());
        let function = FunctionDelta { name, arguments: String::new() };
        let id = id.map(str::to_owned);
        self.calls(choice, ToolCallDelta { index, id, kind: Some("function"), function });
    }

    /// More of a call's arguments.
    pub fn arguments(&mut self, choice: u32, index: u32, text: &str) {
        if !text.is_empty() {
            let function = FunctionDelta { name: None, arguments: text.to_owned() };
            self.calls(choice, ToolCallDelta { index, id: None, kind: None, function });
        }
    }

    /// A choice ended; `calls` tells how many tools it calls.
    pub fn finish(&mut self, choice: u32, word: &str, calls: usize) {
        let (reason, _) = finish::standard(self.form, word);
        let reason = match reason {
            FinishReason::Stop if calls > 0 && self.form != MessageForm::Chat => FinishReason::ToolCalls,
            other => other,
        };
        self.delta(choice, Delta::default(), Some(reason));
    }

    fn calls(&mut self, choice: u32, call: ToolCallDelta) {
        self.delta(choice, Delta { tool_calls: vec![call], ..Delta::default() }, None);
    }

    fn delta(&mut self, index: u32, mut delta: Delta, finish_reason: Option<FinishReason>) {
        if self.head.begun.insert(index) {
            delta.role = Some("assistant");
        }
        self.chunks.push(AnswerChunk {
            id: self.head.id.clone(),
            object: "chat.completion.chunk",
            model: self.head.model.clone(),
            choices: vec![ChunkChoice { index, delta, finish_reason }],
        });
    }
}
