//! Rates of tokens: a field for each meter, band of context and tier.

use std::collections::{BTreeMap, BTreeSet};

use crate::cost::{Band, PlanRate, PricePlan};
use crate::export::report::Exported;
use crate::export::sheet::Sheet;
use crate::export::value::{Json, Table};
use crate::import::billed_as::BILLED_AS;
use crate::import::litellm::price_key::PriceKey;
use crate::model::{Capability, Fact, Meter, MeterKind, Modality, Rate, ServiceTier};
use crate::registry::ModelMetadata;

use super::key::Keyed;

/// Lifetimes that the table has one word for, the one that it is for first.
const WRITES: [Meter; 3] = [Meter::CacheWrite5mText, Meter::CacheWriteText, Meter::CacheWrite30mText];

/// Meters that leave open what was counted: their rates follow from those of the others.
const FOLLOW: [Meter; 3] = [Meter::InputUnattributed, Meter::OutputUnattributed, Meter::OutputUnsplit];

/// A tier and a band.
type At = (ServiceTier, u64);

/// What the rates of one tier are in one band, in the table's meters.
struct Cell {
    at: At,
    rates: BTreeMap<Meter, Priced>,
}

#[derive(Clone, Copy)]
struct Priced {
    rate: Rate,
    /// It has the rate itself, and is not billed as another.
    is_own: bool,
}

impl From<&PlanRate> for Priced {
    fn from(own: &PlanRate) -> Self {
        Self { rate: own.rate, is_own: own.billed_as.is_none() }
    }
}

/// Writes the rates of tokens.
pub(super) fn write(keyed: &Keyed, sheet: &Sheet, row: &mut Table, report: &mut Exported) {
    let cells = cells(keyed, sheet, report);
    let meters: BTreeSet<Meter> = cells.iter().flat_map(|cell| cell.rates.keys().copied()).collect();
    let written: BTreeSet<Meter> =
        meters.iter().copied().filter(|meter| !follows(*meter, &cells, &meters)).collect();
    for meter in &written {
        for cell in &cells {
            let (tier, over) = cell.at;
            let key = PriceKey { meter: *meter, tier, over, units: 1 };
            let Some(field) = key.field() else {
                if cell.rates.contains_key(meter) {
                    report.unsaid(place(&keyed.key, *meter, cell.at), "the table has no field for it");
                }
                continue;
            };
            match cell.rates.get(meter) {
                Some(priced) => match priced.rate.amount_per(1) {
                    Some(amount) => {
                        row.insert(field, Json::decimal(amount));
                    }
                    None => report
                        .unsaid(place(&keyed.key, *meter, cell.at), format!("{} is no decimal", priced.rate)),
                },
                None => holes(keyed, *meter, cell, report),
            }
        }
    }
    unknown(keyed, &cells, report);
}

/// The rates by tier and band. A band of one tier is one of all: the table's readers begin it for all.
fn cells(keyed: &Keyed, sheet: &Sheet, report: &mut Exported) -> Vec<Cell> {
    let has_word = |tier: ServiceTier| {
        PriceKey { meter: Meter::InputText, tier, over: 0, units: 1 }.field().is_some()
    };
    let (said, unsaid): (Vec<_>, Vec<_>) = sheet.tiers.iter().partition(|(tier, _)| has_word(*tier));
    for (tier, _) in unsaid {
        report.unsaid(format!("{}.{tier}", keyed.key), "the table has no word for this tier");
    }
    let is_band = |band: &&Band| {
        band.over() > 0 && (band.rates().is_empty() || band.rates().iter().any(|own| own.meter.is_of_tokens()))
    };
    let bands: BTreeSet<u64> =
        said.iter().flat_map(|(_, plan)| plan.bands().filter(is_band).map(Band::over)).collect();
    let mut cells = Vec::new();
    for (tier, plan) in &said {
        for over in std::iter::once(0).chain(bands.iter().copied()) {
            let at = (*tier, over);
            cells.push(Cell { at, rates: rates(keyed, plan, at, report) });
        }
    }
    cells
}

fn rates(keyed: &Keyed, plan: &PricePlan, at: At, report: &mut Exported) -> BTreeMap<Meter, Priced> {
    let (_, over) = at;
    let Some(band) = (if over == 0 { plan.bands().next() } else { Some(plan.band(u128::from(over) + 1)) })
    else {
        return BTreeMap::new();
    };
    let mut rates = BTreeMap::new();
    let of_tokens = band.rates().iter().filter(|own| own.meter.is_of_tokens() && !FOLLOW.contains(&own.meter));
    for own in of_tokens {
        if WRITES.contains(&own.meter) {
            continue;
        }
        let key = PriceKey { meter: own.meter, tier: ServiceTier::Standard, over: 0, units: 1 };
        if key.field().is_some() {
            rates.insert(own.meter, Priced::from(own));
        } else if own.billed_as.is_none() || !is_implied(own.meter) {
            // What is billed as another is said once, by the other's field, where the readers bill it so too.
            report.unsaid(
                place(&keyed.key, own.meter, at),
                format!("the table has no field for it, and it costs {}", own.rate),
            );
        }
    }
    let mut writes = WRITES.iter().filter_map(|meter| band.rate(*meter));
    if let Some(first) = writes.next() {
        rates.insert(Meter::CacheWriteText, Priced::from(first));
        for other in writes.filter(|other| other.rate != first.rate) {
            let why = format!("one field says all lifetimes up to an hour, and has {}", first.rate);
            report.unsaid(place(&keyed.key, other.meter, at), why);
        }
    }
    rates
}

/// Whether the table's readers bill a meter without a field as another.
fn is_implied(meter: Meter) -> bool {
    matches!(meter.kind(), MeterKind::Input | MeterKind::CacheRead | MeterKind::Output)
}

/// Whether a meter costs what the table's readers take for it without a field, in every cell.
fn follows(meter: Meter, cells: &[Cell], meters: &BTreeSet<Meter>) -> bool {
    let Some(target) = target(meter, meters) else { return false };
    cells.iter().all(|cell| match (cell.rates.get(&meter), cell.rates.get(&target)) {
        (Some(own), Some(other)) => !own.is_own && own.rate == other.rate,
        (None, None) => true,
        _ => false,
    })
}

/// The meter at whose rate the readers bill one without a field.
fn target(meter: Meter, meters: &BTreeSet<Meter>) -> Option<Meter> {
    let next = |meter: Meter| BILLED_AS.iter().find(|(own, _)| *own == meter).map(|(_, other)| *other);
    let mut at = next(meter)?;
    while !meters.contains(&at) {
        at = next(at)?;
    }
    Some(at)
}

/// A meter with a rate in other cells and none in this one: the readers take another cell's.
fn holes(keyed: &Keyed, meter: Meter, cell: &Cell, report: &mut Exported) {
    // A tier or band of which nothing is known is told once, at the text of the input.
    let is_empty = cell.rates.is_empty();
    if is_empty && meter != Meter::InputText {
        return;
    }
    let what = if is_empty { "no rate" } else { "no rate of it" };
    let why = format!("{what} is known; LiteLLM takes that of another tier or band in its place");
    report.unsaid(place(&keyed.key, meter, cell.at), why);
}

/// What the model may use, nobody knows the rate of, and the readers bill as something else.
fn unknown(keyed: &Keyed, cells: &[Cell], report: &mut Exported) {
    let Some(base) = cells.first() else { return };
    let all: BTreeSet<Meter> = base.rates.keys().copied().collect();
    let billed: Vec<String> = BILLED_AS
        .iter()
        .filter(|(meter, _)| !all.contains(meter) && *meter != Meter::CacheWrite5mText)
        .filter(|(meter, _)| may_use(&keyed.model, *meter))
        .filter_map(|(meter, _)| Some(format!("{meter} as {}", target(*meter, &all)?)))
        .collect();
    if !billed.is_empty() {
        let why = format!("no rate of it is known; LiteLLM bills {}", billed.join(", "));
        report.unsaid(&keyed.key, why);
    }
}

fn may_use(model: &ModelMetadata, meter: Meter) -> bool {
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

/// Whether the row says what the ordinary call costs; a row that does not is read as one of calls that are free.
pub(super) fn is_whole(model: &ModelMetadata, sheet: Option<&Sheet>, row: &Table) -> Result<(), String> {
    let base = sheet.and_then(|sheet| sheet.tier(ServiceTier::Standard)).and_then(|plan| plan.bands().next());
    let Some(base) = base.filter(|base| !base.rates().is_empty()) else {
        return Err("no price of the ordinary tier is known, and LiteLLM takes a row without one as free".to_owned());
    };
    if !row.keys().any(|field| field.contains("cost")) {
        return Err("no field says its prices, and LiteLLM takes a row without one as free".to_owned());
    }
    let gives_text = matches!(model.output(), Fact::Known(all) if all.contains(Modality::Text));
    let has = |kinds: [MeterKind; 2]| base.rates().iter().any(|own| kinds.contains(&own.meter.kind()));
    let lacks_input = !has([MeterKind::Input, MeterKind::InputMedia]);
    let lacks_output = !has([MeterKind::Output, MeterKind::OutputMedia]);
    match (has([MeterKind::Input, MeterKind::Output]), gives_text, lacks_input, lacks_output) {
        (true, true, true, _) => {
            Err("no rate of its input is known, and LiteLLM takes input without one as free".to_owned())
        }
        (true, true, _, true) => {
            Err("no rate of its output is known, and LiteLLM takes output without one as free".to_owned())
        }
        _ => Ok(()),
    }
}

fn place(key: &str, meter: Meter, (tier, over): At) -> String {
    let mut place = format!("{key}.{meter}");
    if over > 0 {
        place.push_str(&format!(" over {over}"));
    }
    if tier != ServiceTier::Standard {
        place.push_str(&format!(" {tier}"));
    }
    place
}
