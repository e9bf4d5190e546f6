//! JSON whose values keep their text, and whose keys may stand twice.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// An object whose values are texts of JSON, so that no number goes through a binary fraction.
pub(super) type RawObject<'a> = BTreeMap<String, &'a RawValue>;

/// A key that stands twice in an object, each time with another value.
#[derive(Debug)]
pub(super) struct Doubtful<'a> {
    pub key: String,
    pub first: &'a RawValue,
    pub second: &'a RawValue,
}

/// An object without the keys that are in doubt, and those; `None` for another kind of value.
pub(super) fn object(raw: &RawValue) -> Option<(RawObject<'_>, Vec<Doubtful<'_>>)> {
    let Entries(entries) = serde_json::from_str(raw.get()).ok()?;
    let mut object = RawObject::new();
    let mut doubtful: Vec<Doubtful<'_>> = Vec::new();
    for (key, value) in entries {
        match object.get(&key) {
            None => {
                object.insert(key, value);
            }
            // The same twice leaves no doubt.
            Some(first) if first.get() == value.get() => {}
            Some(_) if doubtful.iter().any(|own| own.key == key) => {}
            Some(first) => doubtful.push(Doubtful { key, first, second: value }),
        }
    }
    for own in &doubtful {
        object.remove(&own.key);
    }
    Some((object, doubtful))
}

/// A list; `None` for another kind of value.
pub(super) fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// Whether a value says that there is none.
pub(super) fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}

/// What is echoed of a value, in one line.
pub(super) fn shown(raw: &RawValue) -> String {
    const LONGEST: usize = 60;
    // No more of a long value is looked at than is shown.
    let words: Vec<&str> = raw.get().split_whitespace().take(LONGEST).collect();
    cut(&words.join(" "), LONGEST)
}

/// The beginning of a text that is too long.
pub(super) fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}...", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A text in one line: control characters stand as they are escaped.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let mut own = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_control() { own.extend(c.escape_default()) } else { own.push(c) }
    }
    own
}

/// The text of a file as one value, or why it is none, with the line.
pub(super) fn whole(text: &str) -> Result<&RawValue, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err("it is empty".to_owned());
    }
    let no_json = |error: serde_json::Error| match error.is_eof() {
        true => format!("it is no JSON: it ends within a value, in line {}", error.line()),
        false => format!("it is no JSON: {error}"),
    };
    let whole: &RawValue = serde_json::from_str(text).map_err(no_json)?;
    if whole.get().starts_with('{') {
        // A key may still be no text: half of a surrogate pair.
        serde_json::from_str::<Entries<'_>>(text).map_err(no_json)?;
    }
    Ok(whole)
}

/// The entries of an object, in their order.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
