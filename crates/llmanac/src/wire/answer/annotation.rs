//! Where a part of an answer's text is taken from.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// Where a part of an answer's text is taken from; in JSON OpenAI's `url_citation`, or `citation` where there is no URL.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Annotation {
    /// The first character of the text that is cited for; absent where it is not known.
    pub start_index: Option<u64>,
    /// The character after the last.
    pub end_index: Option<u64>,
    /// The address of the source.
    pub url: Option<String>,
    /// The title of the source.
    pub title: Option<String>,
    /// The words of the source.
    pub cited_text: Option<String>,
    /// The citation as it came, with its place in the source.
    pub native: Value,
}

impl Serialize for Annotation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = if self.url.is_some() { "url_citation" } else { "citation" };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", kind)?;
        map.serialize_entry(kind, &Inner(self))?;
        map.serialize_entry("native", &self.native)?;
        map.end()
    }
}

struct Inner<'a>(&'a Annotation);

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("start_index", &self.0.start_index)?;
        map.serialize_entry("end_index", &self.0.end_index)?;
        for (key, text) in
            [("url", &self.0.url), ("title", &self.0.title), ("cited_text", &self.0.cited_text)]
        {
            if let Some(text) = text {
                map.serialize_entry(key, text)?;
            }
        }
        map.end()
    }
}
