//! Claude's own body, as InvokeModel takes it.

use serde_json::{Value, json};

use super::{
    KeepsStrict, Marked, Native, Shaped, always_strict, described, nameless, no_arguments, object, text,
};
use crate::params::structure::{self, Choice, Format, Function, Malformed};
use crate::wire::hint::{self, Mark};

pub(super) fn tool(function: &Function<'_>) -> Native {
    let schema = function.parameters.cloned().unwrap_or_else(no_arguments);
    let value = object([
        ("name", Some(Value::from(function.name))),
        ("description", text(function.description)),
        ("input_schema", Some(Value::Object(schema))),
        (hint::KEY, Mark::of(function.entry).map(Mark::claude)),
    ]);
    Native { value, keeps_strict: KeepsStrict::No, mark: Marked::Within }
}

pub(super) fn choice(value: &Value) -> Result<Shaped, Malformed> {
    Ok(match structure::choice(value)? {
        Choice::Auto => Shaped::whole(json!({ "type": "auto" })),
        Choice::Required => Shaped::whole(json!({ "type": "any" })),
        Choice::None => Shaped::whole(json!({ "type": "none" })),
        Choice::Named(name) => Shaped::whole(json!({ "type": "tool", "name": name })),
        Choice::Other(_) => Shaped::lost("tool_choice"),
    })
}

pub(super) fn format(value: &Value) -> Result<Shaped, Malformed> {
    Ok(match structure::format(value)? {
        Format::Text => Shaped::nothing(),
        Format::Schema(schema) => {
            let mut shaped = Shaped::nothing();
            let inner = described(&schema, &mut shaped);
            shaped.value = Some(json!({ "type": "json_schema", "schema": inner }));
            shaped.changes.extend(nameless(&schema).into_iter().chain(always_strict(&schema)));
            shaped
        }
        Format::Json | Format::Other(_) => Shaped::lost("response_format"),
    })
}

/// Whether a path is the type of a choice of tools, which must stand once.
///
/// The switch of parallel tools lies within Claude's `tool_choice`, which needs a type. Converse makes that object from
/// `toolConfig.toolChoice`, and refuses a type beside it ("The additional field tool_choice/type conflicts with the
/// existing field toolConfig.toolChoice"); without a choice of its own, the type must be there.
pub(in crate::wire) fn is_choice_type(path: &str) -> bool {
    path == "tool_choice.type" || path.ends_with(".tool_choice.type")
}

/// Whether the switch of parallel tools, at this path, means nothing beside a choice: where no tool is called.
pub(in crate::wire) fn is_moot(path: &str, choice: Option<&Value>) -> bool {
    path.ends_with("tool_choice.disable_parallel_tool_use")
        && choice.is_some_and(|choice| matches!(structure::choice(choice), Ok(Choice::None)))
}
