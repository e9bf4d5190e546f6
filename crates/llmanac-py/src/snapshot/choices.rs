//! Which model: selection, comparison, migration; and the exchange of catalogs.

use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::Snapshot;
use crate::circumstances::Stated;
use crate::migration;
use crate::questions::{self, Wanted};
use crate::registry::text_of;

#[pymethods]
impl Snapshot {
    /// The models that can do a job, the cheapest first, and why the others cannot: `models`, `rejected` ...
    ///
    /// State a `task`, or the `needs` with the tokens of a typical call; `cost` is that of one such call in US dollars. What
    /// does not exist (a task, a need, a provider, a region) is a `CallError`.
    #[pyo3(signature = (task=None, *, needs=None, providers=None, min_context=None, min_output=None, input_tokens=None,
        output_tokens=None, cached_tokens=None, region=None, scope=None, tier=None, include_deprecated=false))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn select<'py>(
        &self,
        py: Python<'py>,
        task: Option<&str>,
        needs: Option<&Bound<'py, PyAny>>,
        providers: Option<&Bound<'py, PyAny>>,
        min_context: Option<&Bound<'py, PyAny>>,
        min_output: Option<&Bound<'py, PyAny>>,
        input_tokens: Option<&Bound<'py, PyAny>>,
        output_tokens: Option<&Bound<'py, PyAny>>,
        cached_tokens: Option<&Bound<'py, PyAny>>,
        region: Option<&str>,
        scope: Option<&str>,
        tier: Option<&str>,
        include_deprecated: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let workload = [input_tokens, output_tokens, cached_tokens];
        let wanted = Wanted {
            task,
            needs,
            providers,
            min_context,
            min_output,
            workload,
            region,
            scope,
            tier,
            include_deprecated,
        };
        questions::select(py, &self.core()?, &wanted)
    }

    /// The cheapest model for a task that calls functions and answers up to `max_tokens`; `None` where none does.
    fn select_cost_effective_model(
        &self,
        py: Python<'_>,
        task: &str,
        max_tokens: &Bound<'_, PyAny>,
    ) -> PyResult<Option<String>> {
        questions::cheapest(py, &self.core()?, task, max_tokens)
    }

    /// Models side by side, field by field: `rows`; with a `usage`, what one call costs on each in US dollars: `costs`.
    ///
    /// A model that is not known is a `ModelNotFoundError`, counts that cannot be read a `UsageError`.
    #[pyo3(signature = (*models, usage=None, at=None, tier=None, scope=None, region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn compare<'py>(
        &self,
        py: Python<'py>,
        models: &Bound<'py, PyTuple>,
        usage: Option<&Bound<'py, PyAny>>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, ..Stated::default() }.call(py)?;
        let names: Vec<String> = models.extract()?;
        questions::compare(py, &self.core()?, &names, usage, &call)
    }

    /// From a model to a living one, step by step, with what changes: `to`, `chain`, `differences`, `warnings`.
    ///
    /// `to` is `None` where no living model is named. A model that is not known is a `ModelNotFoundError`.
    fn migrate<'py>(&self, py: Python<'py>, model: &str) -> PyResult<Bound<'py, PyAny>> {
        questions::migrate(py, &self.core()?, model)
    }

    /// The living model to move to from a deprecated one, with a `ModelDeprecatedWarning`; else the name as it is.
    ///
    /// The warning comes too where a deprecated model leads nowhere, and its name comes back; a name that means no model
    /// comes back with a `ModelNotFoundWarning`.
    fn migrate_to_supported_model(&self, py: Python<'_>, model_name: &str) -> PyResult<String> {
        migration::named(py, &self.core()?, model_name)
    }

    /// The catalog as text in the shape of another program: `json`, `csv`, `litellm`, `models.dev`.
    ///
    /// `providers` are those that go in, else all. A shape that does not exist is a `CallError`.
    #[pyo3(signature = (format, *, providers=None))]
    fn export(&self, py: Python<'_>, format: &str, providers: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        questions::export(py, &self.core()?, format, providers)
    }

    /// Another catalog as an overlay for `add_overlay`: `overlay` is its text, `skipped` what was not taken.
    ///
    /// `format` is `litellm`, `models.dev` or `genai-prices`; `text` is the file's text, or its `pathlib.Path`. A text that
    /// cannot be read is a `CatalogError`.
    #[staticmethod]
    fn import_catalog<'py>(
        py: Python<'py>,
        format: &str,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        questions::import(py, format, &text_of(text)?.0)
    }
}
