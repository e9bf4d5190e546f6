//! What a request is about, as a surface reads it: messages, or inputs to embed.

use serde_json::{Map, Value};

use crate::params::key::get;
use crate::params::{Change, ParamTable};

use super::messages::Written;
use super::policy::Policy;
use super::{inputs, messages, path};

/// The messages or the inputs of a request as the surface of a table reads them.
pub(crate) fn of(table: &ParamTable, request: &Map<String, Value>, policy: Policy) -> Written {
    match table.inputs {
        Some(own) => inputs::write(own.form, request, policy),
        None => messages::of(table, request, policy),
    }
}

/// Puts a key beside what the parameters made, which stays; a dotted key leads into objects.
pub(crate) fn put(body: &mut Map<String, Value>, key: String, value: Value) {
    match key.contains('.') {
        // What stands there already was put there by a parameter or by the caller's own conversion.
        true => drop(path::place(body, &key, value)),
        false if get(body, &key).is_some() => {}
        false => drop(body.insert(key, value)),
    }
}

/// Says of changes where a value stands indeed, now that the body is whole.
pub(crate) fn settle(table: &ParamTable, body: &Map<String, Value>, changes: &mut Vec<Change>) {
    if let Some(own) = table.inputs {
        inputs::settle(own.form, body, changes);
    }
}
