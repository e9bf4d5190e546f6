//! Numbers that look random, and are the same for the same seed.

/// SplitMix64: small, quick, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A row of numbers for a seed and one of its runs.
    pub fn new(seed: u64, run: u64) -> Self {
        let mut own = Self(seed ^ run.wrapping_mul(0xD134_2543_DE82_EF95));
        own.next();
        own
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut own = self.0;
        own = (own ^ (own >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        own = (own ^ (own >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        own ^ (own >> 31)
    }

    /// A number below a limit; 0 below none.
    pub fn below(&mut self, limit: usize) -> usize {
        let own = self.next() >> 11;
        usize::try_from(own).unwrap_or(0).checked_rem(limit).unwrap_or(0)
    }

    /// One time in so many.
    pub fn is_one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some; `None` of none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// A byte.
    pub fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[7]
    }
}
