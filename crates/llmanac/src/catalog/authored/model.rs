//! A model's file, and a model of an overlay.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Table, Value};

use super::row;

/// A model.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Model {
    // Of overlays and programs only: a file of the catalog has its id from its path.
    pub id: Option<String>,
    pub name: Option<String>,
    pub provider: Option<String>,
    pub extends: Option<String>,
    pub replace: Option<bool>,

    pub display_name: Option<String>,
    pub maker: Option<String>,
    pub family: Option<String>,
    pub released: Option<String>,
    pub wire: Option<Wire>,
    pub aliases: Option<Vec<String>>,
    pub bare: Option<bool>,
    pub default_on: Option<String>,
    pub input: Option<Vec<String>>,
    pub output: Option<Vec<String>>,
    pub knowledge_cutoff: Option<String>,
    pub capabilities: Option<BTreeMap<String, bool>>,
    pub surfaces: Option<BTreeMap<String, String>>,
    pub default_surface: Option<String>,
    pub defaults: Option<BTreeMap<String, Value>>,
    pub reasoning: Option<Reasoning>,
    pub tokenizer: Option<String>,
    pub media: Option<String>,
    pub requirements: Option<BTreeMap<String, Value>>,
    // A table, or the name of one of an overlay's.
    pub billed_as: Option<Value>,
    pub version: Option<Vec<Version>>,
    pub default_version: Option<Vec<DefaultVersionRow>>,
    pub limits: Option<Vec<LimitRow>>,
    pub price: Option<Vec<PriceRow>>,
    pub lifecycle: Option<Vec<LifecycleRow>>,
    pub replacement: Option<Vec<ReplacementRow>>,
    pub sold: Option<Vec<SoldRow>>,
    pub quota: Option<Vec<QuotaRow>>,
    pub benchmark: Option<Vec<BenchmarkRow>>,
    pub capacity: Option<Vec<CapacityRow>>,
    // Of overlays and programs only: what is laid over the bodies of its requests.
    pub body_patch: Option<Table>,
    pub body_without: Option<Vec<String>>,
    pub sought: Option<Vec<SoughtRow>>,
    pub verdict: Option<Vec<Verdict>>,
    pub src: Option<Vec<String>>,
}

/// What the API wants to read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Wire {
    pub id: Option<String>,
    pub name: Option<String>,
    pub version: Option<String>,
}

/// How thinking is steered.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Reasoning {
    pub effort: Option<Vec<String>>,
    pub effort_default: Option<String>,
    pub budget: Option<Budget>,
}

/// The bounds of a thinking budget.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Budget {
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub also: Option<Vec<i64>>,
}

/// A dated snapshot: what differs from the model.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Version {
    pub id: String,
    pub released: Option<String>,
    pub like: Option<String>,
    pub wire: Option<Wire>,
    pub aliases: Option<Vec<String>>,
    pub input: Option<Vec<String>>,
    pub output: Option<Vec<String>>,
    pub knowledge_cutoff: Option<String>,
    pub capabilities: Option<BTreeMap<String, bool>>,
    pub surfaces: Option<BTreeMap<String, String>>,
    pub defaults: Option<BTreeMap<String, Value>>,
    pub reasoning: Option<Reasoning>,
    pub src: Option<Vec<String>>,
    pub assumed: Option<String>,
    pub note: Option<String>,
}

row! {
    /// The version that an unversioned call gets.
    DefaultVersionRow { version: String, }
}

row! {
    /// Limits in tokens; a number, or `"none"`.
    LimitRow {
        window: Option<Value>,
        input: Option<Value>,
        output: Option<Value>,
    }
}

row! {
    /// Rates.
    PriceRow {
        input_over: Option<i64>,
        usd_per_1: Option<BTreeMap<String, Value>>,
        /// A minute.
        usd_per_60: Option<BTreeMap<String, Value>>,
        /// An hour.
        usd_per_3600: Option<BTreeMap<String, Value>>,
        usd_per_1k: Option<BTreeMap<String, Value>>,
        #[serde(rename = "usd_per_1M")]
        usd_per_million: Option<BTreeMap<String, Value>>,
        #[serde(rename = "usd_per_12M")]
        usd_per_twelve_million: Option<BTreeMap<String, Value>>,
        #[serde(rename = "usd_per_1M_hour")]
        usd_per_million_hours: Option<BTreeMap<String, Value>>,
        free: Option<BTreeMap<String, Value>>,
        sold: Option<bool>,
        grade: Option<String>,
        verified: Option<String>,
    }
}

row! {
    /// Dates of life.
    LifecycleRow {
        listed: Option<String>,
        preview: Option<String>,
        ga: Option<String>,
        legacy: Option<String>,
        no_new_use: Option<String>,
        retires_earliest: Option<String>,
        retires: Option<String>,
    }
}

row! {
    /// What the provider names in its place.
    ReplacementRow { any_of: Vec<String>, }
}

row! {
    /// Regions, listed or by the name of a set; where calls may be processed, as a table or by the name of one.
    SoldRow { regions: Option<Value>, routes: Option<Value>, }
}

row! {
    /// Limits of use.
    QuotaRow {
        plan: Option<String>,
        requests: Option<String>,
        tokens: Option<String>,
        input_tokens: Option<String>,
        output_tokens: Option<String>,
        concurrent: Option<u64>,
    }
}

row! {
    /// Capacity bought by the unit.
    CapacityRow {
        unit: Option<String>,
        term: Option<String>,
        usd_per_unit_second: Option<String>,
        usd_per_unit_hour: Option<String>,
        usd_per_unit_month: Option<String>,
        terms: Option<Vec<String>>,
        prorated: Option<bool>,
        least: Option<u64>,
        step: Option<u64>,
        throughput: Option<String>,
        counts: Option<BTreeMap<String, Value>>,
        sold: Option<bool>,
    }
}

row! {
    /// A published score.
    BenchmarkRow {
        name: Option<String>,
        score: Option<Value>,
        unit: Option<String>,
        harness: Option<String>,
        day: Option<String>,
    }
}

/// Looked for, not found.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SoughtRow {
    pub fields: Vec<String>,
    pub versions: Option<Vec<String>>,
    pub on: Option<Vec<String>>,
    pub src: Option<Vec<String>>,
    pub day: String,
    pub note: Option<String>,
}

/// A conflict between sources.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Verdict {
    pub field: String,
    pub versions: Option<Vec<String>>,
    pub on: Option<Vec<String>>,
    pub says: BTreeMap<String, Value>,
    pub hold: Option<Value>,
    pub because: String,
    pub missing: Option<String>,
}
