//! The standard parameters, which every profile speaks of.

use crate::catalog::authored;
use crate::catalog::problem::Problems;
use crate::params::StandardParameter;

/// The standard parameters, sorted by name.
pub(crate) fn standard(problems: &mut Problems, entries: &authored::Standard) -> Vec<StandardParameter> {
    entries
        .iter()
        .filter_map(|(name, entry)| {
            Some(StandardParameter {
                name: name.clone(),
                kind: problems.ok(format_args!("{name}.type"), entry.kind.parse())?,
                summary: entry.summary.clone(),
                spellings: entry.aliases.clone(),
                values: entry.values.clone(),
            })
        })
        .collect()
}
