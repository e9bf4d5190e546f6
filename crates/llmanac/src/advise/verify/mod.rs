//! A stored answer of `cost`, recomputed.

#[cfg(all(test, feature = "overlay"))]
mod tests;

mod calls;

use std::collections::{BTreeMap, BTreeSet};

use calls::StoredCall;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::advise::basis::Basis;
use crate::advise::call::Placed;
use crate::advise::cost::{CostAnswer, CostFailure, decimal};
use crate::advise::price_id::price_id;
use crate::cost::{CostStatus, FreeUse, Usage};
use crate::model::{Date, Meter, ModelId, Money, Offer, RegionId};
use crate::registry::{Assumption, Snapshot};

/// Whether a stored answer of `cost` still holds, and where it does not.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CostVerification {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// Where it was served and in which class.
    pub offer: String,
    /// The day of the call.
    pub at: Date,
    /// What is computed today: the amount, where it is exact.
    #[serde(serialize_with = "decimal")]
    pub total: Option<Money>,
    /// At least, where it is bounded.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub low: Option<Money>,
    /// At most, where it is bounded.
    #[serde(serialize_with = "decimal", skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// `USD`.
    pub currency: &'static str,
    /// How far the amount is known today.
    pub status: CostStatus,
    /// Whether everything computed today is what is stored.
    pub same: bool,
    /// What differs; empty where it is the same.
    pub differences: Vec<CostDifference>,
    /// The digest of the catalog that gave the stored answer.
    pub stored_catalog: StoredCatalog,
    /// Whether that is the catalog of today.
    pub same_catalog: bool,
    /// Overlays that had a part in the stored answer, and are not in force.
    pub overlays_missing: Vec<String>,
    /// Overlays in force that had no part in it.
    pub overlays_added: Vec<String>,
    /// Prices of the stored answer that the model no longer has, by their ids.
    pub prices_gone: Vec<PriceGone>,
    /// What the recomputed answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The catalog that gave a stored answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredCatalog {
    /// The data's version: a date.
    pub version: String,
    /// SHA-256 of the compiled catalog.
    pub digest: String,
}

/// One value of a stored answer that is another one today.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CostDifference {
    /// Which: `total`, `lines.input.text.amount`.
    pub field: String,
    /// What is stored; `null` where the stored answer does not have it.
    pub stored: Value,
    /// What is computed; `null` where the computed answer does not have it.
    pub computed: Value,
}

/// A price that a stored answer used, and that the model no longer has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PriceGone {
    /// The meter.
    pub meter: String,
    /// The id.
    pub price: String,
}

/// Why a stored answer cannot be recomputed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The text is no answer of `cost`.
    #[error("this is no answer of `cost --json`: {0}")]
    NoAnswer(String),
    /// The registry has no such model.
    #[error("the registry has no model {0} any more")]
    NoModel(String),
    /// The model has no such version.
    #[error("{model} has no version {version} any more")]
    NoVersion {
        /// The model.
        model: String,
        /// The version.
        version: String,
    },
    /// The call has no price any more.
    #[error(transparent)]
    Cost(Box<CostFailure>),
}

impl From<CostFailure> for VerifyError {
    fn from(failure: CostFailure) -> Self {
        Self::Cost(Box::new(failure))
    }
}

/// What of a stored answer is needed to compute it again.
#[derive(Deserialize)]
struct Stored {
    model: String,
    version: Option<String>,
    offer: String,
    region: Option<String>,
    grade: Option<String>,
    at: String,
    free_quota: Option<String>,
    usage: BTreeMap<String, u64>,
    lines: Vec<Map<String, Value>>,
    #[serde(default)]
    assumed: Vec<StoredAssumption>,
    bounds: Option<StoredBounds>,
    /// The calls of a response that holds several.
    #[serde(default)]
    calls: Vec<StoredCall>,
    catalog: StoredCatalog,
    #[serde(default)]
    overlays: Vec<String>,
}

#[derive(Deserialize)]
struct StoredAssumption {
    what: String,
    value: String,
    because: String,
}

#[derive(Deserialize)]
struct StoredBounds {
    #[serde(default)]
    splits: Vec<BTreeMap<String, u64>>,
}

/// Values that are compared beside the lines, as JSON pointers; the rest says where they come from.
const COMPARED: [&str; 17] = [
    "/currency",
    "/status",
    "/total",
    "/low",
    "/high",
    "/subtotal",
    "/totals/input",
    "/totals/output",
    "/totals/fees",
    "/savings",
    "/missing",
    "/open",
    "/bounds/assumed",
    "/bounds/low",
    "/bounds/high",
    "/bounds/drivers",
    "/bounds/left_out",
];

/// Values of a line that are compared.
const OF_LINE: [&str; 9] =
    ["quantity", "free", "unit", "rate", "per", "amount", "list_rate", "discount", "billed_as"];

impl Snapshot {
    /// Computes a stored answer of `cost` anew, from what it says of itself, and compares the two.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::cost::Usage;
    /// use llmanac::model::Meter;
    ///
    /// let snapshot = llmanac::registry().snapshot();
    /// let usage = Usage::new().with(Meter::InputText, 1_000);
    /// let mut stored = serde_json::to_value(snapshot.cost("gpt-4o", &usage, &Call::new())?)?;
    /// assert!(snapshot.verify_cost(&stored)?.same);
    /// stored["total"] = "0.001".into();
    /// assert_eq!(snapshot.verify_cost(&stored)?.differences[0].field, "total");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is no such answer, a model or version that the registry does not have, a call without a price.
    pub fn verify_cost(&self, stored: &Value) -> Result<CostVerification, VerifyError> {
        let read = Stored::deserialize(stored).map_err(|error| no_answer(&error))?;
        let placed = self.placed_again(&read)?;
        let answer = self.priced_again(&placed, &read.usage, read.bounds.as_ref())?;
        let answer = self.calls_again(&read, answer)?;
        let computed = serde_json::to_value(&answer).map_err(|error| no_answer(&error))?;
        let differences = differences(stored, &computed);
        let missing = |own: &[String], others: &[String]| -> Vec<String> {
            own.iter().filter(|overlay| !others.contains(overlay)).cloned().collect()
        };
        let overlays = self.overlays();
        Ok(CostVerification {
            model: answer.model,
            version: answer.version,
            offer: answer.offer,
            at: answer.at,
            total: answer.total,
            low: answer.low,
            high: answer.high,
            currency: answer.currency,
            status: answer.status,
            same: differences.is_empty(),
            differences,
            same_catalog: read.catalog.digest == self.catalog().digest,
            stored_catalog: read.catalog,
            overlays_missing: missing(&read.overlays, &overlays),
            overlays_added: missing(&overlays, &read.overlays),
            prices_gone: prices_gone(&placed, &read.lines),
            basis: answer.basis,
        })
    }

    fn priced_again(
        &self,
        placed: &Placed,
        counts: &BTreeMap<String, u64>,
        bounds: Option<&StoredBounds>,
    ) -> Result<CostAnswer, VerifyError> {
        let one = usage(counts)?;
        let Some(bounds) = bounds else { return Ok(self.settled_cost(placed, &one)?) };
        let splits = bounds.splits.iter().map(usage).collect::<Result<Vec<_>, _>>()?;
        let one = [one];
        Ok(self.bounded(placed, if splits.is_empty() { &one } else { &splits })?)
    }

    /// The circumstances of a stored answer.
    fn placed_again(&self, read: &Stored) -> Result<Placed, VerifyError> {
        self.placed_as(read, &read.model, read.version.as_deref(), &read.offer, &read.at)
    }

    fn placed_as(
        &self,
        read: &Stored,
        model: &str,
        version: Option<&str>,
        offer: &str,
        at: &str,
    ) -> Result<Placed, VerifyError> {
        let id: ModelId = model.parse().map_err(|error| no_answer(&error))?;
        let offer: Offer = offer.parse().map_err(|error| no_answer(&error))?;
        let at: Date = at.parse().map_err(|error| no_answer(&error))?;
        let region =
            read.region.as_deref().map(RegionId::new).transpose().map_err(|error| no_answer(&error))?;
        let model = self.by_id(&id).ok_or_else(|| VerifyError::NoModel(id.to_string()))?.as_of(at);
        let model = match version {
            None => model,
            Some(version) => model.with_version(version).ok_or_else(|| VerifyError::NoVersion {
                model: id.to_string(),
                version: version.chars().take(80).collect(),
            })?,
        };
        let free_use: FreeUse = match &read.free_quota {
            None => FreeUse::Unknown,
            Some(word) => word.parse().map_err(|error| no_answer(&error))?,
        };
        // What counts leave open, and quotas of the account, is assumed anew.
        let anew = ["cache_ttl", "split", "free_quota"];
        let assumed = read.assumed.iter().filter(|own| !anew.contains(&own.what.as_str()));
        let assumed = assumed.map(|own| Assumption::new(&own.what, &own.value, &own.because)).collect();
        Ok(Placed { model, offer, region, grade: read.grade.clone(), free_use, assumed })
    }
}

fn no_answer(error: &dyn std::fmt::Display) -> VerifyError {
    VerifyError::NoAnswer(error.to_string().chars().take(200).collect())
}

fn usage(counts: &BTreeMap<String, u64>) -> Result<Usage, VerifyError> {
    counts.iter().try_fold(Usage::new(), |usage, (meter, count)| {
        Ok(usage.with(meter.parse::<Meter>().map_err(|error| no_answer(&error))?, *count))
    })
}

/// Where two answers differ.
fn differences(stored: &Value, computed: &Value) -> Vec<CostDifference> {
    let mut found = Vec::new();
    let mut compare = |field: String, stored: Option<&Value>, computed: Option<&Value>| {
        // A key that is left out is a key of nothing.
        let of = |value: Option<&Value>| value.cloned().unwrap_or_default();
        let (stored, computed) = (of(stored), of(computed));
        if stored != computed {
            found.push(CostDifference { field, stored, computed });
        }
    };
    for field in COMPARED {
        let name = field.trim_start_matches('/').replace('/', ".");
        compare(name, stored.pointer(field), computed.pointer(field));
    }
    let count = |answer: &Value| answer.get("lines")?.as_array().map(|lines| Value::from(lines.len()));
    compare("lines".to_owned(), count(stored).as_ref(), count(computed).as_ref());
    let (stored, computed) = (lines(stored), lines(computed));
    let meters: BTreeSet<&String> = stored.keys().chain(computed.keys()).collect();
    for meter in meters {
        let line = |lines: &BTreeMap<String, &Value>, field: &str| -> Option<Value> {
            lines.get(meter)?.get(field).cloned()
        };
        for field in OF_LINE {
            let name = format!("lines.{meter}.{field}");
            compare(name, line(&stored, field).as_ref(), line(&computed, field).as_ref());
        }
    }
    found
}

/// The lines of an answer by their meters; of several calls by the call's place and the meter.
fn lines(answer: &Value) -> BTreeMap<String, &Value> {
    let lines = answer.get("lines").and_then(Value::as_array).into_iter().flatten();
    let key = |line: &Value| -> Option<String> {
        let meter = line.get("meter")?.as_str()?;
        Some(match line.get("call") {
            Some(call) => format!("{call}.{meter}"),
            None => meter.to_owned(),
        })
    };
    lines.filter_map(|line| Some((key(line)?, line))).collect()
}

/// The prices of stored lines that no row of the model states.
fn prices_gone(placed: &Placed, lines: &[Map<String, Value>]) -> Vec<PriceGone> {
    let data = placed.model.data();
    let rows = data.prices.iter();
    let known: BTreeSet<String> = rows
        .flat_map(|row| row.facts.rates.iter().filter_map(|(meter, _)| price_id(data, row, *meter)))
        .collect();
    let text =
        |line: &Map<String, Value>, key: &str| line.get(key).and_then(Value::as_str).map(str::to_owned);
    let stated = lines.iter().filter_map(|line| Some((text(line, "meter")?, text(line, "price")?)));
    stated
        .filter(|(_, price)| !known.contains(price))
        .map(|(meter, price)| PriceGone { meter, price })
        .collect()
}
