use std::fmt;

use crate::model::{Meter, MeterKind};

/// A set of meters.
///
/// ```
/// use llmanac::cost::MeterSet;
/// use llmanac::model::Meter;
/// let set = MeterSet::default().with(Meter::OutputText).with(Meter::InputText);
/// assert_eq!(set.to_string(), "input.text, output.text");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct MeterSet(u64);

// A meter is a bit of the set.
const _: () = assert!(Meter::COUNT <= MeterSet::SLOTS);

impl MeterSet {
    /// Room for meters; tables of this many slots need no check of their bounds.
    pub(super) const SLOTS: usize = u64::BITS as usize;

    /// No meter.
    pub const NONE: Self = Self(0);

    /// The meters of a kind; made when the program is compiled.
    pub(super) const fn of_kind(kind: MeterKind) -> Self {
        let mut set = Self::NONE;
        let mut rest = Meter::ALL;
        while let [meter, after @ ..] = rest {
            if meter.kind() as u8 == kind as u8 {
                set = set.with(*meter);
            }
            rest = after;
        }
        set
    }

    /// The set and one meter more.
    #[must_use]
    pub const fn with(self, meter: Meter) -> Self {
        Self(self.0 | 1 << meter.index())
    }

    /// The set and one meter less.
    #[must_use]
    pub const fn without(self, meter: Meter) -> Self {
        Self(self.0 & !(1 << meter.index()))
    }

    /// Those of this set that are not in another.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set has a meter.
    pub const fn contains(self, meter: Meter) -> bool {
        self.0 & (1 << meter.index()) != 0
    }

    /// Whether the set has none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many meters it has.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Its meters, in order.
    pub fn iter(self) -> impl Iterator<Item = Meter> {
        self.slots().filter_map(|slot| Meter::ALL.get(slot).copied())
    }

    /// The places of its meters, in order.
    #[inline]
    pub(super) fn slots(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            // Below the number of slots in any case, so that tables need no check.
            let slot = rest.trailing_zeros() as usize % Self::SLOTS;
            let found = (rest != 0).then_some(slot);
            // Clears the lowest bit.
            rest &= rest.wrapping_sub(1);
            found
        })
    }
}

impl FromIterator<Meter> for MeterSet {
    fn from_iter<I: IntoIterator<Item = Meter>>(meters: I) -> Self {
        meters.into_iter().fold(Self::default(), Self::with)
    }
}

impl fmt::Display for MeterSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Meter::as_str).collect();
        f.pad(&names.join(", "))
    }
}

impl fmt::Debug for MeterSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_all_meters_lists_them_in_their_order() {
        let all: MeterSet = Meter::ALL.iter().rev().copied().collect();
        assert_eq!(all.len(), Meter::COUNT);
        assert_eq!(all.iter().collect::<Vec<_>>(), Meter::ALL);
        assert!(all.minus(all).is_empty());
        assert!(!all.without(Meter::WebSearch).contains(Meter::WebSearch));
    }
}
