//! Names to models: register, resolve, query, view as of a date.

mod arn;
#[cfg(feature = "overlay")]
mod builder;
mod deployment;
mod entry;
mod error;
mod layer;
mod metadata;
#[cfg(feature = "overlay")]
mod overlay;
#[cfg(feature = "overlay")]
mod own_parameters;
mod plans;
mod provenance;
mod resolution;
mod resolve;
mod shared;
mod snapshot;

#[cfg(feature = "overlay")]
pub use builder::ModelBuilder;
pub use deployment::DeploymentTypeError;
pub use error::{OverlayError, RegisterError};
pub(crate) use layer::CATALOG_LAYER;
pub use metadata::{
    ApiRequirements, Benchmark, DateClaim, Dispute, Lifecycle, ModelMetadata, PriceRow, Quota, Sold,
};
#[cfg(feature = "overlay")]
pub use own_parameters::OwnParameter;
pub use provenance::{Assumption, CatalogRef, Evidence};
pub use resolution::{Matched, Resolution, ResolveError};
pub use shared::ModelRegistry;
#[cfg(feature = "embedded")]
pub use shared::registry;
pub use snapshot::Snapshot;
