//! What verbs read: files, standard input, JSON on the command line.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::{Map, Value};

use crate::error::CommandError;
use crate::json;
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
        Ok(bytes) => decoded(bytes)
            .map_err(|why| CommandError::usage(format_args!("{name} is no text: {why}; save it as UTF-8"))),
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
        json::parse(&self.text).map_err(|error| self.refused(&error))
    }

    /// Why the text is no JSON that can be taken.
    pub fn refused(&self, error: &serde_json::Error) -> CommandError {
        let name = &self.name;
        CommandError::usage(match () {
            () if self.text.trim().is_empty() => format!("{name} is empty; it should hold JSON"),
            () if error.is_data() => format!("{name}: {error}"),
            () => format!("{name} is no JSON: {error}"),
        })
    }

    /// The text as a JSON object.
    pub fn object(&self) -> Result<Map<String, Value>, CommandError> {
        match self.json()? {
            Value::Object(object) => Ok(object),
            _ => Err(CommandError::usage(format_args!("{} must be a JSON object: {{...}}", self.name))),
        }
    }
}

/// What to call a file in messages.
pub fn name_of(path: &Path) -> String {
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

/// UTF-8, or the UTF-16 that PowerShell writes when it redirects the output of `az`; else what is wrong, and where.
fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let wide = |order: fn([u8; 2]) -> u16, rest: &[u8]| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
        let text = if odd.is_empty() { String::from_utf16(&units).ok() } else { None };
        text.ok_or_else(|| "it begins as UTF-16 and is none".to_owned())
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec()),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let (good, bad) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        let byte = bad.first().copied().unwrap_or_default();
        format!("byte 0x{byte:02X} in line {line} is not UTF-8")
    })
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
            assert_eq!(decoded(bytes).as_deref(), Ok("{\"a\": \"ü\"}"), "{what}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        for (bytes, why) in [
            (&b"{\n\xFF}"[..], "byte 0xFF in line 2 is not UTF-8"),
            (b"\xEF\xBB\xBF\xE9", "byte 0xE9 in line 1 is not UTF-8"),
            (b"\xFF\xFE{", "it begins as UTF-16 and is none"),
        ] {
            assert_eq!(decoded(bytes.to_vec()), Err(why.to_owned()));
        }
    }
}
