//! What the table means beyond its fields: how LiteLLM reads it, where that is no guess.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::import::billed_as::billed_as;
use crate::import::foreign::{ForeignPrice, ForeignRow, OpenBand};
use crate::import::raw::RawObject;
use crate::import::reading::Skips;
use crate::model::{Meter, MeterKind, ServiceTier};

/// Fields with a factor on every rate, and what the factor is for.
const FACTORS: &[(&str, &[&str])] = &[
    ("regional_endpoint_uplift_multiplier", &["region", "zone:*"]),
    ("regional_processing_uplift_multiplier_eu", &["zone:eu"]),
    ("regional_processing_uplift_multiplier_us", &["zone:us"]),
];

/// Lays the rules over a row whose fields were read.
pub(super) fn apply(row: &mut ForeignRow, fields: &RawObject<'_>, skips: &mut Skips) {
    thresholds(row, skips);
    reasoning(row);
    row.billed_as = billed_as(&row.prices, &skips.lost);
    factors(row, fields, skips);
}

/// A band begins where the text of input or output has a rate of its own; it then holds for every tier.
fn thresholds(row: &mut ForeignRow, skips: &mut Skips) {
    let is_text = |meter: Meter| [Meter::InputText, Meter::OutputText].contains(&meter);
    let stated = row.prices.iter().map(|price| (price.meter, price.over));
    // A rate that could not be read begins its band as well.
    let lost = skips.lost.iter().map(|(meter, _, over)| (*meter, *over));
    let bands: BTreeSet<u64> = stated
        .chain(lost)
        .filter(|(meter, over)| is_text(*meter) && *over > 0)
        .map(|(_, over)| over)
        .collect();
    let key = &row.key;
    row.prices.retain(|price| {
        let holds = price.over == 0 || bands.contains(&price.over);
        if !holds {
            let why = "neither input nor output has a rate from there on, so that no band begins";
            skips.add(format!("{key}.{}", price.field), why);
        }
        holds
    });
    let stated: BTreeSet<(ServiceTier, u64)> =
        row.prices.iter().map(|price| (price.tier, price.over)).collect();
    let tiers: BTreeSet<ServiceTier> = stated.iter().map(|(tier, _)| *tier).collect();
    row.unpriced = tiers
        .iter()
        .flat_map(|tier| bands.iter().map(|over| (*tier, *over)))
        .filter(|cell| !stated.contains(cell))
        .map(|(tier, over)| OpenBand::new(tier, over))
        .collect();
}

/// Thinking has one rate, and no tier's: where a tier has a rate of output, that holds for thinking too.
fn reasoning(row: &mut ForeignRow) {
    let own = |price: &&ForeignPrice| price.meter == Meter::OutputReasoning;
    if !row.prices.iter().any(|price| own(&price)) {
        return;
    }
    let stated: Vec<(ServiceTier, u64)> =
        row.prices.iter().filter(own).map(|price| (price.tier, price.over)).collect();
    let is_lacking = |price: &&ForeignPrice| {
        price.meter == Meter::OutputText
            && price.tier != ServiceTier::Standard
            && !stated.contains(&(price.tier, price.over))
    };
    let thinking = |price: &ForeignPrice| ForeignPrice { meter: Meter::OutputReasoning, ..price.clone() };
    let derived: Vec<ForeignPrice> = row.prices.iter().filter(is_lacking).map(thinking).collect();
    row.prices.extend(derived);
}

/// Every rate once more, times the factor: for scopes, and for the fast mode of Claude.
///
/// Fees for searches are no part of what is multiplied: they hold as they are.
fn factors(row: &mut ForeignRow, fields: &RawObject<'_>, skips: &mut Skips) {
    let (listed, open) = (row.prices.clone(), row.unpriced.clone());
    let mut add =
        |skips: &mut Skips, field: &str, factor: Decimal, scopes: &'static [&'static str], mode: Mode| {
            for price in &listed {
                let Some(tier) = mode.tier(price.tier) else { continue };
                let is_fee = price.meter.kind() == MeterKind::Fee;
                let amount = if is_fee { Some(price.amount) } else { price.amount.times(factor) };
                match amount {
                    Some(amount) => row.prices.push(ForeignPrice { amount, scopes, tier, ..price.clone() }),
                    None => {
                        let place = format!("{}.{}", row.key, price.field);
                        skips.add(place, format_args!("no decimal holds it times {field}"));
                    }
                }
            }
            let open = open.iter().filter_map(|band| {
                Some(OpenBand { scopes, ..OpenBand::new(mode.tier(band.tier)?, band.over) })
            });
            row.unpriced.extend(open);
        };
    for (field, scopes) in FACTORS {
        if let Some(factor) = skips.factor(&row.key, field, fields.get(*field)) {
            add(skips, field, factor, scopes, Mode::Any);
        }
    }
    const ENTRY: &str = "provider_specific_entry";
    let Some(entry) = skips.object(&row.key, ENTRY, fields.get(ENTRY)) else { return };
    let others: Vec<String> = entry.keys().map(|name| format!("{ENTRY}.{name}")).collect();
    skips.unread(&others, |field| [US, FAST].contains(&field));
    let us = skips.factor(&row.key, US, entry.get("us"));
    if let Some(us) = us {
        add(skips, US, us, &["zone:us"], Mode::Any);
    }
    if let Some(fast) = skips.factor(&row.key, FAST, entry.get("fast")) {
        add(skips, FAST, fast, &[], Mode::Fast);
        if let Some(both) = us.and_then(|us| us.checked_mul(fast)) {
            add(skips, FAST, both, &["zone:us"], Mode::Fast);
        }
    }
}

const US: &str = "provider_specific_entry.us";
const FAST: &str = "provider_specific_entry.fast";

/// Which rates a factor is for.
#[derive(Clone, Copy)]
enum Mode {
    /// Those of every tier.
    Any,
    /// Those of the ordinary class: the product is the fast mode's.
    Fast,
}

impl Mode {
    /// The tier of the product of a tier's rate.
    fn tier(self, tier: ServiceTier) -> Option<ServiceTier> {
        match self {
            Self::Any => Some(tier),
            Self::Fast => (tier == ServiceTier::Standard).then_some(ServiceTier::Fast),
        }
    }
}
