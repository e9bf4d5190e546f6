//! The prices of one version, scope by scope and tier by tier.

use std::collections::BTreeSet;

use crate::cost::{Band, PricePlan};
use crate::model::{Meter, MeterKind, Offer, OfferPattern, Scope, ScopePattern, ServiceTier};
use crate::registry::{ModelMetadata, Snapshot};

/// The plans of a version on one scope, the caller's own terms applied.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub tiers: Vec<(ServiceTier, PricePlan)>,
}

impl Sheet {
    /// Those of a scope, of a grade; `None` where nothing has a price there.
    pub fn of(
        snapshot: &Snapshot,
        model: &ModelMetadata,
        scope: &Scope,
        grade: Option<&str>,
    ) -> Option<Self> {
        let discounts = snapshot.discounts(model);
        let tiers = ServiceTier::ALL.iter().filter(|tier| !tier.is_capacity());
        let priced = tiers.filter_map(|tier| {
            let offer = Offer::new(scope.clone(), *tier);
            let plan = PricePlan::select_graded(model.data(), model.asked(&offer), grade, &discounts).ok()?;
            // A fee of any tier is no price of every tier.
            let is_fee = |meter: Meter| meter.kind() == MeterKind::Fee;
            let is_own = *tier == ServiceTier::Standard
                || plan.bands().flat_map(Band::rates).any(|rate| !is_fee(rate.meter));
            is_own.then_some((*tier, plan))
        });
        let tiers: Vec<_> = priced.collect();
        let has_rate = tiers.iter().any(|(_, plan)| plan.bands().any(|band| !band.rates().is_empty()));
        has_rate.then_some(Self { tiers })
    }

    pub fn tier(&self, tier: ServiceTier) -> Option<&PricePlan> {
        self.tiers.iter().find(|(own, _)| *own == tier).map(|(_, plan)| plan)
    }
}

/// The scopes for which a version has prices on the day, the usual one first.
pub(super) fn scopes(model: &ModelMetadata) -> Vec<Scope> {
    let data = model.data();
    let version = model.version_place();
    let rows = data.prices.iter().filter(|row| row.holds_on(model.day()) && row.speaks_of(version));
    let patterns: Vec<&OfferPattern> = rows.flat_map(|row| &row.on).collect();
    let mut scopes = vec![model.default_offer().scope.clone()];
    let mut add = |scope: Scope| {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    };
    for pattern in &patterns {
        match &pattern.scope {
            ScopePattern::Global => add(Scope::Global),
            ScopePattern::Zone(zone) => add(Scope::Zone(zone.clone())),
            ScopePattern::AnyRegion => add(Scope::Region(None)),
            ScopePattern::Region(region) => add(Scope::Region(Some(region.clone()))),
            ScopePattern::AnyZone => zones(model).into_iter().for_each(&mut add),
            ScopePattern::Any => {}
        }
    }
    scopes
}

/// The zones that a price of any zone is for: those in which the model is sold, else all of the provider.
fn zones(model: &ModelMetadata) -> Vec<Scope> {
    let mut sold: Vec<Scope> = Vec::new();
    for pattern in model.data().sold.iter().flat_map(|row| &row.on) {
        if let ScopePattern::Zone(zone) = &pattern.scope {
            sold.push(Scope::Zone(zone.clone()));
        }
    }
    if !sold.is_empty() {
        return sold;
    }
    let regions = model.tables().regions.iter().filter(|region| region.provider == *model.provider());
    let zones: BTreeSet<&str> = regions.filter_map(|region| region.zone.as_deref()).collect();
    zones.into_iter().filter_map(|zone| format!("zone:{zone}").parse().ok()).collect()
}
