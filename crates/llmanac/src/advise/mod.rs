//! Answers that need several rooms: cost of a named model, selection, migration, preparation.

mod answer;
mod basis;
mod bounds;
mod call;
mod capacity;
mod compare;
mod convert;
mod cost;
mod coverage;
mod curl;
mod embedding;
mod estimate;
pub(crate) mod facts;
mod history;
mod migrate;
mod open;
mod portability;
mod prepare;
mod price_id;
mod resolved;
mod response;
mod route;
mod select;
mod send;
mod show;
mod sources;
mod tokens;
mod total;
mod usage;
mod validate;
mod verify;
mod why;

pub use answer::{AnswerContext, AnswerStream};
pub use basis::Basis;
pub use bounds::{Circumstance, CostBounds, CostEnd, Driver, DriverEnd, LeftOut};
pub use call::{Call, CallError};
pub use capacity::{
    Allocated, CapacityAnswer, CapacityCost, CapacityError, CapacityLine, CapacityQuestion, NeededUnits,
};
pub use compare::{CompareError, ComparedCost, ComparedModel, ComparedRow, Comparison, CostOrder};
pub use convert::{WireRequest, WireRequestError};
pub use cost::{CostAnswer, CostFailure, Line, Totals};
pub use coverage::{Coverage, CoverageRow, Gap, Knowledge};
pub use estimate::{CostEstimate, CostOnly};
pub use facts::{Claim, QuotedCapacity, QuotedRate, RowHead, SoughtFact, SourceRef, Verdict};
pub use history::{Event, EventKind, History, RateChange};
pub use migrate::{Difference, DifferenceKind, Migration, Step};
pub use open::OpenLine;
pub use portability::{
    AgainstRecorded, CostSum, LeftOutModel, Portability, PortabilityCell, PortabilityChoice,
    PortabilityError, PortabilityModel, PortabilityOrder, PortabilityReason, PortabilityReport,
    PortabilityVerdict, PortabilityView, RecordedModel, RecordedRequest, RecordedRequestError,
    RecordedRequests, VerdictCounts,
};
pub use prepare::{PrepareError, Prepared, Tokens};
pub use resolved::Resolved;
pub use response::{Bounding, CallCost, ResponseCost, ResponseCostError};
pub use select::{Candidate, CandidateCost, Rejected, SelectError, Selected, Selection};
pub use send::Send;
pub(crate) use show::every_price;
pub use show::{
    Shown, ShownBenchmark, ShownCapabilities, ShownCapacity, ShownDates, ShownDiscount, ShownFree,
    ShownLifecycle, ShownLimits, ShownParameter, ShownPrice, ShownQuota, ShownRange, ShownReasoning,
    ShownRegions, ShownRule, ShownSurface, ShownVersion, Warning, WarningCode,
};
pub use sources::{SourceUse, Sources, StaleFact};
pub use tokens::{Band, Countable, InputTokens, TokenCount};
pub use validate::Validation;
pub use verify::{CostDifference, CostVerification, PriceGone, StoredCatalog, VerifyError};
pub use why::{Standing, Why, WhyError, WhyRow};
