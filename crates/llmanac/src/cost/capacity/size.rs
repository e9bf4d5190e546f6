//! The numbers of units that can be bought.

use crate::model::MoneyError;

/// The smallest number of units, and the step from there.
///
/// ```
/// use llmanac::cost::Sizes;
/// let sizes = Sizes::new(15, 5);
/// assert_eq!([sizes.fit(1)?, sizes.fit(16)?, sizes.fit(106)?], [15, 20, 110]);
/// assert!(sizes.has(20) && !sizes.has(18) && !sizes.has(10));
/// # Ok::<(), llmanac::model::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    least: u64,
    step: u64,
}

impl Sizes {
    /// From so many on, in steps of so many; zero is taken for one.
    pub fn new(least: u64, step: u64) -> Self {
        Self { least: least.max(1), step: step.max(1) }
    }

    /// The smallest size that has so many units.
    ///
    /// # Errors
    ///
    /// A size that 64 bits cannot hold.
    pub fn fit(self, wanted: u128) -> Result<u64, MoneyError> {
        let (least, step) = (u128::from(self.least), u128::from(self.step));
        let beyond = wanted.saturating_sub(least).div_ceil(step);
        let size = beyond.checked_mul(step).and_then(|beyond| beyond.checked_add(least));
        size.and_then(|size| u64::try_from(size).ok()).ok_or(MoneyError::Overflow)
    }

    /// Whether so many units can be bought.
    pub fn has(self, units: u64) -> bool {
        units.checked_sub(self.least).is_some_and(|beyond| beyond.is_multiple_of(self.step))
    }
}
