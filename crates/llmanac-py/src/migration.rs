//! The name to move to, as the original gives it: a name in any case, and a warning where it is not the whole answer.

use std::ffi::CString;

use llmanac::{ModelMetadata as CoreMetadata, Snapshot as Core};
use pyo3::prelude::*;

use crate::metadata::ModelMetadata;
use crate::{error, registry};

/// The model to move to, told in a warning where it is another, or where there should be one and is none.
pub fn named(py: Python<'_>, snapshot: &Core, name: &str) -> PyResult<String> {
    let Some(model) = snapshot.model(name) else {
        if let Err(problem) = snapshot.resolve(name) {
            warn(py, "ModelNotFoundWarning", &problem.to_string())?;
        }
        return Ok(name.to_owned());
    };
    let own = ModelMetadata::of(snapshot.clone(), model.clone()).stated;
    let (is_deprecated, since) = match &own {
        Some(own) => (own.is_deprecated, own.deprecation_date.clone()),
        None => (model.is_deprecated(), model.deprecation_date().map(|date| date.to_string())),
    };
    if !is_deprecated {
        return Ok(name.to_owned());
    }
    let plan = snapshot.migrate(name).map_err(|problem| error::resolve(py, &problem))?;
    let target = plan.to.and_then(|id| id.parse().ok()).filter(|id| id != model.id());
    let target = target.map(|id| registry::name_of(snapshot, &id));
    // What the caller stated counts, though the registry has no such model.
    let stated = own.as_ref().and_then(|own| own.replacement_model.clone());
    let beside = match (&target, &stated) {
        (None, Some(stated)) if is_living(snapshot, stated) => Vec::new(),
        (None, Some(_)) => vec!["no living model of that name is in this registry".to_owned()],
        _ => plan.warnings,
    };
    let to = target.or(stated);
    let since = since.map_or_else(String::new, |since| format!(" as of {since}"));
    let first = match &to {
        Some(to) => format!("Model {} is deprecated{since}; consider migrating to: {to}", model.model_name()),
        None => match retired(&model) {
            Some(retired) => format!("Model {} is {retired}", model.model_name()),
            None => format!("Model {} is deprecated{since}", model.model_name()),
        },
    };
    let said: Vec<String> = std::iter::once(first).chain(beside).collect();
    warn(py, "ModelDeprecatedWarning", &said.join("; "))?;
    Ok(to.unwrap_or_else(|| name.to_owned()))
}

/// Whether a name means a model that is not retired.
fn is_living(snapshot: &Core, name: &str) -> bool {
    snapshot.model(name).is_some_and(|model| model.held_status().is_living())
}

/// That calls fail, and since when; `None` where they do not.
fn retired(model: &CoreMetadata) -> Option<String> {
    if model.held_status().is_living() {
        return None;
    }
    let since = model.lifecycle().retires.map_or_else(String::new, |since| format!(" since {since}"));
    Some(format!("retired{since}"))
}

/// A warning of one of the package's classes, at the caller's line.
fn warn(py: Python<'_>, class: &str, said: &str) -> PyResult<()> {
    let class = py.import("llmanac._errors")?.getattr(class)?;
    // A name may hold a zero, at which a text of C ends.
    let said = CString::new(said.replace('\0', "\u{fffd}")).unwrap_or_default();
    PyErr::warn(py, &class, &said, 1)
}
