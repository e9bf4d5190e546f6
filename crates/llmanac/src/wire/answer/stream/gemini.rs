//! Pieces of Gemini's answers: each is built like a whole one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::wire::answer::error::AnswerError;
use crate::wire::answer::gemini::{call_id, camel, is_whole_call};
use crate::wire::answer::limits::{self, Blocks};
use crate::wire::answer::read::{get, object, text};

use super::Assembly;
use super::emit::Emit;
use super::merge::{append, overlay};

#[derive(Debug, Default)]
pub(super) struct Gemini {
    top: Map<String, Value>,
    candidates: BTreeMap<u32, Candidate>,
    blocks: Blocks,
}

#[derive(Debug, Default)]
struct Candidate {
    content: Map<String, Value>,
    parts: Vec<Map<String, Value>>,
    rest: Map<String, Value>,
    calls: usize,
}

impl Assembly for Gemini {
    fn event(&mut self, event: &Map<String, Value>, emit: &mut Emit<'_>) -> Result<(), AnswerError> {
        let event = camel(event);
        emit.head(text(&event, "responseId"), text(&event, "modelVersion"))?;
        let candidates = get(&event, "candidates").and_then(Value::as_array);
        for (key, value) in event.iter().filter(|(key, value)| *key != "candidates" && !value.is_null()) {
            let is_said = key == "responseId" && self.top.contains_key(key);
            if !is_said {
                self.top.insert(key.clone(), value.clone());
            }
        }
        let id = text(&self.top, "responseId");
        for (at, candidate) in candidates.into_iter().flatten().enumerate() {
            let Some(candidate) = candidate.as_object() else {
                return Err(AnswerError::Misplaced { why: "a candidate is no object".to_owned() });
            };
            let index = get(candidate, "index").and_then(Value::as_u64).unwrap_or(at as u64);
            let index = limits::choice(index)?;
            let own = self.candidates.entry(index).or_default();
            own.add(index, candidate, id, emit, &mut self.blocks)?;
        }
        Ok(())
    }

    fn missing(&self) -> Option<String> {
        if self.candidates.is_empty() {
            let blocked = object(&self.top, "promptFeedback").and_then(|told| get(told, "blockReason"));
            return blocked.is_none().then(|| "candidates".to_owned());
        }
        let open = self.candidates.iter().find(|(_, own)| get(&own.rest, "finishReason").is_none());
        open.map(|(index, _)| format!("candidates[{index}].finishReason"))
    }

    fn response(self: Box<Self>) -> Map<String, Value> {
        let mut response = self.top;
        if !self.candidates.is_empty() {
            let candidates = self.candidates.into_iter().map(|(index, candidate)| candidate.whole(index));
            response.insert("candidates".to_owned(), candidates.collect());
        }
        response
    }
}

impl Candidate {
    fn add(
        &mut self,
        index: u32,
        candidate: &Map<String, Value>,
        id: Option<&str>,
        emit: &mut Emit<'_>,
        blocks: &mut Blocks,
    ) -> Result<(), AnswerError> {
        if let Some(content) = object(candidate, "content") {
            for part in get(content, "parts").and_then(Value::as_array).into_iter().flatten() {
                let Some(part) = part.as_object() else {
                    return Err(AnswerError::Misplaced { why: "a part is no object".to_owned() });
                };
                self.tell(index, part, id, emit);
                if !self.grow(part) {
                    blocks.add()?;
                    self.parts.push(part.clone());
                }
            }
            for (key, value) in content.iter().filter(|(key, _)| *key != "parts") {
                self.content.insert(key.clone(), value.clone());
            }
        }
        for (key, value) in candidate.iter().filter(|(_, value)| !value.is_null()) {
            match (key.as_str(), self.rest.get_mut(key), value) {
                ("content" | "index", _, _) => {}
                (_, Some(Value::Object(own)), Value::Object(newer)) => overlay(own, newer),
                _ => {
                    self.rest.insert(key.clone(), value.clone());
                }
            }
        }
        if let Some(word) = text(candidate, "finishReason") {
            emit.finish(index, word.rsplit('.').next().unwrap_or(word), self.calls);
        }
        Ok(())
    }

    fn tell(&mut self, index: u32, part: &Map<String, Value>, id: Option<&str>, emit: &mut Emit<'_>) {
        let is_thought = get(part, "thought").and_then(Value::as_bool) == Some(true);
        if let Some(text) = text(part, "text") {
            if is_thought { emit.reasoning(index, text) } else { emit.content(index, text) }
        } else if let Some(call) = object(part, "functionCall").filter(|call| is_whole_call(call)) {
            let own = call_id(id, index, self.calls);
            let place = u32::try_from(self.calls).unwrap_or(u32::MAX);
            emit.call(index, place, text(call, "id").or(Some(&own)), text(call, "name"));
            let arguments = get(call, "args").map_or_else(|| "{}".to_owned(), Value::to_string);
            emit.arguments(index, place, &arguments);
            self.calls += 1;
        }
    }

    /// Adds a text to the text before it, where both are of one kind; a signature ends it.
    fn grow(&mut self, part: &Map<String, Value>) -> bool {
        let is_text = |part: &Map<String, Value>| {
            let known = |key: &String| ["text", "thought", "thoughtSignature"].contains(&key.as_str());
            text(part, "text").is_some() && part.iter().all(|(key, value)| known(key) || value.is_null())
        };
        let is_thought =
            |part: &Map<String, Value>| get(part, "thought").and_then(Value::as_bool) == Some(true);
        let Some(last) = self.parts.last_mut() else { return false };
        let grows = is_text(last)
            && is_text(part)
            && is_thought(last) == is_thought(part)
            && get(last, "thoughtSignature").is_none();
        if grows {
            append(last, "text", text(part, "text").unwrap_or_default());
            if let Some(signature) = get(part, "thoughtSignature") {
                last.insert("thoughtSignature".to_owned(), signature.clone());
            }
        }
        grows
    }

    fn whole(self, index: u32) -> Value {
        let mut candidate = self.rest;
        let mut content = self.content;
        if !self.parts.is_empty() {
            content.insert("parts".to_owned(), self.parts.into());
        }
        candidate.insert("index".to_owned(), index.into());
        candidate.insert("content".to_owned(), json!(content));
        Value::Object(candidate)
    }
}
