//! Tools, their choice, the form of the answer.

use serde_json::{Map, Value, json};

use super::{Maker, texts};

impl Maker<'_> {
    /// Whether the surface is known to take a parameter.
    pub(super) fn supports(&self, name: &str) -> bool {
        self.line.own.parameters.iter().any(|own| own.name == name && own.supported == Some(true))
    }

    /// The tools that the messages call and some more, and what chooses among them.
    pub(super) fn tools(&mut self, request: &mut Map<String, Value>, mut names: Vec<String>) {
        if names.is_empty() && !(self.supports("tools") && self.random.is(20)) {
            return;
        }
        for _ in 0..self.random.below(3).max(usize::from(names.is_empty())) {
            names.push(texts::name(self.random, &names));
        }
        let tools: Vec<Value> = names.iter().map(|name| self.tool(name)).collect();
        request.insert("tools".to_owned(), tools.into());
        if self.supports("tool_choice") && self.random.is(50) {
            let choice = match self.random.below(6) {
                0 | 1 => json!("auto"),
                2 => json!("required"),
                3 => json!("none"),
                _ => json!({ "type": "function", "function": { "name": self.random.pick(&names) } }),
            };
            request.insert("tool_choice".to_owned(), choice);
        }
        if self.supports("parallel_tool_calls") && self.random.is(25) {
            request.insert("parallel_tool_calls".to_owned(), self.random.is(40).into());
        }
    }

    fn tool(&mut self, name: &str) -> Value {
        let mut function = json!({ "name": name });
        if self.random.is(75) {
            function["description"] = texts::text(self.random).into();
        }
        if self.random.is(90) {
            function["parameters"] = texts::schema(self.random, 2).into();
        }
        if self.random.is(15) {
            function["strict"] = self.random.is(70).into();
        }
        json!({ "type": "function", "function": function })
    }

    /// A form of the answer.
    pub(super) fn format(&mut self) -> Value {
        match self.random.below(5) {
            0 => json!({ "type": "text" }),
            1 => json!({ "type": "json_object" }),
            _ => {
                let mut own =
                    json!({ "name": texts::word(self.random), "schema": texts::schema(self.random, 2) });
                if self.random.is(40) {
                    own["description"] = texts::text(self.random).into();
                }
                if self.random.is(50) {
                    own["strict"] = self.random.is(70).into();
                }
                json!({ "type": "json_schema", "json_schema": own })
            }
        }
    }
}
