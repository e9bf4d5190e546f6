//! Prices that cannot be right.

use std::collections::BTreeMap;

use crate::model::{
    Asked, Meter, MeterKind, ModelData, Offer, PriceFacts, Rate, Row, Scope, ServiceTier, pick,
};

use super::{Found, days, offers, versions};

pub(super) fn check(found: &mut Found, model: &ModelData) {
    for (meter, other) in &model.billed_as {
        if model.prices.iter().any(|row| row.facts.rates.iter().any(|(own, _)| own == meter)) {
            found.error(
                "billed_as_has_rate",
                &model.id,
                format_args!("{meter} is billed as {other}, and has a rate of its own"),
            );
        }
    }
    for row in &model.prices {
        let released =
            |place: &u16| model.versions.get(usize::from(*place)).and_then(|v| v.released).is_some();
        let all_released = if row.versions.is_empty() {
            !model.versions.is_empty() && model.versions.iter().all(|version| version.released.is_some())
        } else {
            row.versions.iter().all(released)
        };
        if row.from.is_none() && model.base.released.is_none() && !all_released {
            found.error(
                "price_begins",
                &model.id,
                "a price row has no `from`, and no day of release is known: it would hold for ever back",
            );
        }
    }
    let window = model.limits.iter().filter_map(|row| row.facts.window.known()).max();
    for row in &model.prices {
        let over = row.facts.input_over;
        if over > 0 && window.is_some_and(|window| over >= window.get()) && !annotated(row) {
            found.error(
                "band_below_window",
                &model.id,
                format_args!("the band over {over} tokens begins at or above every window"),
            );
        }
    }
    let mut grades: Vec<Option<&str>> = model.prices.iter().map(|row| row.facts.grade.as_deref()).collect();
    grades.sort_unstable();
    grades.dedup();
    for day in days(&model.prices) {
        for version in versions(model) {
            for offer in offers(model) {
                let asked = Asked { version, offer: &offer, day };
                caches(found, model, asked);
                for grade in &grades {
                    bands(found, model, asked, *grade);
                    dearer(found, model, asked, *grade);
                }
            }
        }
    }
}

fn annotated<T>(row: &Row<T>) -> bool {
    row.note.is_some() || row.assumed.is_some()
}

fn rate<'m>(
    model: &'m ModelData,
    asked: Asked<'_>,
    grade: Option<&str>,
    over: u64,
    meter: Meter,
) -> Option<(Rate, &'m Row<PriceFacts>)> {
    pick(&model.prices, asked, |facts| {
        (facts.input_over == over && facts.grade.as_deref() == grade)
            .then(|| facts.rates.iter().find(|(own, _)| *own == meter).map(|(_, rate)| *rate))
            .flatten()
    })
}

/// Compares rates of one denominator; others are not compared.
fn below(a: Rate, b: Rate) -> bool {
    a.per() == b.per() && a.nano_usd() < b.nano_usd()
}

/// Cache read is not above input; cache write is nothing, or not below input.
fn caches(found: &mut Found, model: &ModelData, asked: Asked<'_>) {
    let thresholds = thresholds(model);
    for over in thresholds {
        let Some((input, input_row)) = rate(model, asked, None, over, Meter::InputText) else { continue };
        for meter in Meter::ALL.iter().filter(|meter| meter.as_str().ends_with(".text")) {
            let Some((own, row)) = rate(model, asked, None, over, *meter) else { continue };
            if annotated(row) || annotated(input_row) {
                continue;
            }
            match meter.kind() {
                MeterKind::CacheRead if below(input, own) => found.error(
                    "cache_read_above_input",
                    &model.id,
                    format_args!("{meter} {own} is above input {input} on {}", asked.offer),
                ),
                MeterKind::CacheWrite if own.nano_usd() > 0 && below(own, input) => found.error(
                    "cache_write_below_input",
                    &model.id,
                    format_args!("{meter} {own} is below input {input} on {}", asked.offer),
                ),
                _ => {}
            }
        }
    }
}

fn thresholds(model: &ModelData) -> Vec<u64> {
    let mut thresholds: Vec<u64> = model.prices.iter().map(|row| row.facts.input_over).collect();
    thresholds.sort_unstable();
    thresholds.dedup();
    thresholds
}

/// Crossing a threshold never lowers a price.
fn bands(found: &mut Found, model: &ModelData, asked: Asked<'_>, grade: Option<&str>) {
    for meter in Meter::ALL {
        let mut before: Option<Rate> = None;
        for over in thresholds(model) {
            let Some((own, row)) = rate(model, asked, grade, over, *meter) else { continue };
            if let Some(before) = before
                && below(own, before)
                && !annotated(row)
            {
                found.error(
                    "band_lowers_price",
                    &model.id,
                    format_args!(
                        "{meter} over {over} tokens costs {own}, less than {before} below, on {}",
                        asked.offer
                    ),
                );
            }
            before = Some(own);
        }
    }
}

/// Priority never lowers a price; a region or zone costs as much as global, or a tenth more.
fn dearer(found: &mut Found, model: &ModelData, asked: Asked<'_>, grade: Option<&str>) {
    let Asked { version, offer, day } = asked;
    let with = |scope: Scope, tier: ServiceTier| Offer::new(scope, tier);
    for meter in Meter::ALL {
        let Some((own, row)) = rate(model, asked, grade, 0, *meter) else { continue };
        if annotated(row) {
            continue;
        }
        if offer.tier == ServiceTier::Priority {
            let standard = with(offer.scope.clone(), ServiceTier::Standard);
            if let Some((standard, _)) =
                rate(model, Asked { version, offer: &standard, day }, grade, 0, *meter)
                && below(own, standard)
            {
                found.error(
                    "priority_lowers_price",
                    &model.id,
                    format_args!("{meter} costs {own} on {offer}, less than {standard} without priority"),
                );
            }
        }
        if offer.scope != Scope::Global {
            let global = with(Scope::Global, offer.tier);
            let Some((global, _)) = rate(model, Asked { version, offer: &global, day }, grade, 0, *meter)
            else {
                continue;
            };
            // 1.0 or 1.1, give or take what the provider rounds away.
            let (own_nano, base) = (i128::from(own.nano_usd()), i128::from(global.nano_usd()));
            let tenth_more = (own_nano * 10 - base * 11).abs() <= base / 10;
            if own.per() == global.per() && own_nano != base && !tenth_more {
                found.warning(
                    "regional_uplift",
                    &model.id,
                    format_args!(
                        "{meter} costs {own} on {offer} and {global} globally: neither 1.0 nor 1.1 times"
                    ),
                );
            }
        }
    }
}

/// The same limits and prices on unrelated models are suspect.
pub(super) fn twins(found: &mut Found, models: &[ModelData]) {
    let mut seen: BTreeMap<String, &ModelData> = BTreeMap::new();
    for model in models {
        let (Some(limit), Some(price)) = (model.limits.first(), model.prices.last()) else { continue };
        let facts = format!("{:?} {:?} {:?}", limit.facts, price.facts.rates, price.facts.grade);
        if let Some(other) = seen.get(&facts)
            && other.family != model.family
            && other.maker != model.maker
        {
            found.warning(
                "twins",
                &model.id,
                format_args!("has the limits and prices of the unrelated {}", other.id),
            );
        }
        seen.entry(facts).or_insert(model);
    }
}
