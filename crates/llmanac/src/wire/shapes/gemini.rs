//! Gemini, generateContent.

use serde_json::{Value, json};

use super::{
    Functions, KeepsStrict, Marked, Native, Shaped, always_strict, described, nameless, object, text,
};
use crate::params::structure::{self, Choice, Format, Function, Malformed};

pub(super) fn declaration(function: &Function<'_>) -> Native {
    // The key for JSON schema; `parameters` takes OpenAPI's.
    declared(function, "parametersJsonSchema")
}

/// For lines that read OpenAPI's schemas only.
pub(super) fn older_declaration(function: &Function<'_>) -> Native {
    declared(function, "parameters")
}

fn declared(function: &Function<'_>, key: &str) -> Native {
    let value = object([
        ("name", Some(Value::from(function.name))),
        ("description", text(function.description)),
        (key, function.parameters.cloned().map(Value::Object)),
    ]);
    Native { value, keeps_strict: KeepsStrict::No, mark: Marked::Lost }
}

pub(super) fn tools((declarations, lost): Functions) -> Shaped {
    let value = match declarations.is_empty() {
        true => json!([]),
        false => vec![object([("functionDeclarations", Some(declarations.into()))])].into(),
    };
    Shaped { lost, ..Shaped::whole(value) }
}

pub(super) fn choice(value: &Value) -> Result<Shaped, Malformed> {
    Ok(match structure::choice(value)? {
        Choice::Auto => Shaped::whole(json!({ "mode": "AUTO" })),
        Choice::Required => Shaped::whole(json!({ "mode": "ANY" })),
        Choice::None => Shaped::whole(json!({ "mode": "NONE" })),
        Choice::Named(name) => Shaped::whole(json!({ "mode": "ANY", "allowedFunctionNames": [name] })),
        Choice::Other(_) => Shaped::lost("tool_choice"),
    })
}

/// The schema goes under the key of its dialect.
pub(super) fn format(value: &Value, key: &str) -> Result<Shaped, Malformed> {
    Ok(match structure::format(value)? {
        Format::Text => Shaped::nothing(),
        Format::Json => Shaped::whole(json!({ "responseMimeType": "application/json" })),
        Format::Schema(schema) => {
            let mut shaped = Shaped::nothing();
            let inner = described(&schema, &mut shaped);
            shaped.value = Some(json!({ "responseMimeType": "application/json", key: inner }));
            shaped.changes.extend(nameless(&schema).into_iter().chain(always_strict(&schema)));
            shaped
        }
        Format::Other(_) => Shaped::lost("response_format"),
    })
}
