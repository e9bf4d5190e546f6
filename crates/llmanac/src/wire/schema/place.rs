//! A place within a schema, written out only where something is told of it.

use std::fmt;

/// A step, and those before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    before: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Key(&'p str),
    At(usize),
}

impl<'p> Place<'p> {
    pub fn root(name: &'p str) -> Self {
        Self { before: None, step: Step::Key(name) }
    }

    pub fn key(&'p self, key: &'p str) -> Self {
        Self { before: Some(self), step: Step::Key(key) }
    }

    pub fn at(&'p self, at: usize) -> Self {
        Self { before: Some(self), step: Step::At(at) }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        match self.step {
            Step::Key(key) if self.before.is_some() => write!(f, ".{}", crate::params::cut(key)),
            Step::Key(key) => f.write_str(key),
            Step::At(at) => write!(f, "[{at}]"),
        }
    }
}
