//! A stream of calls, priced batch by batch as somebody reads it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::output::{self, Output};
use super::pricer::Pricer;
use super::{Batches, Input, checked};

/// So many rows at a time: a table that is one batch is not answered by another as large.
const MOST_ROWS: usize = 1 << 16;

/// The reader behind the stream. It never needs the interpreter, so that any thread may pull; a source that is Python's
/// takes the interpreter for itself.
pub struct Priced {
    source: Batches,
    pricer: Pricer,
    output: Output,
    /// What of the batch before was not priced yet.
    rest: Option<RecordBatch>,
    /// So many rows are priced next: fewer where the rows before took long.
    rows: usize,
    is_over: bool,
}

impl Priced {
    pub fn new(input: Input, pricer: Pricer, output: Output) -> Self {
        Self { source: input.batches, pricer, output, rest: None, rows: MOST_ROWS, is_over: false }
    }

    fn pull(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => match self.source.next()? {
                Ok(batch) => match checked::batch(&batch, self.output.kept()) {
                    Ok(()) => batch,
                    Err(problem) => return Some(Err(ArrowError::InvalidArgumentError(problem))),
                },
                Err(error) => return Some(Err(error)),
            },
        };
        Some(self.priced(&batch).map_err(ArrowError::InvalidArgumentError))
    }

    /// The first rows of a batch, priced; what is left of it comes next.
    fn priced(&mut self, batch: &RecordBatch) -> Result<RecordBatch, String> {
        let piece = batch.slice(0, batch.num_rows().min(self.rows));
        let priced = self.pricer.batch(&piece)?;
        let done = priced.num_rows();
        // The room for rows is made before they are priced; rows that take long would leave most of it empty.
        self.rows = if done < piece.num_rows() { done.max(1) } else { MOST_ROWS.min(self.rows * 2) };
        if done < batch.num_rows() {
            self.rest = Some(batch.slice(done, batch.num_rows() - done));
        }
        self.output.batch(&piece.slice(0, done), priced)
    }
}

impl Iterator for Priced {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        // A panic must not leave by the reader, which is not Rust's: it would end the process.
        let pulled = panic::catch_unwind(AssertUnwindSafe(|| self.pull())).unwrap_or_else(|_| {
            let problem = "a batch of the source contradicts its types".to_owned();
            Some(Err(ArrowError::InvalidArgumentError(problem)))
        });
        let pulled = pulled.map(|pulled| {
            pulled.map_err(|problem| match problem {
                // It leaves as a text of C, which ends at a zero, and a zero within it in a panic.
                ArrowError::InvalidArgumentError(said) => {
                    ArrowError::InvalidArgumentError(said.replace('\0', "\u{fffd}"))
                }
                other => other,
            })
        });
        // Nothing comes after an error.
        self.is_over = !matches!(pulled, Some(Ok(_)));
        pulled
    }
}

impl RecordBatchReader for Priced {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.output.schema)
    }
}

/// Calls that are priced while they are read: a stream of Arrow with the columns `cost`, `status`, `low`, `high` and
/// `reason`, after those that are kept.
#[pyclass(frozen, module = "llmanac")]
pub struct PricedStream {
    schema: SchemaRef,
    reader: Mutex<Option<Priced>>,
}

impl PricedStream {
    pub fn new(input: Input, pricer: Pricer, output: Output) -> Self {
        let schema = Arc::clone(&output.schema);
        let reader = Priced::new(input, pricer, output);
        Self { schema, reader: Mutex::new(Some(reader)) }
    }

    fn is_read(&self) -> bool {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

#[pymethods]
impl PricedStream {
    /// The stream: `pyarrow.RecordBatchReader.from_stream(priced)`. It is read once; a second time is a `ValueError`.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // One that asks for other types gets ours, as the protocol lets it.
        let _ = requested_schema;
        let taken = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        let reader = taken.ok_or_else(|| {
            PyValueError::new_err(
                "the stream was read already; cost_stream makes another, and cost_many keeps the rows",
            )
        })?;
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The types of the columns; asking for them reads nothing.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        output::capsule(py, &self.schema)
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        output::names(&self.schema)
    }

    fn __repr__(&self) -> String {
        let state = if self.is_read() { "read" } else { "not read yet" };
        format!("<PricedStream of {}; {state}>", self.column_names().join(", "))
    }
}
