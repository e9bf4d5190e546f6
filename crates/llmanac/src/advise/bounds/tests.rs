//! Bounds on the little catalog: what is varied, what is left out, and that nothing lies outside.

use proptest::prelude::*;

use crate::advise::{Call, CostAnswer};
use crate::cost::{CostStatus, InclusiveUsage, Usage, UsageKey};
use crate::model::{Date, Meter, Money, Scope, ServiceTier, Status};
use crate::registry::Snapshot;
use crate::testing::{TODAY, little, little_registry};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn today() -> Call {
    Call::new().on(day(TODAY))
}

fn million(meters: &[Meter]) -> Usage {
    meters.iter().fold(Usage::new(), |usage, meter| usage.with(*meter, 1_000_000))
}

/// The ends, what drives them, and what is left out, a line each.
fn told(cost: &CostAnswer) -> String {
    let people = |money: Option<Money>| money.map_or("?".to_owned(), |money| money.to_string());
    let mut text =
        format!("{} {} {} .. {}", cost.status, people(cost.total), people(cost.low), people(cost.high));
    let Some(bounds) = &cost.bounds else { return text + ", no bounds" };
    text += &format!(" of {}, assumed {}\n", bounds.priced, people(bounds.assumed));
    for (name, end) in [("low", &bounds.low), ("high", &bounds.high)] {
        let version = end.version.as_deref().unwrap_or("-");
        text += &format!("{name} {} {version} {} {}\n", end.amount, end.offer, end.at);
    }
    for driver in &bounds.drivers {
        let (low, high) = (&driver.low, &driver.high);
        text += &format!("{} {}: {} {} .. ", driver.what, driver.assumed, low.value, low.amount);
        text += &format!("{} {} of {}\n", high.value, high.amount, driver.values);
    }
    for left in &bounds.left_out {
        let missing: Vec<&str> = left.missing.iter().map(|meter| meter.as_str()).collect();
        text += &format!("without {} {}\n", left.offer, missing.join(" "));
    }
    text
}

fn bounds(name: &str, usage: &Usage, call: &Call) -> String {
    told(&little().cost_bounds(name, usage, call).unwrap())
}

#[test]
fn tiers_and_scopes_that_nobody_stated_are_varied_alone_and_together() {
    let usage = million(&[Meter::InputText, Meter::OutputText]);
    insta::assert_snapshot!(bounds("quill", &usage, &today()), @r"
    bounded ? 6.25 .. 15.95 of 4, assumed 14.5
    low 6.25 2025-08-01 global/batch 2026-11-23
    high 15.95 2025-08-01 zone:us/standard 2026-11-23
    tier standard: batch 6.25 .. standard 14.5 of 2
    scope global: global 14.5 .. zone:us 15.95 of 2
    ");
    let batch = today().tier(ServiceTier::Batch);
    insta::assert_snapshot!(bounds("quill", &usage, &batch), @r"
    exact 6.25 ? .. ? of 2, assumed 6.25
    low 6.25 2025-08-01 global/batch 2026-11-23
    high 6.25 2025-08-01 global/batch 2026-11-23
    scope global: global 6.25 .. global 6.25 of 2
    ");
}

#[test]
fn a_day_that_nobody_stated_is_any_day_and_brings_its_versions() {
    let usage = million(&[Meter::InputText]);
    let call = Call::new().tier(ServiceTier::Standard).scope(Scope::Global);
    insta::assert_snapshot!(bounds("quill", &usage, &call), @r"
    bounded ? 2.5 .. 5 of 6, assumed 2.5
    low 2.5 2025-08-01 global/standard 2026-11-23
    high 5 2025-01-10 global/standard 2025-01-10
    date 2026-11-23: 2026-11-23 2.5 .. 2025-08-01 3 of 3
    ");
    // On the day itself the older version is retired; before that it is not.
    let then = |text: &str| call.clone().on(day(text));
    insta::assert_snapshot!(bounds("quill", &usage, &then("2026-09-30")), @r"
    bounded ? 2.5 .. 5 of 2, assumed 2.5
    low 2.5 2025-08-01 global/standard 2026-09-30
    high 5 2025-01-10 global/standard 2026-09-30
    version 2025-08-01: 2025-08-01 2.5 .. 2025-01-10 5 of 2
    ");
    assert_eq!(little().cost_bounds("quill", &usage, &then("2026-10-01")).unwrap().status, CostStatus::Exact);
    let named = little().cost_bounds("quill@2025-08-01", &usage, &then("2026-09-30")).unwrap();
    assert_eq!((named.status, named.total.unwrap().to_string()), (CostStatus::Exact, "2.5".to_owned()));
}

#[test]
fn what_is_sold_without_a_rate_is_named_and_not_within_the_bounds() {
    let usage = million(&[Meter::InputText, Meter::CacheReadText]);
    insta::assert_snapshot!(bounds("quill", &usage, &today()), @r"
    exact 3.75 ? .. ? of 1, assumed 3.75
    low 3.75 2025-08-01 global/standard 2026-11-23
    high 3.75 2025-08-01 global/standard 2026-11-23
    without global/batch cache_read.text
    without zone:us/standard cache_read.text
    without zone:us/batch cache_read.text
    ");
    // What has no price as assumed has none because others have one.
    let batch = today().tier(ServiceTier::Batch);
    assert_eq!(bounds("quill", &usage, &batch), "incomplete ? ? .. ?, no bounds");
    assert_eq!(bounds("quill-old", &usage, &today()), "unknown ? ? .. ?, no bounds");
}

#[test]
fn a_region_settles_the_zone_and_an_open_region_is_varied() {
    let overlay = r#"
[[model]]
name = "local"
extends = "quill"
price = [
  { on = ["region/standard"], usd_per_1M = { input.text = "3" } },
  { on = ["region:eastus/standard"], usd_per_1M = { input.text = "4" } },
  { on = ["zone:us/standard"], usd_per_1M = { input.text = "5" } },
  { on = ["zone:eu/standard"], usd_per_1M = { input.text = "6" } },
]
"#;
    let registry = little_registry();
    registry.add_overlay("own.toml", overlay).unwrap();
    let usage = million(&[Meter::InputText]);
    let call = today().tier(ServiceTier::Standard);
    let ends = |call: Call| {
        let cost = registry.snapshot().cost_bounds("local", &usage, &call).unwrap();
        told(&cost).lines().next().unwrap().to_owned()
    };
    let region = || "region".parse::<Scope>().unwrap();
    let zone = || "zone:us".parse::<Scope>().unwrap();
    assert_eq!(ends(call.clone().scope(region())), "bounded ? 3 .. 4 of 2, assumed 3");
    let eastus = call.clone().region("eastus".parse().unwrap());
    assert_eq!(ends(eastus.scope(region())), "exact 4 ? .. ? of 1, assumed 4");
    assert_eq!(ends(call.scope(zone())), "exact 5 ? .. ? of 1, assumed 5");
}

#[test]
fn the_lifetime_of_a_cache_and_an_unknown_overlap_are_varied() {
    let overlay = r#"
[[model]]
name = "cached"
extends = "quill"
price = [{ usd_per_1M = { input.text = "2", input.audio = "10", cache_read.text = "1", cache_read.audio = "3", cache_write.text = "2.5", cache_write_5m.text = "2.5", cache_write_1h.text = "4" } }]
"#;
    let registry = little_registry();
    registry.add_overlay("own.toml", overlay).unwrap();
    let snapshot = registry.snapshot();
    let writes = million(&[Meter::CacheWriteText]);
    let cost = snapshot.cost_bounds("cached", &writes, &today()).unwrap();
    insta::assert_snapshot!(told(&cost), @r"
    bounded ? 2.5 .. 4 of 1, assumed 2.5
    low 2.5 2025-08-01 global/standard 2026-11-23
    high 4 2025-08-01 global/standard 2026-11-23
    cache_ttl 5m: 5m 2.5 .. 1h 4 of 2
    ");
    let plain = snapshot.cost("cached", &writes, &today()).unwrap();
    assert!(
        plain.basis.assumed.iter().any(|own| (own.what.as_str(), own.value.as_str()) == ("cache_ttl", "5m"))
    );
    let told_of = InclusiveUsage::new(1_000_000, 0)
        .with(UsageKey::CacheReadTokens, 600_000)
        .with(UsageKey::InputAudioTokens, 500_000);
    // Together more than the input: at least 100,000 tokens are both.
    assert!(told_of.split().is_err());
    let cost = snapshot.cost_bounds_over("cached", &told_of.splits().unwrap(), &today()).unwrap();
    insta::assert_snapshot!(told(&cost), @r"
    bounded ? 2.4 .. 4.8 of 1, assumed 2.4
    low 2.4 2025-08-01 global/standard 2026-11-23
    high 4.8 2025-08-01 global/standard 2026-11-23
    overlap input.text 400000, cache_read.text 100000, cache_read.audio 500000: input.text 400000, cache_read.text 100000, cache_read.audio 500000 2.4 .. input.audio 400000, cache_read.text 500000, cache_read.audio 100000 4.8 of 2
    ");
}

#[test]
fn more_alternatives_than_are_tried_are_refused() {
    let rows = (1..=12).flat_map(|day| (1..=12).map(move |month| (day, month))).map(|(day, month)| {
        format!(
            "{{ on = [\"region:r{day}-{month}/standard\"], from = \"2025-{month:02}-{day:02}\", usd_per_1M = {{ input.text = \"1\" }} }},\n"
        )
    });
    let overlay = format!(
        "[[model]]\nname = \"many\"\nextends = \"quill\"\nprice = [{{ usd_per_1M = {{ input.text = \"1\" }} }},\n{}]\n",
        rows.collect::<String>()
    );
    let registry = little_registry();
    registry.add_overlay("own.toml", &overlay).unwrap();
    let error =
        registry.snapshot().cost_bounds("many", &million(&[Meter::InputText]), &Call::new()).unwrap_err();
    assert!(error.to_string().contains("combinations of circumstances are possible"), "{error}");
}

/// The cost under circumstances that are all stated, where it is known and the version answered.
fn stated(snapshot: &Snapshot, name: &str, usage: &Usage, call: Call, on: Date) -> Option<Money> {
    let model = snapshot.as_of(on).model(name)?;
    if matches!(model.status(), Status::Retired | Status::Unreleased) {
        return None;
    }
    snapshot.cost(name, usage, &call.on(on)).ok()?.total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_bound_contains_the_cost_under_every_stated_completion(
        input in 0u64..2_000_000,
        output in 0u64..2_000_000,
        searches in 0u64..3,
        tier in prop::option::of(prop::sample::select(vec![ServiceTier::Standard, ServiceTier::Batch])),
        scope in prop::option::of(prop::sample::select(vec!["global", "zone:us", "region"])),
        on in prop::option::of(20_080..20_800i32),
        completions in prop::collection::vec(
            (0usize..2, 0usize..2, 0usize..4, 20_080..20_800i32),
            20,
        ),
    ) {
        let snapshot = little();
        for (name, versions) in [("quill", ["@2025-01-10", "@2025-08-01"]), ("sage", ["@v1:0", "@v1:0"])] {
            let usage = Usage::new()
                .with(Meter::InputText, input)
                .with(Meter::OutputText, output)
                .with(Meter::WebSearch, if name == "sage" { searches } else { 0 });
            let mut call = Call::new();
            if let Some(tier) = tier { call = call.tier(tier) }
            if let Some(scope) = scope { call = call.scope(scope.parse().unwrap()) }
            if let Some(on) = on { call = call.on(Date::from_unix_days(on)) }
            let Ok(cost) = snapshot.cost_bounds(name, &usage, &call) else { continue };
            let Some(bounds) = cost.bounds else { continue };
            let (low, high) = (bounds.low.amount, bounds.high.amount);
            prop_assert!(low <= high);
            for (version, own_tier, own_scope, own_day) in &completions {
                let on = Date::from_unix_days(on.unwrap_or(*own_day));
                let tier = tier.unwrap_or([ServiceTier::Standard, ServiceTier::Batch][*own_tier]);
                let scope = scope.unwrap_or(["global", "zone:us", "zone:eu", "region"][*own_scope]);
                let call = Call::new().tier(tier).scope(scope.parse().unwrap());
                let full = format!("{name}{}", versions[*version]);
                if let Some(total) = stated(&snapshot, &full, &usage, call, on) {
                    prop_assert!(
                        low <= total && total <= high,
                        "{} {}/{} on {}: {} is not within {} .. {}", full, scope, tier, on, total, low, high
                    );
                }
            }
        }
    }
}
