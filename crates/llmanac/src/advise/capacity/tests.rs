//! Questions about capacity, on the little catalog and rows of the tests' own.

use insta::assert_snapshot;

use super::{CapacityAnswer, CapacityError, CapacityQuestion};
use crate::advise::{Call, WarningCode};
use crate::cost::{CapacityTime, CostStatus, Usage};
use crate::model::{Meter, Rate, Term, TimeUnit, UnitRate};
use crate::registry::Snapshot;
use crate::testing::little_registry;

/// Quill with capacity by a unit that is well known, and Sage with one whose prices are stated by region.
const ROWS: &str = r#"
    [[model]]
    name = "quill"
    extends = "quill"
    replace = true
    capacity = [
      { on = ["*/provisioned"], unit = "ptu", throughput = "600/1m", counts = { input.text = "1", cache_read.text = "0.1", output.text = "4" } },
      { on = ["*/provisioned"], unit = "ptu", terms = ["hourly", "1-year"], prorated = true },
      { on = ["global/provisioned"], unit = "ptu", least = 15, step = 5 },
      { on = ["region/provisioned"], unit = "ptu", least = 50, step = 50 },
      { on = ["*/provisioned"], unit = "ptu", term = "hourly", usd_per_unit_hour = "2" },
      { on = ["global/provisioned"], unit = "ptu", term = "hourly", usd_per_unit_hour = "1.5" },
      { on = ["zone:us/provisioned"], unit = "ptu", sold = false },
    ]

    [[model]]
    name = "sage"
    extends = "sage"
    replace = true
    capacity = [
      { on = ["region:us-east-1/provisioned"], unit = "model_unit", term = "1-month", usd_per_unit_second = "0.0175" },
      { on = ["region:us-east-1/provisioned"], unit = "model_unit", term = "6-month", usd_per_unit_second = "0.00972" },
      { on = ["region:us-east-1/provisioned"], unit = "model_unit", prorated = false },
      { on = ["region:us-west-2/provisioned"], unit = "model_unit", term = "hourly", usd_per_unit_hour = "10" },
      { on = ["region:us-west-2/provisioned"], unit = "model_unit", prorated = false },
      { on = ["global/provisioned"], unit = "model_unit", term = "hourly", usd_per_unit_hour = "10" },
      { on = ["global/provisioned"], unit = "tpm", term = "1-month", usd_per_unit_month = "40" },
    ]
"#;

fn with_rows() -> Snapshot {
    let registry = little_registry();
    registry.add_overlay("own.toml", ROWS).unwrap_or_else(|error| panic!("{error}"));
    registry.snapshot()
}

fn ask(model: &str, question: &CapacityQuestion, call: &Call) -> Result<CapacityAnswer, CapacityError> {
    with_rows().capacity(model, question, call)
}

fn on(scope: &str) -> Call {
    Call::new().scope(scope.parse().unwrap())
}

fn hours(units: u64, hours: u64) -> CapacityQuestion {
    CapacityQuestion::new().units(units).time(CapacityTime::hours(hours).unwrap())
}

fn total(answer: &CapacityAnswer) -> Option<String> {
    answer.cost.as_ref().and_then(|cost| cost.total).map(|total| total.to_string())
}

#[test]
fn the_narrowest_rate_of_the_term_prices_the_units() {
    let month = Term::OneMonth;
    for (model, question, call, wanted) in [
        ("quill", hours(20, 10), on("global"), Some("300")),
        ("quill", hours(50, 10), on("region"), Some("1000")),
        ("quill", hours(20, 10), on("zone:eu"), Some("400")),
        ("quill", hours(20, 10).term(Term::OneYear), on("global"), None),
        ("sage", hours(1, 720).term(month), on("region:us-east-1"), Some("45360")),
        ("sage", hours(1, 720).term(Term::SixMonths), on("region:us-east-1"), Some("25194.24")),
        // Not the rate of another term, nor of another region.
        ("sage", hours(1, 720), on("region:us-east-1"), None),
        ("sage", hours(1, 720).term(month), on("region"), None),
    ] {
        let answer = ask(model, &question, &call).unwrap();
        assert_eq!(total(&answer).as_deref(), wanted, "{model} {question:?} {call:?}");
        let (status, told) = match wanted {
            Some(_) => (CostStatus::Exact, false),
            None => (CostStatus::Unknown, true),
        };
        assert_eq!((answer.status, answer.reason.is_some()), (status, told));
    }
}

#[test]
fn a_rate_of_the_callers_own_stands_in_place_of_ours() {
    let own = UnitRate::new(Rate::usd("0.5", 1).unwrap(), TimeUnit::Hour);
    let answer = ask("quill", &hours(20, 10).rate(own), &on("global")).unwrap();
    assert_eq!(total(&answer).as_deref(), Some("100"));
    let line = &answer.cost.unwrap().lines[0];
    assert_eq!((line.source.as_slice(), line.term), (["caller".to_owned()].as_slice(), None));
    // Of a model of which nothing is known, too.
    let answer =
        little_registry().snapshot().capacity("quill", &hours(3, 2).rate(own), &Call::new()).unwrap();
    assert_eq!((total(&answer).as_deref(), answer.unit), (Some("3"), None));
}

#[test]
fn a_part_of_an_hour_is_a_part_unless_a_source_says_that_it_is_charged_whole() {
    let part = CapacityQuestion::new().units(50).time(CapacityTime::Seconds(5_400));
    let prorated = ask("quill", &part, &on("global")).unwrap();
    assert_eq!((total(&prorated).as_deref(), prorated.warnings.len()), (Some("112.5"), 1));

    let whole = ask("sage", &part, &on("region:us-west-2")).unwrap();
    assert_eq!(total(&whole).as_deref(), Some("1000"));
    assert_eq!(whole.cost.as_ref().unwrap().lines[0].seconds, Some(7_200));
    assert!(whole.warnings.iter().any(|warning| warning.code == WarningCode::WholeHours));

    // What is quoted by the second is charged by the second.
    let by_second = part.clone().term(Term::OneMonth);
    assert_eq!(total(&ask("sage", &by_second, &on("region:us-east-1")).unwrap()).as_deref(), Some("4725"));

    let own = UnitRate::new(Rate::usd("1", 1).unwrap(), TimeUnit::Hour);
    let unknown = little_registry().snapshot().capacity("quill", &part.rate(own), &Call::new()).unwrap();
    assert_eq!(total(&unknown).as_deref(), Some("75"));
    assert!(unknown.basis.assumed.iter().any(|assumed| assumed.what == "part_of_an_hour"));
}

#[test]
fn a_time_in_months_needs_a_rate_by_the_month_and_the_other_way_round() {
    let months = CapacityQuestion::new().units(3).time(CapacityTime::Months(2));
    let call = on("global");
    let by_month = months.clone().unit("tpm".parse().unwrap()).term(Term::OneMonth);
    assert_eq!(total(&ask("sage", &by_month, &call).unwrap()).as_deref(), Some("240"));
    let by_hour = ask("sage", &months.unit("model_unit".parse().unwrap()), &call).unwrap();
    assert_eq!((total(&by_hour), by_hour.status), (None, CostStatus::Unknown));
    assert_snapshot!(by_hour.reason.unwrap(), @"the rate is by the hour, and a month has no fixed number of hours; state the time in hours or seconds");
    let hours = hours(3, 5).unit("tpm".parse().unwrap()).term(Term::OneMonth);
    let answer = ask("sage", &hours, &call).unwrap();
    assert_snapshot!(answer.reason.unwrap(), @"the rate is by the month, and a month has no fixed number of hours; state the time in months");
}

#[test]
fn a_load_needs_the_smallest_size_that_takes_it() {
    let load = Usage::new()
        .with(Meter::InputText, 5_000)
        .with(Meter::CacheReadText, 10_000)
        .with(Meter::OutputText, 1_000);
    for (call, units, exact) in [
        (on("global"), Some(20), "16.6667"),
        (on("region"), Some(50), "16.6667"),
        (on("zone:eu"), None, "16.6667"),
    ] {
        let answer = ask("quill", &CapacityQuestion::new().workload(load), &call).unwrap();
        let needed = answer.needed.unwrap();
        assert_eq!(needed.tokens_per_minute.unwrap().to_string(), "10000");
        assert_eq!((needed.at_least, needed.units), (Some(17), units), "{call:?}");
        assert_eq!(needed.exact.unwrap().to_people(), exact);
        assert_eq!(answer.status == CostStatus::Exact, units.is_some());
    }
    // The same load, as requests; and what its units cost.
    let each = Usage::new().with(Meter::InputText, 60).with(Meter::OutputText, 10);
    let question = CapacityQuestion::new().requests(each, 100).time(CapacityTime::hours(10).unwrap());
    let answer = ask("quill", &question, &on("global")).unwrap();
    assert_eq!(total(&answer).as_deref(), Some("300"));
    assert_eq!(answer.needed.unwrap().units, Some(20));
}

#[test]
fn a_meter_of_unknown_weight_leaves_the_units_unknown() {
    let load = Usage::new().with(Meter::InputText, 5_000).with(Meter::InputAudio, 1);
    let answer = ask("quill", &CapacityQuestion::new().workload(load), &on("global")).unwrap();
    let needed = answer.needed.unwrap();
    assert_eq!((needed.units, needed.at_least, needed.missing), (None, None, vec![Meter::InputAudio]));
    assert_snapshot!(answer.reason.unwrap(), @"what these count as is not known: input.audio");
}

#[test]
fn a_share_is_allocated_and_stands_beside_the_cost() {
    let usage = Usage::new().with(Meter::InputText, 180_000).with(Meter::OutputText, 45_000);
    let answer = ask("quill", &hours(20, 10).usage(usage), &on("global")).unwrap();
    assert_eq!(total(&answer).as_deref(), Some("300"));
    let allocated = answer.allocated.unwrap();
    // 360,000 weighted tokens are ten hours of one unit, of 200 that are held.
    assert_eq!(allocated.unit_hours.unwrap().to_string(), "10");
    assert_eq!(allocated.share.unwrap().to_string(), "0.05");
    assert_eq!(allocated.amount.unwrap().to_string(), "15");
    assert!(allocated.note.contains("not a bill"));

    let alone = ask("quill", &CapacityQuestion::new().usage(usage), &on("global")).unwrap();
    assert!(alone.cost.is_none());
    let allocated = alone.allocated.unwrap();
    assert_eq!((allocated.share, allocated.amount), (None, None));
    assert_eq!(allocated.unit_hours.unwrap().to_string(), "10");

    let too_much = ask("quill", &hours(15, 1).usage(usage.plus(&usage).unwrap()), &on("global")).unwrap();
    assert!(too_much.warnings.iter().any(|warning| warning.code == WarningCode::OverCapacity));
}

#[test]
fn odd_sizes_short_commitments_and_fees_are_warned_of() {
    let codes = |question: &CapacityQuestion| {
        let own = UnitRate::new(Rate::usd("1", 1).unwrap(), TimeUnit::Hour);
        let answer = ask("quill", &question.clone().rate(own), &on("global")).unwrap();
        let codes = answer.warnings.iter().map(|warning| warning.code.to_string());
        codes.filter(|code| code != "disputed").collect::<Vec<_>>()
    };
    let usage = Usage::new().with(Meter::InputText, 1).with(Meter::WebSearch, 1);
    for (question, wanted) in [
        (hours(20, 1), vec![]),
        (hours(10, 1), vec!["capacity_size"]),
        (hours(21, 1), vec!["capacity_size"]),
        (hours(20, 24 * 27).term(Term::OneMonth), vec!["short_term"]),
        (hours(20, 24 * 28).term(Term::OneMonth), vec![]),
        (hours(20, 1).usage(usage), vec!["fees_apart"]),
    ] {
        assert_eq!(codes(&question), wanted, "{question:?}");
    }
}

#[test]
fn what_cannot_be_answered_says_why() {
    let mut told = String::new();
    for (model, question, call) in [
        ("quill", CapacityQuestion::new(), on("global")),
        ("quill", CapacityQuestion::new().units(5), on("global")),
        ("quill", CapacityQuestion::new().time(CapacityTime::Months(1)), on("global")),
        ("quill", hours(0, 1), on("global")),
        ("quill", hours(20, 1).term(Term::OneMonth), on("global")),
        ("quill", hours(20, 1), on("zone:us")),
        ("quill", hours(20, 1).unit("gsu".parse().unwrap()), on("global")),
        ("sage", hours(1, 1), on("global")),
        ("quilt", hours(1, 1), on("global")),
    ] {
        let error = ask(model, &question, &call).unwrap_err();
        told.push_str(&format!("{error}\n"));
    }
    assert_snapshot!(told, @"
    nothing is asked: state units and a time, a workload, or a usage
    for how long? the cost of 5 units depends on the time; state hours, seconds or months
    how many units? state them, or the workload that they are for
    0 units are nothing to pay for
    ptu of azure_openai/quill are not sold on the term 1-month; the terms are hourly, 1-year
    azure_openai/quill is not sold by the ptu as zone:us/provisioned (own.toml)
    capacity of azure_openai/quill is not bought by the gsu; known: ptu
    capacity of bedrock/sage is sold by several units; state one of model_unit, tpm
    Model quilt not found in registry; did you mean `quill`?
    ");
}

#[test]
fn before_the_release_nothing_is_known() {
    let early = on("global").on("2025-01-09".parse().unwrap());
    assert_eq!(ask("quill", &hours(20, 1), &early).unwrap().status, CostStatus::Unknown);
}

#[test]
fn a_cache_is_kept_at_its_price_by_the_hour_and_discounts_come_off() {
    let registry = little_registry();
    let overlay = r#"
        [[model]]
        name = "quill"
        extends = "quill"
        replace = true
        price = [{ on = ["global/standard"], usd_per_1M_hour = { cache_storage.text = "4.5" } }]
        capacity = [{ unit = "ptu", term = "hourly", usd_per_unit_hour = "2", on = ["*/provisioned"] }]

        [[discount]]
        name = "our terms"
        provider = "azure_openai"
        percent = "10"
    "#;
    registry.add_overlay("own.toml", overlay).unwrap();
    let snapshot = registry.snapshot();
    let kept =
        snapshot.cache_storage("quill", 1_000_000, CapacityTime::Seconds(5_400), &Call::new()).unwrap();
    assert_eq!(total(&kept).as_deref(), Some("6.075"));
    let line = &kept.cost.as_ref().unwrap().lines[0];
    assert_eq!((line.list_rate.as_deref(), line.discount.as_deref()), (Some("4.5"), Some("our terms")));
    assert_eq!(kept.offer, "global/standard");
    let units = snapshot.capacity("quill", &hours(1, 1), &Call::new()).unwrap();
    assert_eq!(total(&units).as_deref(), Some("1.8"));

    let unknown = snapshot.cache_storage("sage", 10, CapacityTime::Seconds(1), &Call::new()).unwrap();
    assert_eq!((unknown.status, total(&unknown)), (CostStatus::Unknown, None));
    let months = snapshot.cache_storage("quill", 10, CapacityTime::Months(1), &Call::new()).unwrap();
    assert_eq!((months.status, total(&months)), (CostStatus::Unknown, None));
    let none = snapshot.cache_storage("quill", 0, CapacityTime::Seconds(1), &Call::new());
    assert_eq!(none.unwrap_err(), CapacityError::Zero("tokens"));
}

#[test]
fn a_call_on_capacity_is_neither_free_nor_at_the_standard_price() {
    let usage = Usage::new().with(Meter::InputText, 1_000);
    let call = Call::new().tier("provisioned".parse().unwrap());
    let cost = with_rows().cost("quill", &usage, &call).unwrap();
    assert_eq!((cost.total, cost.status, cost.subtotal), (None, CostStatus::Unknown, None));
    assert_snapshot!(cost.reason.unwrap(), @"calls on global/provisioned are paid for by the time the capacity is held, not by the token: see `llmanac capacity azure_openai/quill`");
}
