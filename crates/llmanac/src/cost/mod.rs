//! What a call costs: usage, price plans, line items, and estimates before the call.
//!
//! A [`PricePlan`] is selected once for a model, a version, an offer and a day; it then prices any
//! number of calls, in any number of threads, without allocating.

mod answer;
mod attached;
mod band;
mod capacity;
mod count;
mod counter;
mod discount;
mod estimate;
mod explain;
mod form;
mod free;
mod inclusive;
mod media;
mod meters;
mod open;
mod open_item;
mod output;
mod plan;
mod plan_error;
mod query;
mod range;
mod savings;
mod select;
mod span;
mod usage;
mod usage_error;
mod usage_key;

#[cfg(test)]
mod tests;

pub use answer::{Cost, CostError, CostStatus, Directions, LineItem};
pub use band::{Band, PlanRate};
pub use capacity::{CapacityTime, Counted, Fraction, Load, Sizes};
pub(crate) use capacity::{HOUR, share_cost};
pub(crate) use count::Counting;
pub use count::{CountMethod, CountedPart, InputEstimate, PartKind, Uncounted};
pub use counter::{TokenCounter, tokenizer};
pub use discount::Discount;
pub(crate) use form::{
    ContextRow, CountRow, EntriesRow, FeeRow, LineRow, ListRow, Models, Things, TotalRow, UsageForm,
    UsageForms,
};
pub use free::{Free, FreeUse};
pub use inclusive::InclusiveUsage;
pub(crate) use media::{ImageRule, LevelBy, MediaRules, USUAL};
pub use meters::MeterSet;
pub(crate) use open::OPEN;
pub use open_item::{OpenItem, OpenReason};
pub use output::{OutputBasis, OutputEstimate};
pub use plan::PricePlan;
pub use plan_error::PlanError;
pub use span::{Span, TokenBand};
pub use usage::Usage;
pub use usage_error::UsageError;
pub use usage_key::UsageKey;
