//! What a message repeats of the caller's own words: enough to find the place, never a megabyte.

use std::fmt;

use serde_json::Value;

/// The most characters of one text that a message repeats.
const MOST: usize = 80;
/// The most elements of a list or map that an issue repeats.
const FEW: usize = 16;

/// The most characters of a place: that of a keyword deep in a schema is to be found, too.
const MOST_OF_PLACE: usize = 320;

/// A text, cut to a length that a person reads.
pub(crate) fn cut(text: &str) -> &str {
    cut_at(text, MOST)
}

/// A parameter's name, cut as any text, or a place within one, `tools[0].function.parameters.properties.unit.type`.
pub(crate) fn cut_place(place: &str) -> &str {
    // Nearly all are short: how long they may be is asked of the others.
    if place.len() <= MOST {
        return place;
    }
    let is_within = place.contains(['[', '.']);
    cut_at(place, if is_within { MOST_OF_PLACE } else { MOST })
}

fn cut_at(text: &str, most: usize) -> &str {
    // No text has more characters than bytes.
    if text.len() <= most {
        return text;
    }
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

/// A text within a sentence: cut, on one line, and never nothing.
pub(crate) struct Plain<'a>(pub &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        plain(f, cut(self.0))
    }
}

/// A parameter or a place within a sentence, likewise.
pub(crate) struct PlainPlace<'a>(pub &'a str);

impl fmt::Display for PlainPlace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        plain(f, cut_place(self.0))
    }
}

fn plain(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    if text.is_empty() {
        return f.write_str("\"\"");
    }
    for letter in text.chars() {
        if letter.is_control() {
            write!(f, "{}", letter.escape_default())?;
        } else {
            write!(f, "{letter}")?;
        }
    }
    Ok(())
}

/// A value as an issue repeats it; `None` for what is too long to be of use.
pub(crate) fn echo(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) if cut(text).len() < text.len() => Some(Value::from(cut(text))),
        Value::Array(_) | Value::Object(_) => is_short(value, &mut { FEW }).then(|| value.clone()),
        _ => Some(value.clone()),
    }
}

fn is_short(value: &Value, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    match value {
        Value::String(text) => text.len() <= MOST,
        Value::Array(items) => items.iter().all(|item| is_short(item, left)),
        Value::Object(entries) => entries.iter().all(|(key, item)| key.len() <= MOST && is_short(item, left)),
        _ => true,
    }
}

/// A value within a sentence: `20000`, `low`, `a list of 3`.
pub(crate) struct Said<'a>(pub &'a Value);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::String(text) => Plain(text).fmt(f),
            Value::Array(items) if !items.iter().all(Value::is_string) || items.len() > 4 => {
                write!(f, "(a list of {})", items.len())
            }
            Value::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    let comma = if at > 0 { ", " } else { "" };
                    let text = cut(item.as_str().unwrap_or_default());
                    write!(f, "{comma}{text:?}")?;
                }
                f.write_str("]")
            }
            Value::Object(entries) => match super::word::word(self.0) {
                Some(word) => Plain(word).fmt(f),
                None => write!(f, "(a map of {})", entries.len()),
            },
            other => write!(f, "{other}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_in_a_sentence_stays_short() {
        let long = "x".repeat(1_000_000);
        for (value, said) in [
            (json!(20000), "20000"),
            (json!(0.7), "0.7"),
            (json!("low"), "low"),
            (json!(["a", "b"]), "[\"a\", \"b\"]"),
            (json!([1, 2]), "(a list of 2)"),
            (json!({"type": "json_object"}), "json_object"),
            (json!({"a": 1}), "(a map of 1)"),
            (json!(long), &"x".repeat(80)),
            (json!(""), "\"\""),
            (json!("a\nb"), "a\\nb"),
            (json!(["a\nb"]), "[\"a\\nb\"]"),
        ] {
            assert_eq!(Said(&value).to_string(), said);
        }
    }

    #[test]
    fn an_issue_repeats_short_values_whole_cuts_texts_and_leaves_out_long_lists() {
        let long = "ä".repeat(200);
        assert_eq!(echo(&json!({"50256": -200})), Some(json!({"50256": -200})));
        assert_eq!(echo(&json!(long)), Some(json!("ä".repeat(80))));
        assert_eq!(echo(&json!([long])), None);
        assert_eq!(echo(&Value::from(vec![1; 1000])), None);
    }
}
