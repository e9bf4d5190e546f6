//! Rates of tokens by tier and band, and which of them a foreign shape implies.

use std::collections::{BTreeMap, BTreeSet};

use crate::cost::{Band, PlanRate, PricePlan};
use crate::import::billed_as::BILLED_AS;
use crate::model::{Capability, Fact, Meter, MeterKind, Modality, Rate, ServiceTier};
use crate::registry::ModelMetadata;

use super::report::Exported;
use super::sheet::Sheet;

/// Lifetimes of a cache for which a foreign shape has one word, the one that it is for first.
const WRITES: [Meter; 3] = [Meter::CacheWrite5mText, Meter::CacheWriteText, Meter::CacheWrite30mText];

/// Meters that leave open what was counted: their rates follow from those of the others.
pub(super) const FOLLOW: [Meter; 3] =
    [Meter::InputUnattributed, Meter::OutputUnattributed, Meter::OutputUnsplit];

/// A tier and a band.
pub(super) type At = (ServiceTier, u64);

/// What the rates of one tier are in one band, in the shape's meters.
pub(super) struct Cell {
    pub at: At,
    pub rates: BTreeMap<Meter, Priced>,
}

#[derive(Clone, Copy)]
pub(super) struct Priced {
    pub rate: Rate,
    /// It has the rate itself, and is not billed as another.
    pub is_own: bool,
}

impl From<&PlanRate> for Priced {
    fn from(own: &PlanRate) -> Self {
        Self { rate: own.rate, is_own: own.billed_as.is_none() }
    }
}

/// For which meters in which tiers a shape has a word.
pub(super) struct Shape {
    pub says: fn(Meter, ServiceTier) -> bool,
}

impl Shape {
    /// The rates by tier and band. A band of one tier is one of all: the readers begin it for all.
    pub fn cells(&self, key: &str, sheet: &Sheet, report: &mut Exported) -> Vec<Cell> {
        let has_word = |tier: ServiceTier| (self.says)(Meter::InputText, tier);
        let (said, unsaid): (Vec<_>, Vec<_>) = sheet.tiers.iter().partition(|(tier, _)| has_word(*tier));
        for (tier, _) in unsaid {
            report.unsaid(format!("{key}.{tier}"), "the shape has no word for this tier");
        }
        let bands: BTreeSet<u64> =
            said.iter().flat_map(|(_, plan)| plan.bands().filter(is_of_tokens).map(Band::over)).collect();
        let mut cells = Vec::new();
        for (tier, plan) in &said {
            for over in std::iter::once(0).chain(bands.iter().copied()) {
                let at = (*tier, over);
                cells.push(Cell { at, rates: self.rates(key, plan, at, report) });
            }
        }
        cells
    }

    fn rates(&self, key: &str, plan: &PricePlan, at: At, report: &mut Exported) -> BTreeMap<Meter, Priced> {
        let (_, over) = at;
        let base = plan.bands().next().filter(|_| over == 0);
        let band = base.unwrap_or_else(|| plan.band(u128::from(over) + 1));
        let mut rates = BTreeMap::new();
        for own in band.rates().iter().filter(|own| own.meter.is_of_tokens()) {
            if FOLLOW.contains(&own.meter) || WRITES.contains(&own.meter) {
                continue;
            }
            if (self.says)(own.meter, ServiceTier::Standard) {
                rates.insert(own.meter, Priced::from(own));
            } else if own.billed_as.is_none() || !is_implied(own.meter) {
                // What is billed as another is said by the other's word, where the readers bill it so too.
                let why = format!("the shape has no word for it, and it costs {}", own.rate);
                report.unsaid(place(key, own.meter, at), why);
            }
        }
        let writes = || WRITES.iter().filter_map(|meter| band.rate(*meter));
        if let Some(first) = writes().next() {
            let is_own = writes().any(|own| own.billed_as.is_none() && own.rate == first.rate);
            rates.insert(Meter::CacheWriteText, Priced { rate: first.rate, is_own });
            for other in writes().filter(|other| other.rate != first.rate) {
                let why = format!("it costs {}, and one word says that and {}", other.rate, first.rate);
                report.unsaid(place(key, other.meter, at), why);
            }
        }
        rates
    }
}

/// Whether a band above the first changes the price of tokens, if only to "not known".
fn is_of_tokens(band: &&Band) -> bool {
    let rates = band.rates();
    band.over() > 0 && (rates.is_empty() || rates.iter().any(|own| own.meter.is_of_tokens()))
}

/// Whether the readers bill a meter without a word as another.
fn is_implied(meter: Meter) -> bool {
    matches!(meter.kind(), MeterKind::Input | MeterKind::CacheRead | MeterKind::Output)
}

/// The meters that need a word: they do not cost everywhere what the readers take for them without one.
pub(super) fn written(cells: &[Cell]) -> BTreeSet<Meter> {
    let meters: BTreeSet<Meter> = cells.iter().flat_map(|cell| cell.rates.keys().copied()).collect();
    meters.iter().copied().filter(|meter| !follows(*meter, cells, &meters)).collect()
}

/// Whether a meter costs what a shape's readers take for it without a word, in every cell.
fn follows(meter: Meter, cells: &[Cell], meters: &BTreeSet<Meter>) -> bool {
    let Some(target) = target(meter, meters) else { return false };
    cells.iter().all(|cell| match (cell.rates.get(&meter), cell.rates.get(&target)) {
        (Some(own), Some(other)) => !own.is_own && own.rate == other.rate,
        (None, None) => true,
        _ => false,
    })
}

/// The meter at whose rate the readers bill one without a field.
pub(super) fn target(meter: Meter, meters: &BTreeSet<Meter>) -> Option<Meter> {
    let next = |meter: Meter| BILLED_AS.iter().find(|(own, _)| *own == meter).map(|(_, other)| *other);
    let mut at = next(meter)?;
    while !meters.contains(&at) {
        at = next(at)?;
    }
    Some(at)
}

/// Whether a call of the model may use a meter, as far as is known.
pub(super) fn may_use(model: &ModelMetadata, meter: Meter) -> bool {
    let takes = |modality: Modality| model.takes(modality).is_yes();
    let gives = |modality: Modality| matches!(model.output(), Fact::Known(all) if all.contains(modality));
    let not_without = |capability: Capability| model.capability(capability) != Fact::Known(false);
    match meter {
        Meter::InputImage => takes(Modality::Image),
        Meter::InputAudio => takes(Modality::Audio),
        Meter::InputVideo => takes(Modality::Video),
        Meter::CacheReadText => not_without(Capability::Caching),
        Meter::CacheReadImage => takes(Modality::Image) && not_without(Capability::Caching),
        Meter::CacheReadAudio => takes(Modality::Audio) && not_without(Capability::Caching),
        Meter::CacheWriteText => not_without(Capability::Caching),
        Meter::OutputReasoning => not_without(Capability::Reasoning),
        Meter::OutputImage => gives(Modality::Image),
        Meter::OutputAudio => gives(Modality::Audio),
        Meter::OutputVideo => gives(Modality::Video),
        _ => false,
    }
}

/// The place of a rate, for the report.
pub(super) fn place(key: &str, meter: Meter, (tier, over): At) -> String {
    let mut place = format!("{key}.{meter}");
    if over > 0 {
        place.push_str(&format!(" over {over}"));
    }
    if tier != ServiceTier::Standard {
        place.push_str(&format!(" {tier}"));
    }
    place
}
