//! Which API answered, where nobody stated it.

use serde_json::Value;

use crate::model::{MeterKind, Modality, Surface};
use crate::registry::{Assumption, ModelMetadata, Snapshot};
use crate::wire::{Extracted, UsageExtractError};

/// The surface of a response, and what is assumed of it.
pub(super) struct Read {
    pub surface: Surface,
    pub assumed: Option<Assumption>,
}

impl Snapshot {
    /// Reads a response as the stated surface has it, else as the first of the model's that finds usage in it.
    pub(super) fn read_response(
        &self,
        model: &ModelMetadata,
        stated: Option<Surface>,
        response: &Value,
        name: &str,
    ) -> Result<(Read, Extracted), UsageExtractError> {
        if let Some(surface) = stated {
            let extracted = self.usage(surface, response, Some(name))?;
            return Ok((Read { surface, assumed: None }, extracted));
        }
        let mut refused = None;
        for surface in candidates(model) {
            match self.usage(surface, response, Some(name)) {
                Ok(extracted) => {
                    let because = "the first of the model's surfaces that finds its counts in the response";
                    let assumed = Some(Assumption::new("surface", surface, because));
                    return Ok((Read { surface, assumed }, extracted));
                }
                // The counts of another surface look like none, or like counts of which some are missing.
                Err(error @ (UsageExtractError::NoUsage { .. } | UsageExtractError::Missing { .. })) => {
                    refused = refused.or(Some(error));
                }
                Err(error) => return Err(error),
            }
        }
        Err(refused.unwrap_or_else(|| UsageExtractError::Missing { key: "usage".to_owned() }))
    }
}

/// The default surface, the model's others, and those of its provider; all that there are for a provider without any.
///
/// Of a model that writes, no surface that counts no output: a response whose output is not stated would pass for a whole
/// one there.
fn candidates(model: &ModelMetadata) -> Vec<Surface> {
    let is_own = |surface: &&Surface| {
        surface.as_str().split_once('.').is_some_and(|(provider, _)| *model.provider() == provider)
    };
    let forms = &model.tables().usage.forms;
    let counts_output = |surface: &Surface| {
        let mut own = forms.iter().filter(|form| form.surfaces.contains(surface));
        own.any(|form| form.counts.iter().any(|row| row.meter.kind() == MeterKind::Output))
    };
    let writes = model.output().known().is_some_and(|kinds| kinds.contains(Modality::Text));
    let others = match Surface::ALL.iter().any(|surface| is_own(&surface)) {
        true => Surface::ALL.iter().filter(is_own).copied().collect(),
        false => Surface::ALL.to_vec(),
    };
    let others = others.into_iter().filter(|surface| !writes || counts_output(surface));
    let mut found = Vec::new();
    for surface in model.default_surface().into_iter().chain(model.surfaces()).chain(others) {
        if !found.contains(&surface) {
            found.push(surface);
        }
    }
    found
}
