//! The catalog in the shapes that other tools read.
//!
//! ```text
//! models     every model in force on the day, overlays too, one version after the other
//!   |  sheet    the plans of a version, scope by scope and tier by tier
//!   v  a shape  one file each: json, csv, LiteLLM's table, models.dev's api.json
//! Exported   the text, what each key stands for, and all that the shape does not say
//! ```
//!
//! The words of a foreign shape stand in the tables of its reader, in [`import`](crate::import).

mod cells;
mod choice;
mod csv;
mod facts;
mod json;
mod litellm;
mod models_dev;
mod name;
mod report;
mod sheet;
mod value;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use crate::model::named;
use crate::registry::Snapshot;

pub use choice::ExportChoice;
pub use report::{Exported, ExportedKey, Unsaid};

named! {
    /// A shape in which the catalog is written.
    "shape of an export" ExportFormat {
        /// The whole catalog, an object a model.
        Json = "json",
        /// The price sheet, a line a rate.
        Csv = "csv",
        /// LiteLLM's `model_prices_and_context_window.json`.
        Litellm = "litellm",
        /// The public `api.json` of models.dev.
        ModelsDev = "models.dev",
    }
}

/// Why a catalog cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the catalog cannot be written as JSON: {0}")]
pub struct ExportError(#[from] serde_json::Error);

impl Snapshot {
    /// The catalog in a shape that other tools read, as of the day.
    ///
    /// What the shape cannot say is listed, and never approximated: a rate that is not known is not written.
    ///
    /// ```
    /// use llmanac::export::{ExportChoice, ExportFormat};
    /// use llmanac::model::Provider;
    /// let snapshot = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let choice = ExportChoice::new().provider(Provider::GEMINI);
    /// let table = snapshot.export(ExportFormat::Litellm, &choice)?;
    /// assert!(table.text.contains(r#""gemini/gemini-2.5-flash": {"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A writer of JSON that fails, which no catalog makes it do.
    pub fn export(&self, format: ExportFormat, choice: &ExportChoice) -> Result<Exported, ExportError> {
        let models = choice.models(self);
        Ok(match format {
            ExportFormat::Json => json::write(self, &models)?,
            ExportFormat::Csv => csv::write(self, &models),
            ExportFormat::Litellm => litellm::write(self, &models)?,
            ExportFormat::ModelsDev => models_dev::write(self, &models)?,
        })
    }
}
