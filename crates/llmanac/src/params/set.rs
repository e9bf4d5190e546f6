//! A set of standard parameters.

/// Standard parameters, by place. There are never so many that one would have no bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ParameterSet {
    first: u64,
    /// Those from 64 on.
    second: u64,
}

impl ParameterSet {
    /// The set of one parameter.
    pub fn of(place: u16) -> Self {
        let bit = |place: u16| 1u64.checked_shl(place.into()).unwrap_or(0);
        Self { first: bit(place), second: bit(place.wrapping_sub(64)) }
    }

    /// The set of some places.
    pub fn of_all<'a>(places: impl IntoIterator<Item = &'a u16>) -> Self {
        places.into_iter().fold(Self::default(), |set, place| set.with(Self::of(*place)))
    }

    pub fn add(&mut self, other: Self) {
        *self = self.with(other);
    }

    pub fn with(self, other: Self) -> Self {
        Self { first: self.first | other.first, second: self.second | other.second }
    }

    pub fn without(self, other: Self) -> Self {
        Self { first: self.first & !other.first, second: self.second & !other.second }
    }

    fn and(self, other: Self) -> Self {
        Self { first: self.first & other.first, second: self.second & other.second }
    }

    pub fn contains(self, place: u16) -> bool {
        self.meets(Self::of(place))
    }

    /// Whether some parameter is in both sets.
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Whether more than one parameter is in both sets.
    pub fn meets_twice(self, other: Self) -> bool {
        let both = self.and(other);
        both.first.count_ones() + both.second.count_ones() > 1
    }

    pub fn is_empty(self) -> bool {
        self.first | self.second == 0
    }

    /// The places, in order.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        let mut left = self;
        std::iter::from_fn(move || {
            let place = match (left.first, left.second) {
                (0, 0) => return None,
                (0, second) => 64 + second.trailing_zeros(),
                (first, _) => first.trailing_zeros(),
            };
            let place = u16::try_from(place).ok()?;
            left = left.without(Self::of(place));
            Some(place)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_the_places_that_were_added() {
        let places = [0, 5, 63, 64, 127];
        let set = ParameterSet::of_all(&places);
        assert_eq!(set.iter().collect::<Vec<_>>(), places);
        assert!(set.contains(63) && set.contains(64) && !set.contains(1) && !set.contains(128));
        assert!(set.without(set).is_empty() && !set.is_empty());
        for (places, once, twice) in [
            (&[][..], false, false),
            (&[1, 2], false, false),
            (&[5, 6], true, false),
            (&[63, 64], true, true),
            (&[64, 127], true, true),
        ] {
            let other = ParameterSet::of_all(places);
            assert_eq!((set.meets(other), set.meets_twice(other)), (once, twice), "{places:?}");
        }
    }
}
