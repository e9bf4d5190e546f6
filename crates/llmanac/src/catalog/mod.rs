//! Compiled catalogs and overlays, read into models.

#[cfg(feature = "overlay")]
pub(crate) mod authored;
pub(crate) mod blob;
#[cfg(feature = "overlay")]
pub(crate) mod compile;
pub(crate) mod deferred;
#[cfg(feature = "overlay")]
mod fingerprint;
#[cfg(feature = "overlay")]
pub(crate) mod lint;
pub(crate) mod names;
mod need;
#[cfg(feature = "overlay")]
mod place;
mod problem;
mod tables;

pub use crate::pattern::fits;
pub use blob::OpenError;
#[cfg(feature = "overlay")]
pub use compile::Files;
#[cfg(feature = "overlay")]
pub use fingerprint::fingerprints;
#[cfg(feature = "overlay")]
pub use lint::{Finding, RULES, Rule, Weight, lint};
pub use need::Need;
pub use problem::{CatalogError, Problem};
#[cfg(feature = "overlay")]
pub(crate) use problem::{Problems, did_you_mean};
pub use tables::Rank;
pub(crate) use tables::*;

/// Compiles a catalog's files to bytes, deterministically.
///
/// # Errors
///
/// Every mistake in the files, with its place.
#[cfg(feature = "overlay")]
pub fn build(files: &Files, version: crate::model::Date) -> Result<Vec<u8>, CatalogError> {
    let (tables, models) = compile::catalog(files)?;
    blob::write(version, &tables, &models)
        .map_err(|error| CatalogError::of_file("catalog", format!("cannot be written: {error}")))
}
