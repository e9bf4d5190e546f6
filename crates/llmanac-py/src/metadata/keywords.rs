//! The constructor: the fields of the original's dataclass, in its order, with its defaults.

use std::collections::BTreeMap;
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyString};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::ModelMetadata;
use crate::stated::Stated;
use crate::value::{kind, object_under};
use crate::{count, day, error};

#[pymethods]
impl ModelMetadata {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "the fields of the original's dataclass, in its order")]
    #[pyo3(signature = (
        model_name, provider, model_family, display_name,
        supported_input_types=None, supported_output_types=None,
        supports_streaming=true, supports_function_calling=false, supports_vision=false, supports_json_mode=false,
        max_context_length=None, max_output_tokens=None, max_input_tokens=None,
        supports_temperature=true, supports_top_p=true, supports_frequency_penalty=true,
        supports_presence_penalty=true, supports_stop_sequences=true,
        parameter_mappings=None, default_parameters=None, api_requirements=None, converter_fn=None,
        cost_per_1k_input_tokens=None, cost_per_1k_output_tokens=None,
        is_deprecated=false, deprecation_date=None, replacement_model=None,
    ))]
    fn new(
        model_name: String,
        provider: String,
        model_family: String,
        display_name: String,
        supported_input_types: Option<&Bound<'_, PyAny>>,
        supported_output_types: Option<&Bound<'_, PyAny>>,
        supports_streaming: bool,
        supports_function_calling: bool,
        supports_vision: bool,
        supports_json_mode: bool,
        max_context_length: Option<&Bound<'_, PyAny>>,
        max_output_tokens: Option<&Bound<'_, PyAny>>,
        max_input_tokens: Option<&Bound<'_, PyAny>>,
        supports_temperature: bool,
        supports_top_p: bool,
        supports_frequency_penalty: bool,
        supports_presence_penalty: bool,
        supports_stop_sequences: bool,
        parameter_mappings: Option<&Bound<'_, PyAny>>,
        default_parameters: Option<&Bound<'_, PyAny>>,
        api_requirements: Option<&Bound<'_, PyAny>>,
        converter_fn: Option<Py<PyAny>>,
        cost_per_1k_input_tokens: Option<&Bound<'_, PyAny>>,
        cost_per_1k_output_tokens: Option<&Bound<'_, PyAny>>,
        is_deprecated: bool,
        deprecation_date: Option<&Bound<'_, PyAny>>,
        replacement_model: Option<String>,
        py: Python<'_>,
    ) -> PyResult<Self> {
        if let Some(function) = converter_fn.as_ref().filter(|function| !function.bind(py).is_callable()) {
            let kind = kind(function.bind(py));
            return Err(PyTypeError::new_err(format!("converter_fn is called, and {kind} cannot be")));
        }
        let names = |what: &str, list: Option<&Bound<'_, PyAny>>| -> PyResult<_> {
            let Some(list) = list else { return Ok(Default::default()) };
            if list.is_instance_of::<PyString>() {
                return Err(PyTypeError::new_err(format!("{what} is a set of texts, not one text")));
            }
            list.try_iter()?.map(|name| name?.extract::<String>()).collect()
        };
        let object = |what: &str, value: Option<&Bound<'_, PyAny>>| -> PyResult<Map<String, Value>> {
            value.map_or_else(|| Ok(Map::new()), |value| object_under(what, value))
        };
        let mut mappings = BTreeMap::new();
        for (parameter, native) in object("parameter_mappings", parameter_mappings)? {
            let Value::String(native) = native else {
                return Err(PyTypeError::new_err(format!(
                    "parameter_mappings: {parameter} is named by a text"
                )));
            };
            mappings.insert(parameter, native);
        }
        let window = tokens("max_context_length", max_context_length, 128_000)?;
        // The defaults of the original are no more than the window that is stated.
        let within = |default: u64| default.min(window);
        let date = deprecation_date.map(|date| match date.cast::<PyString>() {
            Ok(text) => Ok(text.to_str()?.to_owned()),
            Err(_) => day::of(date).map(|date| date.to_string()),
        });
        let stated = Stated {
            model_name,
            provider,
            model_family,
            display_name,
            supported_input_types: names("supported_input_types", supported_input_types)?,
            supported_output_types: names("supported_output_types", supported_output_types)?,
            supports_streaming,
            supports_function_calling,
            supports_vision,
            supports_json_mode,
            max_context_length: window,
            max_output_tokens: tokens("max_output_tokens", max_output_tokens, within(4_096))?,
            max_input_tokens: tokens("max_input_tokens", max_input_tokens, within(128_000))?,
            supports_temperature,
            supports_top_p,
            supports_frequency_penalty,
            supports_presence_penalty,
            supports_stop_sequences,
            parameter_mappings: mappings,
            default_parameters: object("default_parameters", default_parameters)?,
            api_requirements: object("api_requirements", api_requirements)?,
            converter_fn,
            cost_per_1k_input_tokens: cost_of("cost_per_1k_input_tokens", cost_per_1k_input_tokens)?,
            cost_per_1k_output_tokens: cost_of("cost_per_1k_output_tokens", cost_per_1k_output_tokens)?,
            is_deprecated,
            deprecation_date: date.transpose()?,
            replacement_model,
        };
        Ok(Self { seen: None, stated: Some(Arc::new(stated)) })
    }
}

/// A number of tokens; the original's default where none is stated.
fn tokens(what: &str, stated: Option<&Bound<'_, PyAny>>, default: u64) -> PyResult<u64> {
    let Some(stated) = stated else { return Ok(default) };
    count::of(what, stated)
}

/// A cost: a decimal, a whole number, or a float by its shortest text.
fn cost_of(what: &str, stated: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Decimal>> {
    let Some(stated) = stated else { return Ok(None) };
    let text = match stated.cast::<PyFloat>() {
        Ok(float) => float.value().to_string(),
        Err(_) => stated.str()?.to_str()?.to_owned(),
    };
    let cost = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text));
    match cost {
        Ok(cost) if !cost.is_sign_negative() => Ok(Some(cost)),
        _ => {
            let text: String = text.chars().take(40).collect();
            Err(error::value(what, format_args!("`{text}` is no amount of US dollars")))
        }
    }
}
