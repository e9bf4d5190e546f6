//! What is wrong with some parameters.

use llmanac::Snapshot as Core;
use pyo3::prelude::*;

use crate::issue::Issue;
use crate::value::to_object;

/// The issues of some parameters for a named model; an unknown model is the one issue.
pub fn of(snapshot: &Core, name: &str, stated: &Bound<'_, PyAny>) -> PyResult<Vec<Issue>> {
    let stated = to_object("parameters", stated)?;
    let issues = match snapshot.model(name) {
        Some(model) => model.validate_request(None, &stated),
        None => snapshot.validate_parameters(name, &stated),
    };
    Ok(issues.iter().map(Issue::of).collect())
}
