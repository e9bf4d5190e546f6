//! Numbers that look random, and are the same for the same seed.

/// SplitMix64: small, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut own = Self(seed.wrapping_mul(0xD134_2543_DE82_EF95));
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

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap() % limit
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).max(1);
        low.saturating_add(i64::try_from((self.next() >> 12) % span.saturating_add(1)).unwrap())
    }

    /// So many times in a hundred.
    pub fn is(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }
}
