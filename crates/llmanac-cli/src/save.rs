//! Files that the command writes.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::error::CommandError;

/// Whether a file that exists may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// It stays, and the writing is an error.
    Never,
    /// It goes, with all that it holds.
    Always,
}

/// Writes a file.
pub fn file(path: &Path, text: &str, replace: Replace) -> Result<(), CommandError> {
    let mut options = OpenOptions::new();
    options.write(true);
    match replace {
        Replace::Always => options.create(true).truncate(true),
        Replace::Never => options.create_new(true),
    };
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => CommandError::usage(format_args!("{} exists", path.display()))
            .hint("--force replaces it, with all that it holds; another -o FILE keeps it"),
        _ => CommandError::usage(format_args!("cannot write {}: {error}", path.display())),
    })
}
