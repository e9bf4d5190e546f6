//! Bedrock Converse.

use serde_json::{Map, Value, json};

use super::{KeepsStrict, Marked, Native, Shaped, always_strict, no_arguments, object, text};
use crate::params::structure::{self, Choice, Format, Function, Malformed};
use crate::wire::hint::Mark;

pub(super) fn tool(function: &Function<'_>) -> Native {
    let schema = function.parameters.cloned().unwrap_or_else(no_arguments);
    let spec = object([
        ("name", Some(Value::from(function.name))),
        ("description", text(function.description)),
        ("inputSchema", Some(object([("json", Some(schema.into()))]))),
        ("strict", function.strict.map(Value::from)),
    ]);
    Native {
        value: object([("toolSpec", Some(spec))]),
        keeps_strict: KeepsStrict::Yes,
        mark: Marked::Behind(Mark::of(function.entry).map(Mark::converse)),
    }
}

pub(super) fn choice(value: &Value) -> Result<Shaped, Malformed> {
    let empty = Map::new();
    Ok(match structure::choice(value)? {
        Choice::Auto => Shaped::whole(json!({ "auto": empty })),
        Choice::Required => Shaped::whole(json!({ "any": empty })),
        Choice::Named(name) => Shaped::whole(json!({ "tool": { "name": name } })),
        Choice::None | Choice::Other(_) => Shaped::lost("tool_choice"),
    })
}

pub(super) fn format(value: &Value) -> Result<Shaped, Malformed> {
    Ok(match structure::format(value)? {
        Format::Text => Shaped::nothing(),
        Format::Schema(schema) => {
            // The schema goes as a text.
            let inner = object([
                ("schema", Some(Value::from(Value::Object(schema.schema.clone()).to_string()))),
                ("name", text(schema.name)),
                ("description", text(schema.description)),
            ]);
            let value = json!({ "type": "json_schema", "structure": { "jsonSchema": inner } });
            Shaped { changes: always_strict(&schema).into_iter().collect(), ..Shaped::whole(value) }
        }
        Format::Json | Format::Other(_) => Shaped::lost("response_format"),
    })
}
