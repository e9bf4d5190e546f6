//! Events of ConverseStream.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::wire::answer::error::AnswerError;
use crate::wire::answer::limits::{Blocks, MAX_BLOCKS};
use crate::wire::answer::read::{get, object, text};

use super::Assembly;
use super::emit::Emit;
use super::merge::{append, arguments, merge, overlay};

#[derive(Debug, Default)]
pub(super) struct Converse {
    message: Map<String, Value>,
    top: Map<String, Value>,
    blocks: BTreeMap<u64, Block>,
    count: Blocks,
    calls: u32,
}

#[derive(Debug, Default)]
struct Block {
    value: Map<String, Value>,
    /// The arguments of a call, as far as they have come.
    input: String,
    /// Which call of the answer it is.
    call: Option<u32>,
    thought: Map<String, Value>,
    citations: Vec<Value>,
}

impl Assembly for Converse {
    fn event(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError> {
        for (kind, body) in event {
            let Some(body) = body.as_object() else { continue };
            match kind.as_str() {
                "messageStart" if !self.message.is_empty() => {
                    let why = "a second answer begins; read one at a time".to_owned();
                    return Err(AnswerError::Misplaced { why });
                }
                "messageStart" => overlay(&mut self.message, &without_padding(body)),
                "contentBlockStart" => {
                    let calls = &mut self.calls;
                    let block = block(&mut self.blocks, &mut self.count, body)?;
                    let Some(start) = object(body, "start") else { continue };
                    block.value = start.clone();
                    if let Some(call) = object(start, "toolUse").filter(|call| get(call, "type").is_none()) {
                        block.call = Some(*calls);
                        emit.call(0, *calls, text(call, "toolUseId"), text(call, "name"));
                        *calls += 1;
                    }
                }
                "contentBlockDelta" => {
                    let block = block(&mut self.blocks, &mut self.count, body)?;
                    if let Some(delta) = object(body, "delta") {
                        block.delta(delta, emit, &mut self.count)?;
                    }
                }
                "contentBlockStop" => {}
                "messageStop" => {
                    overlay(&mut self.top, &without_padding(body));
                    if let Some(word) = text(body, "stopReason") {
                        emit.finish(0, word, self.calls as usize);
                    }
                }
                // `metadata`, and what may come.
                _ => overlay(&mut self.top, &without_padding(body)),
            }
        }
        Ok(())
    }

    fn missing(&self) -> Option<String> {
        get(&self.top, "stopReason").is_none().then(|| "messageStop".to_owned())
    }

    fn response(self: Box<Self>) -> Map<String, Value> {
        let (mut message, mut response) = (self.message, self.top);
        let blocks = self.blocks.into_values().filter_map(Block::whole);
        message.insert("content".to_owned(), blocks.collect());
        response.insert("output".to_owned(), json!({ "message": message }));
        response
    }
}

/// `p` is padding against listeners.
fn without_padding(body: &Map<String, Value>) -> Map<String, Value> {
    body.iter().filter(|(key, _)| *key != "p").map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The block that an event speaks of; of a text nothing says that it begins.
fn block<'b>(
    blocks: &'b mut BTreeMap<u64, Block>,
    count: &mut Blocks,
    body: &Map<String, Value>,
) -> Result<&'b mut Block, AnswerError> {
    let at = get(body, "contentBlockIndex").and_then(Value::as_u64);
    let Some(at) = at else {
        return Err(AnswerError::Misplaced { why: "no contentBlockIndex".to_owned() });
    };
    if at >= MAX_BLOCKS as u64 {
        return Err(AnswerError::TooManyBlocks);
    }
    if !blocks.contains_key(&at) {
        count.add()?;
    }
    Ok(blocks.entry(at).or_default())
}

impl Block {
    fn delta(
        &mut self,
        delta: &Map<String, Value>,
        emit: &mut Emit<'_>,
        count: &mut Blocks,
    ) -> Result<(), AnswerError> {
        for (kind, body) in delta {
            match (kind.as_str(), body) {
                ("text", Value::String(more)) => {
                    emit.content(0, more);
                    append(&mut self.value, "text", more);
                }
                ("toolUse", Value::Object(body)) => {
                    let more = text(body, "input").unwrap_or_default();
                    if let Some(call) = self.call {
                        emit.arguments(0, call, more);
                    }
                    self.input.push_str(more);
                }
                ("reasoningContent", Value::Object(body)) => {
                    emit.reasoning(0, text(body, "text").unwrap_or_default());
                    merge(&mut self.thought, body);
                }
                ("citation", citation) => {
                    count.add()?;
                    self.citations.push(citation.clone());
                }
                _ => {
                    let rest = Map::from_iter([(kind.clone(), body.clone())]);
                    merge(&mut self.value, &rest);
                }
            }
        }
        Ok(())
    }

    /// The block as a whole answer has it.
    fn whole(mut self) -> Option<Value> {
        if let Some(Value::Object(call)) = self.value.get_mut("toolUse") {
            call.insert("input".to_owned(), arguments(self.input));
        } else if !self.thought.is_empty() {
            let thought = match self.thought.contains_key("redactedContent") {
                true => Value::Object(self.thought),
                false => json!({ "reasoningText": self.thought }),
            };
            self.value.insert("reasoningContent".to_owned(), thought);
        } else if !self.citations.is_empty() {
            let text = self.value.shift_remove("text").unwrap_or_default();
            let content = json!({ "content": [{ "text": text }], "citations": self.citations });
            self.value.insert("citationsContent".to_owned(), content);
        }
        (!self.value.is_empty()).then_some(Value::Object(self.value))
    }
}
