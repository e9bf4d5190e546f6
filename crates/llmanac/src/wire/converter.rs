//! A model's own conversion.

use std::sync::Arc;

use serde_json::{Map, Value};

/// A model's own conversion of standard parameters into what its API reads.
pub type ConverterFn = Arc<dyn Fn(&Map<String, Value>) -> Result<Value, String> + Send + Sync>;
