//! Values of columns as values of Python.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::DataType;
use llmanac::Date;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::columns::Texts;
use crate::python;

/// The value of a row; a gap is `None`.
pub fn value<'py>(
    py: Python<'py>,
    name: &str,
    column: &dyn Array,
    row: usize,
) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Null => Ok(py.None().into_bound(py)),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::Int8 => number::<Int8Type>(column, row).into_bound_py_any(py),
        DataType::Int16 => number::<Int16Type>(column, row).into_bound_py_any(py),
        DataType::Int32 => number::<Int32Type>(column, row).into_bound_py_any(py),
        DataType::Int64 => number::<Int64Type>(column, row).into_bound_py_any(py),
        DataType::UInt8 => number::<UInt8Type>(column, row).into_bound_py_any(py),
        DataType::UInt16 => number::<UInt16Type>(column, row).into_bound_py_any(py),
        DataType::UInt32 => number::<UInt32Type>(column, row).into_bound_py_any(py),
        DataType::UInt64 => number::<UInt64Type>(column, row).into_bound_py_any(py),
        DataType::Float32 => number::<Float32Type>(column, row).into_bound_py_any(py),
        DataType::Float64 => number::<Float64Type>(column, row).into_bound_py_any(py),
        DataType::Date32 => day(py, number::<Date32Type>(column, row)),
        DataType::Decimal128(..) => {
            let text = column.as_primitive::<Decimal128Type>().value_as_string(row);
            python::to_decimal(py, shortened(&text))
        }
        // Of a dictionary the places are read one by one: only this row's.
        other => match Texts::of(name, column.slice(row, 1).as_ref()) {
            Ok(texts) => texts.get(0).into_bound_py_any(py),
            Err(_) => Err(PyTypeError::new_err(format!(
                "the column `{name}` is {other}, which has no plain value here; read the table by its library, as in pyarrow.table(priced)"
            ))),
        },
    }
}

fn number<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

fn day(py: Python<'_>, days: i32) -> PyResult<Bound<'_, PyAny>> {
    let text = Date::from_unix_days(days).to_string();
    py.import("datetime")?.getattr("date")?.call_method1("fromisoformat", (text,))
}

/// A decimal text without trailing zeros.
fn shortened(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}
