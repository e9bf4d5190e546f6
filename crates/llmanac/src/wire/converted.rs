//! What conversion gives, and why it may not.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::model::named;
use crate::params::{Change, Issue, as_text};

use super::tool_names::ToolNames;

named! {
    /// How the answer comes.
    "delivery" Delivery {
        /// At once.
        Whole = "whole",
        /// Piece by piece.
        Stream = "stream",
    }
}

/// A request as a surface reads it: its body, and what goes beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Converted {
    /// The parameters under their native names, flat: `{"max_output_tokens": 100}`.
    pub native: Map<String, Value>,
    /// The body, each value at its place on the wire.
    pub body: Map<String, Value>,
    /// Parameters that go into headers.
    #[serde(serialize_with = "as_map")]
    pub headers: Vec<(String, String)>,
    /// The operation that a parameter selects, where one does: `ConverseStream`.
    pub operation: Option<String>,
    /// How the answer comes.
    #[serde(serialize_with = "as_text")]
    pub delivery: Delivery,
    /// What was done to the parameters, in order.
    pub changes: Vec<Change>,
    /// The way back to the names of tools that had to change.
    #[serde(skip_serializing_if = "ToolNames::is_empty")]
    pub tool_names: ToolNames,
    /// The tool whose arguments are the answer as JSON, where one stands in for the response format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_tool: Option<String>,
    /// What does not stand in the way, and should be known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Issue>,
}

/// Why parameters cannot be converted: every issue that stands in the way.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvertError {
    issues: Vec<Issue>,
}

impl ConvertError {
    pub(crate) fn new(issues: Vec<Issue>) -> Self {
        Self { issues }
    }

    /// Every issue that stands in the way.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The same issues, owned.
    pub fn into_issues(self) -> Vec<Issue> {
        self.issues
    }
}

impl fmt::Display for ConvertError {
    /// One issue a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, issue) in self.issues.iter().enumerate() {
            let line = if at > 0 { "\n" } else { "" };
            write!(f, "{line}{issue}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConvertError {}

fn as_map<S: Serializer>(headers: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(headers.iter().map(|(name, value)| (name, value)))
}
