//! What is wrong with authored TOML, and where.

use std::fmt;

#[cfg(feature = "overlay")]
use super::place;

/// Something wrong in one place of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file, or the program's own name for a model built in code.
    pub file: String,
    /// The line, from 1; absent where the text is not at hand.
    pub line: Option<usize>,
    /// The key, as `price[3].usd_per_1M.input.text`.
    pub key: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    /// `llmanac.toml:4: model[0].extends: no model `gpt-40`; did you mean `gpt-4o`?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

/// A catalog, an overlay or a model that was refused, with every reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogError {
    problems: Vec<Problem>,
}

impl CatalogError {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// An error of a whole file.
    #[cfg(feature = "overlay")]
    pub(crate) fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self::new(vec![Problem {
            file: file.to_owned(),
            line: None,
            key: String::new(),
            message: message.into(),
            hint: None,
        }])
    }

    /// Every reason, in the order of the files and their lines.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for CatalogError {}

/// Collects problems of one file while it is compiled.
#[cfg(feature = "overlay")]
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: Vec<(String, String, Option<String>)>,
}

#[cfg(feature = "overlay")]
impl Problems {
    /// Something wrong at a key.
    ///
    /// A place is written out where there is a problem, and nowhere else: `format_args!` for its parts.
    pub fn add(&mut self, key: impl fmt::Display, message: impl fmt::Display) {
        self.found.push((key.to_string(), message.to_string(), None));
    }

    /// Something wrong at a key, with what to do about it.
    pub fn hint(&mut self, key: impl fmt::Display, message: impl fmt::Display, hint: Option<String>) {
        self.found.push((key.to_string(), message.to_string(), hint));
    }

    /// A value, or its error noted.
    pub fn ok<T, E: fmt::Display>(&mut self, key: impl fmt::Display, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.add(key, error)).ok()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// The problems with their places in a file's text, in the order of its lines.
    pub fn placed(self, file: &str, text: Option<&str>) -> Vec<Problem> {
        // The text is read once more for the places: not without need.
        let finder = text.filter(|_| !self.found.is_empty()).and_then(place::Finder::new);
        let mut problems: Vec<Problem> = self
            .found
            .into_iter()
            .map(|(key, message, hint)| Problem {
                file: file.to_owned(),
                line: finder.as_ref().and_then(|finder| finder.line(&key)),
                key: cut(key, LONGEST_KEY),
                message: cut(message, LONGEST_MESSAGE),
                hint,
            })
            .collect();
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}

/// Keys and messages have the caller's own words in them, which may be of any length.
#[cfg(feature = "overlay")]
const LONGEST_KEY: usize = 200;
#[cfg(feature = "overlay")]
const LONGEST_MESSAGE: usize = 500;

/// The beginning and the end of a text that is too long; the end says what is wanted.
#[cfg(feature = "overlay")]
pub(crate) fn cut(text: String, longest: usize) -> String {
    let count = text.chars().count();
    if count <= longest {
        return text;
    }
    let kept = longest / 2;
    let head: String = text.chars().take(kept).collect();
    let tail: String = text.chars().skip(count - kept).collect();
    format!("{head}...{tail}")
}

/// `did you mean ...?`, for a name that is not among some.
#[cfg(feature = "overlay")]
pub(crate) fn did_you_mean<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    crate::suggest::nearest(text, names).map(|name| format!("did you mean `{name}`?"))
}
