use crate::registry::{ModelMetadata, Snapshot};
use super::{ExportError, report::Exported};
pub(super) fn write(_s: &Snapshot, models: &[ModelMetadata]) -> Result<Exported, ExportError> { Ok(Exported { models: models.len(), ..Exported::default() }) }
