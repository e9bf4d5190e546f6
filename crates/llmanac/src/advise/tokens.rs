//! How many tokens a request or a text takes on a model, before the call, and what that input costs.

use std::ops::RangeInclusive;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::cost::{CountMethod, CountedPart, InputEstimate, PartKind, TokenBand, TokenCounter, tokenizer};
use crate::params::inputs::entries;
use crate::registry::{Assumption, ModelMetadata, Snapshot};

use super::basis::Basis;
use super::call::{Call, Placed};
use super::estimate::{CostEstimate, estimated};
use super::prepare::PrepareError;
use super::show::{self, Warning};

/// How many tokens an input takes, part by part.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TokenCount {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// What was counted: `request`, or `plain text`.
    pub content: &'static str,
    /// The tokenizer of the model's texts, where it is known.
    pub tokenizer: Option<String>,
    /// The tokens, at least and at most.
    #[serde(flatten)]
    pub input: InputTokens,
    /// What they cost, the answer left aside.
    pub cost: CostEstimate,
    /// What to mind about the model on the day.
    pub warnings: Vec<Warning>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The tokens of an input, and how they were counted.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InputTokens {
    /// At least and at most.
    pub input: Band,
    /// How the texts were counted: `exact` or `estimated`.
    pub text: CountMethod,
    /// How each kind of part was counted, in words: `text exact, framing as a band`.
    pub method: String,
    /// What the input is made of, and how each part was counted.
    pub parts: Vec<CountedPart>,
    /// Parts whose tokens cannot be told before the call.
    pub uncounted: Vec<String>,
}

/// A number between two ends; the high one may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Band {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: Option<u64>,
}

impl From<TokenBand> for Band {
    fn from(band: TokenBand) -> Self {
        Self { low: band.low(), high: band.high() }
    }
}

impl From<InputEstimate> for InputTokens {
    fn from(estimate: InputEstimate) -> Self {
        Self {
            input: estimate.tokens.into(),
            text: estimate.text_method(),
            method: in_words(&estimate.parts),
            uncounted: estimate.uncounted.iter().map(ToString::to_string).collect(),
            parts: estimate.parts,
        }
    }
}

/// `text exact, framing as a band, 2 images by the provider's rule`
fn in_words(parts: &[CountedPart]) -> String {
    let mut said = Vec::new();
    for kind in PartKind::ALL {
        let own = || parts.iter().filter(|part| part.part == *kind);
        let Some(method) = own().map(|part| part.method).max() else { continue };
        let how = match method {
            CountMethod::Band => "as a band",
            CountMethod::Rule => "by the provider's rule",
            CountMethod::Unknown => "not counted",
            _ => method.as_str(),
        };
        let thing = match (kind, own().count()) {
            (PartKind::Other | PartKind::Unknown, _) => format!("{kind} parts"),
            (PartKind::Image | PartKind::Document | PartKind::Video, count) if count > 1 => {
                format!("{count} {kind}s")
            }
            _ => kind.to_string(),
        };
        said.push(format!("{thing} {how}"));
    }
    said.join(", ")
}

/// What is counted.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Countable<'c> {
    /// A request in the shape of OpenAI's chat completions.
    Request(&'c Map<String, Value>),
    /// A plain text, without a message around it.
    Text(&'c str),
}

impl ModelMetadata {
    /// How many tokens a request takes: by the model's own tokenizer and rules, where they are known.
    ///
    /// ```
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// let request = serde_json::json!({"messages": [{"role": "user", "content": "Why is the sky blue?"}]});
    /// let tokens = model.estimate_input(&request).tokens;
    /// assert_eq!(tokens.low(), if cfg!(feature = "tokens") { 6 } else { 5 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn estimate_input(&self, request: &Value) -> InputEstimate {
        self.estimate_with(request, None)
    }

    /// The same; the caller's counter stands in place of the model's tokenizer.
    pub(crate) fn estimate_with(&self, request: &Value, own: Option<&dyn TokenCounter>) -> InputEstimate {
        InputEstimate::with(request, own.or_else(|| self.counter()), self.media())
    }

    /// The tokens that are held against the window: of the prompt; of things to be embedded, those of the longest.
    ///
    /// Where the most is not known, only the least can be refused.
    pub(crate) fn longest(
        &self,
        request: &Map<String, Value>,
        whole: &InputEstimate,
        own: Option<&dyn TokenCounter>,
    ) -> RangeInclusive<u64> {
        let band = |tokens: &TokenBand| tokens.low()..=tokens.high().unwrap_or(tokens.low());
        let inputs = match request.contains_key("messages") {
            true => Vec::new(),
            false => entries(request),
        };
        if inputs.len() < 2 {
            return band(&whole.tokens);
        }
        inputs.iter().fold(0..=0, |longest, input| {
            // A list around each, so that token ids stay one text.
            let alone = json!({ "input": [input.value] });
            let own = band(&self.estimate_with(&alone, own).tokens);
            (*longest.start()).max(*own.start())..=(*longest.end()).max(*own.end())
        })
    }

    /// Who counts the model's texts exactly, in this build.
    pub(crate) fn counter(&self) -> Option<&'static dyn TokenCounter> {
        self.tokenizer().and_then(tokenizer)
    }
}

impl Snapshot {
    /// Counts the tokens of a request or a text for the model that a name means.
    ///
    /// ```
    /// use llmanac::advise::{Call, Countable};
    /// let today = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let count = today.tokens("gpt-4o", Countable::Text("Why is the sky blue?"), &Call::new())?;
    /// if cfg!(feature = "tokens") {
    ///     assert_eq!((count.input.input.low, count.input.input.high), (6, Some(6)));
    ///     assert_eq!(count.cost.answer.total.map(|usd| usd.to_string()).as_deref(), Some("0.000015"));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, a circumstance that the catalog does not know for it.
    pub fn tokens(
        &self,
        name: &str,
        content: Countable<'_>,
        call: &Call,
    ) -> Result<TokenCount, PrepareError> {
        let found = self.resolve(name)?;
        let placed = call.place(self, name, found)?;
        let model = &placed.model;
        let (content, input) = match content {
            Countable::Request(request) => {
                let request = Value::Object(request.clone());
                ("request", model.estimate_with(&request, call.own_counter()))
            }
            Countable::Text(text) => {
                let counter = call.own_counter().or_else(|| model.counter());
                ("plain text", InputEstimate::of_text(text, counter))
            }
        };
        let mut basis = Basis::of(self).assuming(placed.assumed.iter().cloned());
        basis.rest_on(model, "lifecycle", &model.lifecycle().src);
        let basis = counted_by(&placed, basis, &input);
        let (cost, basis) = estimated(self, &placed, basis, &input.spans());
        Ok(TokenCount {
            model: model.id().to_string(),
            version: model.version().map(str::to_owned),
            content,
            tokenizer: model.tokenizer().map(str::to_owned),
            input: input.into(),
            cost,
            warnings: show::warnings(model),
            basis,
        })
    }
}

/// Adds what the rules for images and the like rest on, where they were asked.
pub(super) fn counted_by(placed: &Placed, mut basis: Basis, input: &InputEstimate) -> Basis {
    let asked = input.parts.iter().any(|part| part.method == CountMethod::Rule);
    let Some(rules) = placed.model.media().filter(|_| asked) else { return basis };
    basis.rest_on(&placed.model, &format!("media.{}", rules.name), &rules.src);
    match &rules.assumed {
        Some(assumed) => basis.assuming([Assumption::new("media", &rules.name, assumed)]),
        None => basis,
    }
}
