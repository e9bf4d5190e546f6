//! The prices of a model.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::advise::facts::{QuotedRate, RowHead, json};
use crate::model::{Date, FreeQuota, Meter, PriceFacts, Row};
use crate::registry::{Evidence, ModelMetadata};

/// The rates of one row of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownPrice {
    /// When and where the row holds; `from` is filled in with the release where the row does not say.
    #[serde(flatten)]
    pub head: RowHead,
    /// The rates hold for the whole request when its input, cache included, is over so many tokens; 0: always.
    pub input_over: u64,
    /// The quality, size or resolution that the rates hold for, in the provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The rates.
    pub rates: Vec<QuotedRate>,
    /// Fees that are free up to a quota of the whole account.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub free: Vec<ShownFree>,
    /// `false`: known not to be sold so; `None` where the row does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sold: Option<bool>,
    /// How well the rates are known.
    pub evidence: Option<Evidence>,
}

/// A quota of free pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownFree {
    /// What is free.
    pub meter: Meter,
    /// How many, and in what time: `1500/day`.
    #[serde(serialize_with = "json::text")]
    pub quota: FreeQuota,
}

/// Terms that the caller has stated in an overlay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownDiscount {
    /// The discount's name.
    pub name: String,
    /// So many percent of the list price are left.
    #[serde(serialize_with = "json::text")]
    pub percent_left: Decimal,
}

/// The rows that hold on the day for the version.
pub(super) fn prices(model: &ModelMetadata) -> Vec<ShownPrice> {
    let version = model.version_place();
    let released = model.lifecycle_released();
    let begun = |from: Option<Date>| from.or(released).is_none_or(|first| first <= model.day());
    model
        .data()
        .prices
        .iter()
        .filter(|row| row.holds_on(model.day()) && row.speaks_of(version) && begun(row.from))
        .map(|row| {
            let shown = price(model, row);
            ShownPrice { head: RowHead { from: row.from.or(released), ..shown.head }, ..shown }
        })
        .collect()
}

/// Every row, of all versions, past and to come, as the catalog lists them.
pub(crate) fn every_price(model: &ModelMetadata) -> Vec<ShownPrice> {
    model.data().prices.iter().map(|row| price(model, row)).collect()
}

fn price(model: &ModelMetadata, row: &Row<PriceFacts>) -> ShownPrice {
    let facts = &row.facts;
    ShownPrice {
        head: RowHead::of(model, row),
        input_over: facts.input_over,
        grade: facts.grade.clone(),
        rates: facts.rates.iter().map(|(meter, rate)| QuotedRate::new(*meter, *rate)).collect(),
        free: facts.free.iter().map(|(meter, quota)| ShownFree { meter: *meter, quota: *quota }).collect(),
        sold: facts.sold,
        evidence: Evidence::of(model.tables(), "price", &row.src, model.day()),
    }
}
