//! JSON that was asked for by a forced tool: the call's arguments are the answer.

use super::finish::FinishReason;
use super::note::{AnswerNote, AnswerNoteCode};
use super::shape::{Answer, NativePart};

impl Answer {
    /// Puts what a tool was called with in place of the text, where conversion made that tool to bring JSON about.
    ///
    /// A choice that does not call it stays as it is, with a note: it is no JSON.
    pub(crate) fn taken_from(&mut self, tool: &str) {
        for choice in &mut self.choices {
            let message = &mut choice.message;
            let Some(at) = message.tool_calls.iter().position(|call| call.function.name == tool) else {
                let path = format!("choices[{}]", choice.index);
                let said = format_args!("the tool `{tool}`, by which JSON was asked for, is not called");
                self.notes.push(AnswerNote::new(AnswerNoteCode::JsonMissing, path, said));
                continue;
            };
            let call = message.tool_calls.remove(at);
            if let Some(beside) = message.content.replace(call.function.arguments) {
                let path = format!("choices[{}].message.content", choice.index);
                message.parts.push(NativePart { path: path.clone(), value: beside.into() });
                let said = "a text beside the JSON is kept in parts";
                self.notes.push(AnswerNote::new(AnswerNoteCode::NoPlace, path, said));
            }
            if message.tool_calls.is_empty() && choice.finish_reason == Some(FinishReason::ToolCalls) {
                choice.finish_reason = Some(FinishReason::Stop);
            }
        }
    }
}
