//! How large an answer may be: each limit has an error of its own.

use serde_json::Value;

use super::error::AnswerError;

/// The deepest nesting of a response or an event; the parser of JSON texts goes as deep.
pub const MAX_DEPTH: usize = 128;
/// The most choices of an answer: as many as OpenAI's `n` may ask for (openai-openapi 2.3.0).
pub const MAX_CHOICES: usize = 128;
/// The most blocks of an answer: parts of its content, calls of tools, items of output.
pub const MAX_BLOCKS: usize = 10_000;
/// The most bytes of one event of a stream; a picture in base64 fits.
pub const MAX_EVENT_BYTES: usize = 32 << 20;

/// Refuses what is nested too deep, without recursion.
pub(super) fn depth(value: &Value) -> Result<(), AnswerError> {
    let mut open = vec![(value, 1)];
    while let Some((value, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return Err(AnswerError::TooDeep);
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(entries) => open.extend(entries.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    Ok(())
}

/// Refuses the place of a choice that no answer has.
pub(super) fn choice(index: u64) -> Result<u32, AnswerError> {
    match u32::try_from(index) {
        Ok(own) if (own as usize) < MAX_CHOICES => Ok(own),
        _ => Err(AnswerError::TooManyChoices { index }),
    }
}

/// Counts the blocks of an answer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Blocks(usize);

impl Blocks {
    /// One more.
    pub fn add(&mut self) -> Result<(), AnswerError> {
        self.0 += 1;
        if self.0 > MAX_BLOCKS { Err(AnswerError::TooManyBlocks) } else { Ok(()) }
    }
}
