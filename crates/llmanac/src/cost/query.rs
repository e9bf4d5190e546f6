//! A question to a model's price rows.

use crate::model::{Asked, Date, ModelData, PriceFacts, Row};

/// What is asked of a model's prices.
pub(super) struct Query<'m> {
    pub model: &'m ModelData,
    pub asked: Asked<'m>,
    released: Option<Date>,
}

impl<'m> Query<'m> {
    pub fn new(model: &'m ModelData, asked: Asked<'m>) -> Self {
        let version = asked.version.and_then(|place| model.versions.get(usize::from(place)));
        let released = version.and_then(|version| version.released).or(model.base.released);
        Self { model, asked, released }
    }

    /// The rows with their places.
    pub fn rows(&self) -> impl Iterator<Item = (u16, &'m Row<PriceFacts>)> {
        self.model.prices.iter().zip(0u16..).map(|(row, place)| (place, row))
    }

    /// The first day of a row: since the release, where it does not say.
    pub fn begins(&self, row: &Row<PriceFacts>) -> Option<Date> {
        row.from.or(self.released)
    }

    /// How narrowly a row speaks of what is asked.
    pub fn narrowness(&self, row: &Row<PriceFacts>) -> Option<u8> {
        let begun = self.begins(row).is_none_or(|first| first <= self.asked.day);
        row.narrowness(self.asked).filter(|_| begun)
    }
}
