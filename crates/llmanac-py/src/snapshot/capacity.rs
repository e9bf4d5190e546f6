//! What is paid for over time.

use pyo3::prelude::*;

use super::Snapshot;
use crate::capacity::{self, Asked, Held};
use crate::circumstances::Stated;

#[pymethods]
impl Snapshot {
    /// What capacity costs over time (PTUs, model units), apart from any call: `total`, `lines`, `needed`, `allocated`.
    ///
    /// State `units` and a time (`hours`, `seconds` or `months`), a `workload` (counts of tokens a minute, or those of
    /// one request with `requests` a minute) whose units are wanted, or a `usage` whose share of the capacity is wanted;
    /// counts are those of `cost`. `rate` is your own price in US dollars of a unit and hour (`rate_per="month"`).
    ///
    /// A question that asks nothing, or of a unit that does not exist, is a `CallError`; an offer or a term that is not
    /// sold is a `CostUnknownError`. A price that is not known is a `status`, and no error: `total` is `None` then.
    #[pyo3(signature = (model, *, units=None, hours=None, seconds=None, months=None, term=None, rate=None,
        rate_per="hour", unit=None, workload=None, requests=None, usage=None, at=None, tier=None, scope=None,
        region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn capacity<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        units: Option<&Bound<'py, PyAny>>,
        hours: Option<&Bound<'py, PyAny>>,
        seconds: Option<&Bound<'py, PyAny>>,
        months: Option<&Bound<'py, PyAny>>,
        term: Option<&str>,
        rate: Option<&Bound<'py, PyAny>>,
        rate_per: &str,
        unit: Option<&str>,
        workload: Option<&Bound<'py, PyAny>>,
        requests: Option<&Bound<'py, PyAny>>,
        usage: Option<&Bound<'py, PyAny>>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, ..Stated::default() }.call(py)?;
        let held = Held { hours, seconds, months };
        let asked = Asked { units, held, term, rate, rate_per, unit, workload, requests, usage };
        capacity::capacity(py, &self.core()?, model, &asked, &call)
    }

    /// What it costs to keep so many tokens in a cache for a time: `hours`, `seconds` or `months`.
    ///
    /// A price that is not known is a `status`, and no error: `total` is `None` then.
    #[pyo3(signature = (model, tokens, *, hours=None, seconds=None, months=None, at=None, tier=None, scope=None,
        region=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn cache_storage<'py>(
        &self,
        py: Python<'py>,
        model: &str,
        tokens: &Bound<'py, PyAny>,
        hours: Option<&Bound<'py, PyAny>>,
        seconds: Option<&Bound<'py, PyAny>>,
        months: Option<&Bound<'py, PyAny>>,
        at: Option<&Bound<'py, PyAny>>,
        tier: Option<&str>,
        scope: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let call = Stated { at, tier, scope, region, ..Stated::default() }.call(py)?;
        let held = Held { hours, seconds, months };
        capacity::cache_storage(py, &self.core()?, model, (tokens, &held), &call)
    }
}
