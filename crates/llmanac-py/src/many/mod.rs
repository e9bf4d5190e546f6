//! A table of calls, priced row by row: Arrow in, Arrow out.
//!
//! ```text
//! columns   the counts, names and days of a batch, whichever of Arrow's types they have
//! pricer    one plan for each model and circumstances, found once; what no plan prices goes the long way
//! table     the batches of the answer, as Arrow's capsules hand them on
//! ```

mod columns;
mod pricer;
mod table;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_pyarrow::FromPyArrow as _;
use llmanac::{Date, Snapshot as Core};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::error;
use crate::value::kind;

pub use table::PricedTable;

/// What holds for the rows that do not state it.
pub struct Usual {
    pub model: Option<String>,
    pub at: Option<Date>,
    pub tier: Option<String>,
    pub scope: Option<String>,
    pub region: Option<String>,
}

/// The rows of an Arrow table or stream, priced; the interpreter is free meanwhile.
pub fn price(
    py: Python<'_>,
    snapshot: &Core,
    usages: &Bound<'_, PyAny>,
    usual: Usual,
) -> PyResult<PricedTable> {
    let batches = batches(usages)?;
    let mut pricer = pricer::Pricer::new(snapshot, usual);
    let priced = py.detach(|| {
        let mut priced = Vec::new();
        for batch in batches {
            priced.push(pricer.batch(&batch.map_err(|error| error.to_string())?)?);
        }
        Ok::<_, String>(priced)
    });
    Ok(PricedTable::new(priced.map_err(|problem| error::usage(py, problem))?))
}

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, arrow_schema::ArrowError>> + Send>;

/// The batches of what has one of Arrow's two methods.
fn batches(usages: &Bound<'_, PyAny>) -> PyResult<Batches> {
    if usages.hasattr("__arrow_c_stream__")? {
        let stream = RecordBatchStreamReader::from_pyarrow_bound(usages)?;
        // A stream of arrays that are no rows has no columns to ask for.
        let _ = stream.schema();
        return Ok(Box::new(stream));
    }
    if usages.hasattr("__arrow_c_array__")? {
        return Ok(Box::new(std::iter::once(Ok(RecordBatch::from_pyarrow_bound(usages)?))));
    }
    Err(PyTypeError::new_err(format!(
        "usages has Arrow's __arrow_c_stream__ or __arrow_c_array__, which {} has not",
        kind(usages)
    )))
}
