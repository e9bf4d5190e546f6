//! Events of Anthropic's messages.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::params::Plain;
use crate::wire::answer::error::AnswerError;
use crate::wire::answer::limits::{Blocks, MAX_BLOCKS};
use crate::wire::answer::read::{get, object, text};

use super::Assembly;
use super::emit::Emit;
use super::merge::{append, arguments, merge, overlay};

#[derive(Debug, Default)]
pub(super) struct Claude {
    message: Map<String, Value>,
    blocks: BTreeMap<u64, Block>,
    count: Blocks,
    calls: u32,
    begun: bool,
    stopped: bool,
}

#[derive(Debug, Default)]
struct Block {
    value: Map<String, Value>,
    /// The arguments of a call, as far as they have come.
    input: String,
    /// Which call of the answer it is.
    call: Option<u32>,
}

impl Assembly for Claude {
    fn event(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError> {
        match text(event, "type").unwrap_or_default() {
            "message_start" => {
                let Some(message) = object(event, "message") else { return Err(misplaced("no message")) };
                emit.head(text(message, "id"), text(message, "model"))?;
                if self.begun {
                    return Err(misplaced("a second answer begins; read one at a time"));
                }
                overlay(&mut self.message, message);
                self.begun = true;
            }
            "content_block_start" => {
                let at = at(event)?;
                let Some(block) = object(event, "content_block") else { return Err(misplaced("no block")) };
                self.count.add()?;
                let mut own = Block { value: block.clone(), ..Block::default() };
                match text(block, "type") {
                    Some("tool_use") => {
                        own.call = Some(self.calls);
                        emit.call(0, self.calls, text(block, "id"), text(block, "name"));
                        self.calls += 1;
                    }
                    Some("text") => emit.content(0, text(block, "text").unwrap_or_default()),
                    Some("thinking") => emit.reasoning(0, text(block, "thinking").unwrap_or_default()),
                    _ => {}
                }
                self.blocks.insert(at, own);
            }
            "content_block_delta" => {
                let at = at(event)?;
                let Some(block) = self.blocks.get_mut(&at) else {
                    return Err(misplaced(format!("block {at} has not begun")));
                };
                let Some(delta) = object(event, "delta") else { return Err(misplaced("no delta")) };
                block.delta(delta, emit, &mut self.count)?;
            }
            "content_block_stop" | "ping" => {}
            "message_delta" => {
                let rest = event.iter().filter(|(key, _)| !["type", "delta"].contains(&key.as_str()));
                let rest: Map<String, Value> =
                    rest.map(|(key, value)| (key.clone(), value.clone())).collect();
                overlay(&mut self.message, &rest);
                if let Some(delta) = object(event, "delta") {
                    overlay(&mut self.message, delta);
                    if let Some(word) = text(delta, "stop_reason") {
                        emit.finish(0, word, self.calls as usize);
                    }
                }
            }
            "message_stop" => {
                self.stopped = true;
                // Bedrock's metrics come here.
                let rest = event.iter().filter(|(key, _)| *key != "type");
                let rest: Map<String, Value> =
                    rest.map(|(key, value)| (key.clone(), value.clone())).collect();
                overlay(&mut self.message, &rest);
            }
            // Anthropic may add kinds of events; they are kept.
            kind => {
                self.count.add()?;
                if kind.is_empty() {
                    return Err(misplaced("it has no type"));
                }
                let events = self.message.entry("events").or_insert_with(|| Value::Array(Vec::new()));
                if let Some(events) = events.as_array_mut() {
                    events.push(Value::Object(event.clone()));
                }
            }
        }
        Ok(())
    }

    fn missing(&self) -> Option<String> {
        let stated = |is: bool, what: &str| (!is).then(|| what.to_owned());
        stated(self.begun, "message_start")
            .or_else(|| stated(get(&self.message, "stop_reason").is_some(), "message_delta"))
            .or_else(|| stated(self.stopped, "message_stop"))
    }

    fn response(self: Box<Self>) -> Map<String, Value> {
        let mut response = self.message;
        let blocks = self.blocks.into_values().map(Block::whole);
        response.insert("content".to_owned(), blocks.collect());
        response
    }
}

impl Block {
    fn delta(
        &mut self,
        delta: &Map<String, Value>,
        emit: &mut Emit<'_>,
        count: &mut Blocks,
    ) -> Result<(), AnswerError> {
        match text(delta, "type").unwrap_or_default() {
            "text_delta" => {
                let more = text(delta, "text").unwrap_or_default();
                emit.content(0, more);
                append(&mut self.value, "text", more);
            }
            "thinking_delta" => {
                let more = text(delta, "thinking").unwrap_or_default();
                emit.reasoning(0, more);
                append(&mut self.value, "thinking", more);
            }
            "signature_delta" => {
                append(&mut self.value, "signature", text(delta, "signature").unwrap_or_default());
            }
            "input_json_delta" => {
                let more = text(delta, "partial_json").unwrap_or_default();
                if let Some(call) = self.call {
                    emit.arguments(0, call, more);
                }
                self.input.push_str(more);
            }
            "citations_delta" => {
                count.add()?;
                let Some(citation) = get(delta, "citation") else { return Err(misplaced("no citation")) };
                match self.value.get_mut("citations") {
                    Some(Value::Array(own)) => own.push(citation.clone()),
                    _ => {
                        self.value.insert("citations".to_owned(), Value::Array(vec![citation.clone()]));
                    }
                }
            }
            // `compaction_delta`, and what may come: what it holds grows.
            _ => {
                let rest = delta.iter().filter(|(key, _)| *key != "type");
                let rest: Map<String, Value> =
                    rest.map(|(key, value)| (key.clone(), value.clone())).collect();
                merge(&mut self.value, &rest);
            }
        }
        Ok(())
    }

    fn whole(mut self) -> Value {
        if !self.input.is_empty() {
            self.value.insert("input".to_owned(), arguments(self.input));
        }
        Value::Object(self.value)
    }
}

/// The place of a block.
fn at(event: &Map<String, Value>) -> Result<u64, AnswerError> {
    match get(event, "index").and_then(Value::as_u64) {
        Some(at) if at < MAX_BLOCKS as u64 => Ok(at),
        Some(_) => Err(AnswerError::TooManyBlocks),
        None => Err(misplaced(format!("no index in {}", Plain(text(event, "type").unwrap_or_default())))),
    }
}

fn misplaced(why: impl Into<String>) -> AnswerError {
    AnswerError::Misplaced { why: why.into() }
}
