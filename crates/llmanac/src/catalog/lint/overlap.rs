//! Two rows may not state one field for one version, offer and day.

use std::fmt::Display;

use crate::cost::MeterSet;
use crate::model::{
    Asked, CapacityFacts, CapacityUnit, Fact, LifecycleFacts, LimitFacts, Meter, ModelData, PriceFacts, Row,
    Term,
};

use super::{Found, days, offers, versions};

pub(super) fn check(found: &mut Found, model: &ModelData) {
    let limit = |get: fn(&LimitFacts) -> bool| get;
    rows(found, model, "limits.window", &model.limits, limit(|f| f.window != Fact::Unknown));
    rows(found, model, "limits.input", &model.limits, limit(|f| f.input != Fact::Unknown));
    rows(found, model, "limits.output", &model.limits, limit(|f| f.output != Fact::Unknown));
    let date = |get: fn(&LifecycleFacts) -> bool| get;
    rows(found, model, "lifecycle.listed", &model.lifecycle, date(|f| f.listed.is_some()));
    rows(found, model, "lifecycle.preview", &model.lifecycle, date(|f| f.preview.is_some()));
    rows(found, model, "lifecycle.ga", &model.lifecycle, date(|f| f.ga.is_some()));
    rows(found, model, "lifecycle.legacy", &model.lifecycle, date(|f| f.legacy.is_some()));
    rows(found, model, "lifecycle.no_new_use", &model.lifecycle, date(|f| f.no_new_use.is_some()));
    rows(found, model, "lifecycle.retires", &model.lifecycle, date(|f| f.retires.is_some()));
    rows(
        found,
        model,
        "lifecycle.retires_earliest",
        &model.lifecycle,
        date(|f| f.retires_earliest.is_some()),
    );
    capacity(found, model);
    let free: MeterSet = model.prices.iter().flat_map(|row| &row.facts.free).map(|(own, _)| *own).collect();
    for meter in free.iter() {
        rows(found, model, format_args!("free.{meter}"), &model.prices, |facts| {
            facts.free.iter().any(|(own, _)| *own == meter)
        });
    }
    let mut bands: Vec<(u64, Option<&str>)> =
        model.prices.iter().map(|row| (row.facts.input_over, row.facts.grade.as_deref())).collect();
    bands.sort_unstable();
    bands.dedup();
    for band in bands {
        let is_of_band = |facts: &PriceFacts| (facts.input_over, facts.grade.as_deref()) == band;
        let of_band = model.prices.iter().filter(|row| is_of_band(&row.facts));
        let priced: MeterSet = of_band.flat_map(|row| &row.facts.rates).map(|(own, _)| *own).collect();
        let (of, grade) = band.1.map_or(("", ""), |grade| (" of ", grade));
        for meter in priced.iter() {
            rows(found, model, format_args!("price.{meter}{of}{grade}"), &model.prices, |facts| {
                is_of_band(facts) && facts.rates.iter().any(|(own, _)| *own == meter)
            });
        }
    }
}

/// Facts of capacity belong to a unit, rates to a unit and a term.
fn capacity(found: &mut Found, model: &ModelData) {
    let mut units: Vec<&CapacityUnit> = model.capacity.iter().map(|row| &row.facts.unit).collect();
    units.sort_unstable();
    units.dedup();
    for unit in units {
        let own =
            |get: fn(&CapacityFacts) -> bool| move |facts: &CapacityFacts| facts.unit == *unit && get(facts);
        let mut check = |field: &str, states: &dyn Fn(&CapacityFacts) -> bool| {
            rows(found, model, format_args!("capacity.{field} of {unit}"), &model.capacity, states);
        };
        check("terms", &own(|facts| facts.terms.is_some()));
        check("prorated", &own(|facts| facts.prorated.is_some()));
        check("least", &own(|facts| facts.least.is_some()));
        check("step", &own(|facts| facts.step.is_some()));
        check("throughput", &own(|facts| facts.throughput.is_some()));
        check("sold", &own(|facts| facts.sold.is_some()));
        for term in Term::ALL {
            check(&format!("rate ({term})"), &|facts: &CapacityFacts| {
                facts.unit == *unit && facts.term == Some(*term) && facts.rate.is_some()
            });
        }
        for meter in Meter::ALL {
            check(&format!("counts.{meter}"), &|facts: &CapacityFacts| {
                facts.unit == *unit && facts.counts.iter().any(|(own, _)| own == meter)
            });
        }
    }
}

fn rows<T>(
    found: &mut Found,
    model: &ModelData,
    field: impl Display,
    rows: &[Row<T>],
    states: impl Fn(&T) -> bool,
) {
    if rows.len() < 2 {
        return;
    }
    let stating: Vec<&Row<T>> = rows.iter().filter(|row| states(&row.facts)).collect();
    if stating.len() < 2 {
        return;
    }
    for day in days(rows) {
        for version in versions(model) {
            for offer in offers(model) {
                let asked = Asked { version, offer: &offer, day };
                let narrowest = stating.iter().filter_map(|row| row.narrowness(asked)).max();
                let best = stating.iter().filter(|row| row.narrowness(asked) == narrowest);
                if narrowest.is_some() && best.count() > 1 {
                    let version = version
                        .and_then(|place| model.versions.get(usize::from(place)))
                        .map_or(String::new(), |version| format!(" for {}", version.id));
                    found.error(
                        "two_rows_one_field",
                        &model.id,
                        format_args!("{field} stands twice{version} on {offer}, on {day}"),
                    );
                    return;
                }
            }
        }
    }
}
