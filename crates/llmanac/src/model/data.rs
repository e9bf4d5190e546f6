use serde::{Deserialize, Serialize};

use super::capability::Capabilities;
use super::capacity::CapacityFacts;
use super::date::{Date, Day};
use super::fact::Fact;
use super::free::FreeQuota;
use super::ids::{MakerId, ModelFamily, ModelId, Provider, RegionId};
use super::media::Modalities;
use super::meter::Meter;
use super::named::named;
use super::offer::Offer;
use super::rate::Rate;
use super::route::Routes;
use super::row::Row;
use super::scalar::Scalar;
use super::surface::Surface;
use super::tokens::Tokens;

/// Everything the catalog knows of one model, with names resolved to places in its tables.
///
/// Private to the crate's rooms: people see [`ModelMetadata`](crate::ModelMetadata).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelData {
    pub id: ModelId,
    pub provider: Provider,
    pub maker: MakerId,
    pub family: ModelFamily,
    pub display_name: String,
    pub aliases: Vec<String>,
    /// The name without a provider means this model.
    pub bare: bool,
    /// Its wire ids are names of this model; those that it has from another stay names of that one.
    pub claims_wire: bool,
    /// The id's name means it at its provider; else only the whole id and the other names do.
    pub claims_own: bool,
    pub default_on: Offer,
    pub default_surface: Option<Surface>,
    pub billed_as: Vec<(Meter, Meter)>,
    /// Requirements that differ from the provider's.
    pub requirements: Vec<(String, Scalar)>,
    /// Who counts its texts, as the maker spells it.
    pub tokenizer: Option<String>,
    /// The place of the rules for images and the like.
    pub media: Option<u16>,
    /// What holds where no version says otherwise.
    pub base: VersionData,
    pub versions: Vec<VersionData>,
    pub default_version: Vec<Row<u16>>,
    pub limits: Vec<Row<LimitFacts>>,
    pub prices: Vec<Row<PriceFacts>>,
    pub lifecycle: Vec<Row<LifecycleFacts>>,
    pub replacement: Vec<Row<Vec<ModelId>>>,
    pub sold: Vec<Row<SoldFacts>>,
    pub quota: Vec<Row<QuotaFacts>>,
    pub capacity: Vec<Row<CapacityFacts>>,
    pub benchmarks: Vec<Row<BenchmarkFacts>>,
    pub conflicts: Vec<Conflict>,
    pub sought: Vec<Sought>,
    /// Which parts came from which layer of overlays; what is not listed came from the first.
    pub layers: Vec<Layered>,
}

/// The facts of one version, the model's own filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VersionData {
    /// Empty in the model's base.
    pub id: String,
    pub released: Option<Date>,
    pub wire: Option<WireId>,
    pub aliases: Vec<String>,
    pub input: Fact<Modalities>,
    pub output: Fact<Modalities>,
    pub knowledge_cutoff: Option<Day>,
    pub capabilities: Capabilities,
    pub surfaces: Vec<SurfaceUse>,
    pub defaults: Vec<(String, Scalar)>,
    pub reasoning: Reasoning,
    pub src: Vec<u16>,
}

/// What a provider's API wants to read, placeholders filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireId {
    pub name: String,
    /// The second half where a pair is deployed, as on Azure.
    pub version: Option<String>,
}

/// A surface that serves the model, with the place of its table of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurfaceUse {
    pub surface: Surface,
    pub table: u16,
}

/// How a model's thinking is steered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasoning {
    pub effort: Option<Vec<String>>,
    pub effort_default: Option<String>,
    pub budget_min: Option<i64>,
    pub budget_max: Option<i64>,
    pub budget_also: Vec<i64>,
}

/// The three limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitFacts {
    pub window: Fact<Tokens>,
    pub input: Fact<Tokens>,
    pub output: Fact<Tokens>,
}

/// Rates, within one band of context.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceFacts {
    /// The rates hold where the total input is over so many tokens; zero: from the first.
    pub input_over: u64,
    pub rates: Vec<(Meter, Rate)>,
    /// Fees that are free up to a quota of the whole account.
    pub free: Vec<(Meter, FreeQuota)>,
    /// `false`: known not to be sold so.
    pub sold: Option<bool>,
    /// The quality, size or resolution that the rates hold for, in the provider's words; absent: no such.
    pub grade: Option<String>,
}

/// The dates of a model's life.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifecycleFacts {
    /// A day on which the provider lists it as served, where its first day is not known.
    pub listed: Option<Date>,
    pub preview: Option<Date>,
    pub ga: Option<Date>,
    pub legacy: Option<Date>,
    pub no_new_use: Option<Date>,
    pub retires_earliest: Option<Date>,
    pub retires: Option<Date>,
}

/// Where it is sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldFacts {
    /// The regions from which it is called.
    pub regions: Vec<RegionId>,
    /// Where such a call may be processed; absent: not known.
    pub routes: Option<Routes>,
}

/// A published score, and what it was measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkFacts {
    pub name: String,
    /// A decimal, as the source writes it.
    pub score: String,
    pub unit: String,
    /// The harness, or the conditions in words.
    pub harness: String,
    /// The day on which it was measured or published.
    pub day: Option<Date>,
}

/// Default limits of use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaFacts {
    pub plan: String,
    pub requests: Option<Window>,
    pub tokens: Option<Window>,
    pub input_tokens: Option<Window>,
    pub output_tokens: Option<Window>,
    pub concurrent: Option<u64>,
}

/// So many in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// So many.
    pub count: u64,
    /// In so many seconds.
    pub seconds: u32,
}

/// A conflict between sources, with the value that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub field: String,
    pub versions: Vec<u16>,
    /// Source and value.
    pub says: Vec<(u16, String)>,
    pub hold: String,
    pub because: String,
    pub missing: Option<String>,
}

/// Looked for, not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    pub fields: Vec<String>,
    pub on: Vec<String>,
    pub src: Vec<u16>,
    pub day: Date,
}

named! {
    /// A part of a model that an overlay replaces as a whole.
    "part" ModelPart {
        /// Name, maker and family.
        Identity = "identity",
        /// Aliases and wire ids.
        Names = "names",
        /// Versions and the default one.
        Versions = "versions",
        /// Modalities, capabilities, knowledge.
        Capabilities = "capabilities",
        /// Surfaces, defaults, requirements, reasoning.
        Surfaces = "surfaces",
        /// Limits.
        Limits = "limits",
        /// Prices and what is billed as what.
        Price = "price",
        /// Dates of life.
        Lifecycle = "lifecycle",
        /// Replacements.
        Replacement = "replacement",
        /// Regions.
        Sold = "sold",
        /// Quotas.
        Quota = "quota",
        /// Capacity bought by the unit.
        Capacity = "capacity",
        /// How tokens are counted before a call.
        Counting = "counting",
        /// Published scores.
        Benchmark = "benchmark",
    }
}

/// A part that a layer above the first has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layered {
    pub part: ModelPart,
    /// The layer's name: a file, or the program.
    pub layer: String,
}

impl Window {
    /// A count and a span: `2700/1m`, `300/10s`, `1500/1d`.
    ///
    /// ```
    /// use llmanac::model::Window;
    /// assert_eq!(Window::parse("300/10s"), Some(Window { count: 300, seconds: 10 }));
    /// assert_eq!(Window::parse("300"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (count, span) = text.split_once('/')?;
        let unit = span.chars().last()?;
        let factor = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return None,
        };
        let number: u32 = span.strip_suffix(unit)?.parse().ok()?;
        let seconds = number.checked_mul(factor).filter(|seconds| *seconds > 0)?;
        Some(Self { count: count.parse().ok()?, seconds })
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (span, unit) = match self.seconds {
            s if s.is_multiple_of(86_400) => (s / 86_400, "d"),
            s if s.is_multiple_of(3_600) => (s / 3_600, "h"),
            s if s.is_multiple_of(60) => (s / 60, "m"),
            s => (s, "s"),
        };
        write!(f, "{}/{span}{unit}", self.count)
    }
}
