//! Kinds of facts that a model has, for the report on those that have no place in a shape.

use crate::registry::ModelMetadata;

/// The kinds of which a model has some fact on the day, beside its names, limits, prices and capabilities.
pub(super) fn kinds(model: &ModelMetadata) -> Vec<&'static str> {
    let data = model.data();
    let life = model.lifecycle();
    let is_held = |kind: &'static str, is: bool| is.then_some(kind);
    let ended = data.prices.iter().any(|row| !row.holds_on(model.day()));
    [
        is_held("limits.window", !model.window().is_unknown()),
        is_held("lifecycle.released", life.released.is_some()),
        is_held("lifecycle.preview", life.preview.is_some()),
        is_held("lifecycle.ga", life.ga.is_some()),
        is_held("lifecycle.legacy", life.legacy.is_some()),
        is_held("lifecycle.no_new_use", life.no_new_use.is_some()),
        is_held("lifecycle.retires_earliest", life.retires_earliest.is_some()),
        is_held("lifecycle.retires", life.retires.is_some()),
        is_held("replacement", model.replacement_row().is_some()),
        is_held("knowledge_cutoff", model.knowledge_cutoff().is_some()),
        is_held("price.other_days", ended),
        is_held("sold", !data.sold.is_empty()),
        is_held("quota", !data.quota.is_empty()),
        is_held("capacity", !data.capacity.is_empty()),
        is_held("parameters", !data.base.surfaces.is_empty()),
        is_held("benchmark", !data.benchmarks.is_empty()),
        is_held("verdict", !data.conflicts.is_empty()),
        is_held("sought", !data.sought.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
