//! Where answers and complaints go: data on standard output, messages on standard error.

use std::fmt;
use std::io::{self, ErrorKind, IsTerminal as _, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::args::{Color, Global};
use crate::error::CommandError;
use crate::text::{self, Page, style};

/// Lists are wrapped to this width where the terminal's is not known.
const USUAL_WIDTH: usize = 100;

/// Where the answer of a verb goes.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    form: Form,
    color: Color,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    /// For people, wrapped to a width; `None`: not wrapped, for a pipe.
    Page(Option<usize>),
}

impl Output {
    pub fn new(global: &Global) -> Self {
        let form = if global.json { Form::Json } else { Form::Page(width()) };
        Self { form, color: global.color }
    }

    /// Whether answers are JSON.
    pub fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    /// Writes an answer: as JSON, or as the page that is made of it.
    pub fn answer<T: Serialize + ?Sized>(
        &self,
        answer: &T,
        page: impl FnOnce(&mut Page),
    ) -> Result<(), CommandError> {
        match self.form {
            Form::Json => {
                let json = serde_json::to_string_pretty(answer).map_err(|error| {
                    CommandError::internal(format_args!("cannot be written as JSON: {error}"))
                })?;
                self.text(&format!("{}\n", text::json_in_escapes(&json)))
            }
            Form::Page(width) => {
                let mut own = Page::new(width);
                page(&mut own);
                self.text(&own.into_text())
            }
        }
    }

    /// Writes a text that is data itself, whatever form is asked for.
    pub fn text(&self, text: &str) -> Result<(), CommandError> {
        let mut stream = AutoStream::new(io::stdout(), choice(self.color)).lock();
        written(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
    }

    /// Tells something beside the answer.
    pub fn note(&self, note: impl fmt::Display) {
        message(self.color, &format!("{}: {note}", style::WARNING.paint("note")));
    }

    /// Tells something to mind beside the answer.
    pub fn warn(&self, warning: impl fmt::Display) {
        message(self.color, &format!("{}: {warning}", style::WARNING.paint("warning")));
    }
}

/// Tells why there is no answer.
pub fn complain(color: Color, error: &CommandError) {
    let mut lines = format!("{}: {}", style::ERROR.paint("error"), text::plain_lines(error.message()));
    for hint in error.hints() {
        lines.push_str(&format!("\n{}: {}", style::HINT.paint("hint"), text::plain_lines(hint)));
    }
    message(color, &lines);
}

fn message(color: Color, lines: &str) {
    let mut stream = AutoStream::new(io::stderr(), choice(color)).lock();
    // Nobody is left to be told that standard error is closed.
    let _ = writeln!(stream, "{lines}");
}

/// A reader that has seen enough, such as `head`, is no failure.
fn written(result: io::Result<()>) -> Result<(), CommandError> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CommandError::internal(format_args!("cannot write the answer: {error}")))
        }
        _ => Ok(()),
    }
}

fn choice(color: Color) -> anstream::ColorChoice {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
}

/// The width of the terminal; `None` in a pipe.
fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    Some(terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0)))
}
