//! What a request is made of, as far as its tokens are counted, and who counted what.

use serde::Serialize;

use crate::model::{Meter, named};

use super::super::span::TokenBand;

named! {
    /// A kind of thing that a request is made of.
    "part" PartKind {
        /// The whole request, counted as one.
        Request = "request",
        /// Messages, names, calls of tools and their results.
        Text = "text",
        /// What a provider puts around messages and texts.
        Framing = "framing",
        /// Definitions of tools, and the schema of the answer.
        Tools = "tools",
        /// What may be shown to the model, or not.
        Other = "other",
        /// An image.
        Image = "image",
        /// A document.
        Document = "document",
        /// A sound.
        Audio = "audio",
        /// A film.
        Video = "video",
        /// Something of a type that is not known here.
        Unknown = "unknown",
    }
}

named! {
    /// How the tokens of a part were found.
    "method" CountMethod {
        /// By the model's own tokenizer, or by the caller's counter.
        Exact = "exact",
        /// By rules of thumb, with their band.
        Estimated = "estimated",
        /// Between the least and the most that a provider may add.
        Band = "band",
        /// By the rule that the provider publishes.
        Rule = "rule",
        /// Not at all: it is not known before the call.
        Unknown = "unknown",
    }
}

/// The tokens of one part of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CountedPart {
    /// What it is.
    pub part: PartKind,
    /// How it was counted.
    pub method: CountMethod,
    /// By whom: a tokenizer, a rule of the catalog, what a band stands for.
    pub by: String,
    /// Where it stands in the request, where it is one thing: `messages[0].content[1]`.
    pub at: Option<String>,
    /// The size of an image in pixels, where its data is at hand.
    pub width: Option<u32>,
    /// The size of an image in pixels, where its data is at hand.
    pub height: Option<u32>,
    /// How closely it is to be looked at, where the request says so.
    pub detail: Option<String>,
    /// At least so many tokens.
    pub low: u64,
    /// At most; `None`: not known.
    pub high: Option<u64>,
}

impl CountedPart {
    pub(super) fn new(part: PartKind, method: CountMethod, by: impl Into<String>, tokens: TokenBand) -> Self {
        let (low, high) = (tokens.low(), tokens.high());
        Self { part, method, by: by.into(), at: None, width: None, height: None, detail: None, low, high }
    }

    /// The tokens.
    pub fn tokens(&self) -> TokenBand {
        TokenBand::new(self.low, self.high)
    }

    /// The meter that the tokens are billed on.
    pub fn meter(&self) -> Meter {
        match self.part {
            PartKind::Image => Meter::InputImage,
            PartKind::Document => Meter::InputDocument,
            PartKind::Audio => Meter::InputAudio,
            PartKind::Video => Meter::InputVideo,
            _ => Meter::InputText,
        }
    }
}
