//! The functions of the original design, on the shared registry.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::issue::Issue;
use crate::metadata::ModelMetadata;
use crate::{circumstances, issues, migration, questions, registry, request_cost, requests};

/// The model that a name means, in any spelling; `None` where it means none.
///
/// A name is an id, an alias, a wire id, an ARN, a deployment, `name@version`; it never means a neighbour.
#[pyfunction]
pub fn get_model_metadata(model_name: &str) -> PyResult<Option<ModelMetadata>> {
    let snapshot = registry::now()?;
    let model = snapshot.model(model_name);
    Ok(model.map(|model| ModelMetadata::of(snapshot, model)))
}

/// What is wrong with some parameters, each issue with a sentence; nothing where all is well.
///
/// `parameters` have the names of OpenAI's chat completions; with `messages` the request is checked as a whole. An unknown
/// model is the one issue. What is no mapping is a `TypeError`.
#[pyfunction]
pub fn validate_model_parameters(model_name: &str, parameters: &Bound<'_, PyAny>) -> PyResult<Vec<Issue>> {
    issues::of(&registry::now()?, model_name, parameters)
}

/// The exact cost of a call in US dollars, as a `Decimal`.
///
/// An unknown model is a `ModelNotFoundError`, a price that is not known a `CostUnknownError`: never 0.
#[pyfunction]
pub fn calculate_request_cost<'py>(
    py: Python<'py>,
    model_name: &str,
    input_tokens: &Bound<'py, PyAny>,
    output_tokens: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    request_cost::of(py, &registry::now()?, model_name, input_tokens, output_tokens)
}

/// The cheapest model for a task that calls functions and answers up to `max_tokens`; `None` where none does.
///
/// Ranked by the exact cost of the task's typical call. An unknown task is a `CallError` that lists the known ones.
#[pyfunction]
pub fn select_cost_effective_model(
    py: Python<'_>,
    task: &str,
    max_tokens: &Bound<'_, PyAny>,
) -> PyResult<Option<String>> {
    questions::cheapest(py, &registry::now()?, task, max_tokens)
}

/// The living model to move to from a deprecated one, with a `ModelDeprecatedWarning`; else the name as it is.
///
/// The warning comes too where a deprecated model leads nowhere, and its name comes back; a name that means no model comes
/// back with a `ModelNotFoundWarning`.
#[pyfunction]
pub fn migrate_to_supported_model(py: Python<'_>, model_name: &str) -> PyResult<String> {
    migration::named(py, &registry::now()?, model_name)
}

/// The body of a request as the model's API reads it.
///
/// `messages` and `parameters` are those of OpenAI's chat completions; a message may be an object of an SDK. Under the
/// policy `strict` any loss is a `ConversionError` with every issue; under `fit` what can be mended is mended. An unknown
/// model is a `ModelNotFoundError`.
#[pyfunction]
#[pyo3(signature = (messages, model_name, parameters=None, *, policy="strict"))]
pub fn convert_request_for_model<'py>(
    py: Python<'py>,
    messages: &Bound<'py, PyAny>,
    model_name: &str,
    parameters: Option<&Bound<'py, PyAny>>,
    policy: &str,
) -> PyResult<Bound<'py, PyDict>> {
    let policy = circumstances::policy(py, policy)?;
    requests::body(py, &registry::now()?, messages, model_name, parameters, policy)
}
