//! A provider's refusal as one type: what kind of error it is, and whether and when to try again.
//!
//! ```text
//! payload   said     what the provider says: message, codes, types, status, details
//!   |       rules    one table: from these to a kind, and whether another try may help
//!   v       retry    when: headers, Google's RetryInfo, durations in the message
//! ProviderError
//! ```

mod head;
mod kind;
mod retry;
mod rules;
mod said;

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

pub use head::ResponseHead;
pub use kind::{ErrorKind, Retryable};
pub use retry::Millis;

use said::Said;

/// A provider's refusal.
///
/// ```
/// use llmanac::wire::{ErrorKind, Millis, ProviderError, ResponseHead, Retryable};
/// let payload = serde_json::json!({"error": {"code": "429", "message": "Too many requests"}});
/// let head = ResponseHead::new().status(429).header("retry-after-ms", "1500");
/// let error = ProviderError::of(&payload, &head);
/// assert_eq!((error.kind, error.retryable), (ErrorKind::RateLimit, Retryable::Yes));
/// assert_eq!(error.retry_after, Some(Millis::new(1500)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ProviderError {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// Whether the same request may succeed later.
    pub retryable: Retryable,
    /// How long to wait before, where the provider says so.
    #[serde(rename = "retry_after_ms")]
    pub retry_after: Option<Millis>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The provider's code: `context_length_exceeded`, `ThrottlingException`, `RESOURCE_EXHAUSTED`.
    pub code: Option<String>,
    /// The provider's wider class of it: `invalid_request_error`.
    #[serde(rename = "type")]
    pub class: Option<String>,
    /// The parameter at fault, where it is named.
    pub parameter: Option<String>,
    /// The provider's message.
    pub message: Option<String>,
    /// The id under which the provider knows the call.
    pub request_id: Option<String>,
    /// The error as it came.
    pub native: Value,
}

impl ProviderError {
    /// The error that a payload is; the caller knows that it is one.
    #[must_use]
    pub fn of(payload: &Value, head: &ResponseHead) -> Self {
        let said = Said::of(payload);
        let head = head.clone().and(said.head());
        let status = head.stated().or_else(|| said.status());
        let amazon = head.error_type();
        let verdict = rules::verdict(status, &said, amazon.as_deref());
        let told = match head.get("x-should-retry") {
            Some("true") => Some(Retryable::Yes),
            Some("false") => Some(Retryable::No),
            _ => None,
        };
        Self {
            kind: verdict.kind,
            retryable: told.unwrap_or(verdict.retryable),
            retry_after: retry::after(&head, &said),
            status,
            code: said.code.or(amazon),
            class: said.class,
            parameter: said.parameter,
            message: said.message,
            request_id: said.request_id.or_else(|| head.request_id()),
            native: payload.clone(),
        }
    }

    /// The error that a payload is, if it looks like one.
    pub(crate) fn found(payload: &Map<String, Value>, head: &ResponseHead) -> Option<Self> {
        (head.is_failure() || said::is_error(payload))
            .then(|| Self::of(&Value::Object(payload.clone()), head))
    }

    /// The error that stands in an answer: a response that failed on the way.
    pub(crate) fn beside(payload: &Map<String, Value>, head: &ResponseHead) -> Option<Self> {
        payload.get("error")?.is_object().then(|| Self::of(&Value::Object(payload.clone()), head))
    }
}

impl fmt::Display for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// What is repeated of the provider's message.
        const MOST: usize = 500;
        write!(f, "{}", self.kind)?;
        let status = self.status.map(|status| format!("HTTP {status}"));
        // Azure's code may be the status again.
        let is_status = |code: &String| self.status.is_some_and(|status| *code == status.to_string());
        let code = self.code.as_ref().or(self.class.as_ref()).filter(|code| !is_status(code));
        let code = code.map(|code| crate::params::Plain(code).to_string());
        let both: Vec<String> = status.into_iter().chain(code).collect();
        if !both.is_empty() {
            write!(f, " ({})", both.join(", "))?;
        }
        match &self.message {
            Some(message) => {
                let plain = |c: char| if c.is_control() { ' ' } else { c };
                write!(f, ": {}", message.chars().take(MOST).map(plain).collect::<String>().trim_end())
            }
            None => f.write_str(": the provider gives no message"),
        }
    }
}

impl std::error::Error for ProviderError {}
