//! What is asked about capacity.

use crate::cost::{CapacityTime, Usage};
use crate::model::{CapacityUnit, Term, UnitRate};

/// What is asked about capacity: units for a time, the units that a load needs, the share that a usage takes.
///
/// ```
/// use llmanac::advise::CapacityQuestion;
/// use llmanac::cost::CapacityTime;
/// let question = CapacityQuestion::new().units(50).time(CapacityTime::Seconds(900));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapacityQuestion {
    pub(super) unit: Option<CapacityUnit>,
    pub(super) units: Option<u64>,
    pub(super) time: Option<CapacityTime>,
    pub(super) term: Option<Term>,
    pub(super) rate: Option<UnitRate>,
    pub(super) workload: Option<Usage>,
    pub(super) requests: Option<u64>,
    pub(super) usage: Option<Usage>,
}

impl CapacityQuestion {
    /// Nothing asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// By this kind of unit, where a model has several.
    #[must_use]
    pub fn unit(mut self, unit: CapacityUnit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// So many units; where none are stated, as many as the workload needs.
    #[must_use]
    pub fn units(mut self, units: u64) -> Self {
        self.units = Some(units);
        self
    }

    /// Held for so long.
    #[must_use]
    pub fn time(mut self, time: CapacityTime) -> Self {
        self.time = Some(time);
        self
    }

    /// Under a commitment; none is assumed where none is stated.
    #[must_use]
    pub fn term(mut self, term: Term) -> Self {
        self.term = Some(term);
        self
    }

    /// At the caller's own rate, in place of what the catalog knows.
    #[must_use]
    pub fn rate(mut self, rate: UnitRate) -> Self {
        self.rate = Some(rate);
        self
    }

    /// For a load of so many tokens a minute.
    #[must_use]
    pub fn workload(mut self, per_minute: Usage) -> Self {
        self.workload = Some(per_minute);
        self.requests = None;
        self
    }

    /// For so many requests a minute, each of so many tokens.
    #[must_use]
    pub fn requests(mut self, each: Usage, per_minute: u64) -> Self {
        self.workload = Some(each);
        self.requests = Some(per_minute);
        self
    }

    /// What share of the capacity a usage takes.
    #[must_use]
    pub fn usage(mut self, usage: Usage) -> Self {
        self.usage = Some(usage);
        self
    }
}
