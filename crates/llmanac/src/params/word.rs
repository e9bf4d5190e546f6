//! The word by which rules and tables speak of a value.

use serde_json::Value;

use crate::model::Scalar;

/// The word for a value: a text itself, a yes or no, and of an object its `type`.
///
/// The object that names one function, `{"type": "function", ...}`, is the word `named`.
pub(crate) fn word(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        Value::Object(entries) => match entries.get("type")?.as_str()? {
            "function" => Some("named"),
            kind => Some(kind),
        },
        _ => None,
    }
}

/// Whether a table's value means a stated one: the same value, its word, or a list of it alone.
pub(crate) fn means(own: &Scalar, stated: &Value) -> bool {
    if own.is(stated) {
        return true;
    }
    match own {
        Scalar::Text(text) => word(stated) == Some(text),
        Scalar::List(items) => matches!(items.as_slice(), [item] if item.is(stated)),
        _ => false,
    }
}

/// Whether two values of the catalog are one; `1` and a decimal `1` are.
pub(crate) fn same(a: &Scalar, b: &Scalar) -> bool {
    match (a, b) {
        (Scalar::Integer(whole), Scalar::Decimal(decimal))
        | (Scalar::Decimal(decimal), Scalar::Integer(whole)) => *decimal == (*whole).into(),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_and_objects_are_known_by_one_word() {
        for (value, wanted) in [
            (json!("auto"), Some("auto")),
            (json!({"type": "function", "function": {"name": "f"}}), Some("named")),
            (json!({"type": "json_schema"}), Some("json_schema")),
            (json!(true), Some("true")),
            (json!({"type": 5}), None),
            (json!(5), None),
            (json!(null), None),
        ] {
            assert_eq!(word(&value), wanted, "{value}");
        }
    }

    #[test]
    fn a_neutral_value_is_recognised_in_each_of_its_forms() {
        let one = Scalar::Integer(1);
        let text = Scalar::Text("text".to_owned());
        let list = Scalar::List(vec![text.clone()]);
        for (own, stated, wanted) in [
            (&one, json!(1.0), true),
            (&one, json!(2), false),
            (&text, json!({"type": "text"}), true),
            (&list, json!(["text"]), true),
            (&list, json!("text"), true),
            (&list, json!(["text", "audio"]), false),
            (&Scalar::Map(Vec::new()), json!({}), true),
        ] {
            assert_eq!(means(own, &stated), wanted, "{own:?} {stated}");
        }
    }
}
