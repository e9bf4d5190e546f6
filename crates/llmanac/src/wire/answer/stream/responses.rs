//! Events of OpenAI's responses: the last one holds the whole response.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::wire::answer::error::AnswerError;
use crate::wire::answer::limits::{Blocks, MAX_BLOCKS};
use crate::wire::answer::read::{get, object, text};

use super::Assembly;
use super::emit::Emit;
use super::merge::{append, overlay};

#[derive(Debug, Default)]
pub(super) struct Responses {
    response: Map<String, Value>,
    items: BTreeMap<u64, Item>,
    count: Blocks,
    calls: u32,
    ended: bool,
}

#[derive(Debug, Default)]
struct Item {
    value: Map<String, Value>,
    content: BTreeMap<u64, Map<String, Value>>,
    summary: BTreeMap<u64, Map<String, Value>>,
    /// Which call of the answer it is.
    call: Option<u32>,
    done: bool,
}

impl Assembly for Responses {
    fn event(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError> {
        let kind = text(event, "type").unwrap_or_default();
        let more = text(event, "delta").unwrap_or_default();
        match kind {
            "response.created" | "response.queued" | "response.in_progress" => {
                self.overlay(event, emit)?;
            }
            "response.completed" | "response.incomplete" | "response.cancelled" => {
                self.overlay(event, emit)?;
                self.ended = true;
                let reason =
                    object(&self.response, "incomplete_details").and_then(|told| text(told, "reason"));
                let word = reason.or_else(|| text(&self.response, "status")).unwrap_or_default();
                emit.finish(0, word, self.calls as usize);
            }
            "response.output_item.added" | "response.output_item.done" => {
                let Some(item) = object(event, "item") else { return Err(misplaced("no item")) };
                let calls = self.calls;
                let own = self.item(event)?;
                let is_new = own.value.is_empty();
                own.value = item.clone();
                own.done = kind.ends_with(".done");
                if is_new && text(item, "type") == Some("function_call") {
                    own.call = Some(calls);
                    let id = text(item, "call_id").or_else(|| text(item, "id"));
                    emit.call(0, calls, id, text(item, "name"));
                    emit.arguments(0, calls, text(item, "arguments").unwrap_or_default());
                    self.calls += 1;
                }
            }
            "response.content_part.added" | "response.content_part.done" => {
                let part = object(event, "part").cloned().unwrap_or_default();
                *self.part(event, "content_index")? = part;
            }
            "response.reasoning_summary_part.added" | "response.reasoning_summary_part.done" => {
                let part = object(event, "part").cloned().unwrap_or_default();
                *self.part(event, "summary_index")? = part;
            }
            "response.output_text.delta" | "response.refusal.delta" | "response.reasoning_text.delta" => {
                let (key, kind) = match kind {
                    "response.refusal.delta" => ("refusal", "refusal"),
                    "response.reasoning_text.delta" => ("text", "reasoning_text"),
                    _ => ("text", "output_text"),
                };
                let part = self.part(event, "content_index")?;
                part.entry("type").or_insert_with(|| kind.into());
                append(part, key, more);
                match kind {
                    "refusal" => emit.refusal(0, more),
                    "output_text" => emit.content(0, more),
                    _ => emit.reasoning(0, more),
                }
            }
            "response.reasoning_summary_text.delta" => {
                append(self.part(event, "summary_index")?, "text", more);
                emit.reasoning(0, more);
            }
            "response.output_text.annotation.added" => {
                self.count.add()?;
                let annotation = get(event, "annotation").cloned().unwrap_or_default();
                let part = self.part(event, "content_index")?;
                match part.get_mut("annotations") {
                    Some(Value::Array(own)) => own.push(annotation),
                    _ => {
                        part.insert("annotations".to_owned(), Value::Array(vec![annotation]));
                    }
                }
            }
            "response.function_call_arguments.delta" => {
                let own = self.item(event)?;
                append(&mut own.value, "arguments", more);
                if let Some(call) = own.call {
                    emit.arguments(0, call, more);
                }
            }
            // Others announce, or repeat what the items hold when they are done.
            _ if kind.starts_with("response.") => {}
            _ => return Err(misplaced("its type is none of a response")),
        }
        Ok(())
    }

    fn missing(&self) -> Option<String> {
        (!self.ended).then(|| "response.completed".to_owned())
    }

    fn response(self: Box<Self>) -> Map<String, Value> {
        let mut response = self.response;
        let stated =
            get(&response, "output").and_then(Value::as_array).is_some_and(|items| !items.is_empty());
        // The last event has everything; where it has not, or never came, the items are what there is.
        if !(self.ended && stated) {
            let items = self.items.into_values().map(Item::whole);
            response.insert("output".to_owned(), items.collect());
        }
        response
    }
}

impl Responses {
    fn overlay(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError> {
        if let Some(response) = object(event, "response") {
            emit.head(text(response, "id"), text(response, "model"))?;
            overlay(&mut self.response, response);
        }
        Ok(())
    }

    fn item(&mut self, event: &Map<String, Value>) -> Result<&mut Item, AnswerError> {
        let at = index(event, "output_index")?;
        if !self.items.contains_key(&at) {
            self.count.add()?;
        }
        Ok(self.items.entry(at).or_default())
    }

    fn part(
        &mut self,
        event: &Map<String, Value>,
        key: &str,
    ) -> Result<&mut Map<String, Value>, AnswerError> {
        let at = index(event, key)?;
        let item = index(event, "output_index")?;
        let known = self.items.get(&item).map(|item| item.parts(key).contains_key(&at));
        if known != Some(true) {
            self.count.add()?;
        }
        let item = self.item(event)?;
        let parts = if key == "summary_index" { &mut item.summary } else { &mut item.content };
        Ok(parts.entry(at).or_default())
    }
}

impl Item {
    fn parts(&self, key: &str) -> &BTreeMap<u64, Map<String, Value>> {
        if key == "summary_index" { &self.summary } else { &self.content }
    }

    /// The item; what is not done has the parts that have come.
    fn whole(mut self) -> Value {
        if !self.done {
            for (key, parts) in [("content", self.content), ("summary", self.summary)] {
                if !parts.is_empty() {
                    let parts: Vec<Value> = parts.into_values().map(Value::Object).collect();
                    self.value.insert(key.to_owned(), parts.into());
                }
            }
        }
        Value::Object(self.value)
    }
}

/// The place that an event states.
fn index(event: &Map<String, Value>, key: &str) -> Result<u64, AnswerError> {
    match get(event, key).and_then(Value::as_u64) {
        Some(at) if at < MAX_BLOCKS as u64 => Ok(at),
        Some(_) => Err(AnswerError::TooManyBlocks),
        None => Err(misplaced(&format!("no {key}"))),
    }
}

fn misplaced(why: &str) -> AnswerError {
    AnswerError::Misplaced { why: why.to_owned() }
}
