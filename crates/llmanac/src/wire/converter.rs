//! A model's own conversion.

use std::sync::Arc;

use serde_json::{Map, Value};

/// A model's own conversion: from a whole standard request, messages and parameters, to the whole body that its API reads.
///
/// The request is checked before, as any other's is. What it gives is sent as it is; anything but an object is an error.
pub type ConverterFn = Arc<dyn Fn(&Map<String, Value>) -> Result<Value, String> + Send + Sync>;
