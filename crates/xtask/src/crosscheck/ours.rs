//! Our facts in the normal form of the comparison: whole numbers, decimals for a million tokens, days.

use llmanac::advise::Call;
use llmanac::catalog::Rank;
use llmanac::cost::{PricePlan, Usage};
use llmanac::model::{Fact, Meter, Offer, Tokens};
use llmanac::{Evidence, ModelMetadata, Snapshot};

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

/// How well a fact is known that does not depend on the offer.
pub fn held(snapshot: &Snapshot, model: &ModelMetadata, field: &str) -> Held {
    let why = snapshot.why(&name(model), field).ok();
    why.and_then(|why| why.basis.evidence.first().map(known)).unwrap_or_default()
}

/// How well a rate is known, on its own offer and in its own band.
pub fn held_price(
    snapshot: &Snapshot,
    model: &ModelMetadata,
    offer: &Offer,
    meter: Meter,
    over: u64,
) -> Held {
    // A call that falls into the band, and uses the meter.
    let input = over.saturating_add(1);
    let usage = Usage::new().with(Meter::InputText, input).with(meter, input);
    let call = Call::new().scope(offer.scope.clone()).tier(offer.tier);
    let Ok(cost) = snapshot.cost(&name(model), &usage, &call) else { return Held::Nobody };
    let line = cost.lines.iter().find(|line| line.meter == meter);
    let fact = format!("price.{}", line.and_then(|line| line.billed_as).unwrap_or(meter));
    cost.basis.evidence.iter().find(|own| own.fact == fact).map(known).unwrap_or_default()
}

fn known(evidence: &Evidence) -> Held {
    match evidence.grade {
        Rank::Invoice | Rank::FirstParty => Held::FirstParty,
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
