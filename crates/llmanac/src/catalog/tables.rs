//! The tables that models share: providers, families, sources, regions, tasks, parameters.

use serde::{Deserialize, Serialize};

use super::deferred::Deferred;
use super::need::Need;
use crate::cost::{MediaRules, UsageForms};
use crate::model::{
    Date, MakerId, ModelFamily, ModelId, Offer, Provider, RegionId, Route, Routes, Row, Scalar, Scope,
    Surface, TaskId, named,
};
use crate::params::{BodyPatch, ParamTable, Standard};

/// Everything that models share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tables {
    pub sources: Vec<Source>,
    pub providers: Vec<ProviderData>,
    pub makers: Vec<MakerData>,
    pub families: Vec<FamilyData>,
    pub regions: Vec<RegionData>,
    pub routes: Vec<RouteSet>,
    pub tasks: Vec<TaskData>,
    pub pointers: Vec<PointerData>,
    pub parameters: Standard,
    /// What each profile says, variant by variant; most are never asked for.
    pub tables: Vec<Deferred<ParamTable>>,
    pub usage: UsageForms,
    pub media: Vec<MediaRules>,
}

named! {
    /// How far a source is to be trusted, best first.
    "rank" Rank {
        /// A provider's own bill.
        Invoice = "invoice",
        /// A provider's own page or API.
        FirstParty = "first_party",
        /// A catalog kept by others.
        Catalog = "catalog",
        /// A report of users.
        Report = "report",
        /// The original design.
        Seed = "seed",
        /// The caller's own word: an overlay, or the program.
        Caller = "caller",
    }
}

/// Where facts were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Source {
    pub id: String,
    pub title: String,
    /// Absent for the caller's own word.
    pub read: Option<Date>,
    pub lineage: String,
    pub rank: Rank,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProviderData {
    pub id: Provider,
    pub display_name: String,
    /// What other tools put before a name.
    pub prefixes: Vec<String>,
    /// The service of its Amazon resource names.
    pub arn_service: Option<String>,
    /// Prefix of an inference profile and the scope it stands for.
    pub geographies: Vec<(String, Scope)>,
    /// Makers, and the word for each in the provider's paths.
    pub publishers: Vec<(MakerId, String)>,
    /// The provider's word for an offer: `GlobalStandard`.
    pub deployment_types: Vec<(String, String)>,
    pub requirements: Vec<(String, Scalar)>,
    /// The model whose parameters a program's own model has, where the catalog has none of its family.
    pub stand_in: Option<ModelId>,
    /// Its `stand_in` is that of providers which the catalog does not know, too.
    pub stands_for_unknown: bool,
    /// Environment variables that the provider's own clients read, by placeholder.
    pub variables: Vec<(String, String)>,
    pub surfaces: Vec<SurfaceData>,
    pub src: Vec<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SurfaceData {
    pub surface: Surface,
    /// Absent where no one path serves every model of the surface.
    pub operation: Option<Operation>,
    /// Where streaming is another operation.
    pub stream_operation: Option<Operation>,
    /// For several inputs to embed, where that is another one.
    pub batch_operation: Option<Operation>,
    /// That of the API without dated versions, where the surface's own has them.
    pub v1_operation: Option<Operation>,
    /// The dated version that is called where a request needs a preview.
    pub preview: Option<Date>,
    /// Where calls go; `$NAME` stands for what only the caller knows.
    pub endpoint: Option<String>,
    /// The header that lets a call in, with `$NAME` for the secret.
    pub credential: Option<String>,
    pub headers: Vec<(String, String)>,
    pub auth: String,
}

/// An HTTP operation; placeholders stand in braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Operation {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Keys of the body that the operation wants besides.
    pub body: Vec<(String, String)>,
}

impl Operation {
    /// The operation of a surface whose operation the catalog does not know.
    pub fn unknown() -> Self {
        Self { method: "{method}".to_owned(), path: "{path}".to_owned(), query: Vec::new(), body: Vec::new() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MakerData {
    pub id: MakerId,
    pub display_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FamilyData {
    pub id: ModelFamily,
    pub display_name: String,
    pub provider: Provider,
    pub maker: MakerId,
    /// Its models send each prompt to another model, which is billed beside them.
    pub router: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RegionData {
    pub id: RegionId,
    pub provider: Provider,
    pub name: Option<String>,
    pub zone: Option<String>,
    /// Where calls to it go, where that is not the provider's own pattern.
    pub endpoint: Option<String>,
}

/// Routes that rows share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteSet {
    pub name: String,
    pub routes: Vec<Route>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TaskData {
    pub id: TaskId,
    pub summary: String,
    pub needs: Vec<Need>,
    pub min_context: Option<u64>,
    pub min_output: Option<u64>,
    pub input: u64,
    pub cached: u64,
    pub output: u64,
}

/// A name whose target moves with time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PointerData {
    pub name: String,
    pub provider: Provider,
    pub target: Vec<Row<ModelId>>,
}

/// Terms that a caller states in an overlay: a discount, and the models it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub discount: crate::cost::Discount,
    pub provider: Option<Provider>,
    pub family: Option<ModelFamily>,
    pub model: Option<ModelId>,
}

impl Terms {
    /// How narrowly they name what they are for; the narrowest counts.
    pub fn narrowness(&self) -> u8 {
        let named = [self.model.is_some(), self.family.is_some(), self.provider.is_some()];
        named.iter().fold(0, |sum, named| sum * 2 + u8::from(*named))
    }

    /// Whether the terms are for a model.
    pub fn are_for(&self, model: &crate::model::ModelData) -> bool {
        self.provider.as_ref().is_none_or(|own| *own == model.provider)
            && self.family.as_ref().is_none_or(|own| *own == model.family)
            && self.model.as_ref().is_none_or(|own| *own == model.id)
    }
}

/// The user's own name for a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeploymentData {
    pub name: String,
    pub model: ModelId,
    pub version: Option<String>,
    pub offer: Option<Offer>,
    pub region: Option<RegionId>,
    /// What is laid over the bodies of its requests.
    pub patch: BodyPatch,
    pub layer: String,
}

impl Tables {
    /// The routes of a row.
    pub fn routes<'a>(&'a self, routes: &'a Routes) -> &'a [Route] {
        match routes {
            Routes::Shared(place) => self.routes.get(usize::from(*place)).map_or(&[], |set| &set.routes),
            Routes::Own(routes) => routes,
        }
    }

    /// A provider's data.
    pub fn provider(&self, id: &Provider) -> Option<&ProviderData> {
        self.providers.iter().find(|provider| provider.id == *id)
    }

    /// The model that stands in for those of a provider of which nothing is known.
    pub fn stand_in(&self, provider: &Provider) -> Option<&ModelId> {
        let own = self.provider(provider).and_then(|own| own.stand_in.as_ref());
        own.or_else(|| self.providers.iter().find(|other| other.stands_for_unknown)?.stand_in.as_ref())
    }

    /// A family's data.
    pub fn family(&self, id: &ModelFamily) -> Option<&FamilyData> {
        self.families.iter().find(|family| family.id == *id)
    }

    /// A surface's data.
    pub fn surface(&self, surface: Surface) -> Option<&SurfaceData> {
        self.providers.iter().flat_map(|p| &p.surfaces).find(|s| s.surface == surface)
    }

    /// The place of a standard parameter.
    pub fn parameter(&self, name: &str) -> Option<u16> {
        self.parameters.place_of(name)
    }

    /// The sources at some places.
    pub fn sources_at<'a>(&'a self, places: &'a [u16]) -> impl Iterator<Item = &'a Source> {
        places.iter().filter_map(|place| self.sources.get(usize::from(*place)))
    }
}
