use std::fmt;

use serde::{Deserialize, Serialize};

use super::named::named;

named! {
    /// A kind of content that goes into a model or comes out of it.
    "modality" Modality {
        /// Text.
        Text = "text",
        /// Images.
        Image = "image",
        /// Sound.
        Audio = "audio",
        /// Moving images.
        Video = "video",
        /// Documents such as PDF, read as a whole.
        Document = "document",
    }
}

/// What goes into a model; the original design's name.
pub type InputMediaType = Modality;

named! {
    /// What comes out of a model, as the original design lists it: a modality, or JSON.
    "output type" OutputMediaType {
        /// Text.
        Text = "text",
        /// JSON, by JSON mode or by a schema.
        Json = "json",
        /// Images.
        Image = "image",
        /// Sound.
        Audio = "audio",
        /// Moving images.
        Video = "video",
        /// Documents.
        Document = "document",
    }
}

impl From<Modality> for OutputMediaType {
    fn from(modality: Modality) -> Self {
        match modality {
            Modality::Text => Self::Text,
            Modality::Image => Self::Image,
            Modality::Audio => Self::Audio,
            Modality::Video => Self::Video,
            Modality::Document => Self::Document,
        }
    }
}

/// A set of modalities.
///
/// ```
/// use llmanac::model::{Modalities, Modality};
/// let takes: Modalities = [Modality::Text, Modality::Image].into_iter().collect();
/// assert!(takes.contains(Modality::Image));
/// assert_eq!(takes.to_string(), "text, image");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Modalities(u8);

impl Modalities {
    /// Whether the set has one.
    pub fn contains(self, modality: Modality) -> bool {
        self.0 & (1 << modality as u8) != 0
    }

    /// Its members, in order.
    pub fn iter(self) -> impl Iterator<Item = Modality> {
        Modality::ALL.iter().copied().filter(move |modality| self.contains(*modality))
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Modality> for Modalities {
    fn from_iter<I: IntoIterator<Item = Modality>>(modalities: I) -> Self {
        Self(modalities.into_iter().fold(0, |set, modality| set | (1 << modality as u8)))
    }
}

impl fmt::Display for Modalities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Modality::as_str).collect();
        f.pad(&names.join(", "))
    }
}

impl fmt::Debug for Modalities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
