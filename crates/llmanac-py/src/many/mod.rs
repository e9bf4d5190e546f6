//! A table of calls, priced row by row: Arrow in, Arrow out.
//!
//! ```text
//! columns   the counts, names and days of a batch, whichever of Arrow's types they have
//! pricer    one plan for each model and circumstances, found once; what no plan prices goes the long way
//! output    the columns of the answer: those that are handed on, and ours
//! table     the batches of the answer, all of them kept; plain gives them as values of Python
//! stream    the same, priced batch by batch as somebody reads
//! ```

mod columns;
mod output;
mod plain;
mod pricer;
mod stream;
mod table;

use std::sync::Arc;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_pyarrow::FromPyArrow as _;
use arrow_schema::{ArrowError, SchemaRef};
use llmanac::{Date, Snapshot as Core};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::error;
use crate::questions::texts;
use crate::value::kind;

pub use stream::PricedStream;
pub use table::PricedTable;

use output::Output;
use pricer::Pricer;

/// What holds for the rows that do not state it.
pub struct Usual {
    pub model: Option<String>,
    pub at: Option<Date>,
    pub tier: Option<String>,
    pub scope: Option<String>,
    pub region: Option<String>,
}

/// A table or stream of calls.
pub struct Input {
    schema: SchemaRef,
    batches: Batches,
}

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

impl Input {
    /// The batches of what has one of Arrow's two methods.
    fn of(usages: &Bound<'_, PyAny>) -> PyResult<Self> {
        // A class has the methods too, and is no table.
        let is_class = usages.is_instance_of::<PyType>();
        if !is_class && usages.hasattr("__arrow_c_stream__")? {
            let stream = RecordBatchStreamReader::from_pyarrow_bound(usages)?;
            return Ok(Self { schema: stream.schema(), batches: Box::new(stream) });
        }
        if !is_class && usages.hasattr("__arrow_c_array__")? {
            let batch = RecordBatch::from_pyarrow_bound(usages)?;
            return Ok(Self { schema: batch.schema(), batches: Box::new(std::iter::once(Ok(batch))) });
        }
        Err(PyTypeError::new_err(format!(
            "usages has Arrow's __arrow_c_stream__ or __arrow_c_array__, which {} has not",
            kind(usages)
        )))
    }
}

/// What is read, how it is priced, and what comes out; what is wrong with the columns is told before anything is read.
fn ready(
    snapshot: &Core,
    usages: &Bound<'_, PyAny>,
    usual: Usual,
    keep: Option<&Bound<'_, PyAny>>,
) -> PyResult<(Input, Pricer, Output)> {
    let keep = texts("keep", keep)?;
    let input = Input::of(usages)?;
    let refused = |problem| error::usage(usages.py(), problem);
    let output = Output::of(&input.schema, &keep).map_err(refused)?;
    let mut pricer = Pricer::new(snapshot.clone(), usual);
    pricer.batch(&RecordBatch::new_empty(Arc::clone(&input.schema))).map_err(refused)?;
    Ok((input, pricer, output))
}

/// The rows of an Arrow table or stream, priced; the interpreter is free meanwhile.
pub fn price(
    py: Python<'_>,
    snapshot: &Core,
    usages: &Bound<'_, PyAny>,
    usual: Usual,
    keep: Option<&Bound<'_, PyAny>>,
) -> PyResult<PricedTable> {
    let (input, mut pricer, output) = ready(snapshot, usages, usual, keep)?;
    let priced = py.detach(|| {
        let mut priced = Vec::new();
        for batch in input.batches {
            let batch = batch.map_err(|error| error.to_string())?;
            priced.push(output.batch(&batch, pricer.batch(&batch)?)?);
        }
        Ok::<_, String>(priced)
    });
    Ok(PricedTable::new(priced.map_err(|problem| error::usage(py, problem))?, output))
}

/// The same as a stream that is priced while it is read.
pub fn stream(
    snapshot: &Core,
    usages: &Bound<'_, PyAny>,
    usual: Usual,
    keep: Option<&Bound<'_, PyAny>>,
) -> PyResult<PricedStream> {
    let (input, pricer, output) = ready(snapshot, usages, usual, keep)?;
    Ok(PricedStream::new(input, pricer, output))
}
