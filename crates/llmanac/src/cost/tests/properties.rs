//! Properties over random plans and usages.

use proptest::prelude::*;

use crate::cost::{InclusiveUsage, PricePlan, Span, TokenBand, Usage, UsageKey};
use crate::model::{Meter, Money};

use super::lists::{meter, open_plan, open_usage, plan, rate, usage};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

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
    fn more_of_what_is_open_lowers_neither_end_within_a_band(
        plan in open_plan(),
        usage in open_usage(),
        at in any::<prop::sample::Index>(),
        more in 0u64..1_000,
    ) {
        let used: Vec<Meter> = usage.meters().iter().collect();
        prop_assume!(!used.is_empty());
        let meter = used[at.index(used.len())];
        let larger = usage.with(meter, usage.count(meter) + more);
        if plan.band(usage.total_input()) == plan.band(larger.total_input()) {
            let (low, high) = plan.range(&usage).unwrap();
            let (larger_low, larger_high) = plan.range(&larger).unwrap();
            prop_assert!(low <= high && low <= larger_low && high <= larger_high);
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
