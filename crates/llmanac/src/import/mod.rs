//! Foreign catalogs, read into one normal form.
//!
//! Each format has a reader; what a reader cannot take it lists, with its place. Amounts are taken as decimals from the
//! text of the file, never through a binary fraction.

mod amount;
pub(crate) mod billed_as;
mod foreign;
mod genai_prices;
pub(crate) mod litellm;
pub(crate) mod models_dev;
mod overlay;
mod raw;
mod reading;
mod shape;

pub use amount::{Amount, AmountError};
pub use overlay::{Imported, Untaken};

pub use foreign::{
    Foreign, ForeignFormat, ForeignLimits, ForeignPlace, ForeignPrice, ForeignQuota, ForeignReasoning,
    ForeignRow, ImportError, OpenBand, Skipped,
};
