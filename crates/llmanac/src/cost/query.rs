//! A question to a model's price rows.

use crate::model::{Asked, Date, Meter, ModelData, PriceFacts, Row};

/// What is asked of a model's prices.
pub(super) struct Query<'m> {
    pub model: &'m ModelData,
    pub asked: Asked<'m>,
    /// The quality, size or resolution; absent: nobody stated one.
    pub grade: Option<&'m str>,
    released: Option<Date>,
}

impl<'m> Query<'m> {
    pub fn new(model: &'m ModelData, asked: Asked<'m>, grade: Option<&'m str>) -> Self {
        let version = asked.version.and_then(|place| model.versions.get(usize::from(place)));
        let released = version.and_then(|version| version.released).or(model.base.released);
        Self { model, asked, grade, released }
    }

    /// The rows of the grade and those of none, with their places.
    pub fn rows(&self) -> impl Iterator<Item = (u16, &'m Row<PriceFacts>)> {
        let rows = self.model.prices.iter().zip(0u16..).map(|(row, place)| (place, row));
        rows.filter(|(_, row)| self.is_of_grade(row))
    }

    /// Whether a row is of the grade that is asked for, or of none. A graded row never stands for a call of no grade.
    fn is_of_grade(&self, row: &Row<PriceFacts>) -> bool {
        row.facts.grade.as_deref().is_none_or(|own| self.grade == Some(own))
    }

    /// Whether a row's rate of a meter is one of the grade: what has prices by grade is not priced by a row of none
    /// where a grade is asked for.
    pub fn prices(&self, row: &Row<PriceFacts>, meter: Meter) -> bool {
        row.facts.grade.is_some() || self.grade.is_none() || grades(self.model, meter).next().is_none()
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

/// The grades that a meter has prices for, on any offer and day.
pub(super) fn grades(model: &ModelData, meter: Meter) -> impl Iterator<Item = &str> {
    let stating = move |row: &&Row<PriceFacts>| row.facts.rates.iter().any(|(own, _)| *own == meter);
    model.prices.iter().filter(stating).filter_map(|row| row.facts.grade.as_deref())
}
