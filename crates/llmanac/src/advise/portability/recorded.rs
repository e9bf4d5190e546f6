//! A recorded request: a line of a log.

use serde_json::{Map, Value};

use crate::params::Said;

/// A request that was recorded: in OpenAI's chat completions shape, bare or as logs wrap it.
///
/// ```
/// use llmanac::advise::RecordedRequest;
/// let line = serde_json::json!({
///     "custom_id": "q-1", "method": "POST", "url": "/v1/chat/completions",
///     "body": { "model": "gpt-4o", "messages": [{ "role": "user", "content": "Hello" }] },
/// });
/// let recorded = RecordedRequest::read(1, line)?;
/// assert_eq!((recorded.id(), recorded.model()), (Some("q-1"), Some("gpt-4o")));
/// # Ok::<(), llmanac::advise::RecordedRequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedRequest {
    line: u64,
    id: Option<String>,
    model: Option<String>,
    pub(super) request: Map<String, Value>,
}

/// Why a line holds no request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordedRequestError {
    /// It is something else than an object.
    #[error("a request is a JSON object, and this is {0}")]
    NotAnObject(&'static str),
    /// No messages, neither in it nor in what it wraps.
    #[error("it has no `messages`, neither by itself nor under `body` or `request`")]
    NoMessages,
    /// A batch may hold requests of other kinds.
    #[error("url {0} is not of chat completions")]
    OtherUrl(String),
}

/// What logs wrap a request in; `body` is the Batch API's.
const WRAPPERS: [&str; 2] = ["body", "request"];
const URL: &str = "chat/completions";

impl RecordedRequest {
    /// Reads a line, given by its number: a request, or an object that holds one under `body` or `request`.
    ///
    /// # Errors
    ///
    /// No object, no messages, or a request of a batch that is not for chat completions.
    pub fn read(line: u64, value: Value) -> Result<Self, RecordedRequestError> {
        let mut outer = match value {
            Value::Object(outer) => outer,
            other => return Err(RecordedRequestError::NotAnObject(kind(&other))),
        };
        let text = |object: &Map<String, Value>, key: &str| {
            object.get(key).and_then(Value::as_str).map(str::to_owned)
        };
        let id = text(&outer, "custom_id");
        if outer.contains_key("messages") {
            outer.shift_remove("custom_id");
            let model = text(&outer, "model");
            return Ok(Self { line, id, model, request: outer });
        }
        if let Some(url) = outer.get("url").filter(|url| !url.as_str().is_some_and(|url| url.contains(URL))) {
            return Err(RecordedRequestError::OtherUrl(Said(url).to_string()));
        }
        let beside = text(&outer, "model");
        let inner = WRAPPERS.into_iter().find_map(|key| match outer.shift_remove(key) {
            Some(Value::Object(inner)) if inner.contains_key("messages") => Some(inner),
            _ => None,
        });
        let request = inner.ok_or(RecordedRequestError::NoMessages)?;
        Ok(Self { line, id, model: text(&request, "model").or(beside), request })
    }

    /// The number of the line.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The caller's own name of it: `custom_id` of the Batch API.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The model that it was recorded for.
    pub fn model(&self) -> Option<&str> {
        self.model.as_deref()
    }

    /// The request itself.
    pub fn request(&self) -> &Map<String, Value> {
        &self.request
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_is_a_request_or_wraps_one() {
        let messages = json!([{ "role": "user", "content": "hi" }]);
        let plain = json!({ "model": "a", "messages": messages });
        let table = [
            (plain.clone(), Ok((None, Some("a")))),
            (json!({ "messages": messages }), Ok((None, None))),
            (json!({ "custom_id": "7", "model": "a", "messages": messages }), Ok((Some("7"), Some("a")))),
            (json!({ "body": plain }), Ok((None, Some("a")))),
            (json!({ "request": plain, "response": { "id": 1 } }), Ok((None, Some("a")))),
            (json!({ "model": "b", "request": { "messages": messages } }), Ok((None, Some("b")))),
            (json!({ "model": "b", "request": plain }), Ok((None, Some("a")))),
            (
                json!({ "custom_id": "7", "method": "POST", "url": "/v1/chat/completions", "body": plain }),
                Ok((Some("7"), Some("a"))),
            ),
            (
                json!({ "url": "/v1/embeddings", "body": { "input": "hi" } }),
                Err("url /v1/embeddings is not of chat completions"),
            ),
            (json!([plain]), Err("a request is a JSON object, and this is a list")),
            (json!("hi"), Err("a request is a JSON object, and this is a text")),
            (
                json!({ "body": { "input": "hi" } }),
                Err("it has no `messages`, neither by itself nor under `body` or `request`"),
            ),
            (json!({}), Err("it has no `messages`, neither by itself nor under `body` or `request`")),
        ];
        for (line, wanted) in table {
            let read = RecordedRequest::read(3, line.clone());
            match (&read, wanted) {
                (Ok(read), Ok(wanted)) => {
                    assert_eq!((read.id(), read.model()), wanted, "{line}");
                    assert!(read.request().contains_key("messages"), "{line}");
                    assert!(!read.request().contains_key("custom_id"), "{line}");
                }
                (Err(error), Err(wanted)) => assert_eq!(error.to_string(), wanted, "{line}"),
                _ => panic!("{line}: {read:?}, wanted {wanted:?}"),
            }
        }
    }
}
