//! `tiered_pricing`: rates by the length of the input, in place of those beside it.

use serde_json::value::RawValue;

use super::price_key::PriceKey;
use crate::import::foreign::ForeignPrice;
use crate::import::reading::{Skips, tokens};

/// Keys of a tier that are no rates.
const NO_RATES: [&str; 1] = ["range"];

/// The bands; the lowest is said to begin at nothing.
pub(super) fn bands(key: &str, raw: &RawValue, skips: &mut Skips) -> Vec<ForeignPrice> {
    let mut prices = Vec::new();
    for (at, raw) in skips.list(key, "tiered_pricing", Some(&raw)).unwrap_or_default().into_iter().enumerate()
    {
        let place = format!("{key}.tiered_pricing[{at}]");
        let Some(own) = skips.row(&place, raw) else { continue };
        let range = skips.list(&place, "range", own.get("range")).unwrap_or_default();
        let Some(over) = range.first().and_then(|from| tokens(Some(from))) else {
            skips.add(
                format!("{place}.input_cost_per_token"),
                "no range of input tokens, so that no band is known",
            );
            continue;
        };
        for (field, raw) in own.iter().filter(|(field, _)| !NO_RATES.contains(&field.as_str())) {
            match PriceKey::read(field) {
                Some(Ok(PriceKey { meter, tier, over: 0, units })) => {
                    if let Some(amount) = skips.rate(&place, field, raw, (meter, tier, over), units) {
                        prices.push(ForeignPrice { tier, over, ..ForeignPrice::new(meter, amount) });
                    }
                }
                _ => skips.add(format!("{place}.{field}"), "no rate that is known here"),
            }
        }
    }
    prices
}
