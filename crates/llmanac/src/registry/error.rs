//! Why a model or an overlay is refused.

use std::fmt;

use crate::catalog::{CatalogError, Problem};
use crate::model::ModelId;

/// A model that cannot be registered, with every reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisterError {
    problems: Vec<Problem>,
}

impl RegisterError {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// Every reason.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        CatalogError::new(self.problems.clone()).fmt(f)
    }
}

impl std::error::Error for RegisterError {}

impl From<CatalogError> for RegisterError {
    fn from(error: CatalogError) -> Self {
        Self::new(error.problems().to_vec())
    }
}

/// An overlay that is refused, with every reason and its place.
pub type OverlayError = CatalogError;

/// The problem of a name that another model has.
pub(crate) fn taken(file: &str, line: Option<usize>, key: &str, name: &str, by: &ModelId) -> Problem {
    Problem {
        file: file.to_owned(),
        line,
        key: key.to_owned(),
        message: format!("the name `{name}` is taken by {by}"),
        hint: Some("choose another, or replace it on purpose (replace = true)".to_owned()),
    }
}
