//! What answers say of single facts: the rows and sources they rest on, conflicts, what was not found.

mod capacity;
pub(crate) mod json;
mod keys;
mod rate;
mod row;
mod source;
mod verdict;

pub use capacity::QuotedCapacity;
pub(crate) use keys::{DATES, LIMITS};
pub use rate::QuotedRate;
pub(crate) use rate::{amount_per, usual_unit};
pub use row::RowHead;
pub(crate) use row::version_names;
pub use source::SourceRef;
pub(crate) use source::{Cited, every_source, groups, ids, rows_by_source};
pub use verdict::{Claim, SoughtFact, Verdict};
