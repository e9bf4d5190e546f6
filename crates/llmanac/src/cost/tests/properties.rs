//! Properties over random price lists and usages, some against the oracle.

use proptest::prelude::*;

use crate::cost::{CostStatus, InclusiveUsage, PlanError, PricePlan, Span, TokenBand, Usage, UsageKey};
use crate::model::{Asked, Date, Meter, ModelData, Money, Offer, PriceFacts, Rate, Row};

use super::fixture::model;
use super::oracle::{self, Fraction, Verdict};

const OFFERS: [&str; 6] = [
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

fn meter() -> impl Strategy<Value = Meter> {
    // Few of them, so that rows and usages often meet; storage is no part of a call.
    prop::sample::select(vec![
        Meter::InputText,
        Meter::InputImage,
        Meter::CacheReadText,
        Meter::CacheWrite1hText,
        Meter::OutputText,
        Meter::OutputReasoning,
        Meter::WebSearch,
    ])
}

fn rate() -> impl Strategy<Value = Rate> {
    let per = prop::sample::select(vec![1u32, 7, 1_000, 3_600, 1_000_000]);
    (0u64..100_000_000, per).prop_map(|(millionths, per)| {
        Rate::usd(&format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000), per).unwrap()
    })
}

fn row() -> impl Strategy<Value = Row<PriceFacts>> {
    let day = || prop::option::of((0..30i32).prop_map(Date::from_unix_days));
    (
        prop::collection::vec(prop::sample::select(PATTERNS.to_vec()), 0..3),
        (day(), day()),
        prop::sample::select(vec![0u64, 0, 0, 100, 1_000]),
        prop::collection::btree_map(meter(), rate(), 0..5),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(on, (from, to), input_over, rates, unsold)| Row {
            versions: Vec::new(),
            on: on.iter().map(|on| on.parse().unwrap()).collect(),
            from,
            to,
            facts: PriceFacts {
                input_over,
                rates: if unsold { Vec::new() } else { rates.into_iter().collect() },
                free: Vec::new(),
                sold: unsold.then_some(false),
            },
            src: Vec::new(),
            assumed: None,
            note: None,
        })
}

prop_compose! {
    fn price_list()(
        rows in prop::collection::vec(row(), 0..8),
        billed_as in prop::collection::btree_map(meter(), meter(), 0..4),
    ) -> ModelData {
        let mut own = model(&[]);
        own.prices = rows;
        own.billed_as = billed_as.into_iter().collect();
        own
    }
}

fn usage() -> impl Strategy<Value = Usage> {
    let count = prop_oneof![3 => 0u64..200, 2 => 0u64..2_000, 1 => 0u64..(1 << 40)];
    prop::collection::vec((meter(), count), 0..6).prop_map(|counts| {
        counts.into_iter().fold(Usage::new(), |usage, (meter, count)| usage.with(meter, count))
    })
}

/// A plan of random rates in one band or two.
fn plan() -> impl Strategy<Value = PricePlan> {
    let rates = || {
        prop::collection::vec(rate(), 7).prop_map(|rates| {
            let meters = [
                Meter::InputText,
                Meter::InputImage,
                Meter::CacheReadText,
                Meter::CacheWrite1hText,
                Meter::OutputText,
                Meter::OutputReasoning,
                Meter::WebSearch,
            ];
            meters.into_iter().zip(rates).collect::<Vec<_>>()
        })
    };
    (rates(), prop::option::of((1u64..300, rates()))).prop_map(|(base, above)| {
        let row = |input_over, rates| Row {
            versions: Vec::new(),
            on: Vec::new(),
            from: None,
            to: None,
            facts: PriceFacts { input_over, rates, free: Vec::new(), sold: None },
            src: Vec::new(),
            assumed: None,
            note: None,
        };
        let mut own = model(&[]);
        own.prices.push(row(0, base));
        own.prices.extend(above.map(|(over, rates)| row(over, rates)));
        let offer = Offer::GLOBAL_STANDARD;
        let asked = Asked { version: None, offer: &offer, day: Date::from_unix_days(0) };
        PricePlan::select(&own, asked, &[]).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_oracle_agrees(list in price_list(), offer in prop::sample::select(OFFERS.to_vec()), day in 0..30i32, usage in usage()) {
        let day = Date::from_unix_days(day);
        let wanted: Offer = offer.parse().unwrap();
        let plan = PricePlan::select(&list, Asked { version: None, offer: &wanted, day }, &[]);
        let expected = oracle::price(&list, offer, day, &usage);
        match (plan, expected) {
            (Err(PlanError::NotSold { .. }), Verdict::NotSold) => {}
            (Err(error), Verdict::NoPrice) => {
                prop_assert!(!matches!(error, PlanError::NotSold { .. }), "{}", error);
            }
            (Ok(plan), Verdict::Exact(sum)) => {
                let total = plan.total(&usage).unwrap();
                prop_assert_eq!(Fraction::of_money(total), sum);
                let cost = plan.cost(&usage).unwrap();
                prop_assert_eq!(cost.total, Some(total));
                prop_assert_eq!(cost.lines.len(), usage.meters().len());
            }
            (Ok(plan), Verdict::Incomplete(sum, missing)) => {
                prop_assert!(plan.total(&usage).is_err());
                let cost = plan.cost(&usage).unwrap();
                prop_assert_eq!((cost.status, cost.total), (CostStatus::Incomplete, None));
                prop_assert_eq!(Fraction::of_money(cost.subtotal), sum);
                prop_assert_eq!(cost.missing, missing);
            }
            (plan, expected) => prop_assert!(false, "{:?} is not {:?}", plan, expected),
        }
    }

    #[test]
    fn a_split_usage_sums_to_the_totals_it_was_split_from(counts in prop::collection::btree_map(prop::sample::select(UsageKey::ALL.to_vec()), 0u64..300, 0..8)) {
        let told = counts.iter().fold(InclusiveUsage::default(), |told, (key, count)| told.with(*key, *count));
        if let Ok(usage) = told.split() {
            let stated = |key| u128::from(told.count(key).unwrap_or_default());
            prop_assert_eq!(usage.total_input(), stated(UsageKey::InputTokens));
            prop_assert_eq!(usage.total_output(), stated(UsageKey::OutputTokens));
        }
    }

    #[test]
    fn every_overlap_of_cached_tokens_costs_between_the_ends_of_the_splits(
        rates in prop::collection::vec(rate(), 6),
        (input, cached, written) in (0u64..24, 0u64..10, 0u64..4),
        (audio, image) in (0u64..10, 0u64..10),
    ) {
        let meters = [
            Meter::InputText,
            Meter::InputAudio,
            Meter::InputImage,
            Meter::CacheReadText,
            Meter::CacheReadAudio,
            Meter::CacheReadImage,
        ];
        let plan = PricePlan::of_rates(meters.into_iter().zip(rates));
        let price = |usage: &Usage| plan.total(&usage.with(Meter::CacheWriteText, 0)).unwrap();
        let told = InclusiveUsage::new(input, 0)
            .with(UsageKey::CacheReadTokens, cached)
            .with(UsageKey::CacheWriteTokens, written)
            .with(UsageKey::InputAudioTokens, audio)
            .with(UsageKey::InputImageTokens, image);
        let overlaps = (0..=audio).flat_map(|heard| (0..=image).map(move |seen| (heard, seen)));
        let every: Vec<Money> = overlaps
            .filter_map(|(heard, seen)| {
                let told = told.with(UsageKey::CacheReadAudioTokens, heard);
                told.with(UsageKey::CacheReadImageTokens, seen).split().ok()
            })
            .map(|usage| price(&usage))
            .collect();
        match told.splits() {
            Ok(splits) => {
                let ends: Vec<Money> = splits.iter().map(price).collect();
                prop_assert_eq!(ends.iter().min(), every.iter().min());
                prop_assert_eq!(ends.iter().max(), every.iter().max());
                prop_assert!(splits.iter().all(|split| split.total_input() == u128::from(input)));
            }
            Err(error) => prop_assert!(every.is_empty(), "{}", error),
        }
    }

    #[test]
    fn more_tokens_never_cost_less_within_a_band(plan in plan(), usage in usage(), meter in meter(), more in 0u64..1_000) {
        let larger = usage.with(meter, usage.count(meter) + more);
        if plan.band(usage.total_input()) == plan.band(larger.total_input()) {
            prop_assert!(plan.total(&usage).unwrap() <= plan.total(&larger).unwrap());
        }
    }

    #[test]
    fn the_order_of_the_counts_does_not_matter(plan in plan(), counts in prop::collection::btree_map(meter(), 0u64..5_000, 0..7)) {
        let there = counts.iter().fold(Usage::new(), |usage, (meter, count)| usage.with(*meter, *count));
        let back = counts.iter().rev().fold(Usage::new(), |usage, (meter, count)| usage.with(*meter, *count));
        prop_assert_eq!(there, back);
        prop_assert_eq!(plan.cost(&there), plan.cost(&back));
    }

    #[test]
    fn calls_of_one_band_cost_together_what_their_sum_costs(plan in plan(), a in usage(), b in usage()) {
        let both = a.plus(&b).unwrap();
        let bands = [a, b, both].map(|usage| plan.band(usage.total_input()).over());
        if bands.iter().all(|over| *over == bands[0]) {
            let apart = plan.total(&a).unwrap().plus(plan.total(&b).unwrap()).unwrap();
            prop_assert_eq!(apart, plan.total(&both).unwrap());
        }
    }

    #[test]
    fn the_lines_sum_to_the_total_and_to_its_directions(plan in plan(), usage in usage()) {
        let cost = plan.cost(&usage).unwrap();
        let sum = |parts: &[Money]| parts.iter().try_fold(Money::ZERO, |sum, part| sum.plus(*part)).unwrap();
        let lines: Vec<Money> = cost.lines.iter().rev().map(|line| line.amount).collect();
        prop_assert_eq!(Some(sum(&lines)), cost.total);
        let directions = [cost.directions.fees, cost.directions.output, cost.directions.input];
        prop_assert_eq!(Some(sum(&directions)), cost.total);
    }

    #[test]
    fn a_bound_contains_every_completion_and_touches_the_cheapest_and_dearest(
        plan in plan(),
        input in (0u64..400, 0u64..200),
        cached in (0u64..100, 0u64..100),
        output in (0u64..100, 0u64..100),
        shares in prop::collection::vec((0u64..=100, 0u64..=100, 0u64..=100, 0u64..=100), 40),
    ) {
        let band = |(low, more): (u64, u64)| TokenBand::new(low, Some(low + more));
        let spans = [
            Span::of(Meter::InputText, band(input)).or(Meter::InputImage),
            Span::of(Meter::CacheReadText, band(cached)),
            Span::of(Meter::OutputText, band(output)).or(Meter::OutputReasoning),
        ];
        let estimate = plan.estimate(&spans).unwrap();
        let (low, high) = estimate.bounds();
        let (low, high) = (low.unwrap(), high.unwrap());
        prop_assert!(low <= high);
        for (a, b, c, split) in shares {
            let count = |(low, more): (u64, u64), share| low + more * share / 100;
            let (read, kept, said) = (count(input, a), count(cached, b), count(output, c));
            let call = Usage::new()
                .with(Meter::InputText, read - read * split / 100)
                .with(Meter::InputImage, read * split / 100)
                .with(Meter::CacheReadText, kept)
                .with(Meter::OutputText, said * split / 100)
                .with(Meter::OutputReasoning, said - said * split / 100);
            let total = plan.total(&call).unwrap();
            prop_assert!(low <= total && total <= high, "{} is not within {} .. {}", total, low, high);
        }
    }

    #[test]
    fn the_bounds_of_a_text_call_are_reached_by_some_call(
        plan in plan(),
        input in (0u64..400, 0u64..60),
        output in (0u64..40, 0u64..40),
    ) {
        let band = |(low, more): (u64, u64)| TokenBand::new(low, Some(low + more));
        let spans = [Span::of(Meter::InputText, band(input)), Span::of(Meter::OutputText, band(output))];
        let (low, high) = plan.estimate(&spans).unwrap().bounds();
        let ends = |said: u64| {
            (input.0..=input.0 + input.1)
                .map(|read| Usage::new().with(Meter::InputText, read).with(Meter::OutputText, said))
                .map(|call| plan.total(&call).unwrap())
                .collect::<Vec<Money>>()
        };
        prop_assert_eq!(low, ends(output.0).into_iter().min());
        prop_assert_eq!(high, ends(output.0 + output.1).into_iter().max());
    }
}
