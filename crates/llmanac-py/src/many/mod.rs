//! A table of calls, priced row by row: Arrow in, Arrow out.
//!
//! ```text
//! columns   the counts, names and days of a batch, whichever of Arrow's types they have
//! checked   whether texts are texts; names says which columns would be overlooked, by the table of aliases
//! pricer    one plan for each model and circumstances, found once; what no plan prices goes the long way
//! unknown   why names mean no model, the first of them with suggestions
//! output    the columns of the answer: those that are handed on, and ours
//! table     the batches of the answer, all of them kept; plain gives them as values of Python
//! stream    the same, priced batch by batch as somebody reads
//! ```

pub mod aliases;
mod checked;
mod columns;
mod names;
mod output;
mod plain;
mod pricer;
mod stream;
mod table;
mod unknown;

use std::mem::ManuallyDrop;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_pyarrow::FromPyArrow as _;
use arrow_schema::{ArrowError, SchemaRef};
use llmanac::{Date, Snapshot as Core};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::circumstances::Stated;
use crate::error;
use crate::questions::texts;
use crate::value::kind;

pub use stream::PricedStream;
pub use table::PricedTable;

use output::Output;
use pricer::Pricer;
use stream::Priced;

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

/// A stream whose batches may contradict their types, which ends in a panic where they are read: within a reader that is
/// not Rust's, the end of the process.
struct Careful(Option<RecordBatchStreamReader>);

impl Iterator for Careful {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.0.as_mut()?;
        if let Ok(read) = panic::catch_unwind(AssertUnwindSafe(|| stream.next())) {
            return read;
        }
        self.0 = None;
        Some(Err(ArrowError::CDataInterface("a batch of the source contradicts its types".to_owned())))
    }
}

impl Input {
    /// The batches of what has one of Arrow's two methods.
    fn of(usages: &Bound<'_, PyAny>) -> PyResult<Self> {
        // A class has the methods too, and is no table.
        let is_class = usages.is_instance_of::<PyType>();
        if !is_class && usages.hasattr("__arrow_c_stream__")? {
            let stream = RecordBatchStreamReader::from_pyarrow_bound(usages)
                .map_err(|problem| unread(usages.py(), &problem))?;
            return Ok(Self { schema: stream.schema(), batches: Box::new(Careful(Some(stream))) });
        }
        if !is_class && usages.hasattr("__arrow_c_array__")? {
            let batch = of_array(usages)?;
            return Ok(Self { schema: batch.schema(), batches: Box::new(std::iter::once(Ok(batch))) });
        }
        Err(PyTypeError::new_err(format!(
            "usages has Arrow's __arrow_c_stream__ or __arrow_c_array__, which {} has not",
            kind(usages)
        )))
    }
}

/// The batch of what has `__arrow_c_array__`.
fn of_array(usages: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let py = usages.py();
    // An array that was taken already ends in a panic there; and an array that contradicts its types in an exception of
    // pyarrow's, which is a panic where that is not installed, and beyond this function the end of the process.
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        RecordBatch::from_pyarrow_bound(usages).map_err(|problem| {
            let problem = ManuallyDrop::new(problem);
            let _ = problem.value(py);
            ManuallyDrop::into_inner(problem)
        })
    }));
    match read {
        Ok(read) => read.map_err(|problem| unread(py, &problem)),
        Err(_) => Err(error::usage(py, "usages: its array contradicts its types, or was taken already")),
    }
}

/// Why what has one of Arrow's methods is no table; an exception of its own comes out as it is.
fn unread(py: Python<'_>, problem: &PyErr) -> PyErr {
    let is_arrows = problem.get_type(py).is(py.get_type::<PyValueError>())
        || problem.get_type(py).qualname().is_ok_and(|name| name == "ArrowException");
    match is_arrows && problem.traceback(py).is_none() {
        true => error::usage(py, format_args!("usages: no table of rows: {}", problem.value(py))),
        false => problem.clone_ref(py),
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
    let (tier, scope, region) = (usual.tier.as_deref(), usual.scope.as_deref(), usual.region.as_deref());
    Stated { tier, scope, region, ..Stated::default() }.call(usages.py())?;
    let input = Input::of(usages)?;
    let refused = |problem| error::usage(usages.py(), problem);
    let output = Output::of(&input.schema, &keep).map_err(refused)?;
    names::checked(&input.schema, &keep).map_err(refused)?;
    let mut pricer = Pricer::new(snapshot.clone(), usual);
    pricer.batch(&RecordBatch::new_empty(Arc::clone(&input.schema))).map_err(refused)?;
    Ok((input, pricer, output))
}

/// So long, and a batch, nobody asks for signals.
const BETWEEN_SIGNALS: Duration = Duration::from_millis(50);

/// The rows of an Arrow table or stream, priced; the interpreter is free meanwhile, and asked for signals now and then.
pub fn price(
    py: Python<'_>,
    snapshot: &Core,
    usages: &Bound<'_, PyAny>,
    usual: Usual,
    keep: Option<&Bound<'_, PyAny>>,
) -> PyResult<PricedTable> {
    let (input, pricer, output) = ready(snapshot, usages, usual, keep)?;
    let reader = Priced::new(input, pricer, output.clone());
    let priced: PyResult<Vec<RecordBatch>> = py.detach(|| {
        let (mut priced, mut asked) = (Vec::new(), Instant::now());
        for batch in reader {
            let batch = batch.map_err(|problem| Python::attach(|py| error::usage(py, said(problem))))?;
            priced.push(batch);
            // Somebody who interrupts is heard before the end of the table; small batches do not each wait for the
            // interpreter, which another thread may have.
            if asked.elapsed() >= BETWEEN_SIGNALS {
                asked = Instant::now();
                Python::attach(|py| py.check_signals())?;
            }
        }
        Ok(priced)
    });
    Ok(PricedTable::new(priced?, output))
}

/// A fault of ours without the words of the protocol, and one of the source with them.
fn said(problem: ArrowError) -> String {
    match problem {
        ArrowError::InvalidArgumentError(said) => said,
        other => other.to_string(),
    }
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
