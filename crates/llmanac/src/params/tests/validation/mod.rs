//! What validation finds, over rows that a test writes.

mod bounds;
mod defaults;
mod names;
mod sentences;
mod sizes;
mod support;
mod values;

use serde_json::Value;

use super::{Bench, issues};

/// Holds each of some parameters against the same rows; an empty text stands for no issue.
fn holds(bench: &Bench, cases: &[(Value, &str)]) {
    for (parameters, wanted) in cases {
        let wanted: Vec<&str> = wanted.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        assert_eq!(issues(bench, parameters.clone()), wanted, "{parameters}");
    }
}
