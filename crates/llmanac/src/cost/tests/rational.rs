//! Rational numbers of any size, at a schoolchild's pace: nothing of `Money` is used.

use std::cmp::Ordering;

use crate::model::Money;

/// A whole number of any size, its limbs from the lowest.
#[derive(Clone, Debug, Default)]
pub(super) struct Big(Vec<u32>);

impl Big {
    pub fn of(mut number: u128) -> Self {
        let mut limbs = Vec::new();
        while number > 0 {
            limbs.push(u32::try_from(number & 0xFFFF_FFFF).unwrap());
            number >>= 32;
        }
        Self(limbs)
    }

    fn limb(&self, at: usize) -> u64 {
        self.0.get(at).copied().unwrap_or_default().into()
    }

    fn plus(&self, other: &Self) -> Self {
        let (mut limbs, mut carry) = (Vec::new(), 0);
        for at in 0..=self.0.len().max(other.0.len()) {
            let sum = self.limb(at) + other.limb(at) + carry;
            limbs.push(u32::try_from(sum & 0xFFFF_FFFF).unwrap());
            carry = sum >> 32;
        }
        Self(limbs).trimmed()
    }

    fn times(&self, other: &Self) -> Self {
        let mut limbs = vec![0u32; self.0.len() + other.0.len() + 1];
        for at in 0..self.0.len() {
            let mut carry = 0;
            for by in 0..=other.0.len() {
                let sum = u64::from(limbs[at + by]) + self.limb(at) * other.limb(by) + carry;
                limbs[at + by] = u32::try_from(sum & 0xFFFF_FFFF).unwrap();
                carry = sum >> 32;
            }
        }
        Self(limbs).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    fn compare(&self, other: &Self) -> Ordering {
        let longer = self.0.len().cmp(&other.0.len());
        longer.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

/// A quotient of whole numbers, not below zero and never reduced.
#[derive(Clone, Debug)]
pub(super) struct Ratio {
    over: Big,
    under: Big,
}

impl Ratio {
    pub fn of(over: u128, under: u128) -> Self {
        Self { over: Big::of(over), under: Big::of(under) }
    }

    /// The amount that is not below zero, in dollars.
    pub fn of_money(money: Money) -> Self {
        let (nano, per) = money.nano_usd();
        Self::of(u128::try_from(nano).unwrap(), u128::from(per)).times(&Self::of(1, 1_000_000_000))
    }

    pub fn plus(&self, other: &Self) -> Self {
        let both = self.over.times(&other.under).plus(&other.over.times(&self.under));
        Self { over: both, under: self.under.times(&other.under) }
    }

    pub fn times(&self, other: &Self) -> Self {
        Self { over: self.over.times(&other.over), under: self.under.times(&other.under) }
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        self.over.times(&other.under).compare(&other.over.times(&self.under))
    }
}

#[test]
fn the_slow_numbers_count_right() {
    let big = u128::MAX;
    let third = Ratio::of(1, 3);
    assert_eq!(third.plus(&Ratio::of(1, 6)), Ratio::of(1, 2));
    assert_eq!(Ratio::of(big, 7).times(&Ratio::of(7, big)), Ratio::of(1, 1));
    assert!(Ratio::of(big, big - 1) > Ratio::of(1, 1));
    assert!(Ratio::of(0, 5) < third && Ratio::of(0, 5) == Ratio::of(0, 9));
    // (2^128 - 1)^2 = 2^256 - 2^129 + 1.
    let square = Ratio::of(big, 1).times(&Ratio::of(big, 1));
    let power = Ratio::of(1 << 127, 1).times(&Ratio::of(4, 1)).times(&Ratio::of(1 << 127, 1));
    assert_eq!(square.plus(&Ratio::of(1 << 127, 1).times(&Ratio::of(4, 1))), power.plus(&Ratio::of(1, 1)));
}
