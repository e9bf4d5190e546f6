//! Status and headers of a response.

use serde_json::Value;

use crate::wire::response::Response;

/// The status and the headers of a response, as far as the caller has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseHead {
    status: Option<u16>,
    headers: Vec<(String, String)>,
}

impl ResponseHead {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// One more header; of several with one name the first counts.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The status and headers that stand around a payload.
    pub(in crate::wire) fn around(payload: &Value, response: &Response<'_>) -> Self {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(items) => items.first()?.as_str().map(str::to_owned),
            _ => None,
        };
        let headers = response.headers().filter_map(|(name, value)| Some((name.to_owned(), text(value)?)));
        let wrapped = payload.get("body").is_some() || payload.get("headers").is_some();
        let outer = ["status", "statusCode", "status_code"];
        let outer = outer.iter().filter_map(|key| payload.get(*key)).filter(|_| wrapped);
        let status = outer.chain(payload.pointer("/ResponseMetadata/HTTPStatusCode"));
        let mut status = status.filter_map(|status| u16::try_from(status.as_u64()?).ok());
        Self { status: status.next(), headers: headers.collect() }
    }

    /// What is known here, and what is known beside it.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.status = self.status.or(other.status);
        self.headers.extend(other.headers);
        self
    }

    /// A header by its name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    }

    /// The HTTP status.
    pub(super) fn stated(&self) -> Option<u16> {
        self.status
    }

    /// Whether the status is that of an error.
    pub(crate) fn is_failure(&self) -> bool {
        self.status.is_some_and(|status| status >= 400)
    }

    /// Amazon's name of the error: `ThrottlingException:http://...`.
    pub(super) fn error_type(&self) -> Option<String> {
        let own = self.get("x-amzn-errortype")?.split(':').next()?;
        (!own.is_empty()).then(|| own.to_owned())
    }

    /// The id of the call: OpenAI's, Azure's gateway's, Amazon's, Anthropic's.
    pub(super) fn request_id(&self) -> Option<String> {
        let names = ["x-request-id", "apim-request-id", "x-amzn-requestid", "request-id"];
        names.iter().find_map(|name| self.get(name)).map(str::to_owned)
    }
}
