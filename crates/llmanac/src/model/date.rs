use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// The text has not the form `2026-11-23`.
    #[error("a date is written as 2026-11-23")]
    Form,
    /// There is no such day in the calendar.
    #[error("there is no such day in the calendar")]
    NoSuchDay,
}

/// A calendar day, without a time zone, from year 1 to 9999.
///
/// ```
/// use llmanac::Date;
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert_eq!(day.days_until("2024-03-01".parse()?), 1);
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), llmanac::model::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub struct Date(i32);

impl Date {
    /// A day of the calendar.
    ///
    /// # Errors
    ///
    /// A day that the calendar does not have, or a year outside 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        let longest = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            _ => return Err(DateError::NoSuchDay),
        };
        if !(1..=9999).contains(&year) || day == 0 || day > longest {
            return Err(DateError::NoSuchDay);
        }
        Ok(Self(days_from_civil(i32::from(year), i32::from(month), i32::from(day))))
    }

    /// The day so many days after 1970-01-01; a number outside the calendar becomes its nearest end.
    pub fn from_unix_days(days: i32) -> Self {
        const FIRST: i32 = -719_162; // 0001-01-01
        const LAST: i32 = 2_932_896; // 9999-12-31
        Self(days.clamp(FIRST, LAST))
    }

    /// Days since 1970-01-01.
    pub fn unix_days(self) -> i32 {
        self.0
    }

    /// Days from this day to another; negative where the other is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        other.0 - self.0
    }

    /// Year, month and day.
    pub fn parts(self) -> (u16, u8, u8) {
        civil_from_days(self.0)
    }

    /// The letters of `2026-11-23`.
    fn text(self) -> [u8; 10] {
        let (year, month, day) = self.parts();
        let [century, year] = [year / 100, year % 100].map(|two| two.to_le_bytes()[0]);
        let [[y1, y2], [y3, y4], [m1, m2], [d1, d2]] =
            [century, year, month, day].map(|two| [b'0' + two / 10 % 10, b'0' + two % 10]);
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
    }
}

/// The text in JSON; the number of days in the compiled catalog.
impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_newtype_struct("Date", &self.0)
        }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else {
            return Err(DateError::Form);
        };
        let year = number(&[*y1, *y2, *y3, *y4])?;
        let month = number(&[*m1, *m2])?;
        let day = number(&[*d1, *d2])?;
        // At most four digits for the year and two for the others, so both fit.
        Self::new(year, month.to_le_bytes()[0], day.to_le_bytes()[0])
    }
}

fn number(digits: &[u8]) -> Result<u16, DateError> {
    digits.iter().try_fold(0u16, |sum, digit| match digit {
        b'0'..=b'9' => Ok(sum * 10 + u16::from(digit - b'0')),
        _ => Err(DateError::Form),
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Answers are full of dates: the machinery of formats takes many times as long.
        f.pad(std::str::from_utf8(&self.text()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A day, or only a month where the day is not known. Used for knowledge cutoffs.
///
/// ```
/// use llmanac::model::Day;
/// assert_eq!("2023-10".parse::<Day>()?.to_string(), "2023-10");
/// assert_eq!("2023-10-31".parse::<Day>()?.to_string(), "2023-10-31");
/// # Ok::<(), llmanac::model::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Day {
    /// A month of a year.
    Month(u16, u8),
    /// A calendar day.
    Day(Date),
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if let [y1, y2, y3, y4, b'-', m1, m2] = text.as_bytes() {
            let year = number(&[*y1, *y2, *y3, *y4])?;
            let month = number(&[*m1, *m2])?.to_le_bytes()[0];
            Date::new(year, month, 1)?;
            return Ok(Day::Month(year, month));
        }
        text.parse().map(Day::Day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Day::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Day::Day(date) => fmt::Display::fmt(date, f),
        }
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Days since 1970-01-01 of a proleptic Gregorian day: years begin in March, so that the leap day comes last.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (u16, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (
        u16::try_from(year).unwrap_or(u16::MAX),
        u8::try_from(month).unwrap_or(u8::MAX),
        u8::try_from(day).unwrap_or(u8::MAX),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_reads_back_as_itself() {
        let first = Date::new(1, 1, 1).unwrap().unix_days();
        let last = Date::new(9999, 12, 31).unwrap().unix_days();
        for days in (first..=last).step_by(7) {
            let date = Date::from_unix_days(days);
            assert_eq!(date.to_string().parse(), Ok(date));
        }
        assert_eq!(Date::from_unix_days(i32::MAX).to_string(), "9999-12-31");
        assert_eq!(Date::from_unix_days(i32::MIN).to_string(), "0001-01-01");
        assert_eq!(Date::new(1970, 1, 1).unwrap().unix_days(), 0);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2026-13-01",
            "2026-00-01",
            "2025-02-29",
            "2026-1-1",
            "26-11-23",
            "2026-11-23 ",
            "２026-11-23",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
