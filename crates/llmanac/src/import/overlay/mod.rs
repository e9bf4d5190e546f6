//! A foreign catalog as an overlay in this registry's format.
//!
//! ```text
//! Foreign           rows in one normal form
//!   |  names        an id of its own for each row, its key as a name
//!   |  sheet        rates by offer, band and span of days
//!   v  text         TOML, a [[model]] a row
//! Imported          the overlay's text, and all that it does not say
//! ```

mod names;
mod report;
mod sheet;
mod text;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use std::collections::BTreeSet;

use crate::model::{Offer, Scope, ServiceTier};

use super::foreign::{Foreign, ForeignFormat, ForeignRow, Skipped};
use names::Names;
use report::Keys;
pub use report::Untaken;
use sheet::Sheet;
use text::Text;

/// A foreign catalog as an overlay, with the report on what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// The overlay, in TOML.
    pub text: String,
    /// How many rows were taken.
    pub taken: usize,
    /// How many of the file's rows have rates of tokens.
    pub priced: usize,
    /// How many of these were taken with every rate of tokens that they have.
    pub priced_whole: usize,
    /// What was not taken, with its place in the file.
    pub skipped: Vec<Skipped>,
    /// Rates whose binary noise was taken off: the place, and what stands for it.
    pub repaired: Vec<Skipped>,
}

impl Foreign {
    /// The catalog as an overlay: a model a row, named by its key.
    ///
    /// While the overlay is loaded each key of the file means its row, with the file's rates in place of this catalog's.
    /// A row states nothing that the file does not state; a tier, band or lifetime without a rate stays without.
    ///
    /// ```
    /// use llmanac::ModelRegistry;
    /// use llmanac::import::{Foreign, ForeignFormat};
    /// let file = r#"{ "azure/eu/gpt-4o": { "litellm_provider": "azure", "input_cost_per_token": 2.75e-06 } }"#;
    /// let imported = Foreign::read(ForeignFormat::Litellm, file)?.to_overlay(ForeignFormat::Litellm);
    /// assert_eq!((imported.taken, imported.skipped.len()), (1, 0));
    /// let registry = ModelRegistry::embedded();
    /// registry.add_overlay("prices.toml", &imported.text)?;
    /// assert_eq!(registry.resolve("azure/eu/gpt-4o")?.model.id().as_str(), "azure/eu/gpt-4o");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_overlay(&self, format: ForeignFormat) -> Imported {
        let mut report = Imported { skipped: self.skipped.clone(), ..Imported::default() };
        let mut text = Text::new(format);
        let mut names = Names::of(&self.rows);
        for row in &self.rows {
            let Some(named) = names.name(row, &mut report) else { continue };
            let sheet = Sheet::of(row, &usual(row), &mut report);
            text.model(row, &named, &usual(row), &sheet, &mut report);
            report.taken += 1;
        }
        report.count_priced(self);
        report.text = text.finish();
        report
    }
}

impl Imported {
    /// How every overlay that an import makes begins.
    pub const HEAD: &str = "# Made from a catalog of ";

    fn skip(&mut self, place: impl Into<String>, why: impl ToString) {
        self.skipped.push(Skipped { place: place.into(), why: why.to_string() });
    }

    /// A row is taken whole where nothing of it that is priced by the token stands among what was skipped.
    fn count_priced(&mut self, foreign: &Foreign) {
        let is_of_tokens = |row: &&ForeignRow| row.prices.iter().any(|price| price.meter.is_of_tokens());
        let keys = Keys::of(foreign);
        let lost = self.skipped.iter().filter_map(|own| keys.split(&own.place));
        let lost: BTreeSet<&str> =
            lost.filter(|(_, field)| report::is_rate_of_tokens(field)).map(|(row, _)| row).collect();
        let priced: Vec<&ForeignRow> = foreign.rows.iter().filter(is_of_tokens).collect();
        self.priced = priced.len();
        self.priced_whole = priced.iter().filter(|row| !lost.contains(row.key.as_str())).count();
    }
}

/// The offer that a row means where neither scope nor tier is stated.
fn usual(row: &ForeignRow) -> Offer {
    let scope = row.place.as_ref().and_then(|place| place.scope.clone()).unwrap_or(Scope::Global);
    Offer::new(scope, ServiceTier::Standard)
}
