//! A schema that takes null too.

use serde_json::{Map, Value, json};

/// Keywords beside which a type alone does not let null pass.
const BINDING: [&str; 6] = ["const", "anyOf", "oneOf", "allOf", "not", "$ref"];

/// Lets a schema take null beside what it takes.
pub(super) fn nullable(schema: &mut Value) {
    let Value::Object(own) = schema else { return };
    let null = Value::from("null");
    let only_null = json!({ "type": "null" });
    if !own.contains_key("type")
        && let Some(Value::Array(choices)) = own.get_mut("anyOf")
    {
        if !choices.contains(&only_null) {
            choices.push(only_null);
        }
        return;
    }
    let is_bound = BINDING.iter().any(|key| own.contains_key(*key));
    match own.get_mut("type").filter(|_| !is_bound) {
        Some(Value::Array(kinds)) if kinds.contains(&null) => {}
        Some(Value::Array(kinds)) => kinds.push(null),
        Some(kind) if *kind == null => return,
        Some(kind) => *kind = Value::Array(vec![kind.take(), null]),
        None => {
            let whole = std::mem::take(own);
            *own = Map::from_iter([("anyOf".to_owned(), json!([whole, only_null]))]);
            return;
        }
    }
    if let Some(Value::Array(values)) = own.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}
