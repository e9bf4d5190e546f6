//! Models side by side, and where they differ.

mod answer;
mod costs;
mod price;
mod rows;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use serde::Serialize;
use serde_json::Value;

use crate::cost::CostStatus;
use crate::model::{Date, Meter, ModelId, Money, Offer, named};
use crate::registry::{Assumption, ResolveError};

use super::basis::Basis;
use super::cost::{Line, decimal};
use super::open::OpenLine;

/// Models side by side.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The models, in the order asked for.
    pub models: Vec<ComparedModel>,
    /// A row a field, with a value for each model in the same order.
    pub rows: Vec<ComparedRow>,
    /// What one call costs on each, where a usage was given; else empty.
    pub costs: Vec<ComparedCost>,
    /// The order of the costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub costs_order: Option<CostOrder>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// A model that is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ComparedModel {
    /// The name that was asked for.
    pub name: String,
    /// The id.
    pub id: ModelId,
    /// The version; `None` for a model without versions.
    pub version: Option<String>,
    /// The maker's name for people.
    pub display_name: String,
    /// The offer that the prices are of; `None` where the stated circumstances are not the model's.
    #[serde(serialize_with = "offer")]
    pub offer: Option<Offer>,
}

fn offer<S: serde::Serializer>(offer: &Option<Offer>, serializer: S) -> Result<S::Ok, S::Error> {
    offer.as_ref().map(ToString::to_string).serialize(serializer)
}

/// One field of all models.
///
/// A value is `null` where it is not known; `false`, `[]` or, for a limit, `"none"` where it is known not to be.
/// Prices are decimal texts in US dollars for `per` units, `false` where the model is known not to be sold so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ComparedRow {
    /// The field: `limits.output`, `capabilities.tools`, `parameter.temperature`, `price.input.text`.
    pub field: String,
    /// The rates hold where the input is over so many tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_over: Option<u64>,
    /// The number of units that a price is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<u32>,
    /// A value for each model.
    pub values: Vec<Value>,
    /// Whether two models differ; `None` where that hangs on what is not known.
    pub differs: Option<bool>,
}

named! {
    /// The order in which costs are told.
    "order" CostOrder {
        /// The lowest first; a bounded one by its lower end, and what is not known last.
        CheapestFirst = "cheapest_first",
        /// As the models were named.
        AsGiven = "as_given",
    }
}

/// What one call costs on one model.
///
/// What is not known of one model is said here, and does not keep the others from their cost.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ComparedCost {
    /// The name that was asked for.
    pub name: String,
    /// The model's id.
    pub model: ModelId,
    /// The version; `None` for a model without versions.
    pub version: Option<String>,
    /// Where it is served and in which class; `None` where the stated circumstances are not the model's.
    pub offer: Option<String>,
    /// The day of the call.
    pub at: Date,
    /// US dollars; `None` where it is not known exactly.
    #[serde(serialize_with = "decimal")]
    pub total: Option<Money>,
    /// `USD`.
    pub currency: &'static str,
    /// How far the amount is known.
    pub status: CostStatus,
    /// Why it is not known, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// At least, where the amount is bounded.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub low: Option<Money>,
    /// At most, where the amount is bounded.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// The sum of the lines, where some meters have no rate.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<Money>,
    /// The line items.
    pub lines: Vec<Line>,
    /// The meters whose amounts are known only between two bounds; no line is of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenLine>,
    /// Meters without a rate.
    pub missing: Vec<Meter>,
    /// What was taken for granted of this model's call.
    pub assumed: Vec<Assumption>,
}

/// Why models cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// No model was named.
    #[error("name the models to compare")]
    NoModels,
    /// Names that mean no model: every one of them.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Resolve(Vec<ResolveError>),
}
