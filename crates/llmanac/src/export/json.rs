//! The whole catalog, an object a model: what its page has, and every price row and version.

use serde::Serialize;

use crate::advise::{Shown, ShownCapabilities, ShownLifecycle, ShownLimits, ShownPrice, every_price};
use crate::model::{InputMediaType, OutputMediaType};
use crate::registry::{ModelMetadata, Snapshot};

use super::ExportError;
use super::report::Exported;

/// A model: the fields of its page, in the default version, and what the page leaves out.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    shown: Shown,
    /// What the versions are each, in the order of `versions`.
    version_facts: Vec<VersionFacts>,
    /// Every price row, of all versions and days; `from` is null where a row holds since the release.
    price_rows: Vec<ShownPrice>,
}

/// What may differ from version to version; prices say for themselves of which they are.
#[derive(Serialize)]
struct VersionFacts {
    id: String,
    supported_input_types: Option<Vec<InputMediaType>>,
    supported_output_types: Option<Vec<OutputMediaType>>,
    limits: ShownLimits,
    capabilities: ShownCapabilities,
    lifecycle: ShownLifecycle,
}

/// Writes the catalog: a list with an object a line, so that two exports can be compared line by line.
pub(super) fn write(snapshot: &Snapshot, models: &[ModelMetadata]) -> Result<Exported, ExportError> {
    let mut text = String::from("[");
    for (place, model) in models.iter().enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        text.push_str(&serde_json::to_string(&whole(snapshot, model))?);
    }
    text.push_str("\n]\n");
    Ok(Exported { text, models: models.len(), written: models.len(), ..Exported::default() })
}

fn whole(snapshot: &Snapshot, model: &ModelMetadata) -> Whole {
    let versions = model.versions().filter_map(|id| model.with_version(id));
    let facts = |version: ModelMetadata| {
        let shown = snapshot.show_model(&version);
        VersionFacts {
            id: shown.version.unwrap_or_default(),
            supported_input_types: shown.supported_input_types,
            supported_output_types: shown.supported_output_types,
            limits: shown.limits,
            capabilities: shown.capabilities,
            lifecycle: shown.lifecycle,
        }
    };
    Whole {
        shown: snapshot.show_model(model),
        version_facts: versions.map(facts).collect(),
        price_rows: every_price(model),
    }
}
