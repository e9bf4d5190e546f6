//! One model in a registry: its data, with what it refers to.

use std::any::Any;
use std::sync::Arc;

use crate::catalog::Tables;
use crate::model::ModelData;
use crate::params::BodyPatch;
use crate::wire::ConverterFn;

/// A model with the tables that its places point into.
pub(crate) struct Entry {
    pub data: ModelData,
    pub tables: Arc<Tables>,
    /// The layer it comes from: the catalog, a file, the program.
    pub layer: Arc<str>,
    /// The model's own conversion of requests.
    pub converter: Option<ConverterFn>,
    /// What the program keeps beside it.
    pub attached: Option<Arc<dyn Any + Send + Sync>>,
    /// What is laid over the bodies of its requests.
    pub patch: BodyPatch,
}
