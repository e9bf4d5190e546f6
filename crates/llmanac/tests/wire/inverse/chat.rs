//! Chat completions: the standard, with the model in the body on some surfaces.

use llmanac::advise::WireRequest;
use serde_json::{Value, json};

use super::{Read, standard};

pub fn read(wire: &WireRequest) -> Read {
    let mut body = wire.send.body.clone();
    // The model is no part of what was asked.
    body.shift_remove("model");
    let read = standard::read(&body);
    for tool in read.parameters.get("tools").and_then(Value::as_array).into_iter().flatten() {
        assert_eq!(tool["type"], "function");
    }
    for said in &read.said {
        assert_eq!(said.fields.get("cache_control"), None, "{}", json!(wire.send.body));
    }
    read
}
