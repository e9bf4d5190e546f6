//! What every verb works with: the registry on a day, and where its answer goes.

use llmanac::{ModelRegistry, Snapshot};

use crate::args::Global;
use crate::error::CommandError;
use crate::output::Output;
use crate::overlay;
use crate::today::today;

/// The registry on the day of the answers, and where they go.
#[derive(Debug)]
pub struct Context {
    /// The registry, seen from the day.
    pub snapshot: Snapshot,
    /// Where the answer goes.
    pub output: Output,
}

impl Context {
    /// Opens the catalog, lays the overlays on it, and settles which day it is.
    pub fn open(global: &Global) -> Result<Self, CommandError> {
        let registry = ModelRegistry::embedded();
        if registry.snapshot().catalog().digest.is_empty() {
            return Err(CommandError::internal("the catalog in this build of llmanac cannot be read")
                .hint("in a checkout: cargo xtask catalog build, then build again"));
        }
        overlay::lay(&registry, global)?;
        let day = match global.as_of {
            Some(day) => day,
            None => today(global.today)?,
        };
        Ok(Self { snapshot: registry.as_of(day), output: Output::new(global) })
    }
}
