//! The engine held against the oracle, over random price lists, terms and calls.

use proptest::prelude::*;

use crate::cost::{CostError, CostStatus, Discount, FreeUse, PlanError, PricePlan, Usage};
use crate::model::{Asked, Date, Meter, Money, Offer, Rate};

use super::lists::{OFFERS, discount, open_plan, open_usage, price_list, terms};
use super::oracle::{self, Question, Verdict};
use super::rational::Ratio;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_oracle_agrees(
        list in price_list(),
        offer in prop::sample::select(OFFERS.to_vec()),
        day in 0..30i32,
        terms in prop::collection::vec(terms(), 0..3),
        quotas in prop::sample::select(FreeUse::ALL.to_vec()),
        usage in open_usage(),
        edge in prop::option::weighted(0.3, prop::sample::select(vec![100u64, 101, 1_000, 1_001])),
    ) {
        let usage = edge.map_or(usage, |input| reaching(&usage, input));
        let day = Date::from_unix_days(day);
        let wanted: Offer = offer.parse().unwrap();
        let discounts: Vec<Discount> = terms.iter().map(discount).collect();
        let plan = PricePlan::select(&list, Asked { version: None, offer: &wanted, day }, &discounts);
        let plan = plan.map(|plan| plan.with_free_use(quotas));
        let asked = Question { offer, day, terms: &terms, quotas: quotas.as_str() };
        match (plan, oracle::price(&list, asked, &usage)) {
            (Err(PlanError::NotSold { .. }), Verdict::NotSold) => {}
            (Err(error), Verdict::NoPrice) => {
                prop_assert!(!matches!(error, PlanError::NotSold { .. }), "{}", error);
            }
            (Ok(plan), Verdict::Exact(sum)) => {
                let total = plan.total(&usage).unwrap();
                prop_assert_eq!(Ratio::of_money(total), sum);
                prop_assert_eq!(plan.range(&usage), Ok((total, total)));
                let cost = plan.cost(&usage).unwrap();
                prop_assert_eq!(cost.total, Some(total));
                prop_assert_eq!(cost.lines.len(), usage.meters().len());
            }
            (Ok(plan), Verdict::Bounded(least, most)) => {
                let (low, high) = plan.range(&usage).unwrap();
                prop_assert_eq!((Ratio::of_money(low), Ratio::of_money(high)), (least, most));
                prop_assert_eq!(plan.total(&usage), Err(CostError::Bounded { low, high }));
                let cost = plan.cost(&usage).unwrap();
                prop_assert_eq!((cost.status, cost.low, cost.high), (CostStatus::Bounded, Some(low), Some(high)));
                prop_assert_eq!(cost.lines.len() + cost.open.len(), usage.meters().len());
            }
            (Ok(plan), Verdict::Incomplete(sum, missing)) => {
                prop_assert!(plan.total(&usage).is_err());
                let cost = plan.cost(&usage).unwrap();
                prop_assert_eq!((cost.status, cost.total), (CostStatus::Incomplete, None));
                prop_assert_eq!(Ratio::of_money(cost.subtotal), sum);
                prop_assert_eq!(cost.missing, missing);
            }
            (plan, expected) => prop_assert!(false, "{:?} is not {:?}", plan, expected),
        }
    }

    #[test]
    fn a_bound_contains_every_completion_of_what_is_open(
        plan in open_plan(),
        usage in open_usage(),
        used in prop::sample::select(FreeUse::ALL.to_vec()),
        shares in prop::collection::vec((0usize..5, 0u64..=100, 0u64..=100), 24),
    ) {
        let plan = plan.with_free_use(used);
        let settled = plan.clone().with_free_use(FreeUse::Used);
        let (Ok(bounds), Ok(loose)) = (plan.cost(&usage), plan.bounds(&usage)) else {
            return Err(TestCaseError::fail("no meter lacks a rate"));
        };
        let quotas: Vec<(Meter, u64)> = plan.free_quotas().map(|(meter, free)| (meter, free.quota.count())).collect();
        for (choice, share, left) in shares {
            let mut call = Usage::new();
            let mut stated = Usage::new();
            for (meter, count) in usage.iter() {
                let others = may_be(meter);
                let quota = quotas.iter().find(|(own, _)| *own == meter).map_or(0, |(_, quota)| *quota);
                let left = match used {
                    FreeUse::Unknown => quota * left / 100,
                    FreeUse::Used => 0,
                    _ => quota,
                };
                let part = u64::try_from(u128::from(count) * u128::from(share) / 100).unwrap();
                match others.get(choice % others.len().max(1)) {
                    Some(other) => {
                        let first = others[0];
                        call.set(*other, call.count(*other) + part);
                        call.set(first, call.count(first) + (count - part));
                    }
                    None => call.set(meter, call.count(meter) + count.saturating_sub(left)),
                }
                // A meter that has a rate is charged at that, and only wider bounds hold what else it may be.
                let is_rated = plan.band(usage.total_input()).rate(meter).is_some();
                match others.get(choice % others.len().max(1)) {
                    Some(other) if !is_rated => {
                        stated.set(*other, stated.count(*other) + part);
                        stated.set(others[0], stated.count(others[0]) + (count - part));
                    }
                    _ => stated.set(meter, stated.count(meter) + count.saturating_sub(left)),
                }
            }
            for (own, call) in [(&loose, call), (&bounds, stated)] {
                let total = settled.total(&call).unwrap();
                let (low, high) = own.bounds();
                let (low, high) = (low.unwrap(), high.unwrap());
                prop_assert!(low <= total && total <= high, "{} is not within {} .. {}", total, low, high);
            }
        }
    }
}

/// The same usage with as much text as brings its total input to a number, where the rest leaves room: a random one
/// hardly ever lies on a threshold.
fn reaching(usage: &Usage, input: u64) -> Usage {
    let others = usage.with(Meter::InputText, 0);
    let left = u128::from(input).checked_sub(others.total_input());
    left.and_then(|left| u64::try_from(left).ok()).map_or(*usage, |left| others.with(Meter::InputText, left))
}

/// What the tokens of an open meter may be, of the meters that the plans have rates for.
fn may_be(meter: Meter) -> &'static [Meter] {
    match meter {
        Meter::CacheWriteText => &[Meter::CacheWrite5mText, Meter::CacheWrite1hText],
        Meter::InputUnattributed => &[Meter::InputText, Meter::InputImage],
        Meter::OutputUnattributed | Meter::OutputUnsplit => &[Meter::OutputText, Meter::OutputReasoning],
        _ => &[],
    }
}

#[test]
fn a_million_lines_sum_as_exact_arithmetic_does() {
    const PER: [u32; 5] = [1, 7, 1_000, 3_600, 1_000_000];
    let mut state: u64 = 1815;
    let mut next = |below: u64| {
        // Knuth's generator: the same lines on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut sum = Money::ZERO;
    let mut backwards = Vec::new();
    let mut exact = [0u128; PER.len()];
    for _ in 0..1_000_000 {
        let (count, nano, at) = (next(1 << 24), next(1 << 31), usize::try_from(next(5)).unwrap());
        let rate =
            Rate::usd(&format!("{}.{:09}", nano / 1_000_000_000, nano % 1_000_000_000), PER[at]).unwrap();
        let line = Money::of(count, rate).unwrap();
        sum = sum.plus(line).unwrap();
        backwards.push(line);
        exact[at] += u128::from(count) * u128::from(nano);
    }
    let parts = PER.iter().zip(exact);
    let wanted = parts.fold(Ratio::of(0, 1), |sum, (per, nano)| {
        sum.plus(&Ratio::of(nano, u128::from(*per) * 1_000_000_000))
    });
    assert_eq!(Ratio::of_money(sum), wanted);
    let back = backwards.into_iter().rev().try_fold(Money::ZERO, Money::plus).unwrap();
    assert_eq!(back, sum);
}
