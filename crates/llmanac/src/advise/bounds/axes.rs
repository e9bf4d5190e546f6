//! The known values of every circumstance that nobody stated.

use crate::catalog::Terms;
use crate::model::{
    Date, ModelData, OfferPattern, RegionId, Scope, ScopePattern, ServiceTier, Status, TierPattern, ZoneId,
};
use crate::registry::{ModelMetadata, Snapshot};

use super::Circumstance;
use crate::advise::call::Placed;

/// The values that are possible, the assumed one first.
pub(super) struct Axes {
    /// The model in a version, seen from a day.
    pub moments: Vec<ModelMetadata>,
    pub scopes: Vec<Scope>,
    pub tiers: Vec<ServiceTier>,
    open: Vec<Circumstance>,
}

impl Axes {
    pub fn of(snapshot: &Snapshot, placed: &Placed) -> Self {
        let model = &placed.model;
        let assumed = placed.assumed.iter().filter_map(|assumed| assumed.what.parse().ok());
        let mut open: Vec<Circumstance> = assumed.collect();
        if placed.offer.scope == Scope::Region(None) && !open.contains(&Circumstance::Scope) {
            open.push(Circumstance::Region);
        }
        let terms: Vec<&Terms> = snapshot.terms().filter(|terms| terms.are_for(model.data())).collect();
        let named = offers(model.data(), &terms);
        let mut axes = Self {
            moments: vec![model.clone()],
            scopes: vec![placed.offer.scope.clone()],
            tiers: vec![placed.offer.tier],
            open,
        };
        axes.add_moments(model, &terms);
        axes.add_scopes(snapshot, placed, &named);
        if axes.is_open(Circumstance::Tier) {
            for pattern in &named {
                if let TierPattern::One(tier) = pattern.tier {
                    add(&mut axes.tiers, tier);
                }
            }
        }
        axes
    }

    pub fn is_open(&self, what: Circumstance) -> bool {
        self.open.contains(&what)
    }

    /// How many combinations there are.
    pub fn len(&self) -> usize {
        self.moments.len().saturating_mul(self.scopes.len()).saturating_mul(self.tiers.len())
    }

    /// Every version that answered on every day on which a price may be another one.
    fn add_moments(&mut self, model: &ModelMetadata, terms: &[&Terms]) {
        let versions: Vec<Option<u16>> = if self.is_open(Circumstance::Version) {
            (0u16..).zip(&model.data().versions).map(|(place, _)| Some(place)).collect()
        } else {
            vec![model.named]
        };
        let mut days = vec![model.day()];
        if self.is_open(Circumstance::Date) {
            days.extend(turns(model.data(), terms));
        }
        for day in days {
            for named in &versions {
                // Stored answers are verified without the deployment that was named.
                let moment = ModelMetadata { day, named: *named, deployment: None, ..model.clone() };
                let same = |own: &ModelMetadata| {
                    own.day() == moment.day() && own.version_place() == moment.version_place()
                };
                if !self.moments.iter().any(same) && answers(&moment) {
                    self.moments.push(moment);
                }
            }
        }
    }

    fn add_scopes(&mut self, snapshot: &Snapshot, placed: &Placed, named: &[OfferPattern]) {
        let provider = placed.model.provider();
        let region = placed.region.as_ref();
        let home = region.and_then(|region| snapshot.zone_of(provider, region));
        // Of a region that is in one zone no other zone is called.
        let near = |zone: &ZoneId| home.as_ref().is_none_or(|home| home == zone);
        let here = |own: &RegionId| region.is_none_or(|region| region == own);
        for pattern in named {
            let found: Vec<Scope> = match &pattern.scope {
                ScopePattern::Any => Vec::new(),
                ScopePattern::Global => vec![Scope::Global],
                ScopePattern::AnyZone => {
                    zones(&placed.model).into_iter().filter(near).map(Scope::Zone).collect()
                }
                ScopePattern::Zone(zone) if near(zone) => vec![Scope::Zone(zone.clone())],
                ScopePattern::AnyRegion => vec![Scope::Region(region.cloned())],
                ScopePattern::Region(own) if here(own) => vec![Scope::Region(Some(own.clone()))],
                ScopePattern::Zone(_) | ScopePattern::Region(_) => Vec::new(),
            };
            for scope in found {
                let of_region = matches!(scope, Scope::Region(_));
                if self.is_open(Circumstance::Scope) || (of_region && self.is_open(Circumstance::Region)) {
                    add(&mut self.scopes, scope);
                }
            }
        }
    }
}

/// Whether calls are answered: released, and not retired, as far as is known.
fn answers(moment: &ModelMetadata) -> bool {
    let unreleased = moment.lifecycle_released().is_some_and(|released| moment.day() < released);
    !unreleased && moment.status() != Status::Retired
}

/// The offers that have prices or terms of their own.
fn offers(model: &ModelData, terms: &[&Terms]) -> Vec<OfferPattern> {
    let mut offers = Vec::new();
    let priced = model.prices.iter().filter(|row| !row.facts.rates.is_empty()).flat_map(|row| &row.on);
    for pattern in priced.chain(terms.iter().flat_map(|terms| terms.discount.offers())) {
        if !offers.contains(pattern) {
            offers.push(pattern.clone());
        }
    }
    offers
}

/// The first day of every span within which no price changes, the one before all others too.
fn turns(model: &ModelData, terms: &[&Terms]) -> Vec<Date> {
    let rows = model.prices.iter().flat_map(|row| [row.from, row.to]);
    let versions = model.versions.iter().map(|version| version.released);
    let terms = terms.iter().flat_map(|terms| terms.discount.days());
    let mut days: Vec<Date> =
        rows.chain(versions).chain(terms).chain([model.base.released]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    if let Some(first) = days.first() {
        days.push(Date::from_unix_days(first.unix_days().saturating_sub(1)));
    }
    days
}

/// The zones and geographies of the model's provider.
fn zones(model: &ModelMetadata) -> Vec<ZoneId> {
    let tables = model.tables();
    let geographies = tables.provider(model.provider()).map_or(&[][..], |data| &data.geographies);
    let mut zones = Vec::new();
    for (_, scope) in geographies {
        if let Scope::Zone(zone) = scope {
            add(&mut zones, zone.clone());
        }
    }
    for region in tables.regions.iter().filter(|region| region.provider == *model.provider()) {
        if let Some(zone) = region.zone.as_deref().and_then(|zone| zone.parse().ok()) {
            add(&mut zones, zone);
        }
    }
    zones
}

fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}
