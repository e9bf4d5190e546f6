//! Our facts in the normal form of the comparison: whole numbers, decimals for a million tokens, days.

use llmanac::advise::Why;
use llmanac::cost::PricePlan;
use llmanac::model::{Fact, Meter, Offer, Tokens};
use llmanac::{ModelMetadata, Snapshot};
use serde_json::Value;

use super::tally::Held;

/// A limit as text.
pub fn limit(fact: Fact<Tokens>) -> Option<String> {
    match fact {
        Fact::Known(tokens) => Some(tokens.get().to_string()),
        _ => None,
    }
}

/// What a million units of a meter cost in a band.
pub fn price(plan: &PricePlan, meter: Meter, over: u64) -> Option<String> {
    const MILLION: u32 = 1_000_000;
    let band = plan.bands().find(|band| band.over() == over)?;
    Some(band.rate(meter)?.rate.amount_per(MILLION)?.to_string())
}

/// How well a fact is known; the name is an id with its version.
pub fn held(snapshot: &Snapshot, model: &ModelMetadata, field: &str) -> Held {
    let Ok(why) = snapshot.why(&name(model), field) else { return Held::Nobody };
    grade(&why)
}

fn grade(why: &Why) -> Held {
    let Some(evidence) = why.basis.evidence.first() else { return Held::Nobody };
    match serde_json::to_value(evidence)
        .ok()
        .as_ref()
        .and_then(|own| own.get("grade"))
        .and_then(Value::as_str)
    {
        Some("first_party" | "invoice") => Held::FirstParty,
        _ => Held::Lineages(evidence.lineages),
    }
}

/// `provider/name@version`, where the version was named.
pub fn name(model: &ModelMetadata) -> String {
    match model.version().filter(|_| model.is_version_named()) {
        Some(version) => format!("{}@{version}", model.id()),
        None => model.id().to_string(),
    }
}

/// The same model in its other versions.
pub fn siblings(model: &ModelMetadata) -> Vec<ModelMetadata> {
    let own = model.version().map(str::to_owned);
    let others = model.versions().filter(|version| Some(*version) != own.as_deref());
    others.filter_map(|version| model.with_version(version)).collect()
}

/// The offers for which a model has prices.
pub fn offers(model: &ModelMetadata) -> Vec<Offer> {
    let on = model.prices().into_iter().flat_map(|row| row.on);
    let mut offers: Vec<Offer> = on.filter_map(|pattern| pattern.parse().ok()).collect();
    offers.sort_unstable_by_key(ToString::to_string);
    offers.dedup();
    offers
}
