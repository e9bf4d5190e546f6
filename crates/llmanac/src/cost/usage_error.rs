use crate::model::UnknownName;

use super::usage_key::UsageKey;

/// Why counts are no usage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsageError {
    /// The usage is no JSON object.
    #[error("usage is an object such as {{\"input_tokens\": 1000, \"output_tokens\": 500}}, not {0}")]
    NoObject(String),
    /// A key that the form does not have.
    #[error(transparent)]
    UnknownKey(#[from] UnknownName),
    /// A value that is no count.
    #[error("{key} {value} {why}")]
    NoCount {
        /// The key.
        key: UsageKey,
        /// The value as JSON, its beginning where it is long.
        value: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// One count under two names, with two values.
    #[error("{key} {one} and {other} are one count under two names")]
    Twice {
        /// The key.
        key: UsageKey,
        /// Its value under one of the names.
        one: u64,
        /// Its value under the other.
        other: u64,
    },
    /// A part is larger than what contains it.
    #[error("{part} {part_count} exceeds {whole} {whole_count}; {whole} contains {part}")]
    PartExceeds {
        /// The part, in words.
        part: &'static str,
        /// Its count.
        part_count: u64,
        /// What contains it, in words.
        whole: &'static str,
        /// Its count.
        whole_count: u64,
    },
    /// Disjoint parts are together larger than what contains them.
    #[error("the parts of {whole} are {sum} together ({parts}), which exceeds {whole} {whole_count}")]
    PartsExceed {
        /// What contains them, in words.
        whole: &'static str,
        /// Its count.
        whole_count: u64,
        /// The sum of the parts.
        sum: u128,
        /// The parts and their counts, in words.
        parts: String,
    },
    /// A part is stated, and what contains it is not.
    #[error("{part} {count} is part of {whole}, which is not stated")]
    NoWhole {
        /// The part.
        part: UsageKey,
        /// Its count.
        count: u64,
        /// What contains it.
        whole: UsageKey,
    },
}
