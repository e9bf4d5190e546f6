//! `tiered_pricing`: rates by the length of the input, in place of those beside it.

use serde_json::value::RawValue;

use super::price_key::PriceKey;
use crate::import::foreign::ForeignPrice;
use crate::import::reading::{Bands, Skips, tokens};

/// Adds the bands, the lowest of which is said to begin at nothing.
pub(super) fn bands(key: &str, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) -> Bands {
    let mut placed = Bands::Placed;
    let mut bands: Vec<ForeignPrice> = Vec::new();
    for (at, raw) in skips.list(key, "tiered_pricing", Some(&raw)).unwrap_or_default().into_iter().enumerate()
    {
        let tier_place = format!("tiered_pricing[{at}]");
        let Some(own) = skips.row(&format!("{key}.{tier_place}"), raw) else {
            placed = Bands::Unplaced;
            continue;
        };
        let range = skips.list(key, &format!("{tier_place}.range"), own.get("range")).unwrap_or_default();
        let over = range.first().and_then(|from| tokens(Some(from)));
        for (name, raw) in own.iter().filter(|(name, _)| name.contains("cost")) {
            let field = format!("{tier_place}.{name}");
            match (over, PriceKey::read(name)) {
                (None, found) => {
                    if found.is_some() {
                        placed = Bands::Unplaced;
                    }
                    skips.add(format!("{key}.{field}"), "no range of input tokens, so that no band is known");
                }
                (Some(over), Some(Ok(PriceKey { meter, tier, over: 0 }))) => {
                    if let Some(amount) = skips.rate(key, &field, raw, (meter, tier, over), 1) {
                        let price = ForeignPrice::new(meter, amount).stated(field);
                        bands.push(ForeignPrice { tier, over, ..price });
                    }
                }
                _ => skips.add(format!("{key}.{field}"), "no rate that is known here"),
            }
        }
        if over.is_none() && own.keys().all(|name| !name.contains("cost")) {
            skips.add(format!("{key}.{tier_place}"), "no range of input tokens, so that no band is known");
        }
    }
    // A table by length stands in place of the flat rates of the same tiers.
    prices.retain(|price| bands.iter().all(|band| band.tier != price.tier));
    prices.extend(bands);
    placed
}
