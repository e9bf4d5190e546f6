//! What it costs to keep tokens in a cache for a time.

use crate::cost::{CapacityTime, HOUR};
use crate::model::{Meter, TimeUnit, UnitRate};
use crate::registry::Snapshot;

use super::answer::{CapacityAnswer, CapacityCost, CapacityLine};
use super::held::{discounted, part_of_an_hour};
use super::{CapacityError, Draft};
use crate::advise::call::Call;
use crate::advise::facts::ids;

/// What is kept.
const KEPT: Meter = Meter::CacheStorageText;

impl Snapshot {
    /// What it costs to keep so many tokens in a cache for so long: apart from the calls that use it.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::cost::CapacityTime;
    ///
    /// let today = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let kept = today.cache_storage("gemini-2.5-pro", 1_000_000, CapacityTime::Seconds(5_400), &Call::new())?;
    /// assert_eq!(kept.cost.and_then(|cost| cost.total).ok_or("not known")?.to_string(), "6.75");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, circumstances that the catalog does not know, no tokens, an amount too large.
    pub fn cache_storage(
        &self,
        name: &str,
        tokens: u64,
        time: CapacityTime,
        call: &Call,
    ) -> Result<CapacityAnswer, CapacityError> {
        if tokens == 0 {
            return Err(CapacityError::Zero("tokens"));
        }
        let placed = call.place(self, name, self.resolve(name)?)?;
        let mut draft = Draft::new(self, &placed);
        let model = &placed.model;
        let Some((list, row)) = model.rate_row(&placed.offer, KEPT) else {
            draft.gap(format!(
                "no price of {KEPT} of {} is known for {}; state it in an overlay (usd_per_1M_hour)",
                model.id(),
                placed.offer
            ));
            return Ok(CapacityAnswer { cost: Some(CapacityCost::unknown()), ..draft.finish() });
        };
        draft.rest_on(&format!("price.{KEPT}"), &row.src);
        let (rate, list) = discounted(list, &self.discounts(model), &draft)?;
        // Quoted by the hour, as its unit says.
        let quoted = UnitRate::new(rate, TimeUnit::Hour);
        let Some(amount) = time.cost(tokens, quoted)? else {
            draft.gap("a month has no fixed number of hours; state the time in hours or seconds");
            return Ok(CapacityAnswer { cost: Some(CapacityCost::unknown()), ..draft.finish() });
        };
        if time.seconds().is_some_and(|seconds| seconds % HOUR != 0) {
            draft.assume(part_of_an_hour());
        }
        let line = CapacityLine {
            item: KEPT.to_string(),
            quantity: tokens,
            seconds: time.seconds(),
            months: None,
            term: None,
            rate: rate.amount().to_string(),
            per: rate.per(),
            per_time: TimeUnit::Hour,
            amount,
            list_rate: list.as_ref().map(|(list, _)| list.amount().to_string()),
            discount: list.map(|(_, name)| name),
            source: ids(model.tables(), &row.src),
        };
        Ok(CapacityAnswer { cost: Some(CapacityCost::of_line(line)), ..draft.finish() })
    }
}
