//! When to try again: in headers, in Google's details, in the message.

use serde::Serialize;

use super::head::ResponseHead;
use super::said::Said;

/// A span of time in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Millis(u64);

impl Millis {
    /// So many milliseconds.
    #[must_use]
    pub const fn new(millis: u64) -> Self {
        Self(millis)
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

const NANOS_OF_A_SECOND: u128 = 1_000_000_000;
const NANOS_OF_A_MILLISECOND: u128 = 1_000_000;

/// How long to wait, by the most exact that says so. A `retry-after` that is a date says nothing here: there is no clock.
pub(super) fn after(head: &ResponseHead, said: &Said) -> Option<Millis> {
    // Azure's own, before the standard's whole seconds; the openai client asks in this order too.
    let exact = ["retry-after-ms", "x-ms-retry-after-ms"].iter().find_map(|name| head.get(name));
    let exact = exact.and_then(|text| of_nanos(nanos(text, NANOS_OF_A_MILLISECOND)?));
    let standard = || head.get("retry-after").and_then(|text| of_nanos(nanos(text, NANOS_OF_A_SECOND)?));
    let google = || said.details.iter().find_map(|detail| of_detail(detail.get("retryDelay")?));
    let message = || said.message.as_deref().and_then(in_message);
    exact.or_else(standard).or_else(google).or_else(message).or_else(|| of_windows(head))
}

/// `"39s"`, or seconds and nanoseconds apart.
fn of_detail(delay: &serde_json::Value) -> Option<Millis> {
    if let Some(text) = delay.as_str() {
        return duration(text);
    }
    let part = |key: &str| match delay.get(key) {
        None => Some(0),
        Some(value) => value.as_u64().or_else(|| value.as_str()?.parse().ok()),
    };
    delay.is_object().then_some(())?;
    of_nanos(u128::from(part("seconds")?) * NANOS_OF_A_SECOND + u128::from(part("nanos")?))
}

/// The windows of OpenAI's limits that are used up, and when they open again: the later one counts.
fn of_windows(head: &ResponseHead) -> Option<Millis> {
    let window = |of: &str| {
        let used = head.get(&format!("x-ratelimit-remaining-{of}"))? == "0";
        duration(head.get(&format!("x-ratelimit-reset-{of}"))?).filter(|_| used)
    };
    window("requests").max(window("tokens"))
}

/// A duration as Go writes it: `39s`, `1m2.5s`, `250ms`; fractions of a millisecond are rounded up.
fn duration(text: &str) -> Option<Millis> {
    let mut rest = text.trim();
    let mut sum: u128 = 0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(digits);
        let letters = tail.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(letters);
        sum = sum.checked_add(nanos(number, unit_of(unit)?)?)?;
        rest = tail;
    }
    of_nanos(sum)
}

/// The nanoseconds of a unit.
fn unit_of(unit: &str) -> Option<u128> {
    Some(match unit {
        "h" | "hour" | "hours" => 3_600 * NANOS_OF_A_SECOND,
        "m" | "minute" | "minutes" => 60 * NANOS_OF_A_SECOND,
        "s" | "second" | "seconds" => NANOS_OF_A_SECOND,
        "ms" | "millisecond" | "milliseconds" => NANOS_OF_A_MILLISECOND,
        "us" | "\u{b5}s" | "\u{3bc}s" => 1_000,
        "ns" => 1,
        _ => return None,
    })
}

/// A decimal number of a unit.
fn nanos(number: &str, unit: u128) -> Option<u128> {
    let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let whole: u128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut sum = whole.checked_mul(unit)?;
    let mut place = unit;
    for digit in fraction.bytes() {
        place /= 10;
        sum = sum.checked_add(u128::from(digit - b'0') * place)?;
    }
    Some(sum)
}

/// Rounded up: who comes too early is refused again.
fn of_nanos(nanos: u128) -> Option<Millis> {
    u64::try_from(nanos.div_ceil(NANOS_OF_A_MILLISECOND)).ok().map(Millis)
}

/// `Please retry after 6 seconds.`, `try again in 1m2.5s`.
fn in_message(message: &str) -> Option<Millis> {
    let lower = message.to_ascii_lowercase();
    ["retry after ", "try again in ", "retry in "].iter().find_map(|words| {
        let rest = lower.split_once(words)?.1;
        let mut told = rest.split_whitespace();
        let trim = |word: &'_ str| word.trim_end_matches(['.', ',', ';', ')']).to_owned();
        let first = trim(told.next()?);
        duration(&first).or_else(|| of_nanos(nanos(&first, unit_of(&trim(told.next()?))?)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_go_are_exact_and_rounded_up() {
        for (text, wanted) in [
            ("39s", Some(39_000)),
            ("1m2.5s", Some(62_500)),
            ("2h45m", Some(9_900_000)),
            ("250ms", Some(250)),
            ("0s", Some(0)),
            ("1.0001s", Some(1_001)),
            ("59.123456789s", Some(59_124)),
            ("1us", Some(1)),
            ("", None),
            ("5", None),
            ("s", None),
            (".s", None),
            ("-3s", None),
            ("1.2.3s", None),
            ("1d", None),
            ("99999999999999999999999999999999999999999s", None),
            ("340282366920938463463374607431768211455h", None),
        ] {
            assert_eq!(duration(text).map(Millis::get), wanted, "{text}");
        }
    }

    #[test]
    fn a_message_may_say_when_to_try_again() {
        for (text, wanted) in [
            ("Please retry after 6 seconds.", Some(6_000)),
            ("Please try again in 1m2.5s. Visit", Some(62_500)),
            ("Please retry in 39.274113834s.", Some(39_275)),
            ("Retry after 1 minute, please", Some(60_000)),
            ("retry after a while", None),
            ("retry after ", None),
            ("Try again later", None),
        ] {
            assert_eq!(in_message(text).map(Millis::get), wanted, "{text}");
        }
    }
}
