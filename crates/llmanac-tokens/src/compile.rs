//! From the maker's file of a vocabulary to the bytes that are read here.

use std::fmt;

use crate::vocabulary;

/// Why a text is no vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    line: usize,
    what: &'static str,
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for CompileError {}

/// Compiles a `.tiktoken` file: a token a line, in base64, and its rank.
///
/// # Errors
///
/// A line that is none, a rank out of order, or more tokens than the format holds.
pub fn compile(text: &str) -> Result<Vec<u8>, CompileError> {
    let mut tokens = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let error = |what| CompileError { line: at + 1, what };
        let (token, rank) =
            line.split_once(' ').ok_or(error("a token and its rank, with a blank between"))?;
        if rank.parse() != Ok(at) {
            return Err(error("ranks count from 0, a line each"));
        }
        tokens.push(decode(token).ok_or(error("the token is no base64"))?);
    }
    let line = tokens.len();
    vocabulary::write(&tokens).ok_or(CompileError { line, what: "no tokens, or too many" })
}

fn decode(base64: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0u32, 0u32);
    for digit in base64.trim_end_matches('=').bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
    }
    Some(bytes)
}
