//! Bounds before a call.

use crate::cost::{CostError, CostStatus, PricePlan, Span, TokenBand};
use crate::model::{Meter, ModelData};

use super::fixture::{model, price, select};

const DAY: &str = "2026-11-23";

fn plan(gpt: &ModelData) -> PricePlan {
    select(gpt, "global/standard", DAY).unwrap()
}

fn banded() -> ModelData {
    let mut gpt = model(&[]);
    gpt.prices = vec![
        price("", "input.text 2, cache_read.text 1, output.text 10"),
        price("", "input.text 4, output.text 20").over(200_000),
    ];
    gpt
}

fn estimate(gpt: &ModelData, input: (u64, Option<u64>), output: (u64, Option<u64>)) -> String {
    let bands = (TokenBand::new(input.0, input.1), TokenBand::new(output.0, output.1));
    let cost = plan(gpt).estimate_text(bands.0, bands.1).unwrap();
    let (low, high) = cost.bounds();
    let shown = |money: Option<crate::model::Money>| money.map_or("?".to_owned(), |money| money.to_string());
    format!("{} {} .. {}", cost.status, shown(low), shown(high))
}

#[test]
fn the_bounds_lie_at_the_ends_of_the_bands() {
    let table = [
        ((100, Some(200)), (0, Some(50)), "bounded 0.0002 .. 0.0009"),
        ((100, Some(100)), (50, Some(50)), "exact 0.0007 .. 0.0007"),
        ((0, Some(0)), (0, Some(0)), "exact 0 .. 0"),
        ((100, None), (0, Some(50)), "bounded 0.0002 .. ?"),
        ((100, Some(100)), (0, None), "bounded 0.0002 .. ?"),
        // The threshold lies within: the least is below it, the most above.
        ((199_999, Some(200_001)), (0, Some(0)), "bounded 0.399998 .. 0.800004"),
        ((200_000, Some(200_000)), (0, Some(10)), "bounded 0.4 .. 0.4001"),
        ((200_001, Some(300_000)), (0, Some(10)), "bounded 0.800004 .. 1.2002"),
    ];
    for (input, output, expected) in table {
        assert_eq!(estimate(&banded(), input, output), expected, "{input:?} {output:?}");
    }
}

#[test]
fn a_price_that_falls_at_a_threshold_is_within_the_bounds_too() {
    let mut odd = model(&[]);
    odd.prices =
        vec![price("", "input.text 10, output.text 1"), price("", "input.text 1, output.text 1").over(1000)];
    assert_eq!(estimate(&odd, (900, Some(1100)), (0, Some(0))), "bounded 0.001001 .. 0.01");
}

#[test]
fn thinking_counts_where_the_plan_has_a_rate_for_it() {
    let mut gpt = model(&[]);
    gpt.prices = vec![price("", "input.text 1, output.text 10, output.reasoning 30")];
    assert_eq!(estimate(&gpt, (0, Some(0)), (100, Some(100))), "bounded 0.001 .. 0.003");
    // Billed as text it makes no difference, so the cost is known.
    gpt.prices = vec![price("", "input.text 1, output.text 10")];
    gpt.billed_as = vec![(Meter::OutputReasoning, Meter::OutputText)];
    assert_eq!(estimate(&gpt, (0, Some(0)), (100, Some(100))), "exact 0.001 .. 0.001");
}

#[test]
fn what_may_occur_without_a_rate_makes_the_estimate_incomplete() {
    let gpt = banded();
    let read = |low, high| {
        let tokens = TokenBand::new(low, Some(high));
        let spans = [Span::of(Meter::InputText, tokens).or(Meter::CacheReadText)];
        plan(&gpt).estimate(&spans).unwrap()
    };
    assert_eq!(read(100, 200).to_string(), "0.0001 .. 0.0004 USD");
    // Over the threshold no cached rate is known.
    let over = read(100, 200_001);
    assert_eq!((over.status, over.low, over.total), (CostStatus::Incomplete, None, None));
    assert_eq!(over.missing, [Meter::CacheReadText]);
    // None of a meter needs no rate.
    let none = [
        Span::of(Meter::InputVideo, TokenBand::exactly(0)),
        Span::of(Meter::InputText, TokenBand::new(1, Some(2))),
    ];
    assert_eq!(plan(&gpt).estimate(&none).unwrap().status, CostStatus::Bounded);
    let storage = [Span::of(Meter::CacheStorageText, TokenBand::new(1, None))];
    assert_eq!(plan(&gpt).estimate(&storage), Err(CostError::Capacity(Meter::CacheStorageText)));
}

#[test]
fn free_tokens_of_an_unknown_number_are_free() {
    let mut gpt = model(&[]);
    gpt.prices = vec![price("", "input.text 0, output.text 0")];
    assert_eq!(estimate(&gpt, (5, None), (0, None)), "exact 0 .. 0");
}
