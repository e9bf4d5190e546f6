//! Conversion over the catalog's own profiles.

mod properties;
mod surfaces;

use serde_json::{Map, Value};

use super::{Converted, Policy, convert};
use crate::params::testing::Bench;
use crate::params::tests::map;

/// What conversion makes of some parameters.
fn made(bench: &Bench, parameters: Value, policy: Policy) -> Converted {
    convert(&bench.subject(), &map(parameters), policy).unwrap()
}

/// The same, as a person reads it; or the issues, one a line.
fn shown(bench: &Bench, parameters: Value, policy: Policy) -> String {
    let made = match convert(&bench.subject(), &map(parameters), policy) {
        Ok(made) => made,
        Err(error) => return error.to_string(),
    };
    let object = |map: &Map<String, Value>| serde_json::to_string(map).unwrap();
    let mut lines =
        vec![format!("native {}", object(&made.native)), format!("body   {}", object(&made.body))];
    lines.extend(made.headers.iter().map(|(name, value)| format!("header {name}: {value}")));
    lines.extend(made.operation.iter().map(|name| format!("calls  {name}, {}", made.delivery)));
    lines.extend(made.changes.iter().map(|change| format!("- {change}")));
    lines.join("\n")
}
