//! A model as an object of Python: compared, copied, pickled, shown.

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rust_decimal::Decimal;

use super::{ModelMetadata, full_name};
use crate::stated::Stated;
use crate::words::object_to_python;
use crate::{python, registry};

#[pymethods]
impl ModelMetadata {
    fn __eq__(&self, other: &Self) -> bool {
        match (&self.stated, &other.stated) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.core() == other.core(),
            _ => false,
        }
    }

    fn __hash__(&self) -> PyResult<u64> {
        use std::hash::{Hash as _, Hasher as _};
        let mut hasher = std::hash::DefaultHasher::new();
        self.id()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __repr__(&self) -> PyResult<String> {
        let id = self.id()?;
        Ok(match (self.core(), self.version()) {
            (None, _) => format!("<ModelMetadata {id}, not registered>"),
            (Some(model), Some(version)) => format!("<ModelMetadata {id}@{version} on {}>", model.day()),
            (Some(model), None) => format!("<ModelMetadata {id} on {}>", model.day()),
        })
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// A stated model travels with all that is stated; a model of the catalog by its name and day.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        if let Some(own) = &self.stated {
            let class = py.get_type::<Self>().into_any();
            return Ok((class, fields(py, self, own)?));
        }
        let model = self.registered()?;
        let name = full_name(model);
        let Some((snapshot, _)) = self.seen.as_ref().filter(|_| registry::is_of_catalog(&name, model)) else {
            return Err(PyTypeError::new_err(format!(
                "{name} is not as the catalog has it (layer `{}`) and cannot be pickled; pickle its name, and add the overlay's text there",
                model.layer()
            )));
        };
        let again = py.import("llmanac._llmanac")?.getattr("_model_again")?;
        let digest = snapshot.catalog().digest.as_str();
        Ok((again, (name, model.day().to_string(), digest).into_pyobject(py)?))
    }

    /// A table for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let said = |value: Option<bool>| match value {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        };
        let price = |meter: &str| -> PyResult<String> {
            let rate = self.usd_per_1k(py, meter)?;
            Ok(rate.map_or_else(|| "?".to_owned(), |rate| format!("{rate}")))
        };
        let number = |tokens: Bound<'_, PyAny>| match tokens.extract::<u64>() {
            Ok(tokens) => llmanac::model::Tokens::new(tokens).to_string(),
            Err(_) => "?".to_owned(),
        };
        let rows = [
            ("status", self.status().unwrap_or("not registered").to_owned()),
            ("context", number(self.max_context_length(py)?)),
            ("output", number(self.max_output_tokens(py)?)),
            ("vision", said(self.supports_vision()?).to_owned()),
            ("tools", said(self.supports_function_calling()?).to_owned()),
            ("JSON mode", said(self.supports_json_mode()?).to_owned()),
            ("USD per 1K input", price("input.text")?),
            ("USD per 1K output", price("output.text")?),
        ];
        let head = match self.version() {
            Some(version) => format!("{}: {}@{version}", self.display_name()?, self.id()?),
            None => format!("{}: {}", self.display_name()?, self.id()?),
        };
        let table = py.import("llmanac._answers")?.getattr("_table")?;
        let rows: Vec<(&str, String)> = rows.into_iter().collect();
        table.call1((head, ("", ""), rows))?.extract()
    }
}

/// A stated model's fields, in the order of the constructor.
fn fields<'py>(py: Python<'py>, model: &ModelMetadata, own: &Stated) -> PyResult<Bound<'py, PyTuple>> {
    let decimal =
        |cost: Option<Decimal>| cost.map(|cost| python::to_decimal(py, &cost.to_string())).transpose();
    let all: Vec<Bound<'py, PyAny>> = vec![
        own.model_name.as_str().into_bound_py_any(py)?,
        own.provider.as_str().into_bound_py_any(py)?,
        own.model_family.as_str().into_bound_py_any(py)?,
        own.display_name.as_str().into_bound_py_any(py)?,
        model.supported_input_types(py)?.into_any(),
        model.supported_output_types(py)?.into_any(),
        own.supports_streaming.into_bound_py_any(py)?,
        own.supports_function_calling.into_bound_py_any(py)?,
        own.supports_vision.into_bound_py_any(py)?,
        own.supports_json_mode.into_bound_py_any(py)?,
        own.max_context_length.into_bound_py_any(py)?,
        own.max_output_tokens.into_bound_py_any(py)?,
        own.max_input_tokens.into_bound_py_any(py)?,
        own.supports_temperature.into_bound_py_any(py)?,
        own.supports_top_p.into_bound_py_any(py)?,
        own.supports_frequency_penalty.into_bound_py_any(py)?,
        own.supports_presence_penalty.into_bound_py_any(py)?,
        own.supports_stop_sequences.into_bound_py_any(py)?,
        own.parameter_mappings.clone().into_bound_py_any(py)?,
        object_to_python(py, &own.default_parameters)?.into_any(),
        object_to_python(py, &own.api_requirements)?.into_any(),
        own.converter_fn.as_ref().map(|function| function.clone_ref(py)).into_bound_py_any(py)?,
        decimal(own.cost_per_1k_input_tokens)?.into_bound_py_any(py)?,
        decimal(own.cost_per_1k_output_tokens)?.into_bound_py_any(py)?,
        own.is_deprecated.into_bound_py_any(py)?,
        own.deprecation_date.as_deref().into_bound_py_any(py)?,
        own.replacement_model.as_deref().into_bound_py_any(py)?,
    ];
    PyTuple::new(py, all)
}
