//! What is known of capacity on an offer, on a day.

use crate::advise::call::Placed;
use crate::advise::facts::ids;
use crate::model::{CapacityFacts, CapacityUnit, Row, pick};
use crate::registry::ModelMetadata;

use super::error::CapacityError;

/// The rows of capacity that speak of an offer, by one kind of unit.
pub(super) struct Offered<'a> {
    placed: &'a Placed,
    /// The unit, where it is known.
    pub unit: Option<CapacityUnit>,
}

impl<'a> Offered<'a> {
    /// The unit that is stated, or the only one that is known.
    pub fn of(placed: &'a Placed, stated: Option<&CapacityUnit>) -> Result<Self, CapacityError> {
        let mut known: Vec<&CapacityUnit> = rows(&placed.model)
            .iter()
            .filter(|row| row.narrowness(placed.model.asked(&placed.offer)).is_some())
            .map(|row| &row.facts.unit)
            .collect();
        known.sort_unstable();
        known.dedup();
        let names = || known.iter().map(ToString::to_string).collect();
        let model = || placed.model.id().to_string();
        let unit = match (stated, known.as_slice()) {
            (Some(unit), []) => Some(unit.clone()),
            (Some(unit), all) if all.contains(&unit) => Some(unit.clone()),
            (Some(unit), _) => {
                let unit = unit.as_str().chars().take(80).collect();
                return Err(CapacityError::Unit { model: model(), unit, known: names() });
            }
            (None, []) => None,
            (None, [only]) => Some((*only).clone()),
            (None, _) => return Err(CapacityError::Units { model: model(), known: names() }),
        };
        Ok(Self { placed, unit })
    }

    /// The fact that the narrowest row of the unit states, with that row.
    pub fn pick<F>(
        &self,
        get: impl Fn(&'a CapacityFacts) -> Option<F>,
    ) -> Option<(F, &'a Row<CapacityFacts>)> {
        let unit = self.unit.as_ref()?;
        let asked = self.placed.model.asked(&self.placed.offer);
        pick(rows(&self.placed.model), asked, |facts| get(facts).filter(|_| facts.unit == *unit))
    }

    /// The unit's name: `unit` where none is known.
    pub fn name(&self) -> String {
        self.unit.as_ref().map_or_else(|| "unit".to_owned(), ToString::to_string)
    }

    /// Refuses what is known not to be sold.
    pub fn refuse_unsold(&self) -> Result<(), CapacityError> {
        let says = |facts: &CapacityFacts| facts.sold.or((!facts.states_nothing()).then_some(true));
        match self.pick(says) {
            Some((false, row)) => Err(CapacityError::NotSold {
                model: self.placed.model.id().to_string(),
                unit: self.name(),
                offer: self.placed.offer.to_string(),
                sources: ids(self.placed.model.tables(), &row.src),
            }),
            _ => Ok(()),
        }
    }
}

/// The rows, from the release on: as a price, capacity is not sold before.
fn rows(model: &ModelMetadata) -> &[Row<CapacityFacts>] {
    match model.lifecycle_released() {
        Some(released) if model.day() < released => &[],
        _ => &model.data().capacity,
    }
}
