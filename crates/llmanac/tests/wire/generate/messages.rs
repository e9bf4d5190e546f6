//! Conversations: systems, turns, calls of tools with their results.

use serde_json::{Value, json};

use super::{Maker, texts};

impl Maker<'_> {
    /// The messages, and the names of the tools that they call.
    pub(super) fn messages(&mut self) -> (Value, Vec<String>) {
        let mut messages = Vec::new();
        for _ in 0..self.random.pick(&[0, 0, 1, 1, 1, 2]) {
            let role = self.random.pick(&["system", "system", "developer"]);
            messages.push(json!({ "role": role, "content": self.texts() }));
        }
        // A conversation that the assistant begins is refused by many surfaces.
        if self.random.is(1) {
            messages.push(json!({ "role": "assistant", "content": texts::text(self.random) }));
        }
        let tools: Vec<String> = match self.supports("tools") && self.random.is(40) {
            true => (0..=self.random.below(3)).fold(Vec::new(), |mut names, _| {
                names.push(texts::name(self.random, &names));
                names
            }),
            false => Vec::new(),
        };
        let mut calls = 0;
        for _ in 0..self.random.pick(&[0, 0, 0, 1, 1, 2, 5]) {
            messages.push(json!({ "role": "user", "content": self.parts() }));
            if self.random.is(2)
                && let Some(last) = messages.last_mut()
            {
                last["name"] = texts::word(self.random).into();
            }
            if !tools.is_empty() && self.random.is(60) {
                self.called(&tools, &mut calls, &mut messages);
            }
            if self.random.is(90) {
                messages.push(json!({ "role": "assistant", "content": self.texts() }));
            }
            if self.random.is(4) {
                messages.push(json!({ "role": "system", "content": texts::text(self.random) }));
            }
        }
        let mut last = json!({ "role": "user", "content": self.parts() });
        if self.random.is(3) {
            last["cache_control"] = json!({ "type": "ephemeral" });
        }
        messages.push(last);
        if !tools.is_empty() && self.random.is(40) {
            self.called(&tools, &mut calls, &mut messages);
        }
        // An answer that is begun.
        if self.random.is(2) {
            messages.push(json!({ "role": "assistant", "content": "The depth is" }));
        }
        (messages.into(), tools)
    }

    /// A text, or a list of texts.
    fn texts(&mut self) -> Value {
        match self.random.is(75) {
            true => texts::text(self.random).into(),
            false => (0..=self.random.below(2)).map(|_| self.text_part()).collect(),
        }
    }

    /// An assistant's calls, and what the tools say.
    fn called(&mut self, tools: &[String], calls: &mut usize, messages: &mut Vec<Value>) {
        let mut own = Vec::new();
        let mut results = Vec::new();
        for _ in 0..self.random.pick(&[1, 1, 1, 2, 3]) {
            *calls += 1;
            let id = match self.random.is(4) {
                true => format!("chatcmpl-tool|{calls}/{}", "9f".repeat(self.random.below(40))),
                false => format!("call_{calls:03}"),
            };
            let arguments = match self.random.is(10) {
                true => String::new(),
                false => Value::Object(texts::object(self.random, 2)).to_string(),
            };
            let name = self.random.pick(tools);
            own.push(json!({
                "id": id, "type": "function", "function": { "name": name, "arguments": arguments },
            }));
            let content = match self.random.below(4) {
                0 => Value::Object(texts::object(self.random, 1)).to_string().into(),
                1 => self.texts(),
                _ => texts::text(self.random).into(),
            };
            results.push(json!({ "role": "tool", "tool_call_id": id, "content": content }));
        }
        let said = match self.random.is(60) {
            true => Value::Null,
            false => texts::text(self.random).into(),
        };
        messages.push(json!({ "role": "assistant", "content": said, "tool_calls": own }));
        messages.extend(results);
    }
}
