//! The Responses API.

use serde_json::{Value, json};

use super::{KeepsStrict, Marked, Native, Shaped, object, text};
use crate::params::structure::{self, Choice, Format, Function, Malformed};

pub(super) fn tool(function: &Function<'_>) -> Native {
    let value = object([
        ("type", Some(Value::from("function"))),
        ("name", Some(Value::from(function.name))),
        ("description", text(function.description)),
        ("parameters", Some(function.parameters.cloned().map_or(Value::Null, Value::Object))),
        // Chat completions are lenient where nobody says, Responses are strict.
        ("strict", Some(Value::from(function.strict.unwrap_or(false)))),
    ]);
    Native { value, keeps_strict: KeepsStrict::Yes, mark: Marked::Lost }
}

pub(super) fn choice(value: &Value) -> Result<Shaped, Malformed> {
    Ok(match structure::choice(value)? {
        Choice::Auto => Shaped::whole("auto"),
        Choice::Required => Shaped::whole("required"),
        Choice::None => Shaped::whole("none"),
        Choice::Named(name) => Shaped::whole(json!({ "type": "function", "name": name })),
        Choice::Other(_) => Shaped::lost("tool_choice"),
    })
}

pub(super) fn format(value: &Value) -> Result<Shaped, Malformed> {
    Ok(match structure::format(value)? {
        Format::Text => Shaped::whole(json!({ "type": "text" })),
        Format::Json => Shaped::whole(json!({ "type": "json_object" })),
        Format::Schema(schema) => Shaped::whole(object([
            ("type", Some(Value::from("json_schema"))),
            // The name must be there.
            ("name", Some(Value::from(schema.name.unwrap_or("answer")))),
            ("description", text(schema.description)),
            ("schema", Some(Value::Object(schema.schema.clone()))),
            ("strict", schema.strict.map(Value::from)),
        ])),
        Format::Other(_) => Shaped::lost("response_format"),
    })
}
