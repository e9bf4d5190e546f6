//! Marks up to which a prompt is cached: `cache_control`, as Anthropic has it and others read it.

use serde_json::{Map, Value};

use crate::params::key::get;

/// The key of a mark, on messages, parts and tools.
pub(super) const KEY: &str = "cache_control";

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    /// For how long; the surface's own time, where it is not said.
    pub ttl: Option<&'a str>,
}

impl<'a> Mark<'a> {
    /// The mark on a message, part or tool.
    pub fn of(entry: &'a Map<String, Value>) -> Option<Self> {
        let own = get(entry, KEY)?.as_object()?;
        Some(Self { ttl: own.get("ttl").and_then(Value::as_str) })
    }

    /// As Anthropic's messages have it.
    pub fn claude(self) -> Value {
        self.with("ephemeral").into()
    }

    /// As Converse has it: a block of its own, after what is cached.
    pub fn converse(self) -> Value {
        Map::from_iter([("cachePoint".to_owned(), self.with("default").into())]).into()
    }

    fn with(self, kind: &str) -> Map<String, Value> {
        let ttl = self.ttl.map(|ttl| ("ttl".to_owned(), Value::from(ttl)));
        std::iter::once(("type".to_owned(), Value::from(kind))).chain(ttl).collect()
    }
}
