//! The least and the most that a call costs.

use crate::model::Money;

use super::answer::CostError;
use super::meters::MeterSet;
use super::open_item::Charge;
use super::plan::PricePlan;
use super::usage::Usage;

impl PricePlan {
    /// The least and the most that a call costs, without line items and without allocating.
    ///
    /// They are one amount where everything is known: see [`total`](Self::total). They differ where a fee is free up to
    /// a quota of the whole account, or tokens are of a kind that the provider does not state.
    ///
    /// ```
    /// use llmanac::cost::{PricePlan, Usage};
    /// use llmanac::model::{Meter, Rate};
    /// let plan = PricePlan::of_rates([
    ///     (Meter::InputText, Rate::usd("0.3", 1_000_000)?),
    ///     (Meter::InputAudio, Rate::usd("1", 1_000_000)?),
    /// ]);
    /// let call = Usage::new().with(Meter::InputUnattributed, 1_000_000);
    /// let (low, high) = plan.range(&call)?;
    /// assert_eq!((low.to_string(), high.to_string()), ("0.3".to_owned(), "1".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A meter without a rate, a meter that no call consumes, or an amount that 128 bits cannot hold.
    pub fn range(&self, usage: &Usage) -> Result<(Money, Money), CostError> {
        let band = self.band_of(usage);
        let mut known = *usage;
        let (mut low, mut high, mut missing) = (Money::ZERO, Money::ZERO, MeterSet::NONE);
        for meter in usage.meters().minus(band.exact()).iter() {
            match Charge::of(band, self.free, meter, usage.count(meter))? {
                Some(charge) => {
                    (low, high) = (low.plus(charge.low.amount)?, high.plus(charge.high.amount)?);
                }
                None => missing = missing.with(meter),
            }
            known.set(meter, 0);
        }
        if !missing.is_empty() {
            return Err(CostError::NoRate(missing));
        }
        let sum = band.sum(&known)?;
        Ok((sum.plus(low)?, sum.plus(high)?))
    }

    /// The total of a call with meters whose amount does not hang on the count alone.
    #[cold]
    pub(super) fn total_of_range(&self, usage: &Usage) -> Result<Money, CostError> {
        let (low, high) = self.range(usage)?;
        if low == high { Ok(low) } else { Err(CostError::Bounded { low, high }) }
    }
}
