//! What it costs.

use crate::model::{Date, Meter, Offer, PriceFacts, Rate, Row, pick};

use super::ModelMetadata;

/// The rates of one row of the catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PriceRow {
    /// The versions; empty: all.
    pub versions: Vec<String>,
    /// The offers, as patterns; empty: all.
    pub on: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// First day on which it no longer holds.
    pub to: Option<Date>,
    /// The rates hold where the total input is over so many tokens; zero: from the first.
    pub input_over: u64,
    /// The rates.
    pub rates: Vec<(Meter, Rate)>,
    /// `false`: known not to be sold so.
    pub sold: Option<bool>,
    /// The quality, size or resolution that the rates hold for: `hd/1024x1792`.
    pub grade: Option<String>,
    pub(crate) src: Vec<u16>,
}

impl ModelMetadata {
    /// The rate of a meter on an offer, in the lowest band, of no grade; `None`: unknown.
    pub fn rate(&self, offer: &Offer, meter: Meter) -> Option<Rate> {
        self.rate_row(offer, meter).map(|(rate, _)| rate)
    }

    pub(crate) fn rate_row(&self, offer: &Offer, meter: Meter) -> Option<(Rate, &Row<PriceFacts>)> {
        // A row without a first day holds since the release, not before.
        if self.lifecycle_released().is_some_and(|released| self.day < released) {
            return None;
        }
        pick(&self.data().prices, self.asked(offer), |facts| {
            if facts.input_over > 0 || facts.grade.is_some() {
                return None;
            }
            facts.rates.iter().find(|(own, _)| *own == meter).map(|(_, rate)| *rate)
        })
    }

    /// The qualities, sizes or resolutions that some price is for, as its rows write them: `hd/1024x1792`.
    pub fn grades(&self) -> Vec<&str> {
        let mut grades: Vec<&str> = Vec::new();
        for grade in self.data().prices.iter().filter_map(|row| row.facts.grade.as_deref()) {
            if !grades.contains(&grade) {
                grades.push(grade);
            }
        }
        grades
    }

    /// Those for which a meter has a price that holds on the day for the version.
    pub(crate) fn grades_of(&self, meter: Meter) -> Vec<&str> {
        let version = self.version_place();
        let mut grades: Vec<&str> = Vec::new();
        for row in self.data().prices.iter().filter(|row| row.holds_on(self.day) && row.speaks_of(version)) {
            let states = row.facts.rates.iter().any(|(own, _)| *own == meter);
            if let Some(grade) = row.facts.grade.as_deref().filter(|grade| states && !grades.contains(grade))
            {
                grades.push(grade);
            }
        }
        grades
    }

    /// The price rows that hold on the day for the version, as the catalog lists them.
    pub fn prices(&self) -> Vec<PriceRow> {
        let version = self.version_place();
        self.price_rows(|row| row.holds_on(self.day) && row.speaks_of(version))
    }

    /// Every price row, ended ones too.
    pub fn price_history(&self) -> Vec<PriceRow> {
        self.price_rows(|_| true)
    }

    fn price_rows(&self, wanted: impl Fn(&Row<PriceFacts>) -> bool) -> Vec<PriceRow> {
        self.data()
            .prices
            .iter()
            .filter(|row| wanted(row))
            .map(|row| PriceRow {
                versions: row
                    .versions
                    .iter()
                    .filter_map(|place| self.data().versions.get(usize::from(*place)))
                    .map(|version| version.id.clone())
                    .collect(),
                on: row.on.iter().map(ToString::to_string).collect(),
                from: row.from,
                to: row.to,
                input_over: row.facts.input_over,
                rates: row.facts.rates.clone(),
                sold: row.facts.sold,
                grade: row.facts.grade.clone(),
                src: row.src.clone(),
            })
            .collect()
    }
}
