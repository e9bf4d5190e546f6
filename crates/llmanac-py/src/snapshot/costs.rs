//! What calls cost.

use llmanac::advise::Bounding;
use pyo3::prelude::*;

use super::Snapshot;
use crate::circumstances::{self, Stated};
use crate::{cost, day, many};

#[pymethods]
impl Snapshot {
    /// What a call costs, line by line.
    ///
    /// `usage` is a mapping of counts (`input_tokens`, `cache_read_tokens`, `output_tokens` ...; totals contain their
    /// parts), a raw response, or the response or usage object of an SDK. What is not stated of the call is assumed, and
    /// stands in `assumed`; with `bound=True` the cost is bounded over it instead: `status` is `bounded`, between `low` and
    /// `high`.
    ///
    /// The answer has `total` in US dollars (a `Decimal`, or `None` where it is not known exactly), `status`, `lines`,
    /// `missing`, `warnings`, `evidence` ... A model that is not known is a `ModelNotFoundError`, counts or a response that
    /// cannot be read a `UsageError`, a circumstance that does not exist a `CallError`, no price at all a
    /// `CostUnknownError`.
    #[pyo3(signature = (model, usage, *, at=None, tier=None, scope=None, region=None, grade=None, surface=None,
        free_quota=None, bound=false))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn cost<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        usage: &Bound<'py, PyAny>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
        grade: Option<&str>,
        surface: Option<&str>,
        free_quota: Option<&str>,
        bound: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, grade, free_quota, ..Stated::default() }.call(py)?;
        let bounding = if bound { Bounding::Bound } else { Bounding::Assume };
        cost::of(py, &self.core()?, model, usage, (&call, circumstances::surface(py, surface)?, bounding))
    }

    /// Computes a stored answer of `cost` again, from what it says of itself, and compares: `same`, `differences` ...
    ///
    /// `stored` is the answer, or its text: of `answer.to_json()`, or of `llmanac cost --json`. What is no such answer is
    /// a `UsageError`, a model that is no more a `ModelNotFoundError`.
    fn verify_cost<'py>(&self, py: Python<'py>, stored: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        cost::verify(py, &self.core()?, stored)
    }

    /// What the calls of a table cost, row by row, each as `cost` says it.
    ///
    /// `usages` is anything with Arrow's `__arrow_c_stream__` or `__arrow_c_array__`: a table or batch of pyarrow, a
    /// frame of Polars or pandas, a relation of DuckDB. Its columns are `model`, the counts by the names that `cost`
    /// takes, and, where they are there, `day`, `tier`, `scope` and `region`. A column that has another usual name of one
    /// of these (`date`, `service_tier`, `tokens_in`), or nearly that of a count, is a `UsageError`; others are left alone.
    ///
    /// The keywords are what holds for rows that do not state it. `keep` names columns that are handed on, before those of
    /// the answer and without a copy. Columns of the wrong type, or none that is a count, are a `UsageError`; a row that
    /// has no cost is `null`, with a `status` and a `reason`. An exception of a source's own Python comes as a `UsageError`
    /// with its text, a `KeyboardInterrupt` too: Arrow's stream hands on nothing else.
    #[pyo3(signature = (usages, *, model=None, at=None, tier=None, scope=None, region=None, keep=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn cost_many(
        &self,
        py: Python<'_>,
        usages: &Bound<'_, PyAny>,
        model: Option<String>,
        at: Option<&Bound<'_, PyAny>>,
        tier: Option<String>,
        scope: Option<String>,
        region: Option<String>,
        keep: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<many::PricedTable> {
        let at = at.map(day::of).transpose()?;
        many::price(py, &self.core()?, usages, many::Usual { model, at, tier, scope, region }, keep)
    }

    /// The same as `cost_many`, priced batch by batch while somebody reads: tables larger than memory.
    ///
    /// The answer is a stream of Arrow (`pyarrow.RecordBatchReader.from_stream(priced)`) that is read once and may be
    /// pulled from any thread. What is wrong with the columns is told at once; an error of the source, where it happens,
    /// is an error of the stream. The registry and its day are those of the moment in which this is called.
    #[pyo3(signature = (usages, *, model=None, at=None, tier=None, scope=None, region=None, keep=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn cost_stream(
        &self,
        usages: &Bound<'_, PyAny>,
        model: Option<String>,
        at: Option<&Bound<'_, PyAny>>,
        tier: Option<String>,
        scope: Option<String>,
        region: Option<String>,
        keep: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<many::PricedStream> {
        let at = at.map(day::of).transpose()?;
        many::stream(&self.core()?, usages, many::Usual { model, at, tier, scope, region }, keep)
    }
}
