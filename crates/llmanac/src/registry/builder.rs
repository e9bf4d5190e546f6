//! Models built in code: the same words as in a file, the same checks.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Value;

use crate::catalog::authored::{self, LifecycleRow, LimitRow, Overlay, PriceRow, ReplacementRow};
use crate::model::{Capability, Date, Modality, ModelFamily, ModelId, Provider, Surface, Tokens};
use crate::wire::ConverterFn;

use super::error::RegisterError;
use super::overlay::{Beside, layer};
use super::own_parameters::OwnParameter;
use super::shared::ModelRegistry;

/// The layer of models that a program registers.
const PROGRAM: &str = "program";

/// A model in the making; [`ModelRegistry::register`] checks it.
///
/// ```
/// use llmanac::model::{Capability, Modality, Provider, Surface};
/// use llmanac::{ModelBuilder, ModelFamily, ModelRegistry};
///
/// let registry = ModelRegistry::embedded();
/// registry.register(
///     ModelBuilder::new(Provider::AZURE_OPENAI, "new-model-name")
///         .family(ModelFamily::AZURE_GPT_4O)
///         .display_name("New Model")
///         .input([Modality::Text])
///         .output([Modality::Text])
///         .capability(Capability::Streaming, true)
///         .capability(Capability::Tools, true)
///         .window(128_000)
///         .max_output(4_096)
///         .surface(Surface::AzureOpenaiChat, "azure_chat/sampling")
///         .default_parameter("temperature", "0.7")
///         .price_per_1m("input.text", "10")
///         .price_per_1m("output.text", "30"),
/// )?;
/// let model = registry.model("new-model-name").ok_or("not found")?;
/// assert_eq!(model.cost_per_1k_input_tokens().unwrap().to_string(), "0.01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct ModelBuilder {
    authored: authored::Model,
    beside: Beside,
}

impl std::fmt::Debug for ModelBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModelBuilder").field("name", &self.authored.name).finish_non_exhaustive()
    }
}

impl ModelBuilder {
    /// A model of a provider.
    pub fn new(provider: Provider, name: &str) -> Self {
        let authored = authored::Model {
            provider: Some(provider.to_string()),
            name: Some(name.to_owned()),
            ..authored::Model::default()
        };
        Self { authored, beside: Beside::default() }
    }

    /// A model with all that another has, and the differences that follow.
    #[must_use]
    pub fn extends(mut self, model: &str) -> Self {
        self.authored.extends = Some(model.to_owned());
        self
    }

    /// The family.
    #[must_use]
    pub fn family(mut self, family: ModelFamily) -> Self {
        self.authored.family = Some(family.to_string());
        self
    }

    /// The name for people.
    #[must_use]
    pub fn display_name(mut self, name: &str) -> Self {
        self.authored.display_name = Some(name.to_owned());
        self
    }

    /// Another name.
    #[must_use]
    pub fn alias(mut self, name: &str) -> Self {
        self.authored.aliases.get_or_insert_default().push(name.to_owned());
        self
    }

    /// What goes in.
    #[must_use]
    pub fn input(mut self, modalities: impl IntoIterator<Item = Modality>) -> Self {
        self.authored.input = Some(modalities.into_iter().map(|m| m.to_string()).collect());
        self
    }

    /// What comes out.
    #[must_use]
    pub fn output(mut self, modalities: impl IntoIterator<Item = Modality>) -> Self {
        self.authored.output = Some(modalities.into_iter().map(|m| m.to_string()).collect());
        self
    }

    /// Whether it can do something.
    #[must_use]
    pub fn capability(mut self, capability: Capability, can: bool) -> Self {
        self.authored.capabilities.get_or_insert_default().insert(capability.to_string(), can);
        self
    }

    /// Tokens of input and output together.
    #[must_use]
    pub fn window(self, tokens: impl Into<Tokens>) -> Self {
        let tokens = integer(tokens.into());
        self.limit(|row| row.window = Some(tokens))
    }

    /// Most tokens of input.
    #[must_use]
    pub fn max_input(self, tokens: impl Into<Tokens>) -> Self {
        let tokens = integer(tokens.into());
        self.limit(|row| row.input = Some(tokens))
    }

    /// Most tokens of output.
    #[must_use]
    pub fn max_output(self, tokens: impl Into<Tokens>) -> Self {
        let tokens = integer(tokens.into());
        self.limit(|row| row.output = Some(tokens))
    }

    fn limit(mut self, set: impl FnOnce(&mut LimitRow)) -> Self {
        let rows = self.authored.limits.get_or_insert_default();
        if rows.is_empty() {
            rows.push(LimitRow::default());
        }
        if let Some(row) = rows.first_mut() {
            set(row);
        }
        self
    }

    /// A surface that serves it, with the profile and variant of its parameters.
    #[must_use]
    pub fn surface(mut self, surface: Surface, profile: &str) -> Self {
        self.authored.surfaces.get_or_insert_default().insert(surface.to_string(), profile.to_owned());
        self
    }

    /// What the model takes where a parameter is not stated; a decimal number is written as a text.
    #[must_use]
    pub fn default_parameter(mut self, name: &str, value: &str) -> Self {
        let value = match value.parse::<i64>() {
            Ok(integer) => Value::Integer(integer),
            Err(_) => Value::String(value.to_owned()),
        };
        self.authored.defaults.get_or_insert_default().insert(name.to_owned(), value);
        self
    }

    /// An API requirement that differs from the provider's.
    #[must_use]
    pub fn requirement(mut self, name: &str, value: bool) -> Self {
        self.authored.requirements.get_or_insert_default().insert(name.to_owned(), Value::Boolean(value));
        self
    }

    /// US dollars for a million units of a meter on every offer: `price_per_1m("input.text", "2.5")`.
    #[must_use]
    pub fn price_per_1m(mut self, meter: &str, usd: &str) -> Self {
        let rows = self.authored.price.get_or_insert_default();
        if rows.is_empty() {
            rows.push(PriceRow::default());
        }
        if let Some(row) = rows.first_mut() {
            let rates: &mut BTreeMap<String, Value> = row.usd_per_million.get_or_insert_default();
            rates.insert(meter.to_owned(), Value::String(usd.to_owned()));
        }
        self
    }

    /// The model's own conversion of requests.
    #[must_use]
    pub fn converter(mut self, convert: ConverterFn) -> Self {
        self.beside.converter = Some(convert);
        self
    }

    /// Whether the model takes a standard parameter, where that differs from its profile; it needs a surface.
    ///
    /// ```
    /// use llmanac::model::{Provider, Surface};
    /// use llmanac::{ModelBuilder, ModelRegistry, OwnParameter};
    ///
    /// let registry = ModelRegistry::embedded();
    /// registry.register(
    ///     ModelBuilder::new(Provider::AZURE_OPENAI, "steady")
    ///         .surface(Surface::AzureOpenaiChat, "azure_chat/sampling")
    ///         .parameter("temperature", OwnParameter::Refused),
    /// )?;
    /// let model = registry.model("steady").ok_or("not found")?;
    /// assert_eq!(model.supports_temperature(), Some(false));
    /// assert_eq!(model.supports_top_p(), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn parameter(mut self, name: &str, said: OwnParameter) -> Self {
        self.beside.parameters.insert(name.to_owned(), said);
        self
    }

    /// Something of the program's own that is kept beside the model: [`ModelMetadata::attached`](super::ModelMetadata::attached).
    #[must_use]
    pub fn attach(mut self, own: Arc<dyn Any + Send + Sync>) -> Self {
        self.beside.attached = Some(own);
        self
    }

    /// From when no new use is let in.
    #[must_use]
    pub fn no_new_use(mut self, from: Date) -> Self {
        let row = LifecycleRow { no_new_use: Some(from.to_string()), ..LifecycleRow::default() };
        self.authored.lifecycle = Some(vec![row]);
        self
    }

    /// What takes its place.
    #[must_use]
    pub fn replacement(mut self, model: &ModelId) -> Self {
        let row = ReplacementRow { any_of: vec![model.to_string()], ..ReplacementRow::default() };
        self.authored.replacement = Some(vec![row]);
        self
    }

    /// Takes the place of a model with the same names, on purpose.
    #[must_use]
    pub fn replacing(mut self) -> Self {
        self.authored.replace = Some(true);
        self
    }
}

fn integer(tokens: Tokens) -> Value {
    Value::Integer(i64::try_from(tokens.get()).unwrap_or(i64::MAX))
}

impl ModelRegistry {
    /// Registers a model. Readers see it at once, and never half of it.
    ///
    /// # Errors
    ///
    /// A broken model, with every reason; a name that is taken and not replaced on purpose.
    pub fn register(&self, model: ModelBuilder) -> Result<(), RegisterError> {
        self.register_all([model])
    }

    /// Registers many models at once: all of them, or none.
    ///
    /// # Errors
    ///
    /// Every reason of every broken model.
    pub fn register_all(&self, models: impl IntoIterator<Item = ModelBuilder>) -> Result<(), RegisterError> {
        let (authored, beside): (Vec<_>, Vec<_>) =
            models.into_iter().map(|model| (model.authored, model.beside)).unzip();
        let overlay = Overlay { model: authored, ..Overlay::default() };
        self.publish(|snapshot| {
            let mut layer = layer(snapshot, PROGRAM, None, &overlay, beside)?;
            layer.mergeable = true;
            Ok(layer)
        })
        .map_err(RegisterError::from)
    }
}
