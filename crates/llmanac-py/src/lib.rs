//! The Python package's core: the registry as classes and functions of Python.
//!
//! What is plain Python (ids, exceptions, the dictionaries of answers) stands in `python/llmanac/`.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    reason = "no Rust program uses this crate; its documentation is docs/PYTHON.md and the stubs"
)]

mod answer;
mod answers;
mod capacity;
mod circumstances;
mod converter;
mod cost;
mod count;
mod day;
mod error;
mod facts;
mod functions;
mod interpreter;
mod issue;
mod issues;
mod keys;
mod many;
mod metadata;
mod migration;
mod portability;
mod python;
mod questions;
mod read_usage;
mod registry;
mod request_cost;
mod requests;
mod sdk;
mod snapshot;
mod stated;
mod value;
mod words;

/// What is allocated here is freed here: Python's own objects stay with Python's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The extension; the package `llmanac` hands out what is in it.
#[pyo3::pymodule(gil_used = false)]
mod _llmanac {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::answers::AnswerStream;
    #[pymodule_export]
    use crate::functions::{
        calculate_request_cost, convert_request_for_model, get_model_metadata, migrate_to_supported_model,
        select_cost_effective_model, validate_model_parameters,
    };
    #[pymodule_export]
    use crate::issue::Issue;
    #[pymodule_export]
    use crate::many::{PricedStream, PricedTable};
    #[pymodule_export]
    use crate::metadata::ModelMetadata;
    #[pymodule_export]
    use crate::registry::{_model_again, ModelRegistry, get_model_registry};
    #[pymodule_export]
    use crate::snapshot::Snapshot;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::interpreter::only_one(module.py())?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
