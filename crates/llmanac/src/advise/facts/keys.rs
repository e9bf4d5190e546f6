//! The keys of limits and dates, as verdicts and answers name them: one table each.

use crate::model::{Date, Fact, LifecycleFacts, LimitFacts, Tokens};

/// Reads one limit.
pub(crate) type Limit = fn(&LimitFacts) -> Fact<Tokens>;
/// Reads one date of a life.
pub(crate) type LifeDate = fn(&LifecycleFacts) -> Option<Date>;

/// The limits, by their keys.
pub(crate) const LIMITS: [(&str, Limit); 3] = [
    ("window", |limits| limits.window),
    ("input", |limits| limits.input),
    ("output", |limits| limits.output),
];

/// The dates of a life, by their keys.
pub(crate) const DATES: [(&str, LifeDate); 7] = [
    ("listed", |life| life.listed),
    ("preview", |life| life.preview),
    ("ga", |life| life.ga),
    ("legacy", |life| life.legacy),
    ("no_new_use", |life| life.no_new_use),
    ("retires_earliest", |life| life.retires_earliest),
    ("retires", |life| life.retires),
];
