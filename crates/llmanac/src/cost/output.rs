//! How many tokens an answer may have.

use serde_json::Value;

use crate::model::{Fact, Tokens};

use super::span::TokenBand;

/// How many tokens an answer may have.
///
/// ```
/// use llmanac::cost::{OutputBasis, OutputEstimate};
/// use llmanac::model::{Fact, Tokens};
/// use serde_json::json;
/// let limit = Fact::Known(Tokens::new(16_384));
/// let stated = OutputEstimate::of(&json!({ "max_tokens": 500, "n": 2 }), limit);
/// assert_eq!((stated.tokens.to_string(), stated.basis), ("0..1,000".to_owned(), OutputBasis::Stated));
/// let open = OutputEstimate::of(&json!({}), limit);
/// assert_eq!((open.tokens.to_string(), open.basis), ("0..16,384".to_owned(), OutputBasis::ModelLimit));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutputEstimate {
    /// From nothing to the most.
    pub tokens: TokenBand,
    /// What the most rests on.
    pub basis: OutputBasis,
}

/// What the most output tokens of an estimate rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutputBasis {
    /// The request's own maximum.
    Stated,
    /// The model's limit: the request has no maximum, or a higher one.
    ModelLimit,
    /// Nothing: neither has a maximum that is known.
    Unknown,
}

impl OutputEstimate {
    /// The output tokens of a request in the standard shape, on a model with a limit of output.
    ///
    /// Several answers (`n`) may each be as long. A maximum that is no number counts as not stated.
    pub fn of(request: &Value, limit: Fact<Tokens>) -> Self {
        let number = |key: &str| request.get(key).and_then(Value::as_u64);
        // Where both are stated the request is refused or one is dropped: the larger holds both.
        let stated = number("max_tokens").max(number("max_completion_tokens"));
        let limit = limit.known().map(Tokens::get);
        let (most, basis) = match (stated, limit) {
            (Some(stated), Some(limit)) if stated > limit => (Some(limit), OutputBasis::ModelLimit),
            (Some(stated), _) => (Some(stated), OutputBasis::Stated),
            (None, Some(limit)) => (Some(limit), OutputBasis::ModelLimit),
            (None, None) => (None, OutputBasis::Unknown),
        };
        let answers = number("n").unwrap_or(1).max(1);
        match most.map(|most| most.checked_mul(answers)) {
            Some(Some(most)) => Self { tokens: TokenBand::new(0, Some(most)), basis },
            _ => Self { tokens: TokenBand::new(0, None), basis: OutputBasis::Unknown },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_output_ends_at_what_was_asked_or_at_the_limit() {
        let limit = Fact::Known(Tokens::new(4096));
        let table = [
            (json!({ "max_tokens": 100 }), limit, "0..100 Stated"),
            (json!({ "max_completion_tokens": 200, "max_tokens": 100 }), limit, "0..200 Stated"),
            (json!({ "max_tokens": 20_000 }), limit, "0..4,096 ModelLimit"),
            (json!({ "max_tokens": 20_000, "n": 3 }), limit, "0..12,288 ModelLimit"),
            (json!({ "max_tokens": 20_000 }), Fact::Unknown, "0..20,000 Stated"),
            (json!({ "max_tokens": -1, "n": 0 }), limit, "0..4,096 ModelLimit"),
            (json!({ "max_tokens": "7" }), Fact::Absent, "0..? Unknown"),
            (json!({ "max_tokens": u64::MAX, "n": 2 }), Fact::Unknown, "0..? Unknown"),
            (json!(null), Fact::Unknown, "0..? Unknown"),
        ];
        for (request, limit, expected) in table {
            let estimate = OutputEstimate::of(&request, limit);
            assert_eq!(format!("{} {:?}", estimate.tokens, estimate.basis), expected, "{request}");
        }
    }
}
