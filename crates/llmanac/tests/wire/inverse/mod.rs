//! Requests on the wire read back into the standard, slowly and simply, from what the providers document.
//!
//! A reader takes every key that it knows out of a body, and what is left over is a failure: nothing goes on the wire that nobody meant.

mod chat;
mod claude;
mod converse;
mod gemini;
mod responses;
pub mod standard;

use llmanac::advise::WireRequest;
use serde_json::{Map, Value, json};

/// One thing that somebody says: a text, an image, a call, a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its place in the standard request, where it was read from one: `messages[2].content[0]`.
    pub place: String,
    /// The message that it belongs to.
    pub message: usize,
    /// `system`, `user`, `assistant`, `tool`.
    pub role: &'static str,
    /// What it is, by the names that fields have in the standard.
    pub fields: Map<String, Value>,
}

/// A request, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    pub said: Vec<Said>,
    pub parameters: Map<String, Value>,
}

impl Read {
    fn say(&mut self, message: usize, role: &'static str, fields: Value) {
        let Value::Object(fields) = fields else { panic!("{fields}") };
        self.said.push(Said { place: String::new(), message, role, fields });
    }

    /// A mark of the cache belongs to what was said last.
    fn mark(&mut self) {
        self.said.last_mut().unwrap().fields.insert("cache_control".to_owned(), json!(true));
    }

    fn set(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            assert_eq!(self.parameters.insert(name.to_owned(), value), None, "{name} stands twice");
        }
    }

    /// Takes keys out of an object under their standard names.
    fn take(&mut self, object: &mut Map<String, Value>, names: &[(&str, &str)]) {
        for (own, standard) in names {
            self.set(standard, object.shift_remove(*own));
        }
    }
}

/// Reads a request in the form of its surface.
pub fn read(form: &str, wire: &WireRequest) -> Read {
    let mut read = match form {
        "chat" => chat::read(wire),
        "responses" => responses::read(wire),
        "converse" => converse::read(wire),
        "claude" => claude::read(wire),
        "gemini" => gemini::read(wire),
        other => panic!("no form {other}"),
    };
    renamed(&mut read, wire);
    read
}

/// Tools under the names that the request has for them.
fn renamed(read: &mut Read, wire: &WireRequest) {
    let original = |name: &mut Value| {
        if let Some(own) = name.as_str() {
            *name = wire.tool_names.original(own).to_owned().into();
        }
    };
    for said in &mut read.said {
        said.fields.get_mut("name").into_iter().for_each(original);
    }
    let tools = read.parameters.get_mut("tools").and_then(Value::as_array_mut);
    for tool in tools.into_iter().flatten() {
        original(&mut tool["function"]["name"]);
    }
    if let Some(Value::Object(choice)) = read.parameters.get_mut("tool_choice") {
        original(&mut choice["function"]["name"]);
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(own) => own,
        other => panic!("no object: {other}"),
    }
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        None => Vec::new(),
        Some(Value::Array(own)) => own,
        Some(other) => panic!("no list: {other}"),
    }
}

fn text(value: Option<Value>) -> String {
    value.and_then(|value| value.as_str().map(str::to_owned)).expect("a text")
}

/// Fails where a key was not read.
fn done(object: &Map<String, Value>, place: &str) {
    assert!(object.is_empty(), "nobody reads {object:?} in {place}");
}

/// An object within an object, taken out; an empty one where there is none.
fn within(object: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    object.shift_remove(key).map(self::object).unwrap_or_default()
}

/// A function as a tool of the standard.
fn tool(name: Value, description: Option<Value>, schema: Option<Value>, strict: Option<Value>) -> Value {
    let mut function = Map::from_iter([("name".to_owned(), name)]);
    for (key, value) in [("description", description), ("parameters", schema), ("strict", strict)] {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            function.insert(key.to_owned(), value);
        }
    }
    json!({ "type": "function", "function": function })
}

fn named(name: Value) -> Value {
    json!({ "type": "function", "function": { "name": name } })
}
