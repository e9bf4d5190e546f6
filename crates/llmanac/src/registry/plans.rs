//! Compiled prices, kept beside the layers that they were selected from.

use std::sync::{Arc, OnceLock};

use crate::cost::{Discount, PlanError, PricePlan};
use crate::model::{Date, ModelData, Offer, Scope};

use super::entry::Entry;
use super::metadata::ModelMetadata;
use super::snapshot::Snapshot;

/// So many plans are kept at most, of all models, versions, offers and spans of days.
const MOST: usize = 512;
/// So many slots are looked at for one plan.
const TRIED: usize = 8;

/// The plans that were asked for at one moment of a registry.
///
/// A slot is filled once and never changes, so that reading takes no lock and nothing is ever out of date: an overlay,
/// a discount or a model that is registered makes another moment, whose plans are its own. Where the slots of a plan
/// are taken by others, it is selected anew each time.
#[derive(Default)]
pub(crate) struct Plans {
    /// Made when the first plan is kept: most programs that look something up price nothing.
    slots: OnceLock<Box<[OnceLock<Kept>]>>,
}

/// A plan, and what it is for.
struct Kept {
    /// Held, so that no other model comes to stand at its address.
    entry: Arc<Entry>,
    named: Option<u16>,
    offer: Offer,
    days: Days,
    plan: Arc<PricePlan>,
}

/// Days on which nothing changes that a plan depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Days {
    from: Option<Date>,
    to: Option<Date>,
}

impl Days {
    /// The days around one, up to the turns next to it.
    fn around(day: Date, turns: impl Iterator<Item = Date>) -> Self {
        turns.fold(Self::default(), |days, turn| match turn <= day {
            true => Self { from: days.from.max(Some(turn)), ..days },
            false => Self { to: Some(days.to.map_or(turn, |to| to.min(turn))), ..days },
        })
    }

    fn has(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

impl Kept {
    fn is_for(&self, model: &ModelMetadata, offer: &Offer) -> bool {
        Arc::ptr_eq(&self.entry, &model.entry)
            && self.named == model.named
            && self.days.has(model.day)
            && self.offer == *offer
    }
}

impl Plans {
    /// A plan that is kept.
    fn get(&self, model: &ModelMetadata, offer: &Offer) -> Option<&Arc<PricePlan>> {
        for slot in tried(self.slots.get()?, model, offer) {
            // What comes later is kept later.
            let kept = slot.get()?;
            if kept.is_for(model, offer) {
                return Some(&kept.plan);
            }
        }
        None
    }

    fn keep(&self, kept: Kept, model: &ModelMetadata, offer: &Offer) {
        let slots = self.slots.get_or_init(|| (0..MOST).map(|_| OnceLock::new()).collect());
        let mut kept = kept;
        for slot in tried(slots, model, offer) {
            match slot.set(kept) {
                Ok(()) => return,
                Err(refused) => kept = refused,
            }
        }
    }
}

/// The slots that a plan may be in, in the order in which they are filled.
fn tried<'s>(
    slots: &'s [OnceLock<Kept>],
    model: &ModelMetadata,
    offer: &Offer,
) -> impl Iterator<Item = &'s OnceLock<Kept>> {
    let first = mark(model, offer) % MOST;
    // Those after the last are the first ones.
    let (before, after) = slots.split_at_checked(first).unwrap_or((slots, &[]));
    after.iter().chain(before).take(TRIED)
}

/// A number by which models and offers are told apart, nearly always.
fn mark(model: &ModelMetadata, offer: &Offer) -> usize {
    // An odd factor without a pattern spreads what differs in few bits.
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let text = |start: u64, text: &str| {
        text.bytes().fold(start, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
    };
    let scope = match &offer.scope {
        Scope::Global => 0,
        Scope::Zone(zone) => text(1, zone.as_str()),
        Scope::Region(None) => 2,
        Scope::Region(Some(region)) => text(3, region.as_str()),
    };
    let version = model.named.map_or(0, |named| u64::from(named) + 1);
    let entry = Arc::as_ptr(&model.entry).addr() as u64;
    let all = [entry, scope, offer.tier as u64, version];
    let mixed = all.into_iter().fold(0, |sum: u64, part| (sum ^ part).wrapping_mul(SPREAD));
    (mixed >> 40) as usize
}

/// The days on which a price, the default version or a discount may become another.
fn turns<'a>(model: &'a ModelData, discounts: &'a [Discount]) -> impl Iterator<Item = Date> + 'a {
    let prices = model.prices.iter().flat_map(|row| [row.from, row.to]);
    let defaults = model.default_version.iter().flat_map(|row| [row.from, row.to]);
    let versions = model.versions.iter().chain([&model.base]).map(|version| version.released);
    let discounts = discounts.iter().flat_map(Discount::days);
    prices.chain(defaults).chain(versions).chain(discounts).flatten()
}

impl Snapshot {
    /// The compiled prices of a model on an offer, on the model's day, the caller's own terms applied.
    ///
    /// A plan is kept for those who ask again, and can be shared between threads. It differs from
    /// [`ModelMetadata::price_plan`] where an overlay states discounts.
    ///
    /// ```
    /// use llmanac::cost::Usage;
    /// use llmanac::model::Meter;
    ///
    /// let snapshot = llmanac::registry().snapshot();
    /// let model = snapshot.model("gpt-4o").ok_or("not found")?;
    /// let plan = snapshot.price_plan(&model, model.default_offer())?;
    /// let usage = Usage::new().with(Meter::InputText, 1_000_000);
    /// assert_eq!(plan.total(&usage)?.to_string(), "2.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An offer that is not sold, or has no price on that day.
    pub fn price_plan(&self, model: &ModelMetadata, offer: &Offer) -> Result<Arc<PricePlan>, PlanError> {
        if let Some(plan) = self.kept_plan(model, offer) {
            return Ok(Arc::clone(plan));
        }
        let discounts = self.discounts(model);
        let plan = Arc::new(PricePlan::select(model.data(), model.asked(offer), &discounts)?);
        let kept = Kept {
            entry: Arc::clone(&model.entry),
            named: model.named,
            offer: offer.clone(),
            days: Days::around(model.day, turns(model.data(), &discounts)),
            plan: Arc::clone(&plan),
        };
        self.inner.plans.keep(kept, model, offer);
        Ok(plan)
    }

    /// The discounts for a model; the first that applies counts: the narrowest, and of those the newest.
    pub(crate) fn discounts(&self, model: &ModelMetadata) -> Vec<Discount> {
        let mut terms: Vec<_> = self.terms().filter(|terms| terms.are_for(model.data())).collect();
        terms.sort_by_key(|terms| std::cmp::Reverse(terms.narrowness()));
        terms.iter().map(|terms| terms.discount.clone()).collect()
    }

    /// The compiled prices of a model, where they were asked for before.
    pub(crate) fn kept_plan(&self, model: &ModelMetadata, offer: &Offer) -> Option<&Arc<PricePlan>> {
        self.inner.plans.get(model, offer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_reach_from_turn_to_turn() {
        let turns = ["2024-05-01", "2025-01-01", "2024-10-01", "2024-05-01"].map(day);
        for (asked, from, to) in [
            ("2024-01-01", None, Some("2024-05-01")),
            ("2024-05-01", Some("2024-05-01"), Some("2024-10-01")),
            ("2024-12-31", Some("2024-10-01"), Some("2025-01-01")),
            ("2026-01-01", Some("2025-01-01"), None),
        ] {
            let days = Days::around(day(asked), turns.into_iter());
            assert_eq!(days, Days { from: from.map(day), to: to.map(day) }, "{asked}");
            assert!(days.has(day(asked)), "{asked}");
        }
    }

    #[cfg(all(feature = "embedded", feature = "overlay"))]
    #[test]
    fn more_plans_than_there_is_room_for_are_selected_all_the_same() {
        let registry = crate::ModelRegistry::embedded();
        let overlay = r#"
            [[model]]
            name = "anywhere"
            extends = "gpt-4o"
            price = [{ on = ["region/standard"], usd_per_1M = { input.text = "1" } }]
        "#;
        registry.add_overlay("llmanac.toml", overlay).unwrap();
        let snapshot = registry.snapshot();
        let model = snapshot.model("anywhere").unwrap();
        let offer = |number| format!("region:region-{number}/standard").parse().unwrap();
        let offers: Vec<Offer> = (0..2 * MOST).map(offer).collect();
        for offer in offers.iter().chain(&offers) {
            let plan = snapshot.price_plan(&model, offer).unwrap();
            assert_eq!(*plan, model.price_plan(offer).unwrap(), "{offer}");
        }
        let slots = snapshot.inner.plans.slots.get().unwrap();
        let kept = slots.iter().filter(|slot| slot.get().is_some()).count();
        assert!((MOST / 2..=MOST).contains(&kept), "{kept}");
    }
}
