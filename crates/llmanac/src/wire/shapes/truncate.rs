//! Which end of a text is cut off, where a surface knows the end only.

use serde_json::Value;

use super::Shaped;

/// `none` and `end` as a switch; the beginning is never cut off here.
pub(super) fn auto(value: &Value) -> Shaped {
    match value.as_str() {
        Some("none") => Shaped::whole(false),
        Some("end") => Shaped::whole(true),
        _ => Shaped::lost(format!("truncate {}", crate::params::Said(value))),
    }
}
