//! Which day it is.

use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use llmanac::Date;
use llmanac::model::DateError;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::error::attempted;
use crate::{error, value};

/// The variable that sets the day, as for the command.
const VARIABLE: &str = "LLMANAC_TODAY";

/// The day of answers where nobody states one: the environment's, else today in UTC.
///
/// The variable is read once: answers of one process are for one day, or for the clock's.
///
/// # Errors
///
/// A variable that states no day, as a `CallError`: today's prices in its place would be wrong in silence.
pub fn today() -> PyResult<Date> {
    static STATED: OnceLock<Result<Option<Date>, String>> = OnceLock::new();
    match STATED.get_or_init(stated) {
        Ok(Some(day)) => Ok(*day),
        Ok(None) => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Ok(Date::from_unix_days(i32::try_from(since / 86_400).unwrap_or(i32::MAX)))
        }
        Err(said) => Err(Python::attach(|py| error::call(py, said))),
    }
}

/// The day of the environment; one that is blank is none.
fn stated() -> Result<Option<Date>, String> {
    let Some(value) = std::env::var_os(VARIABLE) else { return Ok(None) };
    let text = value.to_string_lossy();
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_: DateError| {
            let short: String = text.chars().take(40).collect();
            format!("{VARIABLE}: `{short}` is no day; a day is written as 2024-06-01")
        }),
    }
}

/// A day of Python: a date, a moment, whose day is that of UTC where it says its zone, or a text such as `2024-06-01`.
pub fn of(day: &Bound<'_, PyAny>) -> PyResult<Date> {
    let text = if let Ok(text) = day.cast::<PyString>() {
        text.to_str()?.to_owned()
    } else if let Some(text) = attempted(day.py(), in_utc(day).and_then(|day| day.call_method0("isoformat")))?
    {
        // The day of a moment.
        text.extract::<String>()?.chars().take(10).collect()
    } else {
        let kind = value::kind(day);
        return Err(PyTypeError::new_err(format!("a day is a date or a text like 2024-06-01, not {kind}")));
    };
    text.parse().map_err(|_: DateError| {
        let short: String = text.chars().take(40).collect();
        error::call(day.py(), format_args!("`{short}` is no day; a day is written as 2024-06-01"))
    })
}

/// A moment that says its zone as one of UTC; what says none as it is.
fn in_utc<'py>(day: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match attempted(day.py(), day.getattr("tzinfo"))? {
        Some(zone) if !zone.is_none() && day.hasattr("astimezone")? => {
            let utc = day.py().import("datetime")?.getattr("timezone")?.getattr("utc")?;
            day.call_method1("astimezone", (utc,))
        }
        _ => Ok(day.clone()),
    }
}
