//! Objects of JSON made of values that move into them; `json!` serializes what it is given, and so copies it.

use serde_json::{Map, Value};

/// An object of some keys.
pub(super) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(map(entries))
}

/// The same, for more to be put in.
pub(super) fn map<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    let mut map = Map::with_capacity(N);
    for (key, value) in entries {
        map.insert(key.to_owned(), value);
    }
    map
}
