//! The day of an answer, out of the moments that APIs and their headers state.

use crate::model::Date;

/// The day in UTC of a moment: seconds since 1970, `2026-11-23T10:00:00Z`, or a header's
/// `Mon, 23 Nov 2026 10:00:00 GMT`. `None` for what is none of these.
pub(super) fn day(word: &str) -> Option<Date> {
    unix(word).or_else(|| rfc_3339(word)).or_else(|| http(word))
}

/// Seconds since 1970; a fraction does not move the day.
fn unix(word: &str) -> Option<Date> {
    const SECONDS: u64 = 86_400;
    let whole = word.split_once('.').map_or(word, |(whole, _)| whole);
    let seconds: u64 = whole.parse().ok().filter(|_| whole.bytes().all(|byte| byte.is_ascii_digit()))?;
    // A count of milliseconds would be a day in the far future.
    const LAST: u64 = 253_402_300_799; // 9999-12-31
    if seconds > LAST {
        return None;
    }
    i32::try_from(seconds / SECONDS).ok().map(Date::from_unix_days)
}

/// A date and time with an offset from UTC.
fn rfc_3339(word: &str) -> Option<Date> {
    let (day, time) = word.split_once(['T', 't', ' '])?;
    let day: Date = day.parse().ok()?;
    let (clock, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(at) => time.split_at_checked(at)?,
        // Without an offset nobody knows where the clock hangs.
        None => return None,
    };
    let minutes = clock_minutes(clock)?;
    let moved = match offset.as_bytes().first()? {
        b'+' => minutes - clock_minutes(offset.get(1..)?)?,
        b'-' => minutes + clock_minutes(offset.get(1..)?)?,
        _ => minutes,
    };
    Some(Date::from_unix_days(day.unix_days() + moved.div_euclid(24 * 60)))
}

/// `10:30`, `10:30:59.5` in minutes.
fn clock_minutes(clock: &str) -> Option<i32> {
    let mut parts = clock.split(':');
    let number = |part: &str, below: i32| part.parse::<u8>().ok().map(i32::from).filter(|own| *own < below);
    let hours = number(parts.next()?, 24)?;
    let minutes = number(parts.next()?, 60)?;
    Some(hours * 60 + minutes)
}

/// The date of a header; its zone is always GMT.
fn http(word: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, rest) = word.split_once(", ")?;
    let mut parts = rest.split(' ');
    let day: u8 = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().zip(1u8..).find(|(own, _)| own.eq_ignore_ascii_case(name))?.1;
    let year: u16 = parts.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_in_utc() {
        for (word, wanted) in [
            ("0", Some("1970-01-01")),
            ("1741569952", Some("2025-03-10")),
            ("1741569952.75", Some("2025-03-10")),
            ("2025-03-10T01:02:03Z", Some("2025-03-10")),
            ("2025-03-10T01:02:03.250+02:00", Some("2025-03-09")),
            ("2025-12-31T23:30:00-01:00", Some("2026-01-01")),
            ("Mon, 10 Mar 2025 01:02:03 GMT", Some("2025-03-10")),
            ("2025-03-10", None),
            ("2025-03-10T01:02:03", None),
            ("2025-02-30T01:02:03Z", None),
            ("Mon, 30 Feb 2025 01:02:03 GMT", None),
            ("1741569952000", None),
            ("-1", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(day(word).map(|day| day.to_string()).as_deref(), wanted, "{word}");
        }
    }
}
