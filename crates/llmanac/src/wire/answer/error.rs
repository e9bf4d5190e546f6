//! Why a response is no answer.

use crate::model::Surface;
use crate::wire::ProviderError;

use super::Answer;
use super::limits::{MAX_BLOCKS, MAX_CHOICES, MAX_DEPTH, MAX_EVENT_BYTES};

/// Why a response is no answer; what had come of a stream is still there.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// Nobody has written down how answers of the surface are built.
    #[error("answers of {surface} cannot be read yet; those of {} can", listed(.known))]
    NoForm {
        /// The surface.
        surface: Surface,
        /// The surfaces whose answers can be read.
        known: Vec<Surface>,
    },
    /// The payload is not built like an answer of the surface.
    #[error("no answer of {surface}: no {looked_for}{}", built_like(.like))]
    NoAnswer {
        /// The surface.
        surface: Surface,
        /// What an answer of it has.
        looked_for: &'static str,
        /// The form that the payload has instead.
        like: Option<crate::model::MessageForm>,
    },
    /// An event that is no JSON.
    #[error("neither JSON nor an event of a stream: `{beginning}`")]
    NoJson {
        /// Its beginning.
        beginning: String,
    },
    /// Bytes of a stream that are no text.
    #[error("an event is not UTF-8 from its byte {at} on")]
    NoText {
        /// The byte within the event's data.
        at: usize,
    },
    /// Nesting beyond [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH}")]
    TooDeep,
    /// A choice beyond [`MAX_CHOICES`].
    #[error("choice {index} exceeds the limit of {MAX_CHOICES} choices")]
    TooManyChoices {
        /// Its place.
        index: u64,
    },
    /// Blocks beyond [`MAX_BLOCKS`].
    #[error("the answer has more than {MAX_BLOCKS} blocks")]
    TooManyBlocks,
    /// An event beyond [`MAX_EVENT_BYTES`].
    #[error("an event has more than {MAX_EVENT_BYTES} bytes")]
    EventTooLarge,
    /// An event that belongs to nothing that came before it.
    #[error("an event of the stream cannot be placed: {why}")]
    Misplaced {
        /// What is wrong.
        why: String,
    },
    /// The stream ended before the answer did.
    #[error("the stream was cut: {missing} is missing")]
    Cut {
        /// What should have come.
        missing: String,
        /// What had come.
        answer: Box<Answer>,
    },
    /// The stream cannot be read on.
    #[error("the stream cannot be read on: {error}")]
    Broken {
        /// Why.
        error: Box<AnswerError>,
        /// What had come.
        answer: Box<Answer>,
    },
    /// The provider answered with an error.
    #[error("{error}")]
    Provider {
        /// The error.
        error: Box<ProviderError>,
        /// What had come before it, of a stream.
        answer: Option<Box<Answer>>,
    },
}

impl AnswerError {
    /// An error of the provider's.
    pub(crate) fn provider(error: ProviderError) -> Self {
        Self::Provider { error: Box::new(error), answer: None }
    }

    /// What had come of a stream before this.
    #[must_use]
    pub fn so_far(&self) -> Option<&Answer> {
        match self {
            Self::Cut { answer, .. } | Self::Broken { answer, .. } => Some(answer),
            Self::Provider { answer, .. } => answer.as_deref(),
            _ => None,
        }
    }
}

fn listed(known: &[Surface]) -> String {
    let names: Vec<&str> = known.iter().map(|surface| surface.as_str()).collect();
    names.join(", ")
}

fn built_like(form: &Option<crate::model::MessageForm>) -> String {
    form.map(|form| format!("; it is built like one in the form `{form}`")).unwrap_or_default()
}
