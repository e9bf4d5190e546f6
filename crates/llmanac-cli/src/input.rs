//! What verbs read: files, standard input, JSON on the command line.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::{Map, Value};

use crate::error::CommandError;
use crate::overlay::is_dash;

/// A text, and what to call it in messages.
#[derive(Debug)]
pub struct Source {
    /// `chat.json`, `standard input`, `--params`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Whether it is read from somewhere, so that a line of it can be pointed at.
    pub is_file: bool,
}

/// The text of a file; `-` is standard input.
pub fn read_file(path: &Path) -> Result<String, CommandError> {
    let name = name_of(path);
    let bytes = if is_dash(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    match bytes {
        Ok(bytes) => decoded(bytes).ok_or_else(|| {
            CommandError::usage(format_args!("{name} is no text: it has bytes that are not UTF-8"))
        }),
        Err(_) if path.is_dir() => Err(CommandError::usage(format_args!("{name} is a folder; name a file"))),
        Err(error) => Err(CommandError::usage(format_args!("cannot read {name}: {error}"))),
    }
}

/// A file, or standard input.
pub fn read(path: &Path) -> Result<Source, CommandError> {
    Ok(Source { name: name_of(path), text: read_file(path)?, is_file: true })
}

/// JSON on the command line, or a file of it.
pub fn read_inline(flag: &str, text: &str) -> Result<Source, CommandError> {
    if looks_like_json(text) {
        return Ok(Source { name: flag.to_owned(), text: text.to_owned(), is_file: false });
    }
    read(Path::new(text)).map_err(|error| {
        error.hint(format_args!("{flag} takes a JSON object, a file of one, or - for standard input"))
    })
}

/// Whether a text is meant as JSON and not as a file's name.
fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"'])
}

impl Source {
    /// The text as JSON.
    pub fn json(&self) -> Result<Value, CommandError> {
        serde_json::from_str(&self.text)
            .map_err(|error| CommandError::usage(format_args!("{} is no JSON: {error}", self.name)))
    }

    /// The text as a JSON object.
    pub fn object(&self) -> Result<Map<String, Value>, CommandError> {
        match self.json()? {
            Value::Object(object) => Ok(object),
            _ => Err(CommandError::usage(format_args!("{} must be a JSON object: {{...}}", self.name))),
        }
    }
}

fn name_of(path: &Path) -> String {
    const LONGEST: usize = 200;
    if is_dash(path) {
        return "standard input".to_owned();
    }
    let name = path.display().to_string();
    match name.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}...", name.get(..at).unwrap_or_default()),
        None => name,
    }
}

/// UTF-8, or the UTF-16 that PowerShell writes when it redirects the output of `az`.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let wide = |order: fn([u8; 2]) -> u16, rest: &[u8]| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
        if odd.is_empty() { String::from_utf16(&units).ok() } else { None }
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_powershell_are_read() {
        let wide = |order: fn(u16) -> [u8; 2], mark: &[u8]| {
            let units = "{\"a\": \"ü\"}".encode_utf16().flat_map(order);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for (what, bytes) in [
            ("UTF-8", "{\"a\": \"ü\"}".as_bytes().to_vec()),
            ("UTF-8 with a mark", "\u{feff}{\"a\": \"ü\"}".as_bytes().to_vec()),
            ("UTF-16, low byte first", wide(u16::to_le_bytes, &[0xFF, 0xFE])),
            ("UTF-16, high byte first", wide(u16::to_be_bytes, &[0xFE, 0xFF])),
        ] {
            assert_eq!(decoded(bytes).as_deref(), Some("{\"a\": \"ü\"}"), "{what}");
        }
        assert_eq!(decoded(vec![b'{', 0xFF, b'}']), None);
        assert_eq!(decoded(vec![0xFF, 0xFE, b'{']), None);
    }
}
