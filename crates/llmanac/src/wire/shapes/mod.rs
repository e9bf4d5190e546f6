//! Structured values of the standard request, in the shapes of the surfaces.

mod claude;
mod converse;
mod gemini;
mod responses;
mod truncate;

use serde_json::{Map, Value};

use super::hint;
use crate::params::structure::{Function, Malformed, Schema, Tool, tools};
use crate::params::{Change, ChangeKind, Shape};

/// A value in its native shape.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shaped {
    /// Nothing, where the surface says the same by saying nothing.
    pub value: Option<Value>,
    /// What found no place: `tools[0].function.strict`.
    pub lost: Vec<String>,
    /// What is said elsewhere or goes without a loss, under both policies.
    pub changes: Vec<Change>,
}

impl Shaped {
    fn whole(value: impl Into<Value>) -> Self {
        Self { value: Some(value.into()), ..Self::nothing() }
    }

    /// Nothing to say.
    fn nothing() -> Self {
        Self { value: None, lost: Vec::new(), changes: Vec::new() }
    }

    /// Nothing that the surface could say.
    fn lost(what: impl Into<String>) -> Self {
        Self { lost: vec![what.into()], ..Self::nothing() }
    }
}

/// Converts a value.
pub(super) fn shape(shape: Shape, value: &Value) -> Result<Shaped, Malformed> {
    match shape {
        Shape::ConverseTools => functions(value, converse::tool).map(listed),
        Shape::ClaudeTools => functions(value, claude::tool).map(listed),
        Shape::GeminiTools => functions(value, gemini::declaration).map(gemini::tools),
        Shape::GeminiOpenApiTools => functions(value, gemini::older_declaration).map(gemini::tools),
        Shape::ResponsesTools => functions(value, responses::tool).map(listed),
        Shape::ConverseToolChoice => converse::choice(value),
        Shape::ClaudeToolChoice => claude::choice(value),
        Shape::GeminiToolChoice => gemini::choice(value),
        Shape::ResponsesToolChoice => responses::choice(value),
        Shape::GeminiResponseFormat => gemini::format(value, "responseJsonSchema"),
        Shape::GeminiOpenApiResponseFormat => gemini::format(value, "responseSchema"),
        Shape::ResponsesTextFormat => responses::format(value),
        Shape::ConverseTextFormat => converse::format(value),
        Shape::ClaudeTextFormat => claude::format(value),
        Shape::AutoTruncate => Ok(truncate::auto(value)),
    }
}

pub(super) use claude::{is_choice_type, is_moot};

/// Whether a shape of tools has a place for the flag of strict arguments; without a shape they go as they are.
pub(super) const fn keeps_strict(shape: Option<Shape>) -> bool {
    matches!(shape, None | Some(Shape::ConverseTools | Shape::ResponsesTools))
}

/// Functions in a native shape, and what found no place.
type Functions = (Vec<Value>, Vec<String>);

/// One function in a native shape; the flag of strict arguments is there or lost.
struct Native {
    value: Value,
    keeps_strict: KeepsStrict,
    /// The mark for caching, where the surface has one: in the value, or behind it.
    mark: Marked,
}

/// Where the mark on a tool goes.
enum Marked {
    /// Nowhere.
    Lost,
    Within,
    Behind(Option<Value>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum KeepsStrict {
    Yes,
    No,
}

fn functions(value: &Value, native: impl Fn(&Function<'_>) -> Native) -> Result<Functions, Malformed> {
    let mut values = Vec::new();
    let mut lost = Vec::new();
    for (at, tool) in tools(value).enumerate() {
        match tool? {
            Tool::Function(function) => {
                let native = native(&function);
                values.push(native.value);
                if native.keeps_strict == KeepsStrict::No && function.strict == Some(true) {
                    lost.push(format!("tools[{at}].function.strict"));
                }
                let has_mark = !matches!(native.mark, Marked::Lost);
                let strange = function.strange_keys().filter(|key| !(has_mark && key == hint::KEY));
                lost.extend(strange.map(|key| format!("tools[{at}].{key}")));
                if let Marked::Behind(Some(mark)) = native.mark {
                    values.push(mark);
                }
            }
            Tool::Other { .. } => lost.push(format!("tools[{at}]")),
        }
    }
    Ok((values, lost))
}

fn listed((values, lost): Functions) -> Shaped {
    Shaped { lost, ..Shaped::whole(values) }
}

/// The schema of a function that takes nothing.
fn no_arguments() -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), Value::from("object"));
    schema.insert("properties".to_owned(), Value::Object(Map::new()));
    schema
}

/// Where the standard has what is said of an answer's schema.
const SCHEMA: &str = "response_format.json_schema";

/// A schema that says what it is for, where the surface has no other place for that.
fn described(schema: &Schema<'_>, shaped: &mut Shaped) -> Map<String, Value> {
    let mut whole = schema.schema.clone();
    let Some(description) = schema.description else { return whole };
    let place = format!("{SCHEMA}.description");
    if whole.contains_key("description") {
        shaped.lost.push(place);
    } else {
        whole.insert("description".to_owned(), Value::from(description));
        let to = Value::from(format!("{SCHEMA}.schema.description"));
        shaped.changes.push(Change::renamed(ChangeKind::Moved, &place).to(&to));
    }
    whole
}

/// A name for the caller's own books, where a schema has none on the wire.
fn nameless(schema: &Schema<'_>) -> Option<Change> {
    let change = || Change::new(ChangeKind::Dropped, &format!("{SCHEMA}.name"));
    schema.name.map(|name| change().from(&Value::from(name)).note("a schema has no name on this surface"))
}

/// The flag of a strict schema, where answers are held to a schema in any case.
fn always_strict(schema: &Schema<'_>) -> Option<Change> {
    let change = || Change::new(ChangeKind::Dropped, &format!("{SCHEMA}.strict"));
    let why = "every answer is held to its schema on this surface";
    schema.strict.map(|strict| change().from(&Value::from(strict)).note(why))
}

/// An object of those keys that have a value, which moves into it: `json!` would copy it.
fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let mut there = Map::with_capacity(N);
    for (key, value) in entries {
        if let Some(value) = value {
            there.insert(key.to_owned(), value);
        }
    }
    Value::Object(there)
}

/// A text that is not empty.
fn text(text: Option<&str>) -> Option<Value> {
    text.filter(|text| !text.is_empty()).map(Value::from)
}
