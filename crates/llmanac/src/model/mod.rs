//! What a model is: plain data, no behaviour beyond asking.

mod api_version;
mod capability;
mod capacity;
mod data;
mod date;
mod default_version;
mod fact;
mod free;
mod ids;
mod input_form;
mod lifecycle;
mod media;
mod message_form;
mod meter;
mod money;
mod named;
mod offer;
mod prefill;
mod rate;
mod route;
mod row;
mod scalar;
mod scalar_read;
mod schema_dialect;
mod surface;
mod tokens;

pub(crate) use api_version::Since;
pub use api_version::{ApiVersion, ApiVersionError};
pub use capability::{Capabilities, Capability};
pub(crate) use capacity::CapacityFacts;
pub use capacity::{Term, TimeUnit, UnitRate, Weight, WeightError};
pub(crate) use data::{
    BenchmarkFacts, Conflict, Layered, LifecycleFacts, LimitFacts, ModelData, PriceFacts, QuotaFacts,
    Reasoning, SoldFacts, Sought, SurfaceUse, VersionData, WireId,
};
pub use data::{ModelPart, Window};
pub use date::{Date, DateError, Day};
pub use fact::Fact;
pub use free::{FreeQuota, FreeQuotaError, Period};
pub use ids::{
    CapacityUnit, IdError, MakerId, ModelFamily, ModelId, Provider, RegionId, SourceId, TaskId, ZoneId,
};
pub use input_form::InputForm;
pub use lifecycle::Status;
pub use media::{InputMediaType, Modalities, Modality, OutputMediaType};
pub use message_form::MessageForm;
pub use meter::{Meter, MeterKind};
pub use money::{Money, MoneyError};
pub(crate) use money::{decimal, gcd, people};
pub use named::UnknownName;
pub(crate) use named::named;
pub use offer::{Offer, OfferError, OfferPattern, Scope, ScopePattern, ServiceTier, TierPattern};
pub use prefill::Prefill;
pub use rate::{Rate, RateError};
pub(crate) use route::{Route, Routes};
pub(crate) use row::{Asked, Row, pick};
pub use scalar::Scalar;
pub(crate) use scalar::{decimal_to_json, to_decimal};
pub use schema_dialect::SchemaDialect;
pub use surface::Surface;
pub use tokens::Tokens;
