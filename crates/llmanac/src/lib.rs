//! The almanac of large language models: a registry that answers offline, exactly and with sources.
//!
//! One registry knows the models that a team can call on Azure OpenAI, Amazon Bedrock and Google Gemini: what they
//! can do, their limits, the parameters they take and under which names, what they cost on which day, until when they
//! live and what replaces them. It never calls a model, does no I/O and asks no clock: the day comes in.
//!
//! ```
//! use llmanac::advise::Call;
//! use llmanac::cost::Usage;
//! use llmanac::model::Meter;
//!
//! let registry = llmanac::registry();
//! let model = registry.model("gpt-4o").ok_or("not found")?;
//! assert_eq!(model.supports_vision(), Some(true));
//!
//! // As on another day: the price, the default version, the status.
//! let june = registry.as_of("2024-06-01".parse()?);
//! let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::OutputText, 500);
//! let cost = june.cost("gpt-4o", &usage, &Call::new())?;
//! assert_eq!(cost.total.ok_or("unknown")?.to_string(), "0.0125");
//!
//! // What a parameter is called, and whether the model takes it.
//! assert_eq!(registry.parameter_mapping("gemini-2.5-pro", "max_tokens")?, "max_output_tokens");
//! let request = serde_json::json!({"max_tokens": 20000});
//! let issues = registry.validate_parameters("gpt-4o", request.as_object().ok_or("an object")?);
//! assert_eq!(issues[0].message, "max_tokens 20000 exceeds model limit 16384");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is not known
//!
//! Facts have three states: known, known to be absent, unknown ([`model::Fact`]). An unknown fact refuses nothing and
//! is never shown as false or zero; an unknown model is an error, never a price of nothing.
//!
//! # Rooms
//!
//! | module | what is asked there |
//! |---|---|
//! | [`model`] | what a model is: ids, dates, tokens, meters, rates, money |
//! | [`catalog`] | compiled catalogs: build, check, open |
//! | [`params`] | issues and changes of parameters |
//! | [`cost`] | usage, price plans, line items, estimates |
//! | [`wire`] | conversion into what an API reads |
//! | [`advise`] | answers that need several rooms: cost of a named model, selection, migration, preparation |
//! | [`import`] | the catalogs of others, made overlays |
//! | [`export`] | the catalog in the shapes that others read |
//!
//! # Features
//!
//! `embedded` (default): the catalog that ships with this release, and [`registry()`] on it.
//! `overlay` (default): custom models, deployments and own prices from TOML, and [`ModelBuilder`].
//! `import` (default): exchange with other catalogs, [`import`] and [`export`].
//! `tokens`: OpenAI's public tokenizers, for exact counts of texts before a call ([`cost::tokenizer`]).
#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "overlay"),
    allow(dead_code, unused_imports, reason = "without authored TOML nothing builds layers or catalogs")
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

pub mod advise;
pub mod catalog;
pub mod cost;
#[cfg(feature = "import")]
pub mod export;
#[cfg(feature = "import")]
pub mod import;
pub mod model;
pub mod params;
mod pattern;
mod registry;
mod suggest;
#[cfg(all(test, feature = "overlay"))]
mod testing;
pub mod wire;

pub use model::{Date, ModelFamily};
#[cfg(feature = "embedded")]
pub use registry::registry;
pub use registry::{
    ApiRequirements, Assumption, Benchmark, CatalogRef, DateClaim, DeploymentTypeError, Dispute, Evidence,
    Lifecycle, Matched, ModelMetadata, ModelRegistry, OverlayError, PriceRow, Quota, RegisterError,
    Resolution, ResolveError, Snapshot, Sold,
};
#[cfg(feature = "overlay")]
pub use registry::{ModelBuilder, OwnParameter};

/// The README's tour of the library runs as a test; the file is no part of the package.
#[cfg(all(doctest, feature = "embedded"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
