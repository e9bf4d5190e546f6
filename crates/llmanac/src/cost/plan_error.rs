use std::fmt;

use crate::model::{Date, Meter, ModelId, Offer, OfferPattern};

/// Why there are no rates for what was asked. Never answered by a neighbour's price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Nothing is known of the model's prices.
    #[error("no price of {model} is known")]
    NoPrice {
        /// The model.
        model: ModelId,
    },
    /// The offer is known not to be sold.
    #[error("{model} is not sold as {offer}")]
    NotSold {
        /// The model.
        model: ModelId,
        /// The offer.
        offer: Offer,
        /// The place of the price row that says so.
        row: u16,
        /// Places of that row's sources.
        src: Vec<u16>,
    },
    /// Other offers have prices, this one has none.
    #[error("no price of {model} is known for {offer}; prices are known for {}", some(.priced))]
    OtherOffers {
        /// The model.
        model: ModelId,
        /// The offer.
        offer: Offer,
        /// The offers that have prices, the nearest first.
        priced: Vec<OfferPattern>,
    },
    /// Other versions have prices for the offer, this one has none.
    #[error(
        "no price of {model}{} is known for {offer}; prices are known for {}",
        .version.as_ref().map_or_else(String::new, |version| format!("@{version}")),
        some(.priced)
    )]
    OtherVersions {
        /// The model.
        model: ModelId,
        /// The version, where one was asked for.
        version: Option<String>,
        /// The offer.
        offer: Offer,
        /// The versions that have prices for it.
        priced: Vec<String>,
    },
    /// Grades have prices for the offer; this one, or none, has not.
    #[error(
        "no price of {model} is known for {offer} {}; prices are known for the grades {}",
        .grade.as_ref().map_or_else(|| "without a grade".to_owned(), |grade| format!("in the grade {grade}")),
        some(.priced)
    )]
    OtherGrades {
        /// The model.
        model: ModelId,
        /// The offer.
        offer: Offer,
        /// The grade that was asked for.
        grade: Option<Box<str>>,
        /// The grades that have prices.
        priced: Vec<String>,
    },
    /// The first price begins after the day.
    #[error("no price of {model} is known for {offer} on {day}; prices begin on {first}")]
    NotYet {
        /// The model.
        model: ModelId,
        /// The offer.
        offer: Offer,
        /// The day.
        day: Date,
        /// The first day with a price after that.
        first: Date,
    },
    /// The last price ended before the day.
    #[error("no price of {model} is known for {offer} on {day}; the last one ended on {end}")]
    Ended {
        /// The model.
        model: ModelId,
        /// The offer.
        offer: Offer,
        /// The day.
        day: Date,
        /// The first day without a price.
        end: Date,
    },
    /// A discount makes a rate that cannot be held exactly.
    #[error("the discount `{discount}` makes a rate of {meter} that cannot be held exactly")]
    Discount {
        /// The discount's name.
        discount: String,
        /// The meter.
        meter: Meter,
    },
}

/// The first few of a list.
fn some(all: &[impl fmt::Display]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = all.iter().take(SHOWN).map(ToString::to_string).collect();
    match all.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
