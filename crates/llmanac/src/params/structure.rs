//! The structured values of a standard request, read: tools, the choice of a tool, the response format.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::key::get;
use super::table::ParameterType;

/// What is wrong with a structured value, and where: `tools[2].function.name must be a text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The place within the parameter: `[2].function.name`.
    place: String,
    wanted: &'static str,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} must be {}", self.place, self.wanted)
    }
}

fn malformed<T>(place: impl Into<String>, wanted: &'static str) -> Result<T, Malformed> {
    Err(Malformed { place: place.into(), wanted })
}

/// One tool of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tool<'a> {
    Function(Function<'a>),
    /// A tool of another type, which only the provider that made it understands.
    Other {
        kind: &'a str,
    },
}

/// A function that the model may ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Function<'a> {
    pub name: &'a str,
    pub description: Option<&'a str>,
    /// Its JSON schema.
    pub parameters: Option<&'a Map<String, Value>>,
    pub strict: Option<bool>,
    /// The whole entry, for keys that nobody asked about.
    pub entry: &'a Map<String, Value>,
}

impl<'a> Function<'a> {
    /// Keys that the standard does not know; a conversion would lose them.
    pub fn strange_keys(&self) -> impl Iterator<Item = String> + use<'a> {
        let outer = self.entry.keys().filter(|key| !matches!(key.as_str(), "type" | "function"));
        let inner = get(self.entry, "function").and_then(Value::as_object).into_iter();
        let inner = inner
            .flat_map(Map::keys)
            .filter(|key| !matches!(key.as_str(), "name" | "description" | "parameters" | "strict"));
        outer.cloned().chain(inner.map(|key| format!("function.{key}")))
    }
}

/// The tools of a request, one after the other.
pub(crate) fn tools(value: &Value) -> impl Iterator<Item = Result<Tool<'_>, Malformed>> {
    let not_a_list = (!value.is_array()).then(|| malformed("tools", "a list"));
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    not_a_list.into_iter().chain(items.iter().enumerate().map(|(at, item)| tool(at, item)))
}

fn tool(at: usize, value: &Value) -> Result<Tool<'_>, Malformed> {
    let place = |key: &str| format!("tools[{at}]{key}");
    let Some(entry) = value.as_object() else { return malformed(place(""), "an object") };
    let Some(kind) = get(entry, "type").and_then(Value::as_str) else {
        return malformed(place(".type"), "a text, as in \"function\"");
    };
    if kind != "function" {
        return Ok(Tool::Other { kind });
    }
    let Some(function) = get(entry, "function").and_then(Value::as_object) else {
        return malformed(place(".function"), "an object");
    };
    let Some(name) = get(function, "name").and_then(Value::as_str).filter(|name| !name.is_empty()) else {
        return malformed(place(".function.name"), "a text that is not empty");
    };
    Ok(Tool::Function(Function {
        name,
        description: match get(function, "description") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(_) => return malformed(place(".function.description"), "a text"),
        },
        parameters: match get(function, "parameters") {
            None | Some(Value::Null) => None,
            Some(Value::Object(schema)) => Some(schema),
            Some(_) => return malformed(place(".function.parameters"), "a JSON schema, an object"),
        },
        strict: match get(function, "strict") {
            None | Some(Value::Null) => None,
            Some(Value::Bool(strict)) => Some(*strict),
            Some(_) => return malformed(place(".function.strict"), "true or false"),
        },
        entry,
    }))
}

/// Whether a tool is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'a> {
    Auto,
    None,
    Required,
    /// This function.
    Named(&'a str),
    /// A word or an object that only some providers understand.
    Other(&'a str),
}

/// The choice of a tool.
pub(crate) fn choice(value: &Value) -> Result<Choice<'_>, Malformed> {
    match value {
        Value::String(text) => Ok(match text.as_str() {
            "auto" => Choice::Auto,
            "none" => Choice::None,
            "required" => Choice::Required,
            other => Choice::Other(other),
        }),
        Value::Object(entry) => match entry.get("type").and_then(Value::as_str) {
            Some("function") => {
                let name = value.pointer("/function/name").and_then(Value::as_str);
                match name.filter(|name| !name.is_empty()) {
                    Some(name) => Ok(Choice::Named(name)),
                    None => malformed("tool_choice.function.name", "a text that is not empty"),
                }
            }
            Some(other) => Ok(Choice::Other(other)),
            None => malformed("tool_choice.type", "a text, as in \"function\""),
        },
        _ => malformed("tool_choice", "a text, or an object that names a function"),
    }
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Format<'a> {
    Text,
    /// Any JSON object.
    Json,
    Schema(Schema<'a>),
    /// A form that only some providers understand.
    Other(&'a str),
}

/// JSON of a schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Schema<'a> {
    pub name: Option<&'a str>,
    pub description: Option<&'a str>,
    pub schema: &'a Map<String, Value>,
    pub strict: Option<bool>,
}

/// The form of the answer.
pub(crate) fn format(value: &Value) -> Result<Format<'_>, Malformed> {
    let Some(entry) = value.as_object() else { return malformed("response_format", "an object") };
    match entry.get("type").and_then(Value::as_str) {
        Some("text") => Ok(Format::Text),
        Some("json_object") => Ok(Format::Json),
        Some("json_schema") => schema(entry).map(Format::Schema),
        Some(other) => Ok(Format::Other(other)),
        None => malformed("response_format.type", "a text, as in \"json_object\""),
    }
}

fn schema(entry: &Map<String, Value>) -> Result<Schema<'_>, Malformed> {
    let Some(inner) = entry.get("json_schema").and_then(Value::as_object) else {
        return malformed("response_format.json_schema", "an object");
    };
    let Some(schema) = inner.get("schema").and_then(Value::as_object) else {
        return malformed("response_format.json_schema.schema", "a JSON schema, an object");
    };
    let text = |key| inner.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    Ok(Schema {
        name: text("name"),
        description: text("description"),
        schema,
        strict: inner.get("strict").and_then(Value::as_bool),
    })
}

/// The places of the first two functions of one name.
pub(super) fn twins(value: &Value) -> Option<(usize, usize)> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    tools(value).enumerate().find_map(|(at, tool)| match tool {
        Ok(Tool::Function(function)) => places.insert(function.name, at).map(|first| (first, at)),
        _ => None,
    })
}

/// Whether a parameter says that no tool is to be called.
pub(crate) fn forbids_tools(name: &str, value: &Value) -> bool {
    name == "tool_choice" && matches!(choice(value), Ok(Choice::None))
}

/// What is wrong with the value of a structured parameter; any other parameter has no structure.
pub(super) fn check(kind: ParameterType, name: &str, value: &Value) -> Option<Malformed> {
    if !matches!(kind, ParameterType::List | ParameterType::Object | ParameterType::Any) {
        return None;
    }
    match name {
        "tools" => tools(value).find_map(Result::err),
        "tool_choice" => choice(value).err(),
        "response_format" => format(value).err(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_wrong_with_a_structured_value_is_named_with_its_place() {
        for (name, value, wanted) in [
            ("tools", json!({}), "tools must be a list"),
            ("tools", json!([5]), "tools[0] must be an object"),
            (
                "tools",
                json!([{"type": "function", "function": {"name": "f"}}, {}]),
                "tools[1].type must be a text, as in \"function\"",
            ),
            ("tools", json!([{"type": "function"}]), "tools[0].function must be an object"),
            (
                "tools",
                json!([{"type": "function", "function": {"name": ""}}]),
                "tools[0].function.name must be a text that is not empty",
            ),
            (
                "tools",
                json!([{"type": "function", "function": {"name": "f", "parameters": []}}]),
                "tools[0].function.parameters must be a JSON schema, an object",
            ),
            (
                "tools",
                json!([{"type": "function", "function": {"name": "f", "strict": 1}}]),
                "tools[0].function.strict must be true or false",
            ),
            ("tool_choice", json!(5), "tool_choice must be a text, or an object that names a function"),
            (
                "tool_choice",
                json!({"type": "function"}),
                "tool_choice.function.name must be a text that is not empty",
            ),
            ("response_format", json!({}), "response_format.type must be a text, as in \"json_object\""),
            (
                "response_format",
                json!({"type": "json_schema", "json_schema": {}}),
                "response_format.json_schema.schema must be a JSON schema, an object",
            ),
        ] {
            assert_eq!(check(ParameterType::Any, name, &value).unwrap().to_string(), wanted);
        }
    }

    #[test]
    fn well_built_values_and_those_of_other_types_pass() {
        for (name, value) in [
            ("tools", json!([])),
            ("tools", json!([{"type": "custom", "custom": {}}])),
            ("tools", json!([{"type": "function", "function": {"name": "f", "description": null}}])),
            ("tool_choice", json!("auto")),
            ("tool_choice", json!({"type": "function", "function": {"name": "f"}})),
            ("tool_choice", json!({"type": "allowed_tools"})),
            ("response_format", json!({"type": "text"})),
            ("response_format", json!({"type": "json_schema", "json_schema": {"name": "n", "schema": {}}})),
            ("temperature", json!([])),
        ] {
            assert_eq!(check(ParameterType::Any, name, &value), None);
        }
    }

    #[test]
    fn keys_that_the_standard_does_not_know_are_told() {
        let value = json!([{
            "type": "function",
            "cache_control": {},
            "function": {"name": "f", "strict": true, "examples": []},
        }]);
        let Some(Ok(Tool::Function(function))) = tools(&value).next() else { panic!() };
        let keys: Vec<String> = function.strange_keys().collect();
        assert_eq!(keys, ["cache_control", "function.examples"]);
    }
}
