//! What mends an issue, for programs and for people.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::echo::{Plain, Said};

/// What mends an issue.
///
/// In JSON it is `{"set": {"max_tokens": 16384}}`, `{"drop": "top_p"}` or
/// `{"rename": {"maxTokens": "max_tokens"}}`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fix {
    /// State another value of the parameter at fault.
    Use {
        /// The parameter at fault.
        parameter: String,
        /// Its new value.
        value: Value,
    },
    /// State a value of another parameter.
    Set {
        /// The other parameter.
        parameter: String,
        /// Its value.
        value: Value,
    },
    /// Do not state a parameter.
    Drop {
        /// The parameter to leave out.
        parameter: String,
    },
    /// State the value under another name.
    Rename {
        /// The name as stated.
        from: String,
        /// The standard name.
        to: String,
    },
}

impl Fix {
    /// The parameter that the fix changes, as it was stated.
    pub fn parameter(&self) -> &str {
        match self {
            Self::Use { parameter, .. } | Self::Set { parameter, .. } | Self::Drop { parameter } => parameter,
            Self::Rename { from, .. } => from,
        }
    }

    pub(crate) fn use_value(parameter: &str, value: Value) -> Self {
        Self::Use { parameter: parameter.to_owned(), value }
    }

    pub(crate) fn drop(parameter: &str) -> Self {
        Self::Drop { parameter: parameter.to_owned() }
    }
}

impl fmt::Display for Fix {
    /// `use 16384`, `set logprobs to true`, `drop top_p`, `did you mean max_tokens?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Use { value, .. } => write!(f, "use {}", Said(value)),
            Self::Set { parameter, value } => {
                write!(f, "set {} to {}", Plain(parameter), Said(value))
            }
            Self::Drop { parameter } => write!(f, "drop {}", Plain(parameter)),
            Self::Rename { to, .. } => write!(f, "did you mean {}?", Plain(to)),
        }
    }
}

impl Serialize for Fix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Pair<'a, V>(&'a str, &'a V);
        impl<V: Serialize> Serialize for Pair<'_, V> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(self.0, self.1)?;
                map.end()
            }
        }
        match self {
            Self::Use { parameter, value } | Self::Set { parameter, value } => {
                Pair("set", &Pair(parameter, value)).serialize(serializer)
            }
            Self::Drop { parameter } => Pair("drop", parameter).serialize(serializer),
            Self::Rename { from, to } => Pair("rename", &Pair(from, to)).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fix_reads_as_advice_and_as_json() {
        let set = Fix::Set { parameter: "logprobs".to_owned(), value: json!(true) };
        let rename = Fix::Rename { from: "maxTokens".to_owned(), to: "max_tokens".to_owned() };
        for (fix, advice, wanted) in [
            (Fix::use_value("max_tokens", json!(16384)), "use 16384", json!({"set": {"max_tokens": 16384}})),
            (set, "set logprobs to true", json!({"set": {"logprobs": true}})),
            (Fix::drop("top_p"), "drop top_p", json!({"drop": "top_p"})),
            (rename, "did you mean max_tokens?", json!({"rename": {"maxTokens": "max_tokens"}})),
        ] {
            assert_eq!(fix.to_string(), advice);
            assert_eq!(serde_json::to_value(&fix).unwrap(), wanted);
        }
    }
}
