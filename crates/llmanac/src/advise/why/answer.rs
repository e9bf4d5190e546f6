//! The answer to `why`, put together.

use crate::advise::basis::Basis;
use crate::advise::facts::{SoughtFact, SourceRef, Verdict};
use crate::catalog::Rank;
use crate::model::ModelPart;
use crate::params::cut;
use crate::registry::{ModelMetadata, Snapshot};
use crate::suggest;

use super::field;
use super::rows::Seen;
use super::told::{Told, ToldRow};
use super::{Standing, Why, WhyError, WhyRow};

/// The layer of what no overlay has set.
const CATALOG: &str = "catalog";

impl Snapshot {
    /// Where one fact of a model comes from, what others say, and since when it is held.
    ///
    /// Fields have the original design's names (`max_output_tokens`, `cost_per_1k_input_tokens`) and the catalog's
    /// (`limits.output`, `price.input.text`, `lifecycle.retires`, `capabilities.tools`, `parameter.temperature`).
    ///
    /// ```
    /// let why = llmanac::registry().as_of("2024-06-01".parse()?).why("gpt-4o", "cost_per_1k_input_tokens")?;
    /// assert_eq!(why.value, "0.005");
    /// assert!(why.rows.iter().any(|row| row.sources.iter().any(|source| source.id == "litellm-2026-11")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model; a field that does not exist, with suggestions.
    pub fn why(&self, name: &str, field: &str) -> Result<Why, WhyError> {
        let found = self.resolve(name)?;
        let placed = self.placed(name, &found);
        let seen = Seen { model: &placed.model, offer: &placed.offer };
        let wanted = cut(field.trim()).to_ascii_lowercase();
        let Some(mut told) = field::read(&seen, &wanted) else {
            return Err(unknown(&seen, field, &wanted));
        };
        told.rows.sort_by_key(|row| row.standing);
        let mut basis = Basis::of(self).assuming(placed.assumed.iter().cloned());
        basis.rest_on(seen.model, &wanted, &in_force(&told));
        Ok(answer(&seen, wanted, told, basis))
    }
}

fn answer(seen: &Seen<'_>, field: String, told: Told, basis: Basis) -> Why {
    let model = seen.model;
    let src = in_force(&told);
    Why {
        model: model.id().clone(),
        version: model.version().map(str::to_owned),
        field,
        value: told.value,
        derived: told.derived,
        offer: seen.offer.clone(),
        verdicts: Verdict::all(model)
            .into_iter()
            .filter(|verdict| told.facts.iter().any(|fact| about(&verdict.field, fact)))
            .collect(),
        sought: model
            .data()
            .sought
            .iter()
            .filter(|own| own.fields.iter().any(|field| told.facts.iter().any(|fact| about(field, fact))))
            .map(|own| SoughtFact::of(model, own))
            .collect(),
        layer: layer(model, told.part, &src),
        held_since: model.tables().sources_at(&src).filter_map(|source| source.read).min(),
        facts: told.facts,
        rows: told.rows.into_iter().map(|row| shown(model, row)).collect(),
        basis,
    }
}

/// Whether a field's name means a fact, or a group that the fact is of: `price` means `price.input.text`.
fn about(field: &str, fact: &str) -> bool {
    field == fact || fact.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'))
}

fn in_force(told: &Told) -> Vec<u16> {
    let rows = told.rows.iter().filter(|row| row.standing == Standing::InForce);
    let mut src: Vec<u16> = rows.flat_map(|row| row.src.iter().copied()).collect();
    src.sort_unstable();
    src.dedup();
    src
}

/// The layer that set a part: the one that says so, the model's own where the rows are the caller's word.
fn layer(model: &ModelMetadata, part: ModelPart, src: &[u16]) -> String {
    let set = model.data().layers.iter().find(|own| own.part == part);
    let by_caller = || model.tables().sources_at(src).any(|source| source.rank == Rank::Caller);
    match set {
        Some(set) => set.layer.clone(),
        None if by_caller() || model.data().base.src.is_empty() => model.layer().to_owned(),
        None => CATALOG.to_owned(),
    }
}

fn shown(model: &ModelMetadata, row: ToldRow) -> WhyRow {
    WhyRow {
        fact: row.fact,
        value: row.value,
        standing: row.standing,
        because: row.because,
        versions: row.versions,
        on: row.on,
        from: row.from,
        to: row.to,
        assumed: row.assumed,
        note: row.note,
        sources: model.tables().sources_at(&row.src).map(SourceRef::from).collect(),
    }
}

fn unknown(seen: &Seen<'_>, field: &str, wanted: &str) -> WhyError {
    const MOST: usize = 5;
    let names = field::names(seen);
    let near = suggest::ranked(wanted, names.iter().map(String::as_str), MOST);
    WhyError::Field {
        field: cut(field).to_owned(),
        suggestions: near.into_iter().map(str::to_owned).collect(),
    }
}
