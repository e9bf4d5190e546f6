//! `media.toml`: how many tokens attached data takes.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

/// `media.toml`: a table a line of models.
pub(crate) type Media = BTreeMap<String, MediaEntry>;

/// The rules of one line of models.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MediaEntry {
    /// By the level of detail: a rule, the name of another level, or a list of both.
    pub image: BTreeMap<String, Value>,
    pub level_by: Option<String>,
    pub page: Option<[u32; 2]>,
    pub second: Option<[u32; 2]>,
    pub assumed: Option<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// One way to count the tokens of an image; which keys it has depends on `by`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ImageEntry {
    pub by: String,
    pub tokens: Option<u32>,
    pub base: Option<u32>,
    pub each: Option<u32>,
    pub tile: Option<u32>,
    pub patch: Option<u32>,
    pub side: Option<u32>,
    pub short: Option<u32>,
    pub budget: Option<u32>,
    pub refused_over: Option<u32>,
    pub times: Option<String>,
    pub small: Option<u32>,
    pub part: Option<[u32; 2]>,
    pub within: Option<[u32; 2]>,
}
