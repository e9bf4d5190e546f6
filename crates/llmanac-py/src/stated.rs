//! A model that the caller states by keywords, as in the original design.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use llmanac::model::{Capability, Modality, ModelId, Provider, Surface};
use llmanac::{
    Date, ModelBuilder, ModelFamily, ModelRegistry as CoreRegistry, OwnParameter, Snapshot as Core,
};
use pyo3::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::converter;

/// What the caller states of a model; what is not stated has the original's defaults.
pub struct Stated {
    pub model_name: String,
    pub provider: String,
    pub model_family: String,
    pub display_name: String,
    pub supported_input_types: BTreeSet<String>,
    pub supported_output_types: BTreeSet<String>,
    pub supports_streaming: bool,
    pub supports_function_calling: bool,
    pub supports_vision: bool,
    pub supports_json_mode: bool,
    pub max_context_length: u64,
    pub max_output_tokens: u64,
    pub max_input_tokens: u64,
    pub supports_temperature: bool,
    pub supports_top_p: bool,
    pub supports_frequency_penalty: bool,
    pub supports_presence_penalty: bool,
    pub supports_stop_sequences: bool,
    pub parameter_mappings: BTreeMap<String, String>,
    pub default_parameters: Map<String, Value>,
    pub api_requirements: Map<String, Value>,
    pub converter_fn: Option<Py<PyAny>>,
    pub cost_per_1k_input_tokens: Option<Decimal>,
    pub cost_per_1k_output_tokens: Option<Decimal>,
    pub is_deprecated: bool,
    pub deprecation_date: Option<String>,
    pub replacement_model: Option<String>,
}

impl PartialEq for Stated {
    fn eq(&self, other: &Self) -> bool {
        let same_converter = match (&self.converter_fn, &other.converter_fn) {
            (None, None) => true,
            (Some(own), Some(other)) => own.is(other),
            _ => false,
        };
        same_converter && self.plain() == other.plain()
    }
}

impl Stated {
    /// The name of a flag of the original, and the parameter that it speaks of.
    pub fn flags(&self) -> [(&'static str, bool); 5] {
        [
            ("temperature", self.supports_temperature),
            ("top_p", self.supports_top_p),
            ("frequency_penalty", self.supports_frequency_penalty),
            ("presence_penalty", self.supports_presence_penalty),
            ("stop", self.supports_stop_sequences),
        ]
    }

    /// Everything but the function, for comparisons.
    #[expect(clippy::type_complexity, reason = "only ever compared")]
    fn plain(
        &self,
    ) -> (
        [&str; 4],
        [&BTreeSet<String>; 2],
        [bool; 10],
        [u64; 3],
        &BTreeMap<String, String>,
        [&Map<String, Value>; 2],
        [Option<Decimal>; 2],
        [Option<&str>; 2],
    ) {
        (
            [&self.model_name, &self.provider, &self.model_family, &self.display_name],
            [&self.supported_input_types, &self.supported_output_types],
            [
                self.supports_streaming,
                self.supports_function_calling,
                self.supports_vision,
                self.supports_json_mode,
                self.supports_temperature,
                self.supports_top_p,
                self.supports_frequency_penalty,
                self.supports_presence_penalty,
                self.supports_stop_sequences,
                self.is_deprecated,
            ],
            [self.max_context_length, self.max_output_tokens, self.max_input_tokens],
            &self.parameter_mappings,
            [&self.default_parameters, &self.api_requirements],
            [self.cost_per_1k_input_tokens, self.cost_per_1k_output_tokens],
            [self.deprecation_date.as_deref(), self.replacement_model.as_deref()],
        )
    }

    /// The same in the words of the core, for a registry on a day.
    ///
    /// # Errors
    ///
    /// What cannot be, in a sentence.
    pub fn to_builder(&self, py: Python<'_>, registry: &Core, today: Date) -> Result<ModelBuilder, String> {
        let name = &self.model_name;
        let provider = Provider::new(self.provider.as_str()).map_err(|error| format!("provider: {error}"))?;
        let family =
            ModelFamily::new(self.model_family.as_str()).map_err(|error| format!("model_family: {error}"))?;
        let (surface, profile) = served(&provider, &family)?;
        let mut builder = ModelBuilder::new(provider, name)
            .family(family)
            .display_name(&self.display_name)
            .input(self.input()?)
            .output(self.output()?)
            .capability(Capability::Streaming, self.supports_streaming)
            .capability(Capability::Tools, self.supports_function_calling)
            .capability(Capability::JsonMode, self.gives_json())
            .window(self.max_context_length)
            .max_output(self.max_output_tokens)
            .max_input(self.max_input_tokens)
            .surface(surface, &profile);
        let standard: BTreeSet<&str> = registry.standard_parameters().collect();
        for (parameter, is_taken) in self.flags() {
            let said = if is_taken { OwnParameter::Taken } else { OwnParameter::Refused };
            builder = builder.parameter(parameter, said);
        }
        for (parameter, native) in &self.parameter_mappings {
            let refused = self.flags().contains(&(parameter.as_str(), false));
            if standard.contains(parameter.as_str()) && !refused {
                builder = builder.parameter(parameter, OwnParameter::Named(native.clone()));
            }
        }
        for (parameter, value) in &self.default_parameters {
            if let (true, Value::Number(_) | Value::String(_)) =
                (standard.contains(parameter.as_str()), value)
            {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                builder = builder.default_parameter(parameter, &text);
            }
        }
        for (requirement, value) in &self.api_requirements {
            if let Value::Bool(value) = value {
                builder = builder.requirement(requirement, *value);
            }
        }
        let costs =
            [("input.text", self.cost_per_1k_input_tokens), ("output.text", self.cost_per_1k_output_tokens)];
        for (meter, cost) in costs.into_iter().filter_map(|(meter, cost)| Some((meter, cost?))) {
            let million = cost.checked_mul(1_000.into()).ok_or("a cost that is too large")?;
            builder = builder.price_per_1m(meter, &million.normalize().to_string());
        }
        if self.is_deprecated {
            let stated = self.deprecation_date.as_deref().map(str::parse::<Date>).transpose();
            let stated = stated.map_err(|error| format!("deprecation_date: {error}"))?;
            // What is deprecated now has been so since today at the latest.
            builder = builder.no_new_use(stated.map_or(today, |stated| stated.min(today)));
        }
        if let Some(found) = self.replacement_model.as_deref().and_then(|name| registry.model(name)) {
            builder = builder.replacement(found.id());
        }
        if let Some(function) = &self.converter_fn {
            builder = builder.converter(converter::of(function.clone_ref(py)));
        }
        Ok(builder)
    }

    /// Whether it can be held to JSON, by either word of the original.
    fn gives_json(&self) -> bool {
        self.supports_json_mode || self.supported_output_types.contains("json")
    }

    fn input(&self) -> Result<Vec<Modality>, String> {
        let mut types = modalities("supported_input_types", &self.supported_input_types)?;
        if self.supports_vision && !types.contains(&Modality::Image) {
            types.push(Modality::Image);
        }
        Ok(types)
    }

    fn output(&self) -> Result<Vec<Modality>, String> {
        let mut types = self.supported_output_types.clone();
        types.remove("json");
        modalities("supported_output_types", &types)
    }

    /// The id that the model has in a registry.
    pub fn id(&self) -> Option<ModelId> {
        ModelId::new(format!("{}/{}", self.provider, self.model_name)).ok()
    }
}

/// Kinds of media; text where none is stated.
fn modalities(what: &str, types: &BTreeSet<String>) -> Result<Vec<Modality>, String> {
    if types.is_empty() {
        return Ok(vec![Modality::Text]);
    }
    types.iter().map(|name| name.parse().map_err(|error| format!("{what}: {error}"))).collect()
}

/// The surface and the profile of a family: those of the catalog's own models of it, else of the provider's stand-in.
///
/// To look through the catalog takes milliseconds, so that what was found is kept.
fn served(provider: &Provider, family: &ModelFamily) -> Result<Served, String> {
    static KEPT: Mutex<BTreeMap<(String, String), Served>> = Mutex::new(BTreeMap::new());
    let key = (provider.to_string(), family.to_string());
    if let Some(served) = KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(served.clone());
    }
    let served = look_up(provider, family)?;
    // Programs that make up families without end do not fill the memory.
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() < 1_000 {
        kept.insert(key, served.clone());
    }
    Ok(served)
}

/// A surface, and the profile of its parameters.
type Served = (Surface, String);

fn look_up(provider: &Provider, family: &ModelFamily) -> Result<Served, String> {
    let catalog = CoreRegistry::embedded().snapshot();
    let of_family = catalog.family_models(family).into_iter().next();
    let of_family = of_family.and_then(|name| catalog.model(&format!("{provider}/{name}")));
    let stand_in = || catalog.by_id(catalog.stand_in(provider)?);
    let model = of_family.or_else(stand_in).ok_or("the catalog has no profile for it")?;
    let served = model.default_surface().zip(model.profile(None));
    served
        .map(|(surface, profile)| (surface, profile.to_owned()))
        .ok_or_else(|| format!("the catalog knows no parameters of {}", model.id()))
}
