//! What a call costs, and nothing else of it.

use crate::cost::Usage;
use crate::model::{Money, Offer};
use crate::registry::{ModelMetadata, Snapshot};

use super::CostFailure;

impl Snapshot {
    /// What a call of a model on an offer costs on the model's day, without line items.
    ///
    /// For many calls in a row: the model, the offer and the day are settled, nothing is assumed, and the prices are
    /// selected once, so that nothing is allocated from the second call on. The caller's own terms are applied, as in
    /// [`cost`](Self::cost).
    ///
    /// ```
    /// use llmanac::cost::Usage;
    /// use llmanac::model::Meter;
    ///
    /// let snapshot = llmanac::registry().as_of("2024-06-01".parse()?);
    /// let model = snapshot.model("gpt-4o").ok_or("not found")?;
    /// let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::OutputText, 500);
    /// let total = snapshot.total(&model, model.default_offer(), &usage)?;
    /// assert_eq!(total.to_string(), "0.0125");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An offer that is not sold or has no price on that day, a meter without a rate, an amount too large.
    pub fn total(&self, model: &ModelMetadata, offer: &Offer, usage: &Usage) -> Result<Money, CostFailure> {
        match self.kept_plan(model, offer) {
            Some(plan) => Ok(plan.total(usage)?),
            None => Ok(self.price_plan(model, offer)?.total(usage)?),
        }
    }
}
