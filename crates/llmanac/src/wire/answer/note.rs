//! What is odd in an answer, or was mended.

use std::fmt;

use serde::Serialize;

use crate::model::named;

named! {
    /// What kind of thing is odd in an answer.
    "note" AnswerNoteCode {
        /// A part of the answer has no place in the standard shape, and is kept as it came.
        NoPlace = "no_place",
        /// A value is of another kind than is wanted there, and is kept as it came.
        Malformed = "malformed",
        /// The call of a tool had no id, and was given one.
        IdMade = "id_made",
        /// The arguments of a call are no JSON object.
        ArgumentsInvalid = "arguments_invalid",
        /// Why the answer ended is told with a word that is not known here.
        FinishUnknown = "finish_unknown",
        /// It is not told why the answer ended.
        FinishMissing = "finish_missing",
        /// The place that a citation names is not in the text.
        PlaceUnknown = "place_unknown",
        /// The tool by which JSON was asked for is not called.
        JsonMissing = "json_missing",
        /// The answer states no usage.
        UsageMissing = "usage_missing",
        /// The usage that is stated cannot be read.
        UsageInvalid = "usage_invalid",
    }
}

/// Something odd in an answer, which a person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AnswerNote {
    /// What kind of thing it is; stable.
    pub code: AnswerNoteCode,
    /// Where it stands in the response, if in one place: `content[2]`.
    pub path: String,
    /// The same in words.
    pub message: String,
}

impl AnswerNote {
    pub(crate) fn new(code: AnswerNoteCode, path: impl Into<String>, message: impl fmt::Display) -> Self {
        Self { code, path: path.into(), message: message.to_string() }
    }
}

impl fmt::Display for AnswerNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{} ", self.path)?;
        }
        f.write_str(&self.message)
    }
}
