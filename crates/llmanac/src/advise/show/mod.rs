//! Everything that is known of one model: the original design's fields, and what is richer beside them.

mod answer;
mod lifecycle;
mod parameter;
mod price;
mod rule;
mod serve;
mod surface;
mod version;
mod warning;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{
    Capability, Date, Day, Fact, InputMediaType, MakerId, Meter, ModelFamily, ModelId, Offer,
    OutputMediaType, Provider, RegionId, Scope, Status, Surface, Tokens,
};
use crate::registry::Matched;

use super::basis::Basis;
use super::facts::{SoughtFact, SourceRef, Verdict, json};

pub(in crate::advise) use answer::is_deprecated;
pub use lifecycle::{ShownDates, ShownLifecycle};
pub use parameter::{ShownParameter, ShownRange, ShownSurface};
pub(crate) use price::every_price;
pub use price::{ShownDiscount, ShownFree, ShownPrice};
pub use rule::ShownRule;
pub(in crate::advise) use rule::rules;
pub use serve::{ShownBenchmark, ShownCapacity, ShownQuota, ShownRegions};
pub(in crate::advise) use surface::{parameter, range, sources_of};
pub use version::{ShownReasoning, ShownVersion};
pub(super) use warning::warnings;
pub use warning::{Warning, WarningCode};

/// Everything that is known of one model on one day.
///
/// The fields of the original design stand first, under their original names. In JSON `null` is unknown, never
/// "no" or zero; what is known not to be is `false`, `[]` or, for a limit, `"none"`. Money is a decimal text;
/// values and bounds of parameters are numbers, as they stand in a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Shown {
    /// The name without the provider.
    pub model_name: String,
    /// Who serves it.
    pub provider: Provider,
    /// The family.
    pub model_family: ModelFamily,
    /// The maker's name for people.
    pub display_name: String,
    /// What goes in, in alphabetical order.
    pub supported_input_types: Option<Vec<InputMediaType>>,
    /// What comes out, JSON among it, in alphabetical order.
    pub supported_output_types: Option<Vec<OutputMediaType>>,
    /// Whether it answers as a stream.
    pub supports_streaming: Option<bool>,
    /// Whether it calls functions.
    pub supports_function_calling: Option<bool>,
    /// Whether it takes images.
    pub supports_vision: Option<bool>,
    /// Whether it has a JSON mode.
    pub supports_json_mode: Option<bool>,
    /// Tokens of input and output together; where that is not known, most tokens of input.
    #[serde(serialize_with = "json::limit")]
    pub max_context_length: Fact<Tokens>,
    /// Most tokens of output.
    #[serde(serialize_with = "json::limit")]
    pub max_output_tokens: Fact<Tokens>,
    /// Most tokens of input; where that is not known, the window.
    #[serde(serialize_with = "json::limit")]
    pub max_input_tokens: Fact<Tokens>,
    /// Whether it accepts `temperature`.
    pub supports_temperature: Option<bool>,
    /// Whether it accepts `top_p`.
    pub supports_top_p: Option<bool>,
    /// Whether it accepts `frequency_penalty`.
    pub supports_frequency_penalty: Option<bool>,
    /// Whether it accepts `presence_penalty`.
    pub supports_presence_penalty: Option<bool>,
    /// Whether it accepts `stop`.
    pub supports_stop_sequences: Option<bool>,
    /// From standard to native names, on the default surface; what is not accepted is not in it.
    pub parameter_mappings: BTreeMap<String, String>,
    /// What the provider takes where a parameter is not stated; what is not known is not in it.
    pub default_parameters: Map<String, Value>,
    /// What the provider's API wants or offers beside the request; what is not known is not in it.
    pub api_requirements: Map<String, Value>,
    /// A remark that the program has given the model its own conversion; `None` where it has not.
    pub converter_fn: Option<&'static str>,
    /// US dollars for 1,000 tokens of text read, on the offer that `offer` names.
    #[serde(serialize_with = "json::maybe_text")]
    pub cost_per_1k_input_tokens: Option<Decimal>,
    /// US dollars for 1,000 tokens of text answered, on the same offer.
    #[serde(serialize_with = "json::maybe_text")]
    pub cost_per_1k_output_tokens: Option<Decimal>,
    /// Whether no new use is let in, or calls fail; `None` where nothing is known of its life.
    pub is_deprecated: Option<bool>,
    /// From when no new use is let in; where that is not known, from when calls fail.
    pub deprecation_date: Option<Date>,
    /// The name of the first model that the provider names in its place.
    pub replacement_model: Option<String>,

    /// The id: `azure_openai/gpt-4o`.
    pub id: ModelId,
    /// Who trained it.
    pub maker: MakerId,
    /// Where it stands in its life.
    pub status: Status,
    /// The version that the answer is for; `None` for a model without versions.
    pub version: Option<String>,
    /// Every version, as the catalog lists them.
    pub versions: Vec<ShownVersion>,
    /// The other names of the model, and of the version.
    pub aliases: Vec<String>,
    /// How the name matched.
    pub matched: Matched,
    /// The prefix of an inference profile in the name.
    pub geography: Option<String>,
    /// The scope that the name fixes.
    #[serde(serialize_with = "json::maybe_text")]
    pub scope: Option<Scope>,
    /// The region that the name fixes.
    pub region: Option<RegionId>,
    /// The user's deployment that the name means.
    pub deployment: Option<String>,
    /// Others that serve a model of this name.
    pub also: Vec<ModelId>,
    /// The offer that is meant where nobody states one: `global/standard`.
    #[serde(serialize_with = "json::text")]
    pub offer: Offer,
    /// The three limits, as they are held.
    pub limits: ShownLimits,
    /// What it can do, cannot do, and what is not known.
    pub capabilities: ShownCapabilities,
    /// Until when it has learned: a month or a day.
    #[serde(serialize_with = "json::maybe_text")]
    pub knowledge_cutoff: Option<Day>,
    /// How its thinking is steered.
    pub reasoning: ShownReasoning,
    /// The surface that is meant where nobody states one.
    pub default_surface: Option<Surface>,
    /// The standard parameters on each surface, the default surface first.
    pub parameters: Vec<ShownSurface>,
    /// The dates of its life.
    pub lifecycle: ShownLifecycle,
    /// What the provider names in its place, best first; `[]` names none, `None` is not known.
    pub replacement: Option<Vec<ModelId>>,
    /// The prices that hold on the day for the version, as the catalog lists them.
    pub prices: Vec<ShownPrice>,
    /// The meters that are billed at another's rate wherever they have none of their own.
    pub billed_as: BTreeMap<Meter, Meter>,
    /// The caller's own terms that hold for the ordinary offer; the prices above are without them.
    pub discount: Option<ShownDiscount>,
    /// Where it is sold, by offer; `None` where nothing is known of regions.
    pub regions: Option<Vec<ShownRegions>>,
    /// The default limits of use, by offer and plan; `None` where nothing is known of them.
    pub rate_limits: Option<Vec<ShownQuota>>,
    /// Capacity bought by the unit, row by row; `None` where nothing is known of it.
    pub capacities: Option<Vec<ShownCapacity>>,
    /// Published scores of the version, as the catalog lists them; `None` where none is known.
    pub benchmarks: Option<Vec<ShownBenchmark>>,
    /// What to mind, the gravest first.
    pub warnings: Vec<Warning>,
    /// Conflicts between sources that concern the version.
    pub verdicts: Vec<Verdict>,
    /// What was looked for and not found.
    pub sought: Vec<SoughtFact>,
    /// The layer that the model comes from: `catalog`, an overlay's name, `program`.
    pub layer: String,
    /// The parts that a layer above the catalog has set, with that layer.
    pub layers: BTreeMap<&'static str, String>,
    /// Every source that the answer names.
    pub sources: Vec<SourceRef>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The three limits of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownLimits {
    /// Input and output together.
    #[serde(serialize_with = "json::limit")]
    pub window: Fact<Tokens>,
    /// Most tokens of input.
    #[serde(serialize_with = "json::limit")]
    pub input: Fact<Tokens>,
    /// Most tokens of output.
    #[serde(serialize_with = "json::limit")]
    pub output: Fact<Tokens>,
}

/// What a model can do, cannot do, and what is not known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownCapabilities {
    /// It can.
    pub yes: Vec<Capability>,
    /// It is known that it cannot.
    pub no: Vec<Capability>,
    /// Nothing is known.
    pub unknown: Vec<Capability>,
}
