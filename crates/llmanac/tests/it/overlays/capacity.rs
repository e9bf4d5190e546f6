//! Reserved capacity of one's own.

use llmanac::ModelRegistry;
use llmanac::advise::{Call, CapacityQuestion};
use llmanac::cost::{CapacityTime, Usage};
use llmanac::model::{Meter, Term};

use super::{million, refused, with};

/// What units of a model cost for a time, and how many a load needs.
fn capacity(registry: &ModelRegistry, model: &str, term: Term) -> (Option<String>, Option<u64>) {
    let load = Usage::new().with(Meter::InputText, 60_000).with(Meter::OutputText, 3_000);
    let question =
        CapacityQuestion::new().units(40).time(CapacityTime::hours(100).unwrap()).workload(load).term(term);
    let call = Call::new().on("2026-11-23".parse().unwrap());
    let answer = registry.snapshot().capacity(model, &question, &call).unwrap();
    let total = answer.cost.unwrap().total.map(|total| total.to_string());
    (total, answer.needed.unwrap().units)
}

#[test]
fn capacity_of_ones_own_stands_in_place_of_ours_as_a_whole() {
    let none = ModelRegistry::embedded();
    assert_eq!(capacity(&none, "gpt-5", Term::Hourly), (None, Some(20)));

    // A price alone leaves the rest unknown, not ours.
    let price = with(
        r#"
        [[model]]
        name = "gpt-5"
        extends = "gpt-5"
        replace = true
        capacity = [{ unit = "ptu", term = "hourly", usd_per_unit_hour = "0.9" }]
        "#,
    );
    assert_eq!(capacity(&price, "gpt-5", Term::Hourly), (Some("3600".to_owned()), None));
    assert_eq!(capacity(&price, "gpt-5-mini", Term::Hourly), (None, Some(15)));
    // What an overlay does not speak of stays.
    assert_eq!(million(&price, "gpt-5"), "1.25");

    let whole = with(
        r#"
        [[model]]
        name = "our-gateway"
        extends = "gpt-5"
        capacity = [
          { unit = "slot", throughput = "100/1s", counts = { input.text = "1", output.text = "3" } },
          { unit = "slot", least = 1, step = 1 },
          { unit = "slot", term = "hourly", usd_per_unit_hour = "4" },
          { unit = "slot", term = "1-year", usd_per_unit_hour = "2.5" },
        ]
        "#,
    );
    assert_eq!(capacity(&whole, "our-gateway", Term::Hourly), (Some("16000".to_owned()), Some(12)));
    assert_eq!(capacity(&whole, "our-gateway", Term::OneYear), (Some("10000".to_owned()), Some(12)));
    assert_eq!(capacity(&whole, "our-gateway", Term::OneMonth), (None, Some(12)));
    // Without a list of its own it has that of the model it extends.
    let heir = with("[[model]]\nname = \"heir\"\nextends = \"gpt-5\"\n");
    assert_eq!(capacity(&heir, "heir", Term::Hourly), (None, Some(20)));
}

#[test]
fn mistakes_in_rows_of_capacity_have_their_place_and_a_fix() {
    let told =
        refused("[[model]]\nname = \"odd\"\nextends = \"gpt-5\"\ncapacity = [{ usd_per_unit_day = \"1\" }]");
    assert!(told.contains("usd_per_unit_day"), "{told}");
    let told = refused(
        r#"
        [[model]]
        name = "odd"
        extends = "gpt-5"
        capacity = [
          { term = "hourly" },
          { unit = "ptu" },
          { unit = "ptu", usd_per_unit_hour = "1" },
          { unit = "ptu", term = "1-month" },
          { unit = "ptu", term = "monthly", usd_per_unit_hour = "1" },
          { unit = "ptu", term = "1-year", usd_per_unit_hour = "1", usd_per_unit_month = "9" },
          { unit = "ptu", least = 0 },
          { unit = "ptu", throughput = "0/1m" },
          { unit = "ptu", counts = { input.text = "-1" } },
          { unit = "ptu", terms = ["2-year"] },
        ]
        "#,
    );
    insta::assert_snapshot!(told, @r#"
    llmanac.toml:6: model[0].capacity[0].unit: `unit` is missing: what is bought?; write unit = "ptu", "model_unit" or a name of your own
    llmanac.toml:7: model[0].capacity[1]: the row states nothing of the unit
    llmanac.toml:8: model[0].capacity[2].term: a rate holds for one term of commitment, and the row names none; write term = "hourly" where there is no commitment
    llmanac.toml:9: model[0].capacity[3].term: `term` says what a rate is for, and the row has no rate; `terms` is the list of terms on which the unit is sold
    llmanac.toml:10: model[0].capacity[4].term: no term `monthly`; did you mean `1-month`?
    llmanac.toml:11: model[0].capacity[5].usd_per_unit_month: a row states one rate; write a row for each
    llmanac.toml:12: model[0].capacity[6].least: 0 is no number of units to buy
    llmanac.toml:13: model[0].capacity[7].throughput: `0/1m` is no throughput above 0; write "4750/1m"
    llmanac.toml:14: model[0].capacity[8].counts.input.text: `-1` is no weight; write a decimal from 0 on with at most 9 decimals, as in "0.1"
    llmanac.toml:15: model[0].capacity[9].terms[0]: no term `2-year`; did you mean `1-year`?
    "#);
    let twice = refused(
        r#"
        [[model]]
        name = "odd"
        extends = "gpt-5"
        capacity = [{ unit = "ptu", least = 1 }, { unit = "ptu", least = 2 }]
        "#,
    );
    insta::assert_snapshot!(twice, @"llmanac.toml:2: model[0]: capacity.least of ptu stands twice for 2025-08-07 on global/standard, on 1970-01-01");
}
