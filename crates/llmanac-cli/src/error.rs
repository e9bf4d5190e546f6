//! Why a verb gives no answer.

use std::fmt;

/// The exit code of an answer that is no.
pub const NO: u8 = 1;

/// Whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The command, or a file that it names, is not understood.
    Usage,
    /// The question is understood, and the answer is no.
    No,
    /// Ours, or the machine's.
    Internal,
}

/// Why a verb gives no answer, and what to do about it.
#[derive(Debug)]
pub struct CommandError {
    kind: Kind,
    message: String,
    hints: Vec<String>,
}

impl CommandError {
    /// A command, or a file that it names, that is not understood.
    pub fn usage(message: impl fmt::Display) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// An answer that is no: not found, not valid.
    pub fn no(message: impl fmt::Display) -> Self {
        Self::new(Kind::No, message)
    }

    /// A fault that is not the caller's.
    pub fn internal(message: impl fmt::Display) -> Self {
        Self::new(Kind::Internal, message)
    }

    fn new(kind: Kind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string(), hints: Vec::new() }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.hints.push(hint.to_string());
        self
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self.kind {
            Kind::No => NO,
            Kind::Usage => 2,
            // EX_SOFTWARE of sysexits.h.
            Kind::Internal => 70,
        }
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }
}

impl From<llmanac::ResolveError> for CommandError {
    fn from(error: llmanac::ResolveError) -> Self {
        let no = Self::no(&error);
        if error.is_unknown() && error.suggestions().is_empty() {
            no.hint("`llmanac list` names every model; an overlay adds your own")
        } else {
            no
        }
    }
}
