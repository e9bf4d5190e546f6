//! The answer's columns, and the table that hands them on.

use std::sync::Arc;

use arrow_array::builder::{Decimal128Builder, StringBuilder};
use arrow_array::cast::AsArray as _;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use llmanac::advise::CostAnswer;
use llmanac::cost::CostStatus;
use llmanac::model::Money;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use super::output::{self, Output};
use super::plain;

/// As many decimals as an amount has as a text.
const SCALE: i8 = 30;
/// The most digits that 128 bits hold.
const PRECISION: u8 = 38;

/// The columns of the answer that are ours.
pub fn priced_schema() -> SchemaRef {
    let amount = || DataType::Decimal128(PRECISION, SCALE);
    Arc::new(Schema::new(vec![
        Field::new("cost", amount(), true),
        Field::new("status", DataType::Utf8, false),
        Field::new("low", amount(), true),
        Field::new("high", amount(), true),
        Field::new("reason", DataType::Utf8, true),
    ]))
}

/// Rows in the making.
pub struct Rows {
    cost: Decimal128Builder,
    status: StringBuilder,
    low: Decimal128Builder,
    high: Decimal128Builder,
    reason: StringBuilder,
}

impl Rows {
    pub fn with_capacity(rows: usize) -> Self {
        let amounts = || {
            let builder = Decimal128Builder::with_capacity(rows);
            // The type is one that decimals have, so that this changes the type and nothing else.
            builder.with_data_type(DataType::Decimal128(PRECISION, SCALE))
        };
        Self {
            cost: amounts(),
            status: StringBuilder::with_capacity(rows, rows.saturating_mul(8)),
            low: amounts(),
            high: amounts(),
            reason: StringBuilder::with_capacity(rows, 0),
        }
    }

    /// A row whose amount is known.
    pub fn exact(&mut self, total: Money) {
        match fixed(total) {
            Some(total) => self.push(Some(total), CostStatus::Exact.as_str(), (None, None), None),
            None => self.too_large(total),
        }
    }

    /// A row whose amount has no room: nothing that the row states is exact, and the reason has the amount.
    fn too_large(&mut self, total: Money) {
        self.unknown(format!("{} does not fit a decimal of {PRECISION} digits", total.to_decimal()));
    }

    /// A row as `cost` answers it.
    pub fn answer(&mut self, answer: &CostAnswer) {
        if let (CostStatus::Exact, Some(total)) = (answer.status, answer.total) {
            return self.exact(total);
        }
        let mut ends = [answer.low, answer.high].into_iter().flatten();
        if let Some(end) = ends.find(|end| fixed(*end).is_none()) {
            return self.too_large(end);
        }
        let missing: Vec<&str> = answer.missing.iter().map(|meter| meter.as_str()).collect();
        let reason = match &answer.reason {
            Some(reason) => Some(reason.clone()),
            None if missing.is_empty() => None,
            None => Some(format!("no rate is known for {}", missing.join(", "))),
        };
        let ends = (answer.low.and_then(fixed), answer.high.and_then(fixed));
        self.push(None, answer.status.as_str(), ends, reason.as_deref());
    }

    /// A row that has no cost, with the reason.
    pub fn unknown(&mut self, reason: String) {
        self.push(None, CostStatus::Unknown.as_str(), (None, None), Some(&reason));
    }

    /// A row that cannot be read, with the reason.
    pub fn invalid(&mut self, reason: String) {
        self.push(None, "invalid", (None, None), Some(&reason));
    }

    fn push(
        &mut self,
        cost: Option<i128>,
        status: &str,
        ends: (Option<i128>, Option<i128>),
        reason: Option<&str>,
    ) {
        self.cost.append_option(cost);
        self.status.append_value(status);
        self.low.append_option(ends.0);
        self.high.append_option(ends.1);
        self.reason.append_option(reason);
    }

    /// The batch.
    pub fn finish(mut self) -> Result<RecordBatch, String> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.cost.finish()),
            Arc::new(self.status.finish()),
            Arc::new(self.low.finish()),
            Arc::new(self.high.finish()),
            Arc::new(self.reason.finish()),
        ];
        RecordBatch::try_new(priced_schema(), columns).map_err(|error| error.to_string())
    }
}

/// An amount in units of the last decimal; `None` where it has more digits than fit.
fn fixed(amount: Money) -> Option<i128> {
    /// Of the 30 decimals 9 are those of billionths.
    const UNITS: u64 = 1_000_000_000_000_000_000;
    const MORE: i128 = 1_000;
    const MOST: i128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;
    let (numerator, denominator) = amount.nano_usd();
    let whole = if UNITS.is_multiple_of(denominator) {
        numerator.checked_mul(i128::from(UNITS / denominator))?.checked_mul(MORE)?
    } else {
        of_text(&amount.to_decimal())?
    };
    (whole.checked_abs()? <= MOST).then_some(whole)
}

/// The same from the text, which is cut and rounded as everywhere.
fn of_text(text: &str) -> Option<i128> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{decimals:0<30}");
    digits.parse().ok()
}

/// Priced rows: a table of Arrow with the columns `cost`, `status`, `low`, `high` and `reason`, after those that are kept.
#[pyclass(frozen, module = "llmanac")]
pub struct PricedTable {
    batches: Vec<RecordBatch>,
    output: Output,
}

impl PricedTable {
    pub fn new(batches: Vec<RecordBatch>, output: Output) -> Self {
        Self { batches, output }
    }

    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.output.schema)
    }
}

#[pymethods]
impl PricedTable {
    /// The table as a stream of Arrow: `pyarrow.table(priced)`, `polars.from_arrow(priced)`.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // One that asks for other types gets ours, as the protocol lets it.
        let _ = requested_schema;
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, self.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The types of the columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        output::capsule(py, &self.schema())
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        output::names(&self.schema())
    }

    /// How many rows have each status.
    #[getter]
    fn statuses(&self) -> std::collections::BTreeMap<String, usize> {
        let mut counts = std::collections::BTreeMap::new();
        let statuses =
            self.batches.iter().filter_map(|batch| batch.columns().get(self.output.kept().len() + 1));
        for column in statuses {
            for status in column.as_string::<i32>().iter().flatten() {
                match counts.get_mut(status) {
                    Some(count) => *count += 1,
                    None => {
                        counts.insert(status.to_owned(), 1);
                    }
                }
            }
        }
        counts
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let said: Vec<String> =
            self.statuses().iter().map(|(status, rows)| format!("{rows} {status}")).collect();
        format!("<PricedTable of {} rows: {}>", self.__len__(), said.join(", "))
    }

    /// The rows as dictionaries, amounts as `Decimal`.
    ///
    /// Of the columns that are kept, texts, numbers, truths and days are values of Python; another type is a `TypeError`.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        let schema = self.schema();
        for batch in &self.batches {
            for row in 0..batch.num_rows() {
                let dict = PyDict::new(py);
                for (field, column) in schema.fields().iter().zip(batch.columns()) {
                    dict.set_item(field.name(), plain::value(py, field.name(), column.as_ref(), row)?)?;
                }
                rows.append(dict)?;
            }
        }
        Ok(rows)
    }
}
