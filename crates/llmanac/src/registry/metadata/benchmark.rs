//! Published scores.

use crate::model::Date;

use super::ModelMetadata;

/// A published score.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Benchmark {
    /// The benchmark: `GPQA Diamond`.
    pub name: String,
    /// The score, a decimal as the source writes it.
    pub score: String,
    /// What the score is in: `percent`.
    pub unit: String,
    /// What it was measured by, or under which conditions.
    pub harness: String,
    /// The day on which it was measured or published.
    pub day: Option<Date>,
    /// The versions; empty: all.
    pub versions: Vec<String>,
    pub(crate) src: Vec<u16>,
}

impl ModelMetadata {
    /// The published scores of the version, as the catalog lists them.
    pub fn benchmarks(&self) -> Vec<Benchmark> {
        let version = self.version_place();
        let rows = self.data().benchmarks.iter();
        rows.filter(|row| row.holds_on(self.day) && row.speaks_of(version))
            .map(|row| Benchmark {
                name: row.facts.name.clone(),
                score: row.facts.score.clone(),
                unit: row.facts.unit.clone(),
                harness: row.facts.harness.clone(),
                day: row.facts.day,
                versions: row
                    .versions
                    .iter()
                    .filter_map(|place| self.data().versions.get(usize::from(*place)))
                    .map(|version| version.id.clone())
                    .collect(),
                src: row.src.clone(),
            })
            .collect()
    }
}
