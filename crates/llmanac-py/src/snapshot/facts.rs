//! The facts: which models there are, where a fact comes from, what happened to a model.

use pyo3::prelude::*;

use super::Snapshot;
use crate::count;
use crate::facts::{self, Listed};
use crate::metadata::ModelMetadata;

#[pymethods]
impl Snapshot {
    /// The models, in the order of their ids: the command's `list`.
    ///
    /// `providers`, `families`, `needs` (`tools`, `vision`, `json_schema` ...) and `statuses` (`active`, `deprecated`
    /// ...) are a text or several; a model has all of the needs, and is of one of the others. Without `statuses`, models
    /// that came after the day are left out. A provider or family that has no models, and a need or status that does not
    /// exist, is a `CallError`.
    #[pyo3(signature = (*, providers=None, families=None, needs=None, statuses=None))]
    fn models(
        &self,
        py: Python<'_>,
        providers: Option<&Bound<'_, PyAny>>,
        families: Option<&Bound<'_, PyAny>>,
        needs: Option<&Bound<'_, PyAny>>,
        statuses: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Vec<ModelMetadata>> {
        facts::models(py, &self.core()?, &Listed { providers, families, needs, statuses })
    }

    /// Whether a model takes some parameters, with what the answer rests on: `valid`, `issues`, `warnings` ...
    ///
    /// `surface` is the API that is meant, else the model's usual one. An unknown model is the one issue; an API that
    /// does not serve the model is a `CallError`.
    #[pyo3(signature = (model, parameters, *, surface=None))]
    fn validate<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        parameters: &Bound<'py, PyAny>,
        surface: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        facts::validate(py, &self.core()?, model, parameters, surface)
    }

    /// Where one fact comes from, what others say, and since when it is held: `value`, `rows`, `verdicts` ...
    ///
    /// `field` has the original's name (`max_output_tokens`) or the catalog's (`limits.output`, `price.input.text`,
    /// `lifecycle.retires`, `parameter.temperature`). Rates are texts, as they were quoted. An unknown model is a
    /// `ModelNotFoundError`, a field that does not exist a `CallError`.
    fn why<'py>(&self, py: Python<'py>, model: &str, field: &str) -> PyResult<Bound<'py, PyAny>> {
        facts::why(py, &self.core()?, model, field)
    }

    /// What happened to a model, day by day, and what is to come: `events`, each with `date`, `ahead`, `kind`, `what`.
    ///
    /// Rates are texts, as they were quoted. An unknown model is a `ModelNotFoundError`.
    fn history<'py>(&self, py: Python<'py>, model: &str) -> PyResult<Bound<'py, PyAny>> {
        facts::history(py, &self.core()?, model)
    }

    /// The sources of the facts, what was read longest ago first: `id`, `title`, `read`, `age_days`, `models`, `rows` ...
    ///
    /// `older=90` leaves those that were read more than 90 days ago.
    #[pyo3(signature = (*, older=None))]
    fn sources<'py>(
        &self,
        py: Python<'py>,
        older: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let older = older.map(|days| count::of("older", days)).transpose()?;
        facts::sources(py, &self.core()?, older)
    }
}
