//! Which day it is: the only clock of the project.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use llmanac::Date;

use crate::error::CommandError;

/// The variable that sets the day.
const VARIABLE: &str = "LLMANAC_TODAY";

/// The day that is stated, else the environment's, else the machine's.
pub fn today(stated: Option<Date>) -> Result<Date, CommandError> {
    if let Some(day) = stated {
        return Ok(day);
    }
    match std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        Some(value) => value
            .to_str()
            .unwrap_or_default()
            .parse()
            .map_err(|error| CommandError::usage(format_args!("{VARIABLE}: {error}"))),
        None => from_clock(),
    }
}

/// Today in the machine's time zone; in UTC where that is not set.
fn from_clock() -> Result<Date, CommandError> {
    let unclear = |error: &dyn std::fmt::Display| {
        CommandError::internal(format_args!("the machine's clock is not understood: {error}"))
            .hint("state the day: --today 2026-11-23")
    };
    let now = Timestamp::try_from(SystemTime::now()).map_err(|error| unclear(&error))?;
    now.to_zoned(TimeZone::system()).date().to_string().parse().map_err(|error| unclear(&error))
}
