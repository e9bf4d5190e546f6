//! Names of tools that had to change on their way to a surface, and the way back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// From names of tools on the wire to those of the request: only those that differ.
///
/// ```
/// use llmanac::wire::ToolNames;
///
/// let names: ToolNames = [("weather_of".to_owned(), "weather.of".to_owned())].into_iter().collect();
/// assert_eq!(names.original("weather_of"), "weather.of");
/// assert_eq!(names.original("tide"), "tide");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ToolNames(BTreeMap<String, String>);

impl ToolNames {
    /// Whether no name had to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name in the request of a tool that the surface calls so.
    #[must_use]
    pub fn original<'n>(&'n self, on_the_wire: &'n str) -> &'n str {
        self.0.get(on_the_wire).map_or(on_the_wire, String::as_str)
    }

    /// The names that differ: on the wire, and in the request.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(wire, own)| (wire.as_str(), own.as_str()))
    }
}

impl FromIterator<(String, String)> for ToolNames {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}
