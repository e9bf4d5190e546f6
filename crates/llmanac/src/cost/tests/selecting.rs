//! Which rows make a plan, and what is said where none does.

use crate::cost::{PlanError, Usage};
use crate::model::{Meter, ModelData};

use super::fixture::{model, price, select, select_with};

const DAY: &str = "2026-11-23";

/// What a million input and a million output tokens cost, or why they have no price.
fn asked(model: &ModelData, version: Option<u16>, offer: &str, day: &str) -> String {
    let plan = match select_with(model, version, offer, day, &[]) {
        Ok(plan) => plan,
        Err(error) => return error.to_string(),
    };
    let one = |meter| match plan.total(&Usage::new().with(meter, 1_000_000)) {
        Ok(total) => total.to_string(),
        Err(_) => "?".to_owned(),
    };
    format!("{} in, {} out", one(Meter::InputText), one(Meter::OutputText))
}

#[test]
fn the_narrowest_row_wins_meter_by_meter() {
    let mut gpt = model(&[]);
    gpt.prices = vec![
        price("zone:us/standard", "input.text 3"),
        price("*/*", "input.text 1, output.text 10"),
        price("zone:*/*", "input.text 2, output.text 20"),
        price("region/standard", "input.text 5"),
        price("region:eastus/standard", "input.text 6"),
        price("*/batch", "output.text 0"),
    ];
    let table = [
        ("global/standard", "1 in, 10 out"),
        ("global/batch", "1 in, 0 out"),
        ("zone:us/standard", "3 in, 20 out"),
        ("zone:eu/standard", "2 in, 20 out"),
        ("region/standard", "5 in, 10 out"),
        ("region:westus/standard", "5 in, 10 out"),
        ("region:eastus/standard", "6 in, 10 out"),
        ("region:eastus/flex", "1 in, 10 out"),
    ];
    for (offer, expected) in table {
        assert_eq!(asked(&gpt, None, offer, DAY), expected, "{offer}");
    }
}

#[test]
fn what_no_row_speaks_of_is_an_error_that_lists_the_nearest_offers_first() {
    let mut gpt = model(&[]);
    gpt.prices = vec![
        price("global/standard", "input.text 1"),
        price("zone:us/standard", "input.text 1"),
        price("zone:us/batch", "input.text 1"),
        price("global/batch", "input.text 1"),
        price("zone:eu/priority global/priority", "input.text 1"),
        price("region:eastus/standard", "input.text 1"),
        price("zone:eu/batch", "input.text 1").days("2020-01-01", "2021-01-01"),
    ];
    let table = [
        (
            "zone:eu/standard",
            "no price of azure_openai/gpt-x is known for zone:eu/standard; prices are known for \
             zone:eu/priority, zone:us/standard, zone:us/batch, global/standard, region:eastus/standard, \
             global/batch and 1 more",
        ),
        (
            "global/flex",
            "no price of azure_openai/gpt-x is known for global/flex; prices are known for \
             global/standard, global/batch, global/priority, zone:us/standard, zone:us/batch, \
             zone:eu/priority and 1 more",
        ),
        (
            "zone:eu/batch",
            "no price of azure_openai/gpt-x is known for zone:eu/batch on 2026-11-23; the last one ended on 2021-01-01",
        ),
    ];
    for (offer, expected) in table {
        assert_eq!(asked(&gpt, None, offer, DAY), expected, "{offer}");
    }
    assert_eq!(asked(&model(&[]), None, "global/standard", DAY), "no price of azure_openai/gpt-x is known");
}

#[test]
fn prices_hold_from_their_first_day_until_before_their_last() {
    let mut gpt = model(&[]);
    gpt.base.released = "2024-05-13".parse().ok();
    gpt.prices = vec![
        price("", "input.text 5, output.text 15").days("", "2025-01-01"),
        price("", "input.text 4, output.text 12").days("2025-01-01", "2025-06-01"),
        price("", "input.text 3, output.text 9").days("2025-07-01", "2026-01-01"),
    ];
    let table = [
        (
            "2024-05-12",
            "no price of azure_openai/gpt-x is known for global/standard on 2024-05-12; prices begin on 2024-05-13",
        ),
        ("2024-05-13", "5 in, 15 out"),
        ("2024-12-31", "5 in, 15 out"),
        ("2025-01-01", "4 in, 12 out"),
        (
            "2025-06-01",
            "no price of azure_openai/gpt-x is known for global/standard on 2025-06-01; prices begin on 2025-07-01",
        ),
        ("2025-12-31", "3 in, 9 out"),
        (
            "2026-01-01",
            "no price of azure_openai/gpt-x is known for global/standard on 2026-01-01; the last one ended on 2026-01-01",
        ),
    ];
    for (day, expected) in table {
        assert_eq!(asked(&gpt, None, "global/standard", day), expected, "{day}");
    }
}

#[test]
fn a_version_has_the_rows_that_name_it_and_those_that_name_none() {
    let mut gpt = model(&["2024-05-13", "2024-08-06", "2025-01-01"]);
    gpt.versions[1].released = "2024-08-06".parse().ok();
    gpt.prices = vec![
        price("global/standard", "input.text 5, output.text 15").of_versions(&[0]),
        price("global/standard", "input.text 2.5, output.text 10").of_versions(&[1]),
        price("*/*", "cache_read.text 1").days("2026-01-01", ""),
        price("global/batch", "input.text 1.25").of_versions(&[0, 1]),
    ];
    let priced = "global/standard; prices are known for 2024-05-13, 2024-08-06";
    let table = [
        (Some(0), "global/standard", "2025-05-01", "5 in, 15 out".to_owned()),
        (Some(1), "global/standard", "2025-05-01", "2.5 in, 10 out".to_owned()),
        (
            Some(1),
            "global/standard",
            "2024-08-05",
            "no price of azure_openai/gpt-x is known for global/standard on 2024-08-05; prices begin on 2024-08-06".to_owned(),
        ),
        (Some(2), "global/standard", "2026-05-01", "? in, ? out".to_owned()),
    ];
    for (version, offer, day, expected) in table {
        assert_eq!(asked(&gpt, version, offer, day), expected, "{version:?} {day}");
    }
    gpt.prices.remove(2);
    for (version, at) in [(None, ""), (Some(2), "@2025-01-01"), (Some(99), "")] {
        assert_eq!(
            asked(&gpt, version, "global/standard", DAY),
            format!("no price of azure_openai/gpt-x{at} is known for {priced}"),
        );
    }
}

#[test]
fn an_offer_that_is_not_sold_is_refused_unless_a_narrower_row_prices_it() {
    let mut gpt = model(&[]);
    gpt.prices = vec![
        price("*/flex", "").unsold().src(&[9]),
        price("zone:us/flex", "input.text 1"),
        price("global/*", "input.text 2"),
        price("global/priority", "").unsold().days("2026-01-01", ""),
        price("zone:eu/*", "").unsold(),
        price("zone:eu/*", "input.text 7"),
    ];
    let table = [
        ("zone:us/flex", "1 in, ? out"),
        // A row on the scope is narrower than one on the tier.
        ("global/flex", "2 in, ? out"),
        ("region/flex", "azure_openai/gpt-x is not sold as region/flex"),
        ("global/standard", "2 in, ? out"),
        ("global/priority", "azure_openai/gpt-x is not sold as global/priority"),
        ("zone:eu/standard", "azure_openai/gpt-x is not sold as zone:eu/standard"),
    ];
    for (offer, expected) in table {
        assert_eq!(asked(&gpt, None, offer, DAY), expected, "{offer}");
    }
    assert_eq!(asked(&gpt, None, "global/priority", "2025-12-31"), "2 in, ? out");
    let Err(PlanError::NotSold { row, src, .. }) = select(&gpt, "region/flex", DAY) else { panic!() };
    assert_eq!((row, src), (0, vec![9]));
}

#[test]
fn a_price_of_one_grade_never_stands_for_another() {
    let mut dalle = model(&[]);
    dalle.prices = vec![
        price("", "input.text 5, output.images 0.04").grade("standard/1024x1024"),
        price("", "output.images 0.08").grade("hd/1024x1024"),
        price("*/batch", "output.images 0.02").grade("standard/1024x1024"),
        price("", "web_search 10"),
    ];
    let offer = |text: &str| text.parse::<crate::model::Offer>().unwrap();
    let asked = |on: &str, grade: Option<&str>| {
        let offer = offer(on);
        let asked = crate::model::Asked { version: None, offer: &offer, day: DAY.parse().unwrap() };
        let usage = Usage::new().with(Meter::OutputImages, 1).with(Meter::WebSearch, 1);
        match crate::cost::PricePlan::select_graded(&dalle, asked, grade, &[]) {
            Ok(plan) => plan.cost(&usage).unwrap().to_string(),
            Err(error) => error.to_string(),
        }
    };
    let missing = "incomplete: no rate is known for output.images";
    for (on, grade, wanted) in [
        ("global/standard", None, missing),
        ("global/standard", Some("standard/1024x1024"), "0.0500 USD"),
        ("global/standard", Some("hd/1024x1024"), "0.0900 USD"),
        ("global/standard", Some("hd/1792x1024"), missing),
        ("global/batch", Some("standard/1024x1024"), "0.0300 USD"),
        // The narrowest row of the grade, and no row of another.
        ("global/batch", Some("hd/1024x1024"), "0.0900 USD"),
    ] {
        assert_eq!(asked(on, grade), wanted, "{on} {grade:?}");
    }
    dalle.prices.truncate(2);
    dalle.prices.push(price("zone:eu/*", "output.images 0.05"));
    let asked = |on: &str, grade: Option<&str>| {
        let offer = offer(on);
        let asked = crate::model::Asked { version: None, offer: &offer, day: DAY.parse().unwrap() };
        crate::cost::PricePlan::select_graded(&dalle, asked, grade, &[])
            .map(|plan| plan.cost(&Usage::new().with(Meter::OutputImages, 1)).unwrap().to_string())
            .unwrap_or_else(|error| error.to_string())
    };
    assert_eq!(
        asked("global/standard", None),
        "no price of azure_openai/gpt-x is known for global/standard without a grade; \
         prices are known for the grades standard/1024x1024, hd/1024x1024",
    );
    assert_eq!(asked("zone:eu/standard", None), "0.0500 USD");
    // A narrower row of no grade is no price of a grade.
    assert_eq!(asked("zone:eu/standard", Some("hd/1024x1024")), "0.0800 USD");
}
