//! A log of requests, read line by line, so that its length does not matter.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::Serialize;

use crate::error::CommandError;
use crate::input::name_of;
use crate::output::Output;
use crate::overlay::is_dash;

/// So many broken lines are named; all are counted.
const NAMED: usize = 100;
/// So many of them are told beside the answer.
const TOLD: usize = 5;
/// A longer line is no request: no provider reads so much.
const LONGEST: usize = 256 << 20;

/// The number of a line, and its text or why it is none.
pub type Line = (u64, Result<String, String>);

/// An open log.
pub struct Log {
    name: String,
    lines: Box<dyn BufRead>,
    line: u64,
}

impl Log {
    pub fn open(path: &Path) -> Result<Self, CommandError> {
        let name = name_of(path);
        if path.is_dir() {
            return Err(CommandError::usage(format_args!("{name} is a folder; name a file")));
        }
        let lines: Box<dyn BufRead> = if is_dash(path) {
            Box::new(io::stdin().lock())
        } else {
            match File::open(path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => {
                    return Err(CommandError::usage(format_args!("cannot read {name}: {error}")));
                }
            }
        };
        Ok(Self { name, lines, line: 0 })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next line that is not blank, with its number; within it why it is no text.
    pub fn next(&mut self) -> Result<Option<Line>, CommandError> {
        loop {
            let mut bytes = Vec::new();
            let read = self.read_line(&mut bytes);
            let length = read
                .map_err(|error| CommandError::usage(format_args!("cannot read {}: {error}", self.name)))?;
            if length == 0 {
                return Ok(None);
            }
            self.line += 1;
            if self.line == 1 && (bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])) {
                let name = &self.name;
                return Err(CommandError::usage(format_args!("{name} is UTF-16; save it as UTF-8")));
            }
            if bytes.len() > LONGEST {
                return Ok(Some((self.line, Err(format!("longer than {LONGEST} bytes")))));
            }
            let text = match bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.line == 1) {
                Some(rest) => String::from_utf8(rest.to_vec()),
                None => String::from_utf8(bytes),
            };
            match text {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => return Ok(Some((self.line, Ok(text)))),
                Err(error) => {
                    let at = error.utf8_error().valid_up_to() + 1;
                    return Ok(Some((self.line, Err(format!("no text: byte {at} is not UTF-8")))));
                }
            }
        }
    }

    /// Reads up to the end of a line; of a line that is too long only its beginning is kept.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let mut length = 0;
        loop {
            let piece = match self.lines.fill_buf() {
                Ok(piece) => piece,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = piece.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(piece.len());
            if bytes.len() <= LONGEST {
                bytes.extend_from_slice(piece.get(..taken).unwrap_or_default());
            }
            self.lines.consume(taken);
            length += taken;
            if end.is_some() || taken == 0 {
                return Ok(length);
            }
        }
    }

    /// Why there is no answer where no line is a request.
    pub fn without_requests(&self, broken: &Broken) -> CommandError {
        let name = &self.name;
        match broken.count {
            0 => CommandError::no(format_args!("{name} is empty; it should hold a request a line")),
            _ => CommandError::no(format_args!("no line of {name} is a request"))
                .hint("each line holds one whole JSON object: jq -c . FILE writes it so"),
        }
    }
}

/// Why a line is no JSON, with the column alone: the parser counts lines of its own.
pub fn no_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    match error.column() {
        0 => format!("no JSON: {what}"),
        column => format!("no JSON: {what} at column {column}"),
    }
}

/// Lines that hold no request.
#[derive(Debug, Default, Serialize)]
pub struct Broken {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub lines: Vec<BrokenLine>,
}

/// A line that holds no request.
#[derive(Debug, Serialize)]
pub struct BrokenLine {
    line: u64,
    reason: String,
}

impl Broken {
    pub fn note(&mut self, line: u64, reason: String) {
        self.count += 1;
        if self.lines.len() < NAMED {
            self.lines.push(BrokenLine { line, reason });
        }
    }

    /// Tells the first of them beside the answer.
    pub fn tell(&self, name: &str, output: &Output) {
        for broken in self.lines.iter().take(TOLD) {
            let reason = crate::text::plain(&broken.reason);
            output.warn(format_args!("{name}:{}: {reason}", broken.line));
        }
        if let Some(more) = self.count.checked_sub(TOLD as u64).filter(|more| *more > 0) {
            let (s, verb) = if more == 1 { ("", "holds") } else { ("s", "hold") };
            output.warn(format_args!("{name}: {more} more line{s} {verb} no request"));
        }
    }
}
