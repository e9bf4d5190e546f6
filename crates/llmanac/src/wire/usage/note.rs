use std::fmt;

use serde::Serialize;

use crate::model::named;

named! {
    /// What kind of thing is odd in a response's usage.
    "note" NoteCode {
        /// Something that the response does not state was taken for granted.
        Assumed = "assumed",
        /// The total that the provider states is not the sum of its parts.
        TotalDiffers = "total_differs",
        /// A list leaves a rest of what it splits.
        ListIncomplete = "list_incomplete",
        /// A list names a kind that the catalog does not know.
        UnknownKind = "unknown_kind",
        /// A count stands among the others that the catalog does not know.
        UnknownCount = "unknown_count",
        /// What contains other counts is not stated itself.
        WholeMissing = "whole_missing",
        /// Two spellings of one count state different numbers.
        TwinsDiffer = "twins_differ",
        /// Two places of one response state different counts.
        CountsDiffer = "counts_differ",
        /// The calls within the response do not add up to its own counts.
        EntriesDiffer = "entries_differ",
        /// A count is stated only for several calls together.
        NotSplit = "not_split",
        /// The stream ends before its last counts.
        StreamUnfinished = "stream_unfinished",
        /// There is more than one response, of which only the last was read.
        SeveralResponses = "several_responses",
        /// The service tier that served the call is not one that the catalog knows.
        TierUnknown = "tier_unknown",
        /// The place that served the call is not one that the catalog knows.
        ScopeUnknown = "scope_unknown",
        /// Something may be billed by the piece, and the model that decides is not stated.
        FeeUnknown = "fee_unknown",
        /// How the counts contain each other depends on the model, which is not stated.
        ModelUnknown = "model_unknown",
        /// The response names another model or version than the call.
        ModelDiffers = "model_differs",
        /// The response names another service tier than the call.
        TierDiffers = "tier_differs",
        /// The response names another scope than the call.
        ScopeDiffers = "scope_differs",
    }
}

/// Something odd in a response's usage, which a person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UsageNote {
    /// What kind of thing it is; stable.
    pub code: NoteCode,
    /// The key in the response that it is about, where it is one that nothing reads: `usage.hologram_tokens`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The same in words, with the numbers.
    pub message: String,
}

impl UsageNote {
    /// A note in words.
    pub(crate) fn new(code: NoteCode, message: impl fmt::Display) -> Self {
        Self { code, key: None, message: message.to_string() }
    }
}

/// Collects notes while a response is read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<UsageNote>,
}

impl Notes {
    /// Something odd; the same thing is told once.
    pub fn add(&mut self, code: NoteCode, message: impl fmt::Display) {
        self.note(UsageNote::new(code, message));
    }

    /// Something odd about a key that nothing reads.
    pub fn unread(&mut self, code: NoteCode, key: String, message: impl fmt::Display) {
        self.note(UsageNote { key: Some(key), ..UsageNote::new(code, message) });
    }

    fn note(&mut self, note: UsageNote) {
        /// A response of a million calls needs no million notes.
        const MOST: usize = 100;
        if self.list.len() < MOST && !self.list.contains(&note) {
            self.list.push(note);
        }
    }

    /// The notes of another reading.
    pub fn extend(&mut self, other: Self) {
        for note in other.list {
            self.note(note);
        }
    }

    pub fn into_list(self) -> Vec<UsageNote> {
        self.list
    }
}
