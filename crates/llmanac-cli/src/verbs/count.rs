//! Counts of tokens on the command line.

use llmanac::cost::InclusiveUsage;

use crate::error::CommandError;
use crate::input;

/// All counts as JSON on the command line, of a file, or of standard input.
pub fn inclusive(text: &str) -> Result<InclusiveUsage, CommandError> {
    let source = input::read_inline("--usage", text)?;
    InclusiveUsage::from_object(&source.object()?)
        .map_err(|error| CommandError::usage(format_args!("{}: {error}", source.name)))
}

/// The most that one count may be: what a signed 64-bit integer holds.
const MOST: u64 = i64::MAX.unsigned_abs();

/// A count of tokens: a whole number from 0 to 2^63 - 1.
pub fn tokens(text: &str) -> Result<u64, &'static str> {
    match text.parse::<u64>() {
        Ok(count) if count <= MOST => Ok(count),
        Ok(_) => Err("it is more than 2^63 - 1"),
        Err(_) if text.strip_prefix('-').is_some_and(is_digits) => Err("it is negative"),
        Err(_) if is_digits(text) => Err("it is more than 2^63 - 1"),
        Err(_) => Err("it is no whole number, as in 128000"),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_up_to_63_bits_are_counts() {
        for (text, wanted) in [
            ("0", Ok(0)),
            ("9223372036854775807", Ok(MOST)),
            ("9223372036854775808", Err("it is more than 2^63 - 1")),
            ("99999999999999999999999", Err("it is more than 2^63 - 1")),
            ("-1", Err("it is negative")),
            ("1e3", Err("it is no whole number, as in 128000")),
            ("1,000", Err("it is no whole number, as in 128000")),
            ("", Err("it is no whole number, as in 128000")),
        ] {
            assert_eq!(tokens(text), wanted, "{text}");
        }
    }
}
