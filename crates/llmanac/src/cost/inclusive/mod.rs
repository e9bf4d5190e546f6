//! Usage in the form whose totals contain their parts.

mod split;
#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::{Map, Value};

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
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct InclusiveUsage {
    /// By key; zero where nothing is stated.
    counts: [u64; UsageKey::ALL.len()],
    stated: Keys,
}

/// Keys as a set: a bit each.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Keys(u32);

const _: () = assert!(UsageKey::ALL.len() <= u32::BITS as usize);

impl Keys {
    const fn of(keys: &[UsageKey]) -> Self {
        let (mut set, mut rest) = (0, keys);
        while let [key, after @ ..] = rest {
            set |= 1 << *key as u32;
            rest = after;
        }
        Self(set)
    }

    const fn has_any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
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
            *slot = count;
            self.stated.0 |= Keys::of(&[key]).0;
        }
    }

    /// A count, where it is stated.
    pub fn count(&self, key: UsageKey) -> Option<u64> {
        self.counts.get(key as usize).copied().filter(|_| self.stated.has_any(Keys::of(&[key])))
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
}

impl fmt::Debug for InclusiveUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stated = UsageKey::ALL.iter().filter_map(|key| Some((key.as_str(), self.count(*key)?)));
        f.debug_map().entries(stated).finish()
    }
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
