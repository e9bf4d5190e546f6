//! Amounts between two bounds: quotas of the whole account, and tokens of a kind that nobody states.

use crate::cost::{Cost, CostError, CostStatus, FreeUse, OpenReason, PricePlan, Usage};
use crate::model::{FreeQuota, Meter, ModelData};

use super::fixture::{model, price, select};

const DAY: &str = "2026-11-23";

fn usage(text: &str) -> Usage {
    text.split(',').filter(|part| !part.trim().is_empty()).fold(Usage::new(), |usage, part| {
        let (meter, count) = part.trim().split_once(' ').unwrap();
        usage.with(meter.parse().unwrap(), count.parse().unwrap())
    })
}

fn plan(own: &ModelData, used: FreeUse) -> PricePlan {
    select(own, "global/standard", DAY).unwrap().with_free_use(used)
}

/// A model whose searches are free up to a quota.
fn grounded() -> ModelData {
    let free = |on: &str, quota: &str| {
        let mut row = price(on, "");
        row.facts.free = vec![(Meter::WebSearch, quota.parse::<FreeQuota>().unwrap())];
        row
    };
    let mut own = model(&[]);
    own.prices = vec![
        price("", "input.text 1, output.text 10, web_search 14"),
        price("", "input.text 2, output.text 20").over(1_000),
        free("global/*", "5/month").src(&[7]),
        free("*/batch", "1/day"),
    ];
    own
}

fn told(cost: &Cost) -> String {
    let shown = |money: Option<crate::model::Money>| money.map_or("?".to_owned(), |money| money.to_string());
    let (low, high) = cost.bounds();
    format!("{} {} .. {}", cost.status, shown(low), shown(high))
}

#[test]
fn a_fee_that_is_free_up_to_a_quota_is_bounded_until_its_state_is_stated() {
    use FreeUse::{Left, Unknown, Used};
    let table = [
        ("web_search 3", Unknown, "bounded 0 .. 0.042"),
        ("web_search 3", Used, "exact 0.042 .. 0.042"),
        ("web_search 3", Left, "exact 0 .. 0"),
        // What goes beyond the quota is charged in any case.
        ("web_search 8", Unknown, "bounded 0.042 .. 0.112"),
        ("web_search 8", Left, "exact 0.042 .. 0.042"),
        ("input.text 1000, web_search 1", Unknown, "bounded 0.001 .. 0.015"),
        // Fees and their quotas hold in every band.
        ("input.text 2000, web_search 1", Unknown, "bounded 0.004 .. 0.018"),
        ("input.text 1000", Unknown, "exact 0.001 .. 0.001"),
        ("input.image 5, web_search 1", Unknown, "incomplete ? .. ?"),
    ];
    for (text, used, wanted) in table {
        let (plan, usage) = (plan(&grounded(), used), usage(text));
        let cost = plan.cost(&usage).unwrap();
        assert_eq!(told(&cost), wanted, "{text} {used}");
        match (plan.range(&usage), cost.bounds()) {
            (Ok((low, high)), bounds) => assert_eq!((Some(low), Some(high)), bounds, "{text} {used}"),
            (Err(error), _) => {
                assert_eq!(error, CostError::NoRate([Meter::InputImage].into_iter().collect()));
            }
        }
        assert_eq!(plan.total(&usage).ok(), cost.total, "{text} {used}");
        assert_eq!(told(&plan.bounds(&usage).unwrap()), wanted, "{text} {used}");
    }
}

#[test]
fn an_open_fee_has_its_quota_and_both_lines() {
    let cost = plan(&grounded(), FreeUse::Unknown).cost(&usage("input.text 10, web_search 8")).unwrap();
    let [open] = cost.open.as_slice() else { panic!("{cost:?}") };
    let free = open.free.as_ref().unwrap();
    assert_eq!(
        (open.reason, free.quota.to_string(), free.row),
        (OpenReason::FreeQuota, "5/month".to_owned(), 2)
    );
    assert_eq!(free.source, [7]);
    assert_eq!((open.low.free, open.low.amount.to_string()), (5, "0.042".to_owned()));
    assert_eq!((open.high.free, open.high.amount.to_string()), (0, "0.112".to_owned()));
    assert_eq!(cost.lines.len(), 1);
    assert_eq!(cost.known_directions()[2], None);
}

#[test]
fn the_narrower_quota_wins() {
    let batch = select(&grounded(), "global/batch", DAY).unwrap();
    // A scope is narrower than a tier.
    assert_eq!(told(&batch.cost(&usage("web_search 3")).unwrap()), "bounded 0 .. 0.042");
    let region = select(&grounded(), "region/batch", DAY).unwrap();
    assert_eq!(told(&region.cost(&usage("web_search 3")).unwrap()), "bounded 0.028 .. 0.042");
}

#[test]
fn tokens_of_a_kind_that_nobody_states_cost_what_they_may_be() {
    let mut gemini = model(&[]);
    gemini.prices = vec![price("", "input.text 0.3, input.audio 1, output.text 10, output.reasoning 10")];
    gemini.billed_as = vec![(Meter::InputImage, Meter::InputText)];
    let mut flagged = gemini.clone();
    flagged.billed_as.push((Meter::InputUnattributed, Meter::InputText));
    let mut drawing = gemini.clone();
    drawing.prices.push(price("", "output.image 30, cache_write_5m.text 3, cache_write_1h.text 5"));
    let table = [
        (&gemini, "input.unattributed 1000000", "bounded 0.3 .. 1"),
        (&flagged, "input.unattributed 1000000", "exact 0.3 .. 0.3"),
        // All that it may be has one rate.
        (&gemini, "output.unattributed 1000000", "exact 10 .. 10"),
        (&gemini, "output.unsplit 1000000", "exact 10 .. 10"),
        (&drawing, "output.unattributed 1000000", "bounded 10 .. 30"),
        (&drawing, "output.unsplit 1000000", "exact 10 .. 10"),
        (&drawing, "cache_write.text 1000000", "bounded 3 .. 5"),
        (&gemini, "cache_write.text 1000000", "incomplete ? .. ?"),
        (&drawing, "input.unattributed 1000000, output.unattributed 1000000", "bounded 10.3 .. 31"),
    ];
    for (own, text, wanted) in table {
        assert_eq!(told(&plan(own, FreeUse::Unknown).cost(&usage(text)).unwrap()), wanted, "{text}");
    }
    // Where it is settled all the same, the line says by which rate, and what was taken is told.
    let (flagged, unsplit) = (plan(&flagged, FreeUse::Unknown), plan(&drawing, FreeUse::Unknown));
    let own = usage("input.unattributed 5, output.unsplit 5");
    let taken: Vec<String> =
        flagged.kinds_taken(&own).map(|(meter, as_one)| format!("{meter} as {as_one}")).collect();
    assert_eq!(taken, ["input.unattributed as input.text"]);
    let cost = unsplit.cost(&usage("output.unsplit 5")).unwrap();
    assert_eq!((cost.status, cost.lines[0].billed_as), (CostStatus::Exact, Some(Meter::OutputText)));
    assert_eq!(
        flagged.bounds(&usage("input.unattributed 1000000")).unwrap().to_string(),
        "0.3000 .. 1.0000 USD"
    );
}
