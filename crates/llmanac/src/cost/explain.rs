//! What to say where no price answers what is asked.

use crate::model::{OfferPattern, PriceFacts, Row, Scope, ScopePattern, TierPattern};

use super::plan_error::PlanError;
use super::query::Query;

impl Query<'_> {
    /// Why no row states a rate, where rows of other grades do.
    pub fn graded(&self) -> Option<PlanError> {
        let speaking = self.model.prices.iter().filter(|row| self.narrowness(row).is_some());
        let mut grades: Vec<String> = Vec::new();
        for grade in
            speaking.filter(|row| !row.facts.rates.is_empty()).filter_map(|row| row.facts.grade.as_ref())
        {
            if !grades.contains(grade) {
                grades.push(grade.clone());
            }
        }
        (!grades.is_empty()).then(|| PlanError::OtherGrades {
            model: self.model.id.clone(),
            offer: self.asked.offer.clone(),
            grade: self.grade.map(Box::from),
            priced: grades,
        })
    }

    /// Why no row states a rate for what is asked.
    pub fn explain(&self) -> PlanError {
        let (model, offer, day) = (self.model.id.clone(), self.asked.offer.clone(), self.asked.day);
        let priced: Vec<&Row<PriceFacts>> =
            self.model.prices.iter().filter(|row| !row.facts.rates.is_empty()).collect();
        let of_offer = |row: &&Row<PriceFacts>| {
            row.on.is_empty() || row.on.iter().any(|on| on.narrowness(self.asked.offer).is_some())
        };
        let (own, others): (Vec<_>, Vec<_>) =
            priced.iter().copied().filter(of_offer).partition(|row| row.speaks_of(self.asked.version));
        if let Some(first) = own.iter().filter_map(|row| self.begins(row)).filter(|d| *d > day).min() {
            return PlanError::NotYet { model, offer, day, first };
        }
        if let Some(end) = own.iter().filter_map(|row| row.to).max() {
            return PlanError::Ended { model, offer, day, end };
        }
        if !others.is_empty() {
            let places = others.iter().flat_map(|row| &row.versions);
            let mut priced: Vec<String> = Vec::new();
            for version in places.filter_map(|at| self.model.versions.get(usize::from(*at))) {
                if !priced.contains(&version.id) {
                    priced.push(version.id.clone());
                }
            }
            let version = self.asked.version.and_then(|at| self.model.versions.get(usize::from(at)));
            let version = version.map(|version| version.id.clone());
            return PlanError::OtherVersions { model, version, offer, priced };
        }
        // Offers of this version and day, before those of others.
        let near = |row: &&Row<PriceFacts>| row.speaks_of(self.asked.version) && row.holds_on(day);
        let (near, far): (Vec<_>, Vec<_>) = priced.iter().copied().partition(near);
        let mut offers: Vec<OfferPattern> = Vec::new();
        for on in if near.is_empty() { far } else { near }.iter().flat_map(|row| &row.on) {
            if !offers.contains(on) {
                offers.push(on.clone());
            }
        }
        if offers.is_empty() {
            return PlanError::NoPrice { model };
        }
        offers.sort_by_key(|on| self.distance(on));
        PlanError::OtherOffers { model, offer, priced: offers }
    }

    /// How far an offer is from the one asked for: another tier is nearer than another scope.
    fn distance(&self, on: &OfferPattern) -> (u8, bool) {
        let asked = self.asked.offer;
        let same_scope = OfferPattern { scope: on.scope.clone(), tier: TierPattern::Any };
        let tier = !matches!(on.tier, TierPattern::Any) && on.tier != TierPattern::One(asked.tier);
        let scope = match (&on.scope, &asked.scope) {
            _ if same_scope.narrowness(asked).is_some() => 0,
            (ScopePattern::Zone(_), Scope::Zone(_)) | (ScopePattern::Region(_), Scope::Region(_)) => 1,
            _ => 2,
        };
        (scope, tier)
    }
}
