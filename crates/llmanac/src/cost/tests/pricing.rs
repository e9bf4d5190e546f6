//! Calls priced by a plan: the original's figures, bands, billed meters, discounts, sums.

use crate::cost::{Cost, CostError, CostStatus, Discount, PricePlan, Usage};
use crate::model::{Date, Meter, Money, MoneyError, Rate};

use super::fixture::{model, price, select, select_with};

const DAY: &str = "2026-11-23";

fn usage(text: &str) -> Usage {
    text.split(',').filter(|part| !part.trim().is_empty()).fold(Usage::new(), |usage, part| {
        let (meter, count) = part.trim().split_once(' ').unwrap();
        usage.with(meter.parse().unwrap(), count.parse().unwrap())
    })
}

/// The lines as a bill would show them.
fn bill(cost: &Cost) -> String {
    let mut text = String::new();
    for line in &cost.lines {
        let billed = line.billed_as.map_or(String::new(), |meter| format!(" as {meter}"));
        let off = match (&line.list_rate, &line.discount) {
            (Some(list), Some(name)) => format!(" (list {}, {name})", list.amount()),
            _ => String::new(),
        };
        text += &format!(
            "{}{billed}: {} {} at {}{off} = {} [row {:?}, sources {:?}]\n",
            line.meter,
            line.quantity,
            line.meter.units(),
            line.rate,
            line.amount,
            line.row,
            line.source,
        );
    }
    text + &format!("{} {}", cost.status, cost.total.map_or("-".to_owned(), |total| total.to_string()))
}

#[test]
fn the_original_call_costs_what_the_original_design_says() {
    let mut gpt = model(&[]);
    gpt.prices = vec![price("global/standard", "input.text 5, output.text 15").src(&[3, 4])];
    let plan = select(&gpt, "global/standard", DAY).unwrap();
    let cost = plan.cost(&usage("input.text 1000, output.text 500")).unwrap();
    insta::assert_snapshot!(bill(&cost), @r"
    input.text: 1000 tokens at 5 per 1000000 = 0.005 [row Some(0), sources [3, 4]]
    output.text: 500 tokens at 15 per 1000000 = 0.0075 [row Some(0), sources [3, 4]]
    exact 0.0125
    ");
    assert_eq!(cost.to_string(), "0.0125 USD");
    assert_eq!(cost.directions.input.to_string(), "0.005");
    assert_eq!(cost.directions.output.to_string(), "0.0075");
    assert_eq!(cost.directions.fees, Money::ZERO);
}

#[test]
fn nothing_used_costs_exactly_nothing() {
    let plan = PricePlan::of_rates([]);
    let cost = plan.cost(&Usage::new()).unwrap();
    assert_eq!((cost.status, cost.total, cost.lines.len()), (CostStatus::Exact, Some(Money::ZERO), 0));
    assert_eq!(plan.total(&Usage::new()), Ok(Money::ZERO));
}

#[test]
fn a_band_prices_the_whole_request_and_is_chosen_by_the_total_input() {
    let mut gpt = model(&[]);
    gpt.prices = vec![
        price("", "input.text 2, cache_read.text 1, output.text 10, web_search 10"),
        price("", "input.text 4, output.text 20").over(200),
        price("", "input.text 8, cache_read.text 2, output.text 40, web_search 99").over(400),
    ];
    let plan = select(&gpt, "global/standard", DAY).unwrap();
    let table = [
        ("input.text 200, output.text 1000000", "10.0004"),
        ("input.text 201, output.text 1000000", "20.000804"),
        ("input.text 400", "0.0016"),
        ("input.text 401", "0.003208"),
        // The cache counts towards the band.
        ("input.text 300, cache_read.text 101", "0.002602"),
        // What the middle band does not state is missing there, not the lower band's price.
        ("input.text 100, cache_read.text 101", "no rate is known for cache_read.text"),
        // A search costs the same however long the prompt is, unless the band says otherwise.
        ("input.text 200, web_search 1", "0.0104"),
        ("input.text 201, web_search 1", "0.010804"),
        ("input.text 401, web_search 1", "0.102208"),
        ("output.text 1000000000", "10000"),
    ];
    for (call, expected) in table {
        let total = plan.total(&usage(call)).map_or_else(|error| error.to_string(), |sum| sum.to_string());
        assert_eq!(total, expected, "{call}");
    }
    let overs: Vec<u64> = plan.bands().map(crate::cost::Band::over).collect();
    assert_eq!(overs, [0, 200, 400]);
}

#[test]
fn what_is_no_token_is_priced_in_every_band_and_decides_none() {
    let mut veo = model(&[]);
    veo.prices = vec![
        price("", "input.text 2, output.images 0.04, output.video_seconds 0.5, rerank 0.002"),
        price("", "input.text 4").over(200),
    ];
    let plan = select(&veo, "global/standard", DAY).unwrap();
    let cost =
        plan.cost(&usage("input.text 200, output.images 500, output.video_seconds 8, rerank 2")).unwrap();
    insta::assert_snapshot!(bill(&cost), @"
    input.text: 200 tokens at 2 per 1000000 = 0.0004 [row Some(0), sources []]
    output.images: 500 images at 0.04 per 1 = 20 [row Some(0), sources []]
    output.video_seconds: 8 seconds at 0.5 per 1 = 4 [row Some(0), sources []]
    rerank: 2 queries at 0.002 per 1 = 0.004 [row Some(0), sources []]
    exact 24.0044
    ");
    let total = |call: &str| plan.total(&usage(call)).unwrap().to_string();
    assert_eq!(total("input.text 201, output.images 1"), "0.040804");
    assert_eq!(
        (cost.directions.output.to_string(), cost.directions.fees.to_string()),
        ("24".to_owned(), "0.004".to_owned())
    );
}

#[test]
fn a_price_by_the_minute_is_exact_by_the_second() {
    let minute = Rate::usd("0.0061", 60).unwrap();
    let plan = PricePlan::of_rates([
        (Meter::InputAudioSeconds, minute),
        (Meter::OutputAudioSeconds, Rate::usd("0.01", 3_600).unwrap()),
        (Meter::InputText, Rate::usd("2", 1_000_000).unwrap()),
    ]);
    assert_eq!(plan.total(&usage("input.audio_seconds 90, input.text 1")).unwrap().to_string(), "0.009152");
    // A third of a cent and the like have no decimal, and add up all the same.
    let second = plan.total(&usage("input.audio_seconds 1, output.audio_seconds 1")).unwrap();
    let hour = (0..3_600).try_fold(Money::ZERO, |sum, _| sum.plus(second)).unwrap();
    assert_eq!(hour.to_string(), "0.376");
}

#[test]
fn a_meter_without_a_rate_follows_billed_as_and_never_runs_in_circles() {
    let mut gpt = model(&[]);
    gpt.prices = vec![price("", "input.text 2, output.text 10").src(&[7])];
    gpt.billed_as = vec![
        (Meter::InputDocument, Meter::InputImage),
        (Meter::InputImage, Meter::InputText),
        // A rate of its own goes before.
        (Meter::OutputText, Meter::InputText),
        (Meter::InputAudio, Meter::InputVideo),
        (Meter::InputVideo, Meter::InputAudio),
        (Meter::InputTool, Meter::InputTool),
    ];
    let plan = select(&gpt, "global/standard", DAY).unwrap();
    let call = usage("input.image 3, input.document 5, input.audio 1, input.tool 2, output.text 1");
    let cost = plan.cost(&call).unwrap();
    insta::assert_snapshot!(bill(&cost), @r"
    input.image as input.text: 3 tokens at 2 per 1000000 = 0.000006 [row Some(0), sources [7]]
    input.document as input.text: 5 tokens at 2 per 1000000 = 0.00001 [row Some(0), sources [7]]
    output.text: 1 tokens at 10 per 1000000 = 0.00001 [row Some(0), sources [7]]
    incomplete -
    ");
    assert_eq!(cost.missing, [Meter::InputAudio, Meter::InputTool]);
    assert_eq!(cost.subtotal.to_string(), "0.000026");
    assert_eq!(cost.to_string(), "incomplete: no rate is known for input.audio, input.tool");
}

#[test]
fn the_first_discount_that_applies_shows_beside_the_list_rate() {
    let mut gpt = model(&[]);
    gpt.prices = vec![price("*/*", "input.text 2.5, output.text 10")];
    let day = |text: &str| text.parse::<Date>().unwrap();
    let discounts = [
        Discount::new("over", 500).to(day("2026-01-01")),
        Discount::new("later", 500).from(day("2027-01-01")),
        Discount::new("batch only", 100).on(["*/batch".parse().unwrap()]),
        Discount::new("contract", 875),
        Discount::new("never reached", 1),
    ];
    let plan = select_with(&gpt, None, "global/standard", DAY, &discounts).unwrap();
    let cost = plan.cost(&usage("input.text 1000, output.text 1000")).unwrap();
    insta::assert_snapshot!(bill(&cost), @r"
    input.text: 1000 tokens at 2.1875 per 1000000 (list 2.5, contract) = 0.0021875 [row Some(0), sources []]
    output.text: 1000 tokens at 8.75 per 1000000 (list 10, contract) = 0.00875 [row Some(0), sources []]
    exact 0.0109375
    ");
    let batch = select_with(&gpt, None, "global/batch", DAY, &discounts).unwrap();
    assert_eq!(batch.total(&usage("input.text 1000000")).unwrap().to_string(), "0.25");
}

#[test]
fn storage_is_a_cost_of_capacity_and_never_part_of_a_call() {
    let mut gpt = model(&[]);
    gpt.prices = vec![price("", "input.text 2, cache_storage.text 4.5")];
    let plan = select(&gpt, "global/standard", DAY).unwrap();
    let call = usage("input.text 10, cache_storage.text 10");
    let capacity = CostError::Capacity(Meter::CacheStorageText);
    assert_eq!(plan.total(&call), Err(capacity));
    assert_eq!(plan.cost(&call), Err(capacity));
}

#[test]
fn the_largest_counts_sum_exactly_or_say_that_they_cannot() {
    let all = Meter::ALL.iter().filter(|meter| **meter != Meter::CacheStorageText);
    let most = all.clone().fold(Usage::new(), |usage, meter| usage.with(*meter, u64::MAX));
    let sum = |rate: Rate| PricePlan::of_rates(all.clone().map(|meter| (*meter, rate))).total(&most);
    // Of each meter as much as of one.
    let times = rust_decimal::Decimal::from(all.clone().count());
    for (rate, per, one) in
        [("1", 1_000_000, "18446744073709.551615"), ("300000000", 1, "5534023222112865484500000000")]
    {
        let one = rust_decimal::Decimal::from_str_exact(one).unwrap();
        if let Some(wanted) = one.checked_mul(times) {
            assert_eq!(
                sum(Rate::usd(rate, per).unwrap()).unwrap().to_string(),
                wanted.normalize().to_string()
            );
        }
    }
    assert_eq!(sum(Rate::usd("9000000000", 1).unwrap()), Err(CostError::Money(MoneyError::Overflow)));
    // Denominators without a common multiple of a sane size.
    let primes = [4_294_967_291, 4_294_967_279, 4_294_967_231, 4_294_967_197];
    let odd = primes.iter().zip(Meter::ALL).map(|(prime, meter)| (*meter, Rate::usd("1", *prime).unwrap()));
    let plan = PricePlan::of_rates(odd);
    assert_eq!(
        plan.total(&most.with(Meter::InputText, 0)),
        Err(CostError::NoRate(most.meters().minus(plan.band(0).priced()).without(Meter::InputUnattributed)))
    );
    let four = Meter::ALL.iter().take(4).fold(Usage::new(), |usage, meter| usage.with(*meter, 1));
    assert_eq!(plan.total(&four), Err(CostError::Money(MoneyError::Overflow)));
    assert_eq!(plan.cost(&four), Err(CostError::Money(MoneyError::Overflow)));
}

#[test]
fn an_unknown_price_names_what_was_used_and_no_number() {
    let cost = Cost::unknown(&usage("input.text 10, web_search 1"));
    assert_eq!((cost.status, cost.total, cost.low, cost.high), (CostStatus::Unknown, None, None, None));
    assert_eq!(cost.missing, [Meter::InputText, Meter::WebSearch]);
    assert_eq!(cost.to_string(), "unknown");
}

#[test]
fn plans_are_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<PricePlan>();
    shared::<Cost>();
}
