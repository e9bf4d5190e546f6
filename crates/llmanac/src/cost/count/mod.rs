//! How many tokens a standard request holds, before it is sent.

mod attachment;
mod gather;
mod part;
mod text;

#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::Value;

use super::counter::TokenCounter;
use super::media::MediaRules;
use super::span::{Span, TokenBand};
use gather::{Gathered, joined};
use text::{TEN, Text};

pub use part::{CountMethod, CountedPart, PartKind};

/// Most tokens of framing that a provider puts around one message, and around a request.
const FRAMING: u64 = 8;
/// Most tokens of framing around one tool, or one call of a tool.
const TOOL_FRAMING: u64 = 16;
/// Most tokens of a provider's own instructions on the use of tools: Anthropic states 159 to 530.
const TOOL_INSTRUCTIONS: u64 = 600;
/// Texts of more bytes in all are estimated: a count of them would keep the caller waiting.
const MOST_BYTES: usize = 8 << 20;

/// How many tokens a request holds, before it is sent.
///
/// The text is exact where the model's tokenizer is at hand, or the caller brings a counter; else it is a band by
/// rules of thumb, whose ends held for the tokenizers `cl100k` and `o200k` on each kind of text tried, and which
/// no other maker has promised. What a provider puts around texts is a band in any case.
///
/// ```
/// use llmanac::cost::InputEstimate;
/// use serde_json::json;
/// let request = json!({ "messages": [{ "role": "user", "content": "Why is the sky blue?" }] });
/// assert_eq!(InputEstimate::of(&request).tokens.to_string(), "5..27");
///
/// if let Some(counter) = llmanac::cost::tokenizer("o200k_base") {
///     assert_eq!(InputEstimate::by(&request, counter).tokens.to_string(), "6..22");
/// }
///
/// let request = json!({ "messages": [{ "role": "user", "content": [
///     { "type": "image_url", "image_url": { "url": "https://example.com/cat.png" } },
/// ] }] });
/// let estimate = InputEstimate::of(&request);
/// assert_eq!(estimate.tokens.high(), None);
/// assert_eq!(estimate.uncounted[0].to_string(), "images (1): what they take is not known before the call");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputEstimate {
    /// The band; without a high end where something could not be counted.
    pub tokens: TokenBand,
    /// What it is the sum of, and how each part was counted.
    pub parts: Vec<CountedPart>,
    /// What could not be counted.
    pub uncounted: Vec<Uncounted>,
}

/// Parts of a request whose tokens are not known before the call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Uncounted {
    /// What they are, in words: `images`, `tools of type x`.
    pub what: String,
    /// How many.
    pub count: u64,
}

impl fmt::Display for Uncounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): what they take is not known before the call", self.what, self.count)
    }
}

impl InputEstimate {
    /// The tokens of a request in the shape of OpenAI's chat completions, of any model.
    ///
    /// Messages with their names, tool calls and text parts, definitions of tools and functions, and
    /// the schema of the answer are counted; of a request without messages what stands under `input`, to be embedded. What has another shape than it should counts as its JSON
    /// text: to refuse it is the task of validation.
    pub fn of(request: &Value) -> Self {
        Self::with(request, None, None)
    }

    /// The same, with a counter for the texts, or for the whole.
    pub fn by(request: &Value, counter: &dyn TokenCounter) -> Self {
        Self::with(request, Some(counter), None)
    }

    /// The same of a model: its tokenizer, and what its line takes for images and the like.
    pub(crate) fn with(
        request: &Value,
        counter: Option<&dyn TokenCounter>,
        rules: Option<&MediaRules>,
    ) -> Self {
        Counting::of(request).estimate(counter, rules)
    }

    /// The tokens of a plain text, without any message around it.
    pub fn of_text(text: &str, counter: Option<&dyn TokenCounter>) -> Self {
        Self::sum(texts(&[vec![text]], counter), Vec::new())
    }

    fn sum(mut parts: Vec<CountedPart>, unknown: Vec<String>) -> Self {
        let mut uncounted: Vec<Uncounted> = Vec::new();
        let mut note = |what: String| match uncounted.iter_mut().find(|other| other.what == what) {
            Some(other) => other.count += 1,
            None => uncounted.push(Uncounted { what, count: 1 }),
        };
        parts.iter().filter(|part| part.high.is_none()).for_each(|part| note(in_words(part.part).to_owned()));
        for what in unknown {
            note(what.clone());
            parts.push(CountedPart::new(
                PartKind::Unknown,
                CountMethod::Unknown,
                what,
                TokenBand::new(0, None),
            ));
        }
        let low = parts.iter().fold(0u64, |sum, part| sum.saturating_add(part.low));
        let high = parts.iter().try_fold(0u64, |sum, part| Some(sum.saturating_add(part.high?)));
        Self { tokens: TokenBand::new(low, high), parts, uncounted }
    }

    /// The tokens by the meters that they are billed on.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for part in &self.parts {
            let meter = part.meter();
            match spans.iter_mut().find(|span| span.meters().contains(meter)) {
                Some(span) => *span = Span::of(meter, span.tokens().plus(part.tokens())),
                None => spans.push(Span::of(meter, part.tokens())),
            }
        }
        spans
    }

    /// How the texts were counted.
    pub fn text_method(&self) -> CountMethod {
        let texts = self.parts.iter().filter(|part| matches!(part.part, PartKind::Text | PartKind::Request));
        texts.map(|part| part.method).max().unwrap_or(CountMethod::Exact)
    }
}

/// One request on its way to several models: it is walked once, and its texts are counted once by each counter.
pub(crate) struct Counting<'r> {
    request: &'r Value,
    gathered: Gathered<'r>,
    /// By the counter's name.
    texts: Vec<(Option<String>, Vec<CountedPart>)>,
}

impl<'r> Counting<'r> {
    pub fn of(request: &'r Value) -> Self {
        Self { request, gathered: Gathered::of(request), texts: Vec::new() }
    }

    /// The request.
    pub fn request(&self) -> &'r Value {
        self.request
    }

    /// The estimate by a counter and the rules of a line.
    pub fn estimate(
        &mut self,
        counter: Option<&dyn TokenCounter>,
        rules: Option<&MediaRules>,
    ) -> InputEstimate {
        if let Some(counter) = counter
            && let Some(tokens) = counter.request(self.request)
        {
            let whole = CountedPart::new(PartKind::Request, CountMethod::Exact, counter.name(), tokens);
            return InputEstimate::sum(vec![whole], Vec::new());
        }
        let mut parts = self.texts_by(counter);
        let gathered = &self.gathered;
        if gathered.ids > 0 {
            let ids = TokenBand::exactly(gathered.ids);
            parts.push(CountedPart::new(PartKind::Text, CountMethod::Exact, "token ids of the request", ids));
        }
        // A tokenizer counts the whole of what is embedded.
        if gathered.inputs == 0 || counter.is_none() {
            parts.push(framing(gathered));
        }
        if gathered.definitions > 0 {
            parts.push(tools(gathered));
        }
        if gathered.other.high > 0 {
            let tokens = TokenBand::new(0, Some(gathered.other.high.div_ceil(TEN)));
            let by = "shown to the model, or not";
            parts.push(CountedPart::new(PartKind::Other, CountMethod::Band, by, tokens));
        }
        parts.extend(gathered.attached.iter().map(|attached| attached.count(rules, gathered.resolution)));
        InputEstimate::sum(parts, gathered.unknown.clone())
    }

    fn texts_by(&mut self, counter: Option<&dyn TokenCounter>) -> Vec<CountedPart> {
        let name = counter.map(TokenCounter::name);
        if let Some((_, parts)) = self.texts.iter().find(|(own, _)| own.as_deref() == name) {
            return parts.clone();
        }
        let parts = texts(&self.gathered.texts, counter);
        self.texts.push((name.map(str::to_owned), parts.clone()));
        parts
    }
}

/// The texts: exact where the counter tells, else estimated.
fn texts(groups: &[Vec<&str>], counter: Option<&dyn TokenCounter>) -> Vec<CountedPart> {
    let bytes = groups.iter().flatten().fold(0usize, |sum, text| sum.saturating_add(text.len()));
    let counter = counter.filter(|_| bytes <= MOST_BYTES);
    let (mut exact, mut estimated): (Option<TokenBand>, Option<Text>) = (None, None);
    for group in groups.iter().filter(|group| !group.is_empty()) {
        match counter.and_then(|counter| counted(group, counter)) {
            Some(tokens) => exact = Some(exact.unwrap_or(TokenBand::exactly(0)).plus(tokens)),
            None => estimated = Some(estimated.unwrap_or_default().plus(guessed(group))),
        }
    }
    let exact = exact.map(|tokens| {
        CountedPart::new(PartKind::Text, CountMethod::Exact, counter.map_or("", |own| own.name()), tokens)
    });
    let estimated = estimated.map(|text| {
        let tokens = TokenBand::new(text.low / TEN, Some(text.high.div_ceil(TEN)));
        CountedPart::new(PartKind::Text, CountMethod::Estimated, "words and symbols", tokens)
    });
    exact.into_iter().chain(estimated).collect()
}

/// A group of texts, counted one by one and as one: a provider may do either.
fn counted(group: &[&str], counter: &dyn TokenCounter) -> Option<TokenBand> {
    let apart = group.iter().try_fold(0u64, |sum, text| Some(sum.saturating_add(counter.text(text)?)))?;
    let as_one = if group.len() > 1 { counter.text(&joined(group))? } else { apart };
    Some(TokenBand::new(apart.min(as_one), Some(apart.max(as_one))))
}

fn guessed(group: &[&str]) -> Text {
    let apart = group.iter().fold(Text::default(), |sum, text| sum.plus(Text::of(text)));
    if group.len() < 2 {
        return apart;
    }
    let as_one = Text::of(&joined(group));
    Text { low: apart.low.min(as_one.low), high: apart.high.max(as_one.high) }
}

/// What a provider puts around messages, calls and the request.
fn framing(gathered: &Gathered<'_>) -> CountedPart {
    let parts = gathered.texts.iter().fold(0u64, |sum, group| {
        sum.saturating_add(u64::try_from(group.len().saturating_sub(1)).unwrap_or(u64::MAX))
    });
    let request = u64::from(gathered.inputs == 0);
    let around =
        gathered.messages.saturating_add(gathered.inputs).saturating_add(parts).saturating_add(request);
    let high = around.saturating_mul(FRAMING).saturating_add(gathered.calls.saturating_mul(TOOL_FRAMING));
    let by = "0 to 8 tokens a message, a further text of it and the request, 0 to 16 a call of a tool";
    CountedPart::new(PartKind::Framing, CountMethod::Band, by, TokenBand::new(0, Some(high)))
}

/// Definitions of tools and schemas, which each provider rewrites in its own way.
fn tools(gathered: &Gathered<'_>) -> CountedPart {
    let around = gathered.definitions.saturating_mul(TOOL_FRAMING).saturating_add(TOOL_INSTRUCTIONS);
    let high = gathered.tools.high.div_ceil(TEN).saturating_add(around);
    let by = "words and symbols; 0 to 16 tokens a tool, 0 to 600 for instructions on tools";
    let tokens = TokenBand::new(gathered.tools.low / TEN, Some(high));
    CountedPart::new(PartKind::Tools, CountMethod::Band, by, tokens)
}

fn in_words(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Image => "images",
        PartKind::Document => "documents",
        PartKind::Audio => "audio",
        PartKind::Video => "videos",
        _ => "other parts",
    }
}
