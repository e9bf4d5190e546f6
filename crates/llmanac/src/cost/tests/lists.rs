//! Random price lists, plans, usages and terms.

use proptest::prelude::*;

use crate::cost::{Discount, PricePlan, Usage};
use crate::model::{
    Asked, Date, FreeQuota, Meter, MeterKind, ModelData, Offer, Period, PriceFacts, Rate, Row,
};

use super::fixture::model;
use super::oracle::Terms;

pub(super) const OFFERS: [&str; 6] = [
    "global/standard",
    "global/batch",
    "zone:us/standard",
    "zone:eu/flex",
    "region/standard",
    "region:eastus/standard",
];
const PATTERNS: [&str; 9] = [
    "*/*",
    "*/batch",
    "global/*",
    "global/standard",
    "zone:*/*",
    "zone:us/*",
    "zone:us/standard",
    "region/standard",
    "region:eastus/*",
];

/// Few meters, so that rows and usages often meet; storage is no part of a call.
pub(super) const METERS: [Meter; 8] = [
    Meter::InputText,
    Meter::InputImage,
    Meter::CacheReadText,
    Meter::CacheWrite1hText,
    Meter::OutputText,
    Meter::OutputReasoning,
    Meter::WebSearch,
    Meter::OutputImages,
];

/// The meters that leave something open, and what they may be.
const OPEN: [Meter; 6] = [
    Meter::CacheWriteText,
    Meter::CacheWrite5mText,
    Meter::InputUnattributed,
    Meter::OutputUnattributed,
    Meter::OutputUnsplit,
    Meter::Grounding,
];

pub(super) fn meter() -> impl Strategy<Value = Meter> {
    prop::sample::select(METERS.to_vec())
}

/// These, and those that leave something open.
fn any_meter() -> impl Strategy<Value = Meter> {
    prop_oneof![3 => meter(), 1 => prop::sample::select(OPEN.to_vec())]
}

pub(super) fn rate() -> impl Strategy<Value = Rate> {
    let per = prop::sample::select(vec![1u32, 7, 1_000, 3_600, 1_000_000]);
    // Some that are often the same, so that what is open is sometimes settled.
    let amount = prop_oneof![4 => 0u64..100_000_000, 1 => Just(2_500_000u64)];
    (amount, per).prop_map(|(millionths, per)| {
        Rate::usd(&format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000), per).unwrap()
    })
}

fn day() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((0..30i32).prop_map(Date::from_unix_days))
}

fn quotas() -> impl Strategy<Value = Vec<(Meter, FreeQuota)>> {
    let fee = prop::sample::select(vec![Meter::WebSearch, Meter::Grounding]);
    let quota = (1u64..300).prop_map(|count| FreeQuota::new(count, Period::Day));
    prop::collection::btree_map(fee, quota, 0..2).prop_map(|quotas| quotas.into_iter().collect())
}

fn row() -> impl Strategy<Value = Row<PriceFacts>> {
    (
        prop::collection::vec(prop::sample::select(PATTERNS.to_vec()), 0..3),
        (day(), day()),
        prop::sample::select(vec![0u64, 0, 0, 100, 1_000]),
        prop::collection::btree_map(any_meter(), rate(), 0..5),
        quotas(),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(on, (from, to), input_over, rates, free, unsold)| Row {
            versions: Vec::new(),
            on: on.iter().map(|on| on.parse().unwrap()).collect(),
            from,
            to,
            facts: PriceFacts {
                input_over,
                rates: if unsold { Vec::new() } else { rates.into_iter().collect() },
                // Quotas hold in every band, so the rows of bands state none.
                free: if input_over == 0 { free } else { Vec::new() },
                sold: unsold.then_some(false),
                grade: None,
            },
            src: Vec::new(),
            assumed: None,
            note: None,
        })
}

prop_compose! {
    pub(super) fn price_list()(
        rows in prop::collection::vec(row(), 0..8),
        billed_as in prop::collection::btree_map(any_meter(), any_meter(), 0..4),
    ) -> ModelData {
        let mut own = model(&[]);
        own.prices = rows;
        own.billed_as = billed_as.into_iter().collect();
        own
    }
}

prop_compose! {
    pub(super) fn terms()(
        left in prop_oneof![0u16..=1_000, Just(900)],
        on in prop::collection::vec(prop::sample::select(PATTERNS.to_vec()), 0..3),
        (from, to) in (day(), day()),
    ) -> Terms {
        Terms { left, on: on.into_iter().map(str::to_owned).collect(), from, to }
    }
}

/// The same terms for the engine.
pub(super) fn discount(terms: &Terms) -> Discount {
    let on: Vec<_> = terms.on.iter().map(|on| on.parse().unwrap()).collect();
    Discount::new("terms", terms.left).on(on).from(terms.from).to(terms.to)
}

fn counts(meter: impl Strategy<Value = Meter>) -> impl Strategy<Value = Usage> {
    let count = prop_oneof![3 => 0u64..200, 2 => 0u64..2_000, 1 => 0u64..(1 << 40)];
    prop::collection::vec((meter, count), 0..6).prop_map(|counts| {
        counts.into_iter().fold(Usage::new(), |usage, (meter, count)| usage.with(meter, count))
    })
}

pub(super) fn usage() -> impl Strategy<Value = Usage> {
    counts(meter())
}

/// Usages with meters that leave something open.
pub(super) fn open_usage() -> impl Strategy<Value = Usage> {
    counts(any_meter())
}

/// A plan of random rates in one band or two, of all of some meters.
pub(super) fn plan() -> impl Strategy<Value = PricePlan> {
    plan_of(METERS.to_vec(), Just(Vec::new()))
}

/// A plan of rates of what open meters may be, some of them with a rate of their own, and of free quotas.
pub(super) fn open_plan() -> impl Strategy<Value = PricePlan> {
    let known = [Meter::CacheWrite5mText, Meter::Grounding].into_iter().chain(METERS).collect::<Vec<_>>();
    let own = prop::collection::vec(prop::sample::select(OPEN.to_vec()), 0..3);
    own.prop_flat_map(move |own| {
        let mut meters = known.clone();
        meters.extend(own.into_iter().filter(|meter| meter.kind() != MeterKind::Fee));
        meters.sort_unstable();
        meters.dedup();
        plan_of(meters, quotas())
    })
}

fn plan_of(
    meters: Vec<Meter>,
    quotas: impl Strategy<Value = Vec<(Meter, FreeQuota)>>,
) -> impl Strategy<Value = PricePlan> {
    let rates = move || {
        let meters = meters.clone();
        prop::collection::vec(rate(), meters.len())
            .prop_map(move |rates| meters.iter().copied().zip(rates).collect::<Vec<_>>())
    };
    (rates(), prop::option::of((1u64..300, rates())), quotas).prop_map(|(base, above, free)| {
        let row = |input_over, rates, free| Row {
            versions: Vec::new(),
            on: Vec::new(),
            from: None,
            to: None,
            facts: PriceFacts { input_over, rates, free, ..PriceFacts::default() },
            src: Vec::new(),
            assumed: None,
            note: None,
        };
        let mut own = model(&[]);
        own.prices.push(row(0, base, free));
        own.prices.extend(above.map(|(over, rates)| row(over, rates, Vec::new())));
        let offer = Offer::GLOBAL_STANDARD;
        let asked = Asked { version: None, offer: &offer, day: Date::from_unix_days(0) };
        PricePlan::select(&own, asked, &[]).unwrap()
    })
}
