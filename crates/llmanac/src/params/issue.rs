//! Something wrong with a request.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::code::{IssueCode, Severity};
use super::echo::{Plain, cut_place, echo};
use super::fix::Fix;

/// Something wrong with a request. One fault is one issue.
///
/// In JSON every key is there, `null` where there is nothing to say.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Issue {
    /// How much it matters.
    #[serde(serialize_with = "as_text")]
    pub severity: Severity,
    /// What kind of thing is wrong.
    #[serde(serialize_with = "as_text")]
    pub code: IssueCode,
    /// The parameter, or the place in the messages: `messages[2].content[0]`.
    pub parameter: Option<String>,
    /// What is wrong, in a sentence that a person can act on.
    pub message: String,
    /// The value at fault; a long one is cut or left out.
    pub value: Option<Value>,
    /// What the value was held against: a number, or a list of allowed values.
    pub limit: Option<Value>,
    /// What mends it, where something does.
    pub fix: Option<Fix>,
}

impl Issue {
    /// Whether the request cannot go as it is.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(crate) fn error(code: IssueCode, message: impl fmt::Display) -> Self {
        Self {
            severity: Severity::Error,
            code,
            parameter: None,
            message: message.to_string(),
            value: None,
            limit: None,
            fix: None,
        }
    }

    pub(crate) fn warning(code: IssueCode, message: impl fmt::Display) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The one issue of a model that no catalog knows, in the original's words.
    pub(crate) fn model_not_found(name: &str) -> Self {
        let name = Plain(name);
        Self::error(IssueCode::ModelNotFound, format_args!("Model {name} not found in registry"))
    }

    pub(crate) fn at(mut self, parameter: &str) -> Self {
        self.parameter = Some(cut_place(parameter).to_owned());
        self
    }

    pub(crate) fn value(mut self, value: &Value) -> Self {
        self.value = echo(value);
        self
    }

    pub(crate) fn limit(mut self, limit: impl Into<Value>) -> Self {
        self.limit = Some(limit.into());
        self
    }

    pub(crate) fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }
}

impl fmt::Display for Issue {
    /// `error[max_tokens_exceeds_limit]: max_tokens 20000 exceeds model limit 16384`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}

/// Serializes a value as its text.
pub(crate) fn as_text<T: fmt::Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_issue_reads_as_one_line_and_as_json_with_every_key() {
        let issue =
            Issue::error(IssueCode::MaxTokensExceedsLimit, "max_tokens 20000 exceeds model limit 16384")
                .at("max_tokens")
                .value(&json!(20000))
                .limit(16384)
                .fix(Fix::use_value("max_tokens", json!(16384)));
        assert_eq!(
            issue.to_string(),
            "error[max_tokens_exceeds_limit]: max_tokens 20000 exceeds model limit 16384"
        );
        assert_eq!(
            serde_json::to_value(&issue).unwrap(),
            json!({
                "severity": "error",
                "code": "max_tokens_exceeds_limit",
                "parameter": "max_tokens",
                "message": "max_tokens 20000 exceeds model limit 16384",
                "value": 20000,
                "limit": 16384,
                "fix": {"set": {"max_tokens": 16384}},
            })
        );
        assert_eq!(
            serde_json::to_value(Issue::model_not_found("gpt-40")).unwrap(),
            json!({
                "severity": "error",
                "code": "model_not_found",
                "parameter": null,
                "message": "Model gpt-40 not found in registry",
                "value": null,
                "limit": null,
                "fix": null,
            })
        );
    }

    #[test]
    fn a_name_of_a_megabyte_is_cut() {
        let issue = Issue::model_not_found(&"x".repeat(1_000_000));
        assert!(issue.message.len() < 200, "{}", issue.message.len());
    }
}
