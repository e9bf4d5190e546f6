//! One line a model, so that a change of the binary is reviewable.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::model::Meter;

use super::compile;
use super::problem::CatalogError;
use super::{Files, blob};

/// A line a model: id, counts of its rows, its prices on the default offer, and a digest of all its facts.
///
/// # Errors
///
/// Files that do not compile.
pub fn fingerprints(files: &Files) -> Result<String, CatalogError> {
    let (_, models) = compile::catalog(files)?;
    let mut text = String::from(
        "id,versions,limits,prices,lifecycle,sold,quota,capacity,verdicts,input_usd_per_1M,output_usd_per_1M,digest\n",
    );
    for model in &models {
        let rate = |meter: Meter| {
            model
                .prices
                .iter()
                .filter(|row| row.to.is_none() && row.facts.input_over == 0 && row.facts.grade.is_none())
                .filter(|row| {
                    row.on.is_empty() || row.on.iter().any(|on| on.narrowness(&model.default_on).is_some())
                })
                .filter_map(|row| row.facts.rates.iter().find(|(own, _)| *own == meter))
                .next_back()
                .map_or_else(|| "?".to_owned(), |(_, rate)| rate.amount().to_string())
        };
        let bytes = postcard::to_allocvec(model).unwrap_or_default();
        let digest = blob::hex(&Sha256::digest(&bytes));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},{},{},{},{}",
            model.id,
            model.versions.len(),
            model.limits.len(),
            model.prices.len(),
            model.lifecycle.len(),
            model.sold.len(),
            model.quota.len(),
            model.capacity.len(),
            model.conflicts.len(),
            rate(Meter::InputText),
            rate(Meter::OutputText),
            digest.get(..16).unwrap_or_default(),
        );
    }
    Ok(text)
}
