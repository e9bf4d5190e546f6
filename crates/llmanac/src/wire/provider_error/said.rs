//! What a provider says of an error, wherever it says it.

use serde_json::{Map, Value};

use super::head::ResponseHead;

/// What a provider says of an error.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub message: Option<String>,
    pub code: Option<String>,
    pub class: Option<String>,
    pub parameter: Option<String>,
    pub request_id: Option<String>,
    /// Every word that may decide: codes, types, reasons, quotas.
    pub words: Vec<String>,
    /// Google's details.
    pub details: Vec<Value>,
    status: Option<u16>,
    headers: ResponseHead,
}

/// No error is wrapped deeper.
const DEEPEST: usize = 6;
/// Keys that hold the error itself.
const INNER: [&str; 4] = ["error", "Error", "response", "body"];
/// Keys of the errors that AWS writes flat, beside the message.
const FLAT: [&str; 9] = [
    "message",
    "Message",
    "__type",
    "code",
    "type",
    "originalStatusCode",
    "originalMessage",
    "resourceName",
    "ResponseMetadata",
];

/// Whether an object looks like an error, and not like an answer.
pub(super) fn is_error(payload: &Map<String, Value>) -> bool {
    let is_stated = |key: &str| match payload.get(key) {
        Some(Value::Object(inner)) => !inner.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        _ => false,
    };
    let kind = payload.get("type").and_then(Value::as_str).unwrap_or_default();
    let says = ["message", "Message"].iter().any(|key| payload.get(*key).is_some_and(Value::is_string));
    let flat = payload.keys().all(|key| FLAT.contains(&key.as_str()));
    let failed = payload.get("statusCode").and_then(Value::as_u64).is_some_and(|status| status >= 400);
    is_stated("error")
        || is_stated("Error")
        || kind == "error"
        || kind == "response.failed"
        || exception(payload).is_some()
        || says && (flat || failed)
}

/// `{"throttlingException": {"message": ...}}`, as an event of Bedrock's streams.
fn exception(payload: &Map<String, Value>) -> Option<(&str, &Map<String, Value>)> {
    let (name, inner) = payload.iter().find(|(name, _)| name.ends_with("Exception"))?;
    Some((name, inner.as_object()?))
}

impl Said {
    pub fn of(payload: &Value) -> Self {
        let mut own = Self::default();
        own.read(payload, 0);
        own
    }

    /// The status that the payload states.
    pub fn status(&self) -> Option<u16> {
        let in_code = || self.words.iter().find_map(|word| word.parse().ok());
        self.status.or_else(in_code).filter(|status| (400..600).contains(status))
    }

    /// The headers that stand around the error.
    pub fn head(&self) -> ResponseHead {
        self.headers.clone()
    }

    fn read(&mut self, value: &Value, depth: usize) {
        match value {
            _ if depth > DEEPEST => {}
            Value::String(text) => match serde_json::from_str::<Value>(text) {
                Ok(inner @ Value::Object(_)) => self.read(&inner, depth + 1),
                _ => put(&mut self.message, Some(text)),
            },
            // Google's streams of one JSON array answer with an error in it.
            Value::Array(items) => items.iter().take(1).for_each(|item| self.read(item, depth + 1)),
            Value::Object(entries) => self.object(entries, depth),
            _ => {}
        }
    }

    fn object(&mut self, own: &Map<String, Value>, depth: usize) {
        if let Some((name, inner)) = exception(own) {
            self.word(name);
            put(&mut self.code, Some(name));
            self.object(inner, depth + 1);
        }
        let text = |key: &str| own.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let number =
            |key: &str| own.get(key).and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        put(&mut self.request_id, text("request_id").or_else(|| text("requestId")));
        // What is inside says more than what is around it.
        for key in INNER {
            if let Some(inner @ (Value::Object(_) | Value::Array(_) | Value::String(_))) = own.get(key) {
                self.read(inner, depth + 1);
            }
        }
        for key in ["message", "Message", "detail"] {
            put(&mut self.message, text(key));
        }
        // A class of Java's: `com.amazonaws.bedrock#ThrottlingException`.
        let class = text("__type").map(|class| class.rsplit('#').next().unwrap_or(class));
        let kind = text("type").filter(|kind| !kind.starts_with("response.") && *kind != "error");
        let code = own.get("code").or_else(|| own.get("Code"));
        let worded = code
            .and_then(|code| code.as_str().map(str::to_owned).or_else(|| Some(code.as_u64()?.to_string())));
        let grpc = text("status").filter(|word| word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'));
        for word in [worded.as_deref(), class, grpc, kind].into_iter().flatten() {
            self.word(word);
        }
        // Google's code is the status again, and its word is the code.
        put(&mut self.code, grpc.or(worded.as_deref()).or(class));
        put(&mut self.class, kind);
        put(&mut self.parameter, text("param"));
        let status = number("status").or_else(|| number("statusCode")).or_else(|| number("status_code"));
        let status = status.or_else(|| number("code"));
        let metadata = own.get("ResponseMetadata");
        let outer = metadata.and_then(|told| u16::try_from(told.get("HTTPStatusCode")?.as_u64()?).ok());
        self.status = self.status.or(status).or(outer);
        if let Some(told) = metadata {
            put(&mut self.request_id, told.get("RequestId").and_then(Value::as_str));
            for (name, value) in told.get("HTTPHeaders").and_then(Value::as_object).into_iter().flatten() {
                if let Some(value) = value.as_str() {
                    self.headers = std::mem::take(&mut self.headers).header(name, value);
                }
            }
        }
        // Azure's reason for the code.
        if let Some(inner) = own.get("innererror") {
            self.read(inner, depth + 1);
        }
        for detail in own.get("details").and_then(Value::as_array).into_iter().flatten() {
            self.detail(detail);
        }
    }

    /// Google's reasons and the quotas that are used up.
    fn detail(&mut self, detail: &Value) {
        if let Some(reason) = detail.get("reason").and_then(Value::as_str) {
            self.word(reason);
        }
        let violations = detail.get("violations").and_then(Value::as_array);
        for violation in violations.into_iter().flatten() {
            if let Some(quota) = violation.get("quotaId").and_then(Value::as_str) {
                self.word(quota);
            }
        }
        self.details.push(detail.clone());
    }

    fn word(&mut self, word: &str) {
        /// A list of details may be of any length.
        const MOST: usize = 64;
        if self.words.len() < MOST {
            self.words.push(word.to_owned());
        }
    }
}

/// The first word counts.
fn put(own: &mut Option<String>, told: Option<&str>) {
    if own.is_none() {
        *own = told.map(str::to_owned);
    }
}
