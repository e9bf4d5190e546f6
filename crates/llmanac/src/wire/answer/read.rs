//! What the readers of all forms share: where things go, and what is told about them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::MessageForm;
use crate::params::Plain;
use crate::wire::ToolNames;

use super::error::AnswerError;
use super::finish::{self, FinishReason, Knowledge};
use super::limits::Blocks;
use super::note::{AnswerNote, AnswerNoteCode};
use super::shape::{Answer, AnswerMessage, CalledFunction, Choice, NativePart, ToolCall};

/// What an object has under a key; null is nothing.
pub(super) fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object.get(key).filter(|value| !value.is_null())
}

/// The text under a key.
pub(super) fn text<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    get(object, key)?.as_str()
}

/// The object under a key.
pub(super) fn object<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Map<String, Value>> {
    get(object, key)?.as_object()
}

/// The arguments of a call: as the model wrote them, or as the surface read them.
pub(super) enum Arguments<'a> {
    Text(&'a str),
    Value(Option<&'a Value>),
}

/// Reads one answer.
#[derive(Debug)]
pub(super) struct Reader<'n> {
    form: MessageForm,
    names: &'n ToolNames,
    notes: Vec<AnswerNote>,
    native: BTreeMap<String, Value>,
    blocks: Blocks,
}

impl<'n> Reader<'n> {
    pub fn new(form: MessageForm, names: &'n ToolNames) -> Self {
        Self { form, names, notes: Vec::new(), native: BTreeMap::new(), blocks: Blocks::default() }
    }

    /// Tells something.
    pub fn note(&mut self, code: AnswerNoteCode, path: &str, message: impl std::fmt::Display) {
        self.notes.push(AnswerNote::new(code, path, message));
    }

    /// Counts a block.
    pub fn block(&mut self) -> Result<(), AnswerError> {
        self.blocks.add()
    }

    /// Keeps what an object has beside the keys that were read, under their paths.
    pub fn rest(&mut self, object: &Map<String, Value>, read: &[&str], before: &str) {
        for (key, value) in object {
            if !read.contains(&key.as_str()) && !is_nothing(value) {
                let path = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
                self.native.insert(path, value.clone());
            }
        }
    }

    /// The text under a key; what is there and no text is kept, and told.
    pub fn text<'a>(&mut self, object: &'a Map<String, Value>, key: &str, before: &str) -> Option<&'a str> {
        let value = get(object, key)?;
        if value.is_string() {
            return value.as_str();
        }
        let path = if before.is_empty() { key.to_owned() } else { format!("{before}.{key}") };
        self.stray(path, value, "is no text, and is kept as it came");
        None
    }

    /// The objects of a list under a key, with their places in it; what is none is kept, and told.
    pub fn objects<'a>(
        &mut self,
        of: &'a Map<String, Value>,
        key: &str,
        before: &str,
    ) -> Vec<(usize, &'a Map<String, Value>)> {
        let path = if before.is_empty() { key.to_owned() } else { format!("{before}.{key}") };
        let items = match get(of, key) {
            Some(Value::Array(items)) => items.as_slice(),
            Some(other) => {
                self.stray(path, other, "is no list, and is kept as it came");
                return Vec::new();
            }
            None => return Vec::new(),
        };
        let mut found = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            match item {
                Value::Object(item) => found.push((at, item)),
                other => self.stray(format!("{path}[{at}]"), other, "is no object, and is kept as it came"),
            }
        }
        found
    }

    fn stray(&mut self, path: String, value: &Value, why: &str) {
        self.note(AnswerNoteCode::Malformed, &path, why);
        self.native.insert(path, value.clone());
    }

    /// Keeps a part that has no place in the standard shape.
    pub fn part(&mut self, message: &mut AnswerMessage, path: String, value: &Value, what: &str) {
        let what = Plain(what);
        self.note(
            AnswerNoteCode::NoPlace,
            &path,
            format_args!("({what}) has no place in the standard shape, and is kept as it came"),
        );
        message.parts.push(NativePart { path, value: value.clone() });
    }

    /// Keeps a block of reasoning as it came.
    pub fn reasoning(&mut self, message: &mut AnswerMessage, path: String, value: &Value) {
        message.reasoning.push(NativePart { path, value: value.clone() });
    }

    /// The call of a tool. A call without an id gets `made`.
    pub fn call(
        &mut self,
        path: &str,
        id: Option<&str>,
        made: impl FnOnce() -> String,
        name: &str,
        arguments: &Arguments<'_>,
    ) -> ToolCall {
        let id = match id.filter(|id| !id.is_empty()) {
            Some(id) => id.to_owned(),
            None => {
                let id = made();
                self.note(AnswerNoteCode::IdMade, path, format_args!("has no id, and is called `{id}`"));
                id
            }
        };
        let (arguments, parsed) = match *arguments {
            Arguments::Text(text) => (text.to_owned(), parsed(text)),
            Arguments::Value(None) => ("{}".to_owned(), Ok(Map::new())),
            Arguments::Value(Some(Value::Object(own))) => {
                (Value::Object(own.clone()).to_string(), Ok(own.clone()))
            }
            // A stream whose pieces are no JSON together hands over the text.
            Arguments::Value(Some(Value::String(text))) => (text.clone(), parsed(text)),
            Arguments::Value(Some(other)) => (other.to_string(), parsed(&other.to_string())),
        };
        let (parsed, fault) = match parsed {
            Ok(parsed) => (Some(parsed), None),
            Err(why) => {
                self.note(
                    AnswerNoteCode::ArgumentsInvalid,
                    path,
                    format_args!("has no arguments to call with: {why}"),
                );
                (None, Some(why))
            }
        };
        let own = self.names.original(name);
        ToolCall {
            id,
            kind: "function",
            function: CalledFunction { name: own.to_owned(), arguments },
            parsed,
            fault,
            native_name: (own != name).then(|| name.to_owned()),
            extra: Map::new(),
        }
    }

    /// A choice that ended for a reason in the provider's words.
    pub fn choice(&mut self, index: u32, message: AnswerMessage, word: Option<&str>, path: &str) -> Choice {
        let finish = word.map(|word| {
            let (reason, knowledge) = finish::standard(self.form, word);
            if knowledge == Knowledge::Unknown {
                self.note(
                    AnswerNoteCode::FinishUnknown,
                    path,
                    format_args!("`{}` is no word that is known here, and is kept", Plain(word)),
                );
            }
            reason
        });
        if finish.is_none() {
            self.note(
                AnswerNoteCode::FinishMissing,
                path,
                "is not stated: nobody tells why the answer ended",
            );
        }
        // What the surface has no word for is told by what is there.
        let calls = !message.tool_calls.is_empty();
        let finish = match finish {
            Some(FinishReason::Stop) if calls && self.form != MessageForm::Chat => {
                Some(FinishReason::ToolCalls)
            }
            other => other,
        };
        Choice {
            index,
            message,
            finish_reason: finish,
            native_finish_reason: word.map(str::to_owned),
            logprobs: None,
            content_filter_results: None,
        }
    }

    /// The answer.
    pub fn answer(
        self,
        id: Option<&str>,
        created: Option<u64>,
        model: Option<&str>,
        choices: Vec<Choice>,
    ) -> Answer {
        Answer {
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
            object: "chat.completion",
            created,
            model: model.filter(|model| !model.is_empty()).map(str::to_owned),
            choices,
            usage: None,
            native: self.native,
            notes: self.notes,
        }
    }
}

/// Arguments as an object, or why they are none.
fn parsed(text: &str) -> Result<Map<String, Value>, String> {
    if text.trim().is_empty() {
        return Err("the text is empty".to_owned());
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(format!("`{}` is no JSON object", Plain(text))),
        Err(error) => Err(format!("`{}` is no JSON: {error}", Plain(text))),
    }
}

/// Whether nothing is lost where a value is left out.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
