use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Capability, Date, Meter, Modality, Scope, ServiceTier, named};

use super::amount::Amount;
use super::{genai_prices, litellm, models_dev, raw, shape};
use serde::Serialize;

named! {
    /// The format of a foreign catalog.
    "format of a catalog" ForeignFormat {
        /// LiteLLM's `model_prices_and_context_window.json`.
        Litellm = "litellm",
        /// The public `api.json` of models.dev.
        ModelsDev = "models.dev",
        /// The data of genai-prices.
        GenaiPrices = "genai-prices",
    }
}

/// A foreign catalog in the normal form.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Foreign {
    /// Its rows, in the order of their keys.
    pub rows: Vec<ForeignRow>,
    /// What could not be taken, with its place.
    pub skipped: Vec<Skipped>,
    /// Fields of rows that have no place here, and how many rows have them.
    pub unread: BTreeMap<String, usize>,
}

/// One model as a foreign catalog has it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ForeignRow {
    /// The key in the file: `azure/eu/gpt-4o-2024-08-06`.
    pub key: String,
    /// The provider, as the file names it.
    pub provider: String,
    /// Where the key says that it is served; `None` for a provider that this registry does not know.
    pub place: Option<ForeignPlace>,
    /// Limits in tokens.
    pub limits: ForeignLimits,
    /// Rates, in the order of the file.
    pub prices: Vec<ForeignPrice>,
    /// Bands of context that the file opens for a tier without a rate: what is asked of them is not known.
    pub unpriced: BTreeSet<OpenBand>,
    /// Meters without a rate of their own, and those at whose rate the file has them billed.
    pub billed_as: BTreeMap<Meter, Meter>,
    /// The name for people.
    pub display_name: Option<String>,
    /// Models that belong together, as the file names them.
    pub family: Option<String>,
    /// Other names of the row, each its own only.
    pub aliases: Vec<String>,
    /// The first day.
    pub released: Option<Date>,
    /// A month or a day.
    pub knowledge_cutoff: Option<String>,
    /// What it reads.
    pub input: Option<Vec<Modality>>,
    /// What it answers.
    pub output: Option<Vec<Modality>>,
    /// The day of retirement, or of deprecation where the file has only one word for both.
    pub retires: Option<Date>,
    /// What it can do.
    pub capabilities: BTreeMap<Capability, bool>,
    /// How thinking is steered.
    pub reasoning: ForeignReasoning,
    /// Requests and tokens a minute that an account may send.
    pub quota: ForeignQuota,
}

/// How thinking is steered, as a foreign catalog states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignReasoning {
    /// The levels that the model takes.
    pub effort: Option<Vec<String>>,
    /// The level when none is stated; one of `effort`.
    pub effort_default: Option<String>,
    /// The least budget of tokens.
    pub budget_min: Option<u64>,
    /// The largest budget of tokens.
    pub budget_max: Option<u64>,
}

/// What an account may send in a minute, as a foreign catalog states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignQuota {
    /// Requests.
    pub requests: Option<u64>,
    /// Tokens.
    pub tokens: Option<u64>,
}

/// A band of context of which a foreign catalog states no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct OpenBand {
    /// The class of service.
    pub tier: ServiceTier,
    /// Requests with more input tokens than this.
    pub over: u64,
    /// The scopes, as of a [`ForeignPrice`].
    pub scopes: &'static [&'static str],
}

/// Which model of this registry a foreign key speaks of, and of which offer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignPlace {
    /// Names to look up, the best first.
    pub names: Vec<String>,
    /// The scope that the key states; `None`: the usual one.
    pub scope: Option<Scope>,
}

/// Limits as a foreign catalog states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignLimits {
    /// Input and output together.
    pub window: Option<u64>,
    /// Input; where the file has one word for input and window, that.
    pub input: Option<u64>,
    /// Output.
    pub output: Option<u64>,
}

/// One rate of a foreign catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignPrice {
    /// What is counted.
    pub meter: Meter,
    /// The class of service.
    pub tier: ServiceTier,
    /// The scopes that the rate is for, as patterns; none: that of the key, else any that is usual.
    pub scopes: &'static [&'static str],
    /// The quality, size or resolution that the rate is for.
    pub grade: Option<String>,
    /// The rate holds for requests with more input tokens than this; zero: for all.
    pub over: u64,
    /// The first day, where the file has one.
    pub from: Option<Date>,
    /// The rate.
    pub amount: Amount,
    /// Its field in the row: `input_cost_per_token_batches`.
    pub field: String,
}

/// Something that a reader could not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Skipped {
    /// Where: the row's key, and the field's.
    pub place: String,
    /// Why.
    pub why: String,
}

/// Why a text is no catalog of a format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no catalog of {format}: {why}")]
#[non_exhaustive]
pub struct ImportError {
    /// The format.
    pub format: ForeignFormat,
    /// What is wrong, with its place.
    pub why: String,
    /// Another format that the text has the shape of.
    pub looks_like: Option<ForeignFormat>,
}

impl OpenBand {
    /// A band of the usual scope.
    pub fn new(tier: ServiceTier, over: u64) -> Self {
        Self { tier, over, scopes: &[] }
    }
}

impl ForeignPrice {
    /// A rate of the ordinary class for requests of any length.
    pub fn new(meter: Meter, amount: Amount) -> Self {
        let tier = ServiceTier::Standard;
        Self { meter, tier, scopes: &[], grade: None, over: 0, from: None, amount, field: String::new() }
    }

    /// The same, with the field that states it.
    #[must_use]
    pub fn stated(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }
}

impl Foreign {
    /// Reads a catalog of a format.
    ///
    /// ```
    /// use llmanac::import::{Foreign, ForeignFormat};
    /// let file = r#"{ "azure/gpt-4o": { "litellm_provider": "azure", "input_cost_per_token": 2.5e-06 } }"#;
    /// let read = Foreign::read(ForeignFormat::Litellm, file)?;
    /// assert_eq!(read.rows[0].prices[0].amount.per_million().to_string(), "2.5");
    /// # Ok::<(), llmanac::import::ImportError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A text that is no JSON, or not of the format's shape, or that has no row; what is odd within a row is skipped
    /// and listed.
    pub fn read(format: ForeignFormat, text: &str) -> Result<Self, ImportError> {
        let whole = raw::whole(text).map_err(|why| ImportError { format, why, looks_like: None })?;
        let read = match format {
            ForeignFormat::Litellm => litellm::read(whole),
            ForeignFormat::ModelsDev => models_dev::read(whole),
            ForeignFormat::GenaiPrices => genai_prices::read(whole),
        };
        read.and_then(Self::with_rows).map_err(|why| {
            let looks_like = shape::of(whole).filter(|other| *other != format);
            let why = match looks_like {
                Some(other) => format!("it looks like one of {other}"),
                None => why,
            };
            ImportError { format, why, looks_like }
        })
    }

    /// A file of which nothing is a row is none of the format.
    fn with_rows(self) -> Result<Self, String> {
        if !self.rows.is_empty() {
            return Ok(self);
        }
        Err(match self.skipped.as_slice() {
            [] => "it has no row".to_owned(),
            [one] => format!("nothing in it can be taken: {}: {}", one.place, one.why),
            [one, rest @ ..] => {
                format!("nothing in it can be taken: {}: {}; and {} more", one.place, one.why, rest.len())
            }
        })
    }
}
