//! How many tokens attached data takes, as providers publish it: the rules of the catalog's `media.toml`.

mod image;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::attached::{Base64, Size, Sound, pages, size, sound};
use super::span::TokenBand;

pub(crate) use image::ImageRule;

/// The rules of one line of models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MediaRules {
    pub name: String,
    /// Of images: the level of detail, and its rules; where there are several, sources differ.
    pub images: Vec<(String, Vec<ImageRule>)>,
    /// The word of a request that chooses the level.
    pub level_by: LevelBy,
    /// Tokens of a document's page, at least and at most.
    pub page: Option<(u32, u32)>,
    /// Tokens of a second of sound, at least and at most.
    pub second: Option<(u32, u32)>,
    /// What is taken for granted.
    pub assumed: Option<String>,
    pub src: Vec<u16>,
}

/// Which word of a request chooses how closely an image is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum LevelBy {
    /// None: there is one level.
    #[default]
    Nothing,
    /// `detail`.
    Detail,
    /// `media_resolution`.
    Resolution,
}

/// The words of a request on how closely an image is to be looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'r> {
    pub detail: Option<&'r str>,
    pub resolution: Option<&'r str>,
}

/// The level that is meant where none is stated.
pub(crate) const USUAL: &str = "auto";

impl MediaRules {
    /// The tokens of an image; `None`: no rule is known.
    pub(in crate::cost) fn image(&self, size: Option<Size>, words: Words<'_>) -> Option<TokenBand> {
        let rules = self.rules(words);
        let bands = rules.into_iter().map(|rule| match size {
            Some(size) => rule.of(size),
            None => rule.of_any(),
        });
        bands.reduce(|one, other| {
            let high = one.high().zip(other.high()).map(|(one, other)| one.max(other));
            TokenBand::new(one.low().min(other.low()), high)
        })
    }

    /// The rules that may hold for what a request states.
    fn rules(&self, words: Words<'_>) -> Vec<&ImageRule> {
        let level = |name: &str| self.images.iter().find(|(own, _)| own == name);
        let mut levels = Vec::new();
        match self.level_by {
            LevelBy::Nothing => levels.push(level(USUAL)),
            // A word that the provider does not know is refused, or read as any that it does.
            LevelBy::Detail => match words.detail.unwrap_or(USUAL) {
                word if level(word).is_some() => levels.push(level(word)),
                _ => levels.extend(self.images.iter().map(Some)),
            },
            LevelBy::Resolution => {
                let stated = words.resolution.map(resolution);
                let usual = level(USUAL);
                levels.push(stated.as_deref().map_or(usual, |word| level(word).or(usual)));
                // Some programs turn the one word into the other, some leave it out.
                levels.extend(words.detail.map(level));
            }
        }
        levels.into_iter().flatten().flat_map(|(_, rules)| rules).collect()
    }

    /// The tokens of a document, where the number of its pages is known.
    pub(in crate::cost) fn document(&self, data: Option<Base64<'_>>) -> Option<TokenBand> {
        let (least, most) = self.page?;
        let pages = data.and_then(pages);
        let tokens = |a_page: u32, pages: u64| u64::from(a_page).saturating_mul(pages);
        // Every document has a page.
        Some(TokenBand::new(tokens(least, pages.unwrap_or(1)), pages.map(|pages| tokens(most, pages))))
    }

    /// The tokens of a sound, where its length is known.
    pub(in crate::cost) fn sound(&self, data: Option<Base64<'_>>) -> Option<TokenBand> {
        let (least, most) = self.second?;
        Some(match data.and_then(sound) {
            Some(Sound { bytes, rate }) => {
                let tokens = |a_second: u32| bytes.saturating_mul(u64::from(a_second)) / rate.max(1);
                // The last second may count as a whole one.
                TokenBand::new(tokens(least), Some(tokens(most).saturating_add(most.into())))
            }
            None => TokenBand::new(0, None),
        })
    }
}

/// The size of an image, where its data is at hand.
pub(super) fn size_of(data: Option<Base64<'_>>) -> Option<Size> {
    data.and_then(size)
}

/// `MEDIA_RESOLUTION_HIGH`, `media_resolution_high` and `high` are one word.
fn resolution(word: &str) -> String {
    const PREFIX: &str = "media_resolution_";
    let word: String = word.chars().take(40).collect::<String>().to_ascii_lowercase();
    let word = word.strip_prefix(PREFIX).unwrap_or(&word);
    if word == "unspecified" { USUAL.to_owned() } else { word.to_owned() }
}
