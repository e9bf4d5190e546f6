//! Values in HTTP headers.

use serde_json::Value;

/// A value as the text of a header; `None` for what a header cannot hold.
///
/// Lists and maps go as JSON, every letter beyond ASCII escaped.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.chars().all(|c| c == ' ' || c.is_ascii_graphic()).then(|| text.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(_) | Value::Object(_) => Some(escaped(&value.to_string())),
    }
}

fn escaped(json: &str) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() && letter != '\u{7f}' {
            text.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_header_holds_ascii_and_never_ends_early() {
        for (value, wanted) in [
            (json!("reserved"), Some("reserved")),
            (json!(true), Some("true")),
            (json!({"team": "a\r\nb"}), Some(r#"{"team":"a\r\nb"}"#)),
            (json!({"k": "ä\u{1f600}\u{7f}"}), Some(r#"{"k":"\u00e4\ud83d\ude00\u007f"}"#)),
            (json!("a\r\nX-Other: b"), None),
            (json!("ä"), None),
        ] {
            assert_eq!(text(&value).as_deref(), wanted, "{value}");
        }
    }

    #[test]
    fn escaped_json_reads_as_the_same_value() {
        let value = json!({"k": "ä\u{1f600}\u{7f}\n\"\\"});
        assert_eq!(serde_json::from_str::<Value>(&text(&value).unwrap()).unwrap(), value);
    }
}
