//! The files that models share.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

use super::row;

/// `sources.toml`: a table a source.
pub(crate) type Sources = BTreeMap<String, SourceEntry>;

/// A source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceEntry {
    pub title: String,
    pub read: String,
    pub lineage: String,
    pub rank: String,
}

/// `providers.toml`: a table a provider.
pub(crate) type Providers = BTreeMap<String, ProviderEntry>;

/// A provider.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProviderEntry {
    pub display_name: String,
    pub original_name: Option<String>,
    pub prefixes: Vec<String>,
    pub arn_service: Option<String>,
    pub geographies: BTreeMap<String, String>,
    pub publishers: BTreeMap<String, String>,
    pub deployment_types: BTreeMap<String, String>,
    pub requirements: BTreeMap<String, Value>,
    /// The model whose parameters a program's own model has, where the catalog has none of its family.
    pub stand_in: Option<String>,
    /// Its `stand_in` is that of providers that stand here nowhere, too.
    pub stands_for_unknown: bool,
    /// Where calls go, and the header that lets them in: `$NAME` stands for what only the caller knows.
    pub endpoint: Option<String>,
    pub credential: Option<String>,
    /// Environment variables that the provider's own clients read, by placeholder.
    pub variables: BTreeMap<String, String>,
    pub surface: BTreeMap<String, SurfaceEntry>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// A surface of a provider.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SurfaceEntry {
    pub operation: Option<OperationEntry>,
    pub stream_operation: Option<OperationEntry>,
    /// The operation for several inputs, where that is another one.
    pub batch_operation: Option<OperationEntry>,
    /// The operation of the API without dated versions, where the surface's own has them.
    pub v1_operation: Option<OperationEntry>,
    /// The dated version that is called where a request needs a preview.
    pub preview: Option<String>,
    pub endpoint: Option<String>,
    pub credential: Option<String>,
    pub headers: BTreeMap<String, String>,
    pub auth: String,
    pub docs: Option<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// An HTTP operation.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OperationEntry {
    pub name: Option<String>,
    pub method: String,
    pub path: String,
    pub query: BTreeMap<String, String>,
    /// Keys of the body that the operation wants besides; placeholders stand in braces.
    pub body: BTreeMap<String, String>,
}

/// `makers.toml`: a table a maker.
pub(crate) type Makers = BTreeMap<String, MakerEntry>;

/// Who trains models.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakerEntry {
    pub display_name: String,
}

/// `families.toml`: a table a family.
pub(crate) type Families = BTreeMap<String, FamilyEntry>;

/// A family.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyEntry {
    pub display_name: String,
    pub provider: String,
    pub maker: String,
    #[serde(default)]
    pub router: bool,
}

/// `regions.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Regions {
    /// Provider, region.
    pub region: BTreeMap<String, BTreeMap<String, RegionEntry>>,
    pub set: BTreeMap<String, RegionSet>,
    /// Source region, or `*`, and the regions of destination; `src` and `note` beside them.
    pub route: BTreeMap<String, BTreeMap<String, Value>>,
}

/// A region.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RegionEntry {
    pub name: Option<String>,
    pub zone: Option<String>,
    /// Where calls to it go, where that is not the provider's own pattern.
    pub endpoint: Option<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// A named set of regions.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RegionSet {
    pub regions: Vec<String>,
    pub note: Option<String>,
    pub src: Vec<String>,
}

/// `tasks.toml`: a table a task.
pub(crate) type Tasks = BTreeMap<String, TaskEntry>;

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TaskEntry {
    pub summary: String,
    pub needs: Vec<String>,
    pub min_context: Option<u64>,
    pub min_output: Option<u64>,
    pub workload: Workload,
}

/// What a typical call of a task consumes, in tokens.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Workload {
    pub input: u64,
    pub cached: u64,
    pub output: u64,
}

/// `pointers.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Pointers {
    pub pointer: Vec<PointerEntry>,
}

/// A name whose target moves with time.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PointerEntry {
    pub name: String,
    pub provider: String,
    pub target: Vec<PointerRow>,
    pub note: Option<String>,
    pub src: Option<Vec<String>>,
}

row! {
    /// The target of a pointer.
    PointerRow { model: String, }
}
