use std::fmt;

use crate::model::{Meter, MeterKind};

use super::inclusive::InclusiveUsage;
use super::meters::MeterSet;
use super::usage_error::UsageError;

/// What one call consumed, in disjoint integer counts by meter.
///
/// One invocation of one model: a response that holds several has several of these, since each is
/// priced in its own band of context.
///
/// ```
/// use llmanac::cost::Usage;
/// use llmanac::model::Meter;
/// let usage = Usage::new().with(Meter::InputText, 1000).with(Meter::CacheReadText, 200);
/// assert_eq!(usage.total_input(), 1200);
/// assert_eq!(usage.to_string(), "input.text 1000, cache_read.text 200");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Usage {
    counts: [u64; MeterSet::SLOTS],
    /// The meters whose count is not zero.
    used: MeterSet,
}

impl Usage {
    /// Nothing consumed.
    pub const fn new() -> Self {
        Self { counts: [0; MeterSet::SLOTS], used: MeterSet::NONE }
    }

    /// The same, with one meter's count set.
    #[must_use]
    pub fn with(mut self, meter: Meter, count: u64) -> Self {
        self.set(meter, count);
        self
    }

    /// Sets one meter's count.
    pub fn set(&mut self, meter: Meter, count: u64) {
        if let Some(slot) = self.counts.get_mut(meter.index()) {
            *slot = count;
        }
        self.used = if count == 0 { self.used.without(meter) } else { self.used.with(meter) };
    }

    /// One meter's count.
    pub fn count(&self, meter: Meter) -> u64 {
        self.count_at(meter.index())
    }

    /// The count at a meter's place.
    pub(super) fn count_at(&self, slot: usize) -> u64 {
        self.counts.get(slot).copied().unwrap_or_default()
    }

    /// The meters whose count is not zero.
    pub const fn meters(&self) -> MeterSet {
        self.used
    }

    /// The counts that are not zero, in the order of the meters.
    pub fn iter(&self) -> impl Iterator<Item = (Meter, u64)> + '_ {
        self.used.iter().map(|meter| (meter, self.count(meter)))
    }

    /// Whether nothing was consumed.
    pub const fn is_empty(&self) -> bool {
        self.used.is_empty()
    }

    /// Every token that was read: input, cache reads and cache writes. It decides the band of context.
    pub fn total_input(&self) -> u128 {
        self.total(INPUT)
    }

    /// Every token that was answered.
    pub fn total_output(&self) -> u128 {
        self.total(OUTPUT)
    }

    #[inline]
    fn total(&self, of: MeterSet) -> u128 {
        self.used.and(of).slots().map(|slot| u128::from(self.count_at(slot))).sum()
    }

    /// Both together; `None` where a count does not fit 64 bits.
    ///
    /// Sums consumption for reports. To price calls, price each by itself: together they may fall
    /// into a dearer band of context than any of them did.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Option<Self> {
        for (meter, count) in other.iter() {
            self.set(meter, self.count(meter).checked_add(count)?);
        }
        Some(self)
    }

    /// The disjoint counts of an inclusive form, whose totals contain their parts.
    ///
    /// ```
    /// use llmanac::cost::{InclusiveUsage, Usage, UsageKey};
    /// let told = InclusiveUsage::new(1000, 500).with(UsageKey::CacheReadTokens, 200);
    /// assert_eq!(
    ///     Usage::from_inclusive(&told)?.to_string(),
    ///     "input.text 800, cache_read.text 200, output.text 500",
    /// );
    /// let told = InclusiveUsage::new(10, 500).with(UsageKey::CacheReadTokens, 20);
    /// let error = Usage::from_inclusive(&told).unwrap_err();
    /// assert_eq!(error.to_string(), "cached 20 exceeds input 10; input contains cached");
    /// # Ok::<(), llmanac::cost::UsageError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Counts that contradict each other: a part that exceeds its whole, or one whose whole is not stated.
    pub fn from_inclusive(told: &InclusiveUsage) -> Result<Self, UsageError> {
        told.split()
    }
}

/// Everything that is read: the meters that count towards the total input.
const INPUT: MeterSet = MeterSet::of_kind(MeterKind::Input)
    .union(MeterSet::of_kind(MeterKind::CacheRead))
    .union(MeterSet::of_kind(MeterKind::CacheWrite));

/// Everything that is answered.
const OUTPUT: MeterSet = MeterSet::of_kind(MeterKind::Output);

/// Whether a meter counts towards the total input.
pub(super) fn is_input(meter: Meter) -> bool {
    INPUT.contains(meter)
}

impl Default for Usage {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.pad("nothing");
        }
        let counts: Vec<String> = self.iter().map(|(meter, count)| format!("{meter} {count}")).collect();
        f.pad(&counts.join(", "))
    }
}

/// An object of the counts that are not zero, by meter.
impl serde::Serialize for Usage {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl fmt::Debug for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_set_back_to_zero_leaves_no_trace() {
        let usage = Usage::new().with(Meter::OutputText, 5).with(Meter::OutputText, 0);
        assert_eq!(usage, Usage::new());
        assert_eq!(usage.to_string(), "nothing");
    }

    #[test]
    fn the_total_input_counts_the_cache_and_never_overflows() {
        let mut usage = Usage::new();
        for meter in Meter::ALL {
            usage.set(*meter, u64::MAX);
        }
        let (input, output) = (7 + 5 + 5, 7);
        assert_eq!(usage.total_input(), u128::from(u64::MAX) * input);
        assert_eq!(usage.total_output(), u128::from(u64::MAX) * output);
        assert_eq!(usage.plus(&usage), None);
    }

    #[test]
    fn usages_add_up_meter_by_meter() {
        let one = Usage::new().with(Meter::InputText, 1).with(Meter::WebSearch, 2);
        let two = Usage::new().with(Meter::InputText, 10).with(Meter::OutputAudio, 3);
        let both = one.plus(&two).unwrap();
        assert_eq!(both.to_string(), "input.text 11, output.audio 3, web_search 2");
        assert_eq!(two.plus(&one), Some(both));
    }
}
