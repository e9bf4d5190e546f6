//! An overlay: custom models, deployments and terms of the caller, in the catalog's own format.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Table, Value};

use super::Model;

/// An overlay's file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Overlay {
    /// Tables that its models name: imported catalogs have thousands of models and few such tables.
    pub billed_as: BTreeMap<String, BTreeMap<String, Value>>,
    pub model: Vec<Model>,
    pub deployment: Vec<Deployment>,
    pub discount: Vec<DiscountEntry>,
}

/// The user's own name for a model.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Deployment {
    pub name: String,
    pub model: String,
    pub version: Option<String>,
    pub scope: Option<String>,
    pub tier: Option<String>,
    pub region: Option<String>,
    pub body_patch: Option<Table>,
    pub body_without: Option<Vec<String>>,
    pub replace: Option<bool>,
    pub note: Option<String>,
}

/// Terms of the caller: so many percent off.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DiscountEntry {
    pub name: Option<String>,
    pub provider: Option<String>,
    pub family: Option<String>,
    pub model: Option<String>,
    pub on: Option<Vec<String>>,
    pub percent: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub note: Option<String>,
}
