//! OpenAI's chat completions: the standard itself.

use serde_json::{Map, Value};

/// The messages as they were stated; validation has looked at them.
pub(super) fn write(request: &Map<String, Value>) -> Map<String, Value> {
    let messages = request.get("messages").filter(|messages| messages.is_array());
    messages.map(|messages| ("messages".to_owned(), messages.clone())).into_iter().collect()
}
