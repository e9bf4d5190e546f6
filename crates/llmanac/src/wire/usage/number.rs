//! Counts as responses state them: integers, whole floats, digits in a text.

use serde_json::Value;

/// The most that one count may be: what a signed 64-bit integer holds.
const MOST: u64 = i64::MAX.unsigned_abs();

const TOO_LARGE: &str = "is more than 2^63 - 1";
const NEGATIVE: &str = "is negative";
const NOT_WHOLE: &str = "is no whole number";

/// The count that a value states, or what is wrong with it. A header states it as a text, or as a list of one.
pub(super) fn count_of(value: &Value) -> Result<u64, &'static str> {
    match value {
        Value::Number(number) => match number.as_u64() {
            Some(count) => fits(count),
            None => whole(number.as_f64().ok_or(NOT_WHOLE)?),
        },
        Value::String(text) => of_text(text.trim()),
        Value::Array(items) => match items.as_slice() {
            [Value::String(text)] => of_text(text.trim()),
            _ => Err(NOT_WHOLE),
        },
        _ => Err(NOT_WHOLE),
    }
}

fn of_text(text: &str) -> Result<u64, &'static str> {
    // Longer than any count, and `inf` and `nan`, which a float would read.
    const LONGEST: usize = 40;
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    if text.is_empty() || text.len() > LONGEST || !text.bytes().all(plain) {
        return Err(NOT_WHOLE);
    }
    match text.parse::<u64>() {
        Ok(count) => fits(count),
        Err(_) => whole(text.parse().map_err(|_| NOT_WHOLE)?),
    }
}

fn fits(count: u64) -> Result<u64, &'static str> {
    if count <= MOST { Ok(count) } else { Err(TOO_LARGE) }
}

/// A float that is a whole number; clients of dynamic languages write such.
fn whole(number: f64) -> Result<u64, &'static str> {
    /// From here on neighbours of a float are no longer one apart.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number < 0.0 {
        return Err(NEGATIVE);
    }
    if number.fract() != 0.0 {
        return Err(NOT_WHOLE);
    }
    if number > EXACT {
        return Err("is too large to be exact");
    }
    // In range and whole: its digits are those of an integer.
    format!("{:.0}", number.abs()).parse().map_err(|_| NOT_WHOLE)
}

/// A value as a message repeats it, its beginning where it is long.
pub(super) fn shown(value: &Value) -> String {
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
    use super::*;
    use serde_json::json;

    #[test]
    fn whole_numbers_are_counts_in_whichever_form_they_come() {
        for value in
            [json!(1024), json!(1024.0), json!("1024"), json!(" 1024 "), json!(["1024"]), json!("1024.0")]
        {
            assert_eq!(count_of(&value), Ok(1024), "{value}");
        }
        assert_eq!(count_of(&json!(9_223_372_036_854_775_807u64)), Ok(MOST));
        assert_eq!(count_of(&json!(0.0)), Ok(0));
        assert_eq!(count_of(&json!(-0.0)), Ok(0));
    }

    #[test]
    fn what_is_no_count_is_told() {
        for (value, why) in [
            (json!(-1), NEGATIVE),
            (json!("-5"), NEGATIVE),
            (json!(-0.5), NEGATIVE),
            (json!(0.5), NOT_WHOLE),
            (json!("12.5"), NOT_WHOLE),
            (json!("many"), NOT_WHOLE),
            (json!("inf"), NOT_WHOLE),
            (json!(""), NOT_WHOLE),
            (json!(true), NOT_WHOLE),
            (json!({}), NOT_WHOLE),
            (json!([]), NOT_WHOLE),
            (json!([1, 2]), NOT_WHOLE),
            (json!(9_223_372_036_854_775_808u64), TOO_LARGE),
            (json!(1e300), "is too large to be exact"),
        ] {
            assert_eq!(count_of(&value), Err(why), "{value}");
        }
    }
}
