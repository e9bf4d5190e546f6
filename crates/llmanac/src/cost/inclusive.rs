use serde_json::{Map, Value};

use crate::model::Meter;

use super::usage::Usage;
use super::usage_error::UsageError;
use super::usage_key::UsageKey;

/// The most that one count may be: what a signed 64-bit integer holds.
const MOST: u64 = i64::MAX.unsigned_abs();

/// Usage in the common inclusive form, as OpenTelemetry's conventions have it.
///
/// `input_tokens` and `output_tokens` are totals that contain their parts: cache reads, cache
/// writes, audio and images are within the input; thinking, audio and images within the output. The
/// cache writes are disjoint: `cache_write_tokens` are those whose lifetime nobody stated, not the
/// sum of the others. `cache_read_audio_tokens` are within `cache_read_tokens` and within
/// `input_audio_tokens`; either of these that is not stated is taken to be that part alone. Cached
/// tokens of no stated modality are text. A count that is not stated is zero.
///
/// ```
/// use llmanac::cost::InclusiveUsage;
/// use serde_json::json;
/// let told = InclusiveUsage::from_json(&json!({
///     "input_tokens": 1000, "cache_read_tokens": 300, "cache_write_1h_tokens": 100,
///     "input_audio_tokens": 50, "cache_read_audio_tokens": 20,
///     "output_tokens": 500, "reasoning_tokens": 400,
/// }))?;
/// assert_eq!(
///     told.split()?.to_string(),
///     "input.text 570, input.audio 30, cache_read.text 280, cache_read.audio 20, \
///      cache_write_1h.text 100, output.text 100, output.reasoning 400",
/// );
/// let error = InclusiveUsage::from_json(&json!({ "input_token": 1000 })).unwrap_err();
/// assert_eq!(error.to_string(), "no usage key `input_token`; did you mean `input_tokens`?");
/// # Ok::<(), llmanac::cost::UsageError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct InclusiveUsage {
    counts: [Option<u64>; UsageKey::ALL.len()],
}

impl InclusiveUsage {
    /// The two totals.
    pub fn new(input_tokens: u64, output_tokens: u64) -> Self {
        Self::default().with(UsageKey::InputTokens, input_tokens).with(UsageKey::OutputTokens, output_tokens)
    }

    /// The same, with one count stated.
    #[must_use]
    pub fn with(mut self, key: UsageKey, count: u64) -> Self {
        self.set(key, count);
        self
    }

    /// States a count.
    pub fn set(&mut self, key: UsageKey, count: u64) {
        if let Some(slot) = self.counts.get_mut(key as usize) {
            *slot = Some(count);
        }
    }

    /// A count, where it is stated.
    pub fn count(&self, key: UsageKey) -> Option<u64> {
        self.counts.get(key as usize).copied().flatten()
    }

    /// Counts from a JSON object, strictly: no other keys, whole numbers only.
    ///
    /// A key is a [`UsageKey`], or the name of the same count in OpenTelemetry's conventions:
    /// `gen_ai.usage.input_tokens`, `gen_ai.usage.cache_read.input_tokens`.
    ///
    /// # Errors
    ///
    /// What is no object, an unknown key, a count under two names with two values, and a value that is
    /// no whole number from 0 to 2^63 - 1.
    pub fn from_json(value: &Value) -> Result<Self, UsageError> {
        let object = value.as_object().ok_or_else(|| UsageError::NoObject(shown(value)))?;
        Self::from_object(object)
    }

    /// Counts from the entries of a JSON object.
    ///
    /// # Errors
    ///
    /// As [`from_json`](Self::from_json).
    pub fn from_object(object: &Map<String, Value>) -> Result<Self, UsageError> {
        let mut told = Self::default();
        for (name, value) in object {
            let key = UsageKey::named(name)?;
            let count =
                count_of(value).map_err(|why| UsageError::NoCount { key, value: shown(value), why })?;
            match told.count(key) {
                Some(other) if other != count => {
                    let (one, other) = (count.min(other), count.max(other));
                    return Err(UsageError::Twice { key, one, other });
                }
                _ => told = told.with(key, count),
            }
        }
        Ok(told)
    }

    /// The disjoint counts.
    ///
    /// # Errors
    ///
    /// Counts that contradict each other: a part that exceeds its whole, or one whose whole is not stated.
    pub fn split(&self) -> Result<Usage, UsageError> {
        use UsageKey as K;
        let stated = |key| self.count(key).unwrap_or_default();

        let cached_audio = stated(K::CacheReadAudioTokens);
        let cached_image = stated(K::CacheReadImageTokens);
        let media = [("cached audio", cached_audio), ("cached image", cached_image)];
        let (cached, cached_text) = match self.count(K::CacheReadTokens) {
            Some(cached) => (cached, rest("cached", cached, &media)?),
            None => (cached_audio.saturating_add(cached_image), 0),
        };
        let audio = self.count(K::InputAudioTokens).unwrap_or(cached_audio);
        let audio = rest("input audio", audio, &[("cached audio", cached_audio)])?;
        let image = self.count(K::InputImageTokens).unwrap_or(cached_image);
        let image = rest("input image", image, &[("cached image", cached_image)])?;
        let mut parts = vec![("cached", cached), ("input audio", audio), ("input image", image)];
        parts.extend(WRITES.map(|(key, _, name)| (name, stated(key))));
        let text = rest("input", self.whole(K::InputTokens, &INPUT_PARTS)?, &parts)?;

        let reasoning = stated(K::ReasoningTokens);
        let spoken = stated(K::OutputAudioTokens);
        let drawn = stated(K::OutputImageTokens);
        let parts = [("reasoning", reasoning), ("output audio", spoken), ("output image", drawn)];
        let answered = rest("output", self.whole(K::OutputTokens, &OUTPUT_PARTS)?, &parts)?;

        let mut usage = Usage::new()
            .with(Meter::InputText, text)
            .with(Meter::InputAudio, audio)
            .with(Meter::InputImage, image)
            .with(Meter::CacheReadText, cached_text)
            .with(Meter::CacheReadAudio, cached_audio)
            .with(Meter::CacheReadImage, cached_image)
            .with(Meter::OutputText, answered)
            .with(Meter::OutputReasoning, reasoning)
            .with(Meter::OutputAudio, spoken)
            .with(Meter::OutputImage, drawn);
        let writes = WRITES.into_iter().map(|(key, meter, _)| (key, meter));
        for (key, meter) in writes.chain(BESIDE) {
            usage.set(meter, stated(key));
        }
        Ok(usage)
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
        let stated = |key| u128::from(self.count(key).unwrap_or_default());
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

/// What is left of a whole without its parts.
fn rest(whole: &'static str, whole_count: u64, parts: &[(&'static str, u64)]) -> Result<u64, UsageError> {
    if let Some((part, count)) = parts.iter().find(|(_, count)| *count > whole_count) {
        return Err(UsageError::PartExceeds { part, part_count: *count, whole, whole_count });
    }
    let sum: u128 = parts.iter().map(|(_, count)| u128::from(*count)).sum();
    let rest = u128::from(whole_count).checked_sub(sum).and_then(|rest| u64::try_from(rest).ok());
    rest.ok_or_else(|| {
        let stated = parts.iter().filter(|(_, count)| *count > 0);
        let parts = stated.map(|(part, count)| format!("{part} {count}")).collect::<Vec<_>>();
        UsageError::PartsExceed { whole, whole_count, sum, parts: parts.join(", ") }
    })
}

/// The count that a JSON value states, or what is wrong with it.
fn count_of(value: &Value) -> Result<u64, &'static str> {
    const TOO_LARGE: &str = "is more than 2^63 - 1";
    let Value::Number(number) = value else {
        return Err(match value {
            Value::String(_) => "is a text; write the number without quotes",
            Value::Null => "is no count; leave the key out",
            _ => "is no whole number",
        });
    };
    match (number.as_u64(), number.as_f64()) {
        (Some(count), _) if count <= MOST => Ok(count),
        (Some(_), _) => Err(TOO_LARGE),
        (None, Some(number)) if number < 0.0 => Err("is negative"),
        // Whatever is written with a point or an exponent, and what no 64 bits hold.
        (None, Some(number)) if number >= 9_223_372_036_854_775_808.0 => Err(TOO_LARGE),
        (None, Some(number)) if number.fract() == 0.0 => Err("has a point or an exponent; write an integer"),
        (None, _) => Err("is no whole number"),
    }
}

/// A value as JSON, its beginning where it is long.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 80;
    let text = match value {
        // Cut first: a megabyte need not be escaped to be cut.
        Value::String(text) => Value::from(text.chars().take(LONGEST).collect::<String>()).to_string(),
        Value::Array(_) => "[...]".to_owned(),
        Value::Object(_) => "{...}".to_owned(),
        other => other.to_string(),
    };
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn split(value: &Value) -> String {
        match InclusiveUsage::from_json(value).and_then(|told| told.split()) {
            Ok(usage) => usage.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_totals_contain_their_parts_and_the_writes_are_disjoint() {
        let table = [
            (json!({}), "nothing"),
            (json!({"input_tokens": 0, "output_tokens": 0}), "nothing"),
            (json!({"input_tokens": 1000, "output_tokens": 500}), "input.text 1000, output.text 500"),
            (json!({"input_tokens": 10, "cache_read_tokens": 10}), "cache_read.text 10"),
            (
                json!({"input_tokens": 100, "cache_write_tokens": 1, "cache_write_5m_tokens": 2, "cache_write_1h_tokens": 3}),
                "input.text 94, cache_write.text 1, cache_write_5m.text 2, cache_write_1h.text 3",
            ),
            (
                json!({"input_tokens": 100, "cache_write_30m_tokens": 4, "cache_write_12h_tokens": 5}),
                "input.text 91, cache_write_30m.text 4, cache_write_12h.text 5",
            ),
            (json!({"input_tokens": 100, "input_image_tokens": 60}), "input.text 40, input.image 60"),
            (
                json!({"input_tokens": 1000, "cache_read_tokens": 400, "input_audio_tokens": 250, "cache_read_audio_tokens": 100}),
                "input.text 450, input.audio 150, cache_read.text 300, cache_read.audio 100",
            ),
            (
                json!({"input_tokens": 1000, "cache_read_audio_tokens": 100}),
                "input.text 900, cache_read.audio 100",
            ),
            (
                json!({"output_tokens": 100, "reasoning_tokens": 50, "output_audio_tokens": 20, "output_image_tokens": 10}),
                "output.text 20, output.reasoning 50, output.image 10, output.audio 20",
            ),
            (json!({"web_search_requests": 3}), "web_search 3"),
            (
                json!({
                    "gen_ai.usage.input_tokens": 900, "gen_ai.usage.cache_read.input_tokens": 500,
                    "gen_ai.usage.cache_write.input_tokens": 200, "gen_ai.usage.image.input_tokens": 30,
                    "gen_ai.usage.output_tokens": 80, "gen_ai.usage.reasoning.output_tokens": 64,
                    "gen_ai.usage.audio.output_tokens": 6,
                }),
                "input.text 170, input.image 30, cache_read.text 500, cache_write.text 200, output.text 10, output.reasoning 64, output.audio 6",
            ),
            (
                json!({"input_tokens": 50, "gen_ai.usage.input_tokens": 50, "gen_ai.usage.cache_creation.input_tokens": 20}),
                "input.text 30, cache_write.text 20",
            ),
            (
                json!({"input_tokens": 10, "output_images": 2, "input_audio_seconds": 90, "rerank_queries": 1}),
                "input.text 10, output.images 2, input.audio_seconds 90, rerank 1",
            ),
            (json!({"input_tokens": i64::MAX}), "input.text 9223372036854775807"),
        ];
        for (told, expected) in table {
            assert_eq!(split(&told), expected, "{told}");
        }
    }

    #[test]
    fn contradictions_name_both_numbers() {
        let table = [
            (
                json!({"input_tokens": 10, "cache_read_tokens": 20}),
                "cached 20 exceeds input 10; input contains cached",
            ),
            (
                json!({"input_tokens": 8, "cache_write_tokens": 4012}),
                "cache write 4012 exceeds input 8; input contains cache write",
            ),
            (
                json!({"output_tokens": 5, "reasoning_tokens": 6}),
                "reasoning 6 exceeds output 5; output contains reasoning",
            ),
            (
                json!({"input_tokens": 100, "cache_read_tokens": 10, "cache_read_audio_tokens": 20}),
                "cached audio 20 exceeds cached 10; cached contains cached audio",
            ),
            (
                json!({"input_tokens": 100, "input_audio_tokens": 10, "cache_read_audio_tokens": 20}),
                "cached audio 20 exceeds input audio 10; input audio contains cached audio",
            ),
            (
                json!({"input_tokens": 100, "cache_read_tokens": 60, "cache_write_1h_tokens": 30, "input_image_tokens": 20}),
                "the parts of input are 110 together (cached 60, input image 20, cache write of 1h 30), which exceeds input 100",
            ),
            (
                json!({"input_tokens": 1000, "cache_write_5m_tokens": 700, "cache_write_1h_tokens": 400}),
                "the parts of input are 1100 together (cache write of 5m 700, cache write of 1h 400), which exceeds input 1000",
            ),
            (
                json!({"input_tokens": 10, "gen_ai.usage.input_tokens": 20}),
                "input_tokens 10 and 20 are one count under two names",
            ),
            (
                json!({"cache_read_tokens": 20}),
                "cache_read_tokens 20 is part of input_tokens, which is not stated",
            ),
            (
                json!({"input_tokens": 1, "reasoning_tokens": 2}),
                "reasoning_tokens 2 is part of output_tokens, which is not stated",
            ),
        ];
        for (told, expected) in table {
            assert_eq!(split(&told), expected, "{told}");
        }
    }

    #[test]
    fn what_is_no_count_is_refused_with_its_key_and_value() {
        let table = [
            (json!({"input_tokens": -5}), "input_tokens -5 is negative"),
            (json!({"input_tokens": -0.5}), "input_tokens -0.5 is negative"),
            (json!({"output_tokens": 1.5}), "output_tokens 1.5 is no whole number"),
            (
                json!({"output_tokens": 1000.0}),
                "output_tokens 1000.0 has a point or an exponent; write an integer",
            ),
            (
                json!({"output_tokens": "1000"}),
                "output_tokens \"1000\" is a text; write the number without quotes",
            ),
            (
                json!({"input_tokens": 9_223_372_036_854_775_808u64}),
                "input_tokens 9223372036854775808 is more than 2^63 - 1",
            ),
            (json!({"input_tokens": 1e300}), "input_tokens 1e+300 is more than 2^63 - 1"),
            (json!({"input_tokens": null}), "input_tokens null is no count; leave the key out"),
            (json!({"input_tokens": true}), "input_tokens true is no whole number"),
            (json!({"input_tokens": [1]}), "input_tokens [...] is no whole number"),
            (
                json!({"cache_read_token": 1}),
                "no usage key `cache_read_token`; did you mean `cache_read_tokens`?",
            ),
            (
                json!([]),
                "usage is an object such as {\"input_tokens\": 1000, \"output_tokens\": 500}, not [...]",
            ),
        ];
        for (told, expected) in table {
            assert_eq!(split(&told), expected, "{told}");
        }
    }

    #[test]
    fn a_megabyte_of_nonsense_is_cut_in_the_message() {
        let long = "x".repeat(1_000_000);
        for told in [json!({ &long: 1 }), json!({ "input_tokens": long }), json!(long)] {
            assert!(split(&told).len() < 700, "{}", split(&told).len());
        }
    }
}
