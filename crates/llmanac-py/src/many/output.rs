//! The columns of the answer: those of the input that are handed on, and ours.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{FieldRef, Schema, SchemaRef};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::table::priced_schema;

/// The names of a schema's columns.
pub fn names(schema: &Schema) -> Vec<String> {
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

/// A schema as a capsule of Arrow.
pub fn capsule<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema =
        FFI_ArrowSchema::try_from(schema).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// Which columns the answer has.
#[derive(Clone)]
pub struct Output {
    pub schema: SchemaRef,
    /// Places in the input.
    kept: Vec<usize>,
}

impl Output {
    /// The columns of the answer to a table with some columns.
    ///
    /// # Errors
    ///
    /// A column to keep that the input does not have, or has twice, and one that is called as one of ours.
    pub fn of(input: &Schema, keep: &[String]) -> Result<Self, String> {
        let priced = priced_schema();
        let (mut kept, mut fields): (Vec<usize>, Vec<FieldRef>) = (Vec::new(), Vec::new());
        for name in keep {
            let own = input.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
            let own: Vec<(usize, &FieldRef)> = own.collect();
            let short: String = name.chars().take(80).collect();
            let [(place, field)] = own.as_slice() else {
                let names: Vec<&str> = input.fields().iter().map(|field| field.name().as_str()).collect();
                let names: String = names.join(", ").chars().take(200).collect();
                return Err(match own.is_empty() {
                    true => format!("keep: there is no column `{short}`; there are: {names}"),
                    false => format!("keep: the column `{short}` stands twice in the table"),
                });
            };
            if kept.contains(place) {
                return Err(format!("keep: `{short}` is named twice"));
            }
            if priced.fields().iter().any(|field| field.name() == name) {
                return Err(format!(
                    "keep: the answer has a column `{short}` of its own; rename the input's"
                ));
            }
            kept.push(*place);
            fields.push(Arc::clone(field));
        }
        fields.extend(priced.fields().iter().cloned());
        Ok(Self { schema: Arc::new(Schema::new(fields)), kept })
    }

    /// The places in the input of the columns that are handed on; ours come after them.
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// A batch of the answer; what is handed on is not copied.
    ///
    /// # Errors
    ///
    /// A batch with other columns than the table said that it has.
    pub fn batch(&self, input: &RecordBatch, priced: RecordBatch) -> Result<RecordBatch, String> {
        if self.kept.is_empty() {
            return Ok(priced);
        }
        let columns = self.kept.iter().map(|place| input.columns().get(*place).cloned());
        let columns = columns.chain(priced.columns().iter().cloned().map(Some));
        let columns: Option<Vec<ArrayRef>> = columns.collect();
        let columns = columns.ok_or("a batch has fewer columns than the table")?;
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(|error| error.to_string())
    }
}
