//! Chunks of OpenAI's chat completions.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::wire::answer::chat::thought;
use crate::wire::answer::error::AnswerError;
use crate::wire::answer::limits::{self, Blocks, MAX_BLOCKS};
use crate::wire::answer::read::{get, object, text};

use super::Assembly;
use super::emit::Emit;
use super::merge::{append, merge, overlay};

/// Told with every chunk, and the same; Azure's first chunk has them empty.
const SAID_ONCE: [&str; 3] = ["id", "model", "created"];
/// Keys of a chunk that are no part of the answer; `obfuscation` is padding against listeners.
const NOT_KEPT: [&str; 3] = ["choices", "object", "obfuscation"];

#[derive(Debug, Default)]
pub(super) struct Chat {
    top: Map<String, Value>,
    choices: BTreeMap<u32, Choice>,
    blocks: Blocks,
}

#[derive(Debug, Default)]
struct Choice {
    message: Map<String, Value>,
    /// By the index that the stream gives them.
    calls: BTreeMap<u64, Map<String, Value>>,
    rest: Map<String, Value>,
}

impl Assembly for Chat {
    fn event(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError> {
        emit.head(text(event, "id"), text(event, "model"))?;
        for (key, value) in event {
            let is_empty = value.is_null() || value.as_str() == Some("") || value.as_u64() == Some(0);
            let is_said = SAID_ONCE.contains(&key.as_str()) && self.top.contains_key(key);
            if !is_empty && !is_said && !NOT_KEPT.contains(&key.as_str()) {
                self.top.insert(key.clone(), value.clone());
            }
        }
        for choice in get(event, "choices").and_then(Value::as_array).into_iter().flatten() {
            let Some(choice) = choice.as_object() else { return Err(misplaced("a choice is no object")) };
            let index = limits::choice(get(choice, "index").and_then(Value::as_u64).unwrap_or(0))?;
            let own = self.choices.entry(index).or_default();
            if choice.contains_key("message") && !(own.message.is_empty() && own.calls.is_empty()) {
                return Err(misplaced("a second answer begins; read one at a time"));
            }
            // A server that does not stream sends its message whole.
            if let Some(delta) = object(choice, "delta").or_else(|| object(choice, "message")) {
                own.delta(index, delta, emit, &mut self.blocks)?;
            }
            own.rest(choice);
            if let Some(word) = text(choice, "finish_reason") {
                emit.finish(index, word, own.calls.len());
            }
        }
        Ok(())
    }

    fn missing(&self) -> Option<String> {
        if self.choices.is_empty() {
            return Some("choices".to_owned());
        }
        let open = self.choices.iter().find(|(_, choice)| get(&choice.rest, "finish_reason").is_none());
        open.map(|(index, _)| format!("choices[{index}].finish_reason"))
    }

    fn response(self: Box<Self>) -> Map<String, Value> {
        let mut response = self.top;
        let choices = self.choices.into_iter().map(|(index, choice)| choice.whole(index));
        response.insert("choices".to_owned(), choices.collect());
        response
    }
}

impl Choice {
    fn delta(
        &mut self,
        choice: u32,
        delta: &Map<String, Value>,
        emit: &mut Emit<'_>,
        blocks: &mut Blocks,
    ) -> Result<(), AnswerError> {
        match delta.get("content") {
            Some(Value::String(text)) => emit.content(choice, text),
            Some(Value::Array(parts)) => {
                for part in parts {
                    blocks.add()?;
                    let kind = part.get("type").and_then(Value::as_str);
                    let text = part.get("text").and_then(Value::as_str).filter(|_| kind == Some("text"));
                    emit.content(choice, text.unwrap_or_default());
                    if kind == Some("thinking") {
                        emit.reasoning(choice, &thought(part));
                    }
                }
            }
            _ => {}
        }
        let more = text(delta, "reasoning_content").or_else(|| text(delta, "reasoning"));
        emit.reasoning(choice, more.unwrap_or_default());
        emit.refusal(choice, text(delta, "refusal").unwrap_or_default());
        for call in get(delta, "tool_calls").and_then(Value::as_array).into_iter().flatten() {
            let Some(call) = call.as_object() else { return Err(misplaced("a call is no object")) };
            self.call(choice, call, emit, blocks)?;
        }
        if let Some(function) = object(delta, "function_call") {
            if let Some(name) = text(function, "name").filter(|name| !name.is_empty()) {
                emit.call(choice, 0, Some("call_0"), Some(name));
            }
            emit.arguments(choice, 0, text(function, "arguments").unwrap_or_default());
        }
        let others = delta.iter().filter(|(key, _)| *key != "tool_calls");
        let others: Map<String, Value> = others.map(|(key, value)| (key.clone(), value.clone())).collect();
        let clash = others.get("content").zip(self.message.get("content"));
        if clash.is_some_and(|(new, own)| !new.is_null() && new.is_array() != own.is_array()) {
            return Err(misplaced("the content is a text and then a list, or the other way"));
        }
        merge(&mut self.message, &others);
        Ok(())
    }

    /// A call that begins, or more of one. Some gateways leave the index out: a new id begins a new call.
    fn call(
        &mut self,
        choice: u32,
        delta: &Map<String, Value>,
        emit: &mut Emit<'_>,
        blocks: &mut Blocks,
    ) -> Result<(), AnswerError> {
        let id = text(delta, "id").filter(|id| !id.is_empty());
        let last = self.calls.last_key_value();
        let next = last.map_or(0, |(key, _)| key.saturating_add(1));
        let key = match (get(delta, "index").and_then(Value::as_u64), last) {
            (Some(index), _) => index,
            (None, Some((key, call))) if id.is_none() || id == text(call, "id") => *key,
            (None, _) => next,
        };
        if key >= MAX_BLOCKS as u64 {
            return Err(AnswerError::TooManyBlocks);
        }
        let function = object(delta, "function");
        let name = function.and_then(|function| text(function, "name")).filter(|name| !name.is_empty());
        let is_new = !self.calls.contains_key(&key);
        if is_new {
            blocks.add()?;
        }
        let place = self.calls.range(..key).count();
        let place = u32::try_from(place).map_err(|_| AnswerError::TooManyBlocks)?;
        let own = self.calls.entry(key).or_default();
        let named = object(own, "function").and_then(|function| text(function, "name")).is_some();
        if is_new || (name.is_some() && !named) {
            emit.call(choice, place, id, name);
        }
        let mut rest = delta.clone();
        rest.shift_remove("index");
        if let Some(Value::Object(function)) = rest.shift_remove("function") {
            let whole = own.entry("function").or_insert_with(|| Map::new().into());
            if let Some(whole) = whole.as_object_mut() {
                match get(&function, "arguments") {
                    Some(Value::String(more)) => {
                        emit.arguments(choice, place, more);
                        append(whole, "arguments", more);
                    }
                    Some(value) => {
                        emit.arguments(choice, place, &value.to_string());
                        whole.insert("arguments".to_owned(), value.clone());
                    }
                    None => {}
                }
                merge(whole, &without(&function, "arguments"));
            }
        }
        merge(own, &rest);
        Ok(())
    }

    /// What stands beside the delta: why the choice ended, filters, probabilities.
    fn rest(&mut self, choice: &Map<String, Value>) {
        for (key, value) in choice.iter().filter(|(_, value)| !value.is_null()) {
            match (key.as_str(), self.rest.get_mut(key), value) {
                ("delta" | "message" | "index", _, _) => {}
                ("logprobs", Some(Value::Object(own)), Value::Object(more)) => merge(own, more),
                (_, Some(Value::Object(own)), Value::Object(newer)) => overlay(own, newer),
                _ => {
                    self.rest.insert(key.clone(), value.clone());
                }
            }
        }
    }

    fn whole(mut self, index: u32) -> Value {
        if !self.calls.is_empty() {
            let calls: Vec<Value> = self.calls.into_values().map(Value::Object).collect();
            self.message.insert("tool_calls".to_owned(), calls.into());
        }
        self.rest.insert("index".to_owned(), index.into());
        self.rest.insert("message".to_owned(), self.message.into());
        Value::Object(self.rest)
    }
}

fn without(own: &Map<String, Value>, key: &str) -> Map<String, Value> {
    own.iter().filter(|(name, _)| *name != key).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn misplaced(why: &str) -> AnswerError {
    AnswerError::Misplaced { why: why.to_owned() }
}
