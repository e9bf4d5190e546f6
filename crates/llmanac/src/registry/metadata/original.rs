//! The original design's fields, as views of what the catalog holds.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::model::{Capability, Fact, InputMediaType, Meter, Modality, OutputMediaType, Scalar, Tokens};
use crate::params::Entry;
use crate::wire::ConverterFn;

use super::ModelMetadata;

/// What the provider's API wants or offers beside the request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiRequirements {
    pub(crate) facts: BTreeMap<String, Scalar>,
}

impl ApiRequirements {
    /// What is known of one requirement: `uses_deployment_name`, `requires_region` ...
    pub fn get(&self, name: &str) -> Option<bool> {
        match self.facts.get(name)? {
            Scalar::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A requirement that is a number: `max_batch_size`.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.facts.get(name)? {
            Scalar::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// All that is known, as JSON.
    pub fn to_json(&self) -> Map<String, Value> {
        self.facts.iter().map(|(name, value)| (name.clone(), value.to_json())).collect()
    }
}

impl ModelMetadata {
    /// What goes in; empty where nothing is known.
    pub fn supported_input_types(&self) -> BTreeSet<InputMediaType> {
        self.input().known().into_iter().flat_map(|types| types.iter().collect::<Vec<_>>()).collect()
    }

    /// What comes out, JSON among it where the model can be held to it.
    pub fn supported_output_types(&self) -> BTreeSet<OutputMediaType> {
        let mut types: BTreeSet<OutputMediaType> = self
            .output()
            .known()
            .into_iter()
            .flat_map(|types| types.iter().collect::<Vec<_>>())
            .map(OutputMediaType::from)
            .collect();
        let json = [Capability::JsonMode, Capability::JsonSchema];
        if json.into_iter().any(|capability| self.capability(capability).is_yes()) {
            types.insert(OutputMediaType::Json);
        }
        types
    }

    /// Whether it answers as a stream; `None`: unknown.
    pub fn supports_streaming(&self) -> Option<bool> {
        self.capability(Capability::Streaming).to_option()
    }

    /// Whether it calls functions; `None`: unknown.
    pub fn supports_function_calling(&self) -> Option<bool> {
        self.capability(Capability::Tools).to_option()
    }

    /// Whether it takes images; `None`: unknown.
    pub fn supports_vision(&self) -> Option<bool> {
        self.takes(Modality::Image).to_option()
    }

    /// Whether it has a JSON mode; `None`: unknown.
    pub fn supports_json_mode(&self) -> Option<bool> {
        self.capability(Capability::JsonMode).to_option()
    }

    /// Tokens of input and output together; where that is not known, most tokens of input.
    pub fn max_context_length(&self) -> Option<Tokens> {
        self.window().or(self.input_limit()).known()
    }

    /// Most tokens of output; `None`: unknown, or known to have no limit of its own.
    pub fn max_output_tokens(&self) -> Option<Tokens> {
        self.output_limit().known()
    }

    /// Most tokens of input; where that is not known, the window.
    pub fn max_input_tokens(&self) -> Option<Tokens> {
        self.input_limit().or(self.window()).known()
    }

    /// Whether a standard parameter is accepted under some value on the default surface; `None`: unknown.
    ///
    /// ```
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// assert_eq!(model.supports_parameter("temperature"), Some(true));
    /// assert_eq!(model.supports_parameter("top_k"), Some(false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn supports_parameter(&self, name: &str) -> Option<bool> {
        let place = self.tables().parameter(name)?;
        self.table(None)?.supports(place)
    }

    /// Whether it accepts `temperature`; `None`: unknown.
    pub fn supports_temperature(&self) -> Option<bool> {
        self.supports_parameter("temperature")
    }

    /// Whether it accepts `top_p`; `None`: unknown.
    pub fn supports_top_p(&self) -> Option<bool> {
        self.supports_parameter("top_p")
    }

    /// Whether it accepts `frequency_penalty`; `None`: unknown.
    pub fn supports_frequency_penalty(&self) -> Option<bool> {
        self.supports_parameter("frequency_penalty")
    }

    /// Whether it accepts `presence_penalty`; `None`: unknown.
    pub fn supports_presence_penalty(&self) -> Option<bool> {
        self.supports_parameter("presence_penalty")
    }

    /// Whether it accepts `stop`; `None`: unknown.
    pub fn supports_stop_sequences(&self) -> Option<bool> {
        self.supports_parameter("stop")
    }

    /// From standard to native names, on the default surface.
    ///
    /// ```
    /// let model = llmanac::registry().model("gemini-1.5-pro").ok_or("not found")?;
    /// assert_eq!(model.parameter_mappings()["max_tokens"], "max_output_tokens");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parameter_mappings(&self) -> BTreeMap<String, String> {
        let Some(table) = self.table(None) else { return BTreeMap::new() };
        self.tables()
            .parameters
            .iter()
            .zip(&table.entries)
            .filter_map(|(standard, entry)| match entry {
                Entry::Row(row) if row.exists() => {
                    Some((standard.name.clone(), row.name.as_ref().unwrap_or(&standard.name).clone()))
                }
                _ => None,
            })
            .collect()
    }

    /// The native name of a parameter; the name itself where nothing else is known.
    pub fn parameter_mapping<'a>(&'a self, name: &'a str) -> &'a str {
        self.tables()
            .parameter(name)
            .and_then(|place| self.table(None)?.row(place)?.name.as_deref())
            .unwrap_or(name)
    }

    /// What the provider takes when a parameter is not stated, where that is known.
    pub fn default_parameters(&self) -> Map<String, Value> {
        let Some(subject) = self.subject(None) else { return Map::new() };
        (0u16..)
            .zip(&self.tables().parameters)
            .filter_map(|(place, standard)| {
                subject.default_of(place).map(|value| (standard.name.clone(), value.to_json()))
            })
            .collect()
    }

    /// What the provider's API wants or offers beside the request.
    pub fn api_requirements(&self) -> ApiRequirements {
        let mut facts: BTreeMap<String, Scalar> = self
            .tables()
            .provider(self.provider())
            .into_iter()
            .flat_map(|provider| provider.requirements.iter().cloned())
            .collect();
        // What the model itself can do speaks louder than what its provider usually offers.
        let own = [
            ("supports_response_format", self.json_output()),
            ("supports_batch_api", self.capability(Capability::Batch)),
            ("supports_system_instruction", self.capability(Capability::System)),
        ];
        for (name, fact) in own {
            if let (Some(value), true) = (fact.to_option(), facts.contains_key(name)) {
                facts.insert(name.to_owned(), Scalar::Bool(value));
            }
        }
        facts.extend(self.data().requirements.iter().cloned());
        ApiRequirements { facts }
    }

    fn json_output(&self) -> Fact<bool> {
        let mode = self.capability(Capability::JsonMode);
        let schema = self.capability(Capability::JsonSchema);
        if mode.is_yes() || schema.is_yes() { Fact::Known(true) } else { mode.or(schema) }
    }

    /// The model's own conversion of requests, where the program has given it one.
    pub fn converter_fn(&self) -> Option<&ConverterFn> {
        self.entry.converter.as_ref()
    }

    /// US dollars for 1,000 tokens of text read, on the default offer; `None`: unknown.
    pub fn cost_per_1k_input_tokens(&self) -> Option<Decimal> {
        self.cost_per_1k(Meter::InputText)
    }

    /// US dollars for 1,000 tokens of text answered, on the default offer; `None`: unknown.
    pub fn cost_per_1k_output_tokens(&self) -> Option<Decimal> {
        self.cost_per_1k(Meter::OutputText)
    }

    fn cost_per_1k(&self, meter: Meter) -> Option<Decimal> {
        self.rate(self.default_offer(), meter)?.amount_per(1_000)
    }
}
