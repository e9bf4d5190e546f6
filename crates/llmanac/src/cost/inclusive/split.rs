//! The inclusive form into disjoint counts, and all the ways to split what is not stated.

use crate::model::Meter;

use super::super::usage::Usage;
use super::super::usage_error::UsageError;
use super::super::usage_key::UsageKey;
use super::{InclusiveUsage, Keys};

impl InclusiveUsage {
    /// The disjoint counts.
    ///
    /// # Errors
    ///
    /// Counts that contradict each other: a part that exceeds its whole, or one whose whole is not stated.
    pub fn split(&self) -> Result<Usage, UsageError> {
        const PARTS_OF_INPUT: Keys = Keys::of(&INPUT_PARTS);
        const PARTS_OF_OUTPUT: Keys = Keys::of(&OUTPUT_PARTS);

        // Filled in place: it is half a kilobyte.
        let mut usage = Usage::new();
        if self.stated.has_any(PARTS_OF_INPUT) {
            self.split_input(&mut usage)?;
        } else {
            usage.set(Meter::InputText, self.stated(UsageKey::InputTokens));
        }
        if self.stated.has_any(PARTS_OF_OUTPUT) {
            self.split_output(&mut usage)?;
        } else {
            usage.set(Meter::OutputText, self.stated(UsageKey::OutputTokens));
        }
        if self.stated.has_any(BESIDE_KEYS) {
            for (key, meter) in BESIDE {
                usage.set(meter, self.stated(key));
            }
        }
        Ok(usage)
    }

    /// A count; nothing where it is not stated.
    fn stated(&self, key: UsageKey) -> u64 {
        self.count(key).unwrap_or_default()
    }

    fn split_input(&self, usage: &mut Usage) -> Result<(), UsageError> {
        use UsageKey as K;
        let cached_audio = self.stated(K::CacheReadAudioTokens);
        let cached_image = self.stated(K::CacheReadImageTokens);
        let media = [("cached audio", cached_audio), ("cached image", cached_image)];
        let (cached, cached_text) = match self.count(K::CacheReadTokens) {
            Some(cached) => (cached, rest("cached", cached, &media)?),
            None => (cached_audio.saturating_add(cached_image), 0),
        };
        let audio = self.count(K::InputAudioTokens).unwrap_or(cached_audio);
        let audio = rest("input audio", audio, &[("cached audio", cached_audio)])?;
        let image = self.count(K::InputImageTokens).unwrap_or(cached_image);
        let image = rest("input image", image, &[("cached image", cached_image)])?;
        let [w, w_5m, w_30m, w_1h, w_12h] = WRITES.map(|(key, _, name)| (name, self.stated(key)));
        let (cached, heard, seen) = (("cached", cached), ("input audio", audio), ("input image", image));
        let parts = [cached, heard, seen, w, w_5m, w_30m, w_1h, w_12h];
        let text = rest("input", self.whole(K::InputTokens, &INPUT_PARTS)?, &parts)?;
        usage.set(Meter::InputText, text);
        usage.set(Meter::InputAudio, audio);
        usage.set(Meter::InputImage, image);
        usage.set(Meter::CacheReadText, cached_text);
        usage.set(Meter::CacheReadAudio, cached_audio);
        usage.set(Meter::CacheReadImage, cached_image);
        for (key, meter, _) in WRITES {
            usage.set(meter, self.stated(key));
        }
        Ok(())
    }

    fn split_output(&self, usage: &mut Usage) -> Result<(), UsageError> {
        use UsageKey as K;
        let reasoning = self.stated(K::ReasoningTokens);
        let spoken = self.stated(K::OutputAudioTokens);
        let drawn = self.stated(K::OutputImageTokens);
        let parts = [("reasoning", reasoning), ("output audio", spoken), ("output image", drawn)];
        let answered = rest("output", self.whole(K::OutputTokens, &OUTPUT_PARTS)?, &parts)?;
        usage.set(Meter::OutputText, answered);
        usage.set(Meter::OutputReasoning, reasoning);
        usage.set(Meter::OutputAudio, spoken);
        usage.set(Meter::OutputImage, drawn);
        Ok(())
    }

    /// The ways to split the counts that differ the most, where nobody stated how many cached tokens
    /// are audio or images; the usual one first, and the only one where all is stated.
    ///
    /// Within one band a cost grows evenly from one of these to the next, so that the cheapest and the
    /// dearest split are among them.
    ///
    /// ```
    /// use llmanac::cost::{InclusiveUsage, UsageKey};
    /// let told = InclusiveUsage::new(1000, 0)
    ///     .with(UsageKey::CacheReadTokens, 300)
    ///     .with(UsageKey::InputAudioTokens, 100);
    /// let splits: Vec<String> = told.splits()?.iter().map(ToString::to_string).collect();
    /// assert_eq!(splits, [
    ///     "input.text 600, input.audio 100, cache_read.text 300",
    ///     "input.text 700, cache_read.text 200, cache_read.audio 100",
    /// ]);
    /// # Ok::<(), llmanac::cost::UsageError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`split`](Self::split), where no way to split the counts is free of contradictions.
    pub fn splits(&self) -> Result<Vec<Usage>, UsageError> {
        use UsageKey as K;
        let open = |part: K, whole: K| match self.count(part) {
            Some(_) => 0,
            None => self.count(whole).unwrap_or_default(),
        };
        let audio = open(K::CacheReadAudioTokens, K::InputAudioTokens);
        let image = open(K::CacheReadImageTokens, K::InputImageTokens);
        let usual = self.split();
        if self.count(K::CacheReadTokens).is_none() || (audio, image) == (0, 0) {
            return Ok(vec![usual?]);
        }
        let split = |(audio_cached, image_cached)| {
            let mut told = *self;
            if audio > 0 {
                told = told.with(K::CacheReadAudioTokens, audio_cached);
            }
            if image > 0 {
                told = told.with(K::CacheReadImageTokens, image_cached);
            }
            told.split().ok()
        };
        let mut splits: Vec<Usage> = usual.clone().into_iter().collect();
        for usage in self.corners(audio, image).into_iter().filter_map(split) {
            if !splits.contains(&usage) {
                splits.push(usage);
            }
        }
        if splits.is_empty() {
            splits.push(usual?);
        }
        Ok(splits)
    }

    /// How many cached tokens may be audio and how many images, at the corners of what is possible:
    /// no more of each than there are, together no more than the cached ones, and no fewer than
    /// leave the input as large as it is.
    fn corners(&self, audio: u64, image: u64) -> Vec<(u64, u64)> {
        use UsageKey as K;
        let stated = |key| u128::from(self.stated(key));
        let cached = stated(K::CacheReadTokens);
        let parts = [K::CacheReadTokens, K::InputAudioTokens, K::InputImageTokens];
        let parts: u128 = parts.into_iter().map(stated).sum();
        let writes: u128 = WRITES.iter().map(|(key, ..)| stated(*key)).sum();
        let shared = [K::CacheReadAudioTokens, K::CacheReadImageTokens];
        let shared: u128 = shared.into_iter().map(stated).sum();
        let most = cached.saturating_sub(shared);
        let least = (parts + writes).saturating_sub(shared + stated(K::InputTokens));
        let (audio, image) = (u128::from(audio), u128::from(image));
        let mut corners = vec![(0, 0), (0, image), (audio, 0), (audio, image)];
        for sum in [most, least] {
            let with = |end: u128| sum.checked_sub(end).map(|rest| (end, rest));
            corners.extend([0, audio].into_iter().filter_map(with));
            corners.extend([0, image].into_iter().filter_map(with).map(|(end, rest)| (rest, end)));
        }
        let possible = |(a, i): &(u128, u128)| *a <= audio && *i <= image;
        let narrow = |count: u128| u64::try_from(count).unwrap_or(u64::MAX);
        let corners = corners.into_iter().filter(possible);
        corners.map(|(audio, image)| (narrow(audio), narrow(image))).collect()
    }

    /// A total; it must be stated where one of its parts is.
    fn whole(&self, whole: UsageKey, parts: &[UsageKey]) -> Result<u64, UsageError> {
        if let Some(count) = self.count(whole) {
            return Ok(count);
        }
        let stated = |part: &UsageKey| Some((*part, self.count(*part).filter(|count| *count > 0)?));
        match parts.iter().find_map(stated) {
            Some((part, count)) => Err(UsageError::NoWhole { part, count, whole }),
            None => Ok(0),
        }
    }
}

const INPUT_PARTS: [UsageKey; 10] = [
    UsageKey::CacheReadTokens,
    UsageKey::CacheReadAudioTokens,
    UsageKey::CacheReadImageTokens,
    UsageKey::InputAudioTokens,
    UsageKey::InputImageTokens,
    UsageKey::CacheWriteTokens,
    UsageKey::CacheWrite5mTokens,
    UsageKey::CacheWrite30mTokens,
    UsageKey::CacheWrite1hTokens,
    UsageKey::CacheWrite12hTokens,
];
const OUTPUT_PARTS: [UsageKey; 3] =
    [UsageKey::ReasoningTokens, UsageKey::OutputAudioTokens, UsageKey::OutputImageTokens];
/// The writes to a cache, and their names in words.
const WRITES: [(UsageKey, Meter, &str); 5] = [
    (UsageKey::CacheWriteTokens, Meter::CacheWriteText, "cache write"),
    (UsageKey::CacheWrite5mTokens, Meter::CacheWrite5mText, "cache write of 5m"),
    (UsageKey::CacheWrite30mTokens, Meter::CacheWrite30mText, "cache write of 30m"),
    (UsageKey::CacheWrite1hTokens, Meter::CacheWrite1hText, "cache write of 1h"),
    (UsageKey::CacheWrite12hTokens, Meter::CacheWrite12hText, "cache write of 12h"),
];

/// What is counted beside the tokens, contained in no total.
const BESIDE: [(UsageKey, Meter); 13] = [
    (UsageKey::WebSearchRequests, Meter::WebSearch),
    (UsageKey::GroundedPrompts, Meter::Grounding),
    (UsageKey::MapsGroundedPrompts, Meter::MapsGrounding),
    (UsageKey::InputImages, Meter::InputImages),
    (UsageKey::OutputImages, Meter::OutputImages),
    (UsageKey::InputAudioSeconds, Meter::InputAudioSeconds),
    (UsageKey::OutputAudioSeconds, Meter::OutputAudioSeconds),
    (UsageKey::InputVideoSeconds, Meter::InputVideoSeconds),
    (UsageKey::OutputVideoSeconds, Meter::OutputVideoSeconds),
    (UsageKey::InputCharacters, Meter::InputCharacters),
    (UsageKey::OutputCharacters, Meter::OutputCharacters),
    (UsageKey::InputPages, Meter::InputPages),
    (UsageKey::RerankQueries, Meter::Rerank),
];

/// The keys of what is counted beside the tokens.
const BESIDE_KEYS: Keys = {
    let (mut set, mut rest) = (Keys::of(&[]), BESIDE.as_slice());
    while let [(key, _), after @ ..] = rest {
        set.0 |= Keys::of(&[*key]).0;
        rest = after;
    }
    set
};

/// What is left of a whole without its parts.
fn rest(whole: &'static str, whole_count: u64, parts: &[(&'static str, u64)]) -> Result<u64, UsageError> {
    let sum: u128 = parts.iter().map(|(_, count)| u128::from(*count)).sum();
    let rest = u128::from(whole_count).checked_sub(sum).and_then(|rest| u64::try_from(rest).ok());
    rest.ok_or_else(|| contradiction(whole, whole_count, parts, sum))
}

/// Parts that are more than their whole: one of them, or all together.
#[cold]
fn contradiction(
    whole: &'static str,
    whole_count: u64,
    parts: &[(&'static str, u64)],
    sum: u128,
) -> UsageError {
    if let Some((part, count)) = parts.iter().find(|(_, count)| *count > whole_count) {
        return UsageError::PartExceeds { part, part_count: *count, whole, whole_count };
    }
    let stated = parts.iter().filter(|(_, count)| *count > 0);
    let parts = stated.map(|(part, count)| format!("{part} {count}")).collect::<Vec<_>>();
    UsageError::PartsExceed { whole, whole_count, sum, parts: parts.join(", ") }
}
