//! Who counts the tokens of texts exactly: a tokenizer of ours, or one that the caller brings.

use serde_json::Value;

use super::span::TokenBand;

/// Counts the tokens of texts as one model does.
///
/// The feature `tokens` has two of OpenAI's; a caller may bring any other: another tokenizer, or the answer of a
/// provider's own endpoint for counts.
///
/// ```
/// use llmanac::cost::{InputEstimate, TokenBand, TokenCounter};
/// use serde_json::{Value, json};
///
/// /// What the provider's `count_tokens` said of the request.
/// struct Asked(u64);
///
/// impl TokenCounter for Asked {
///     fn name(&self) -> &str {
///         "count_tokens"
///     }
///
///     fn request(&self, _request: &Value) -> Option<TokenBand> {
///         Some(TokenBand::exactly(self.0))
///     }
/// }
///
/// let request = json!({ "messages": [{ "role": "user", "content": "Why is the sky blue?" }] });
/// let estimate = InputEstimate::by(&request, &Asked(13));
/// assert_eq!(estimate.tokens.exact(), Some(13));
/// ```
pub trait TokenCounter: Send + Sync {
    /// Its name, for answers: `o200k_base`.
    fn name(&self) -> &str;

    /// The tokens of one text, without any framing; `None`: it cannot tell.
    fn text(&self, text: &str) -> Option<u64> {
        let _ = text;
        None
    }

    /// The tokens of a whole request, everything included; `None`: it counts texts only.
    fn request(&self, request: &Value) -> Option<TokenBand> {
        let _ = request;
        None
    }
}

#[cfg(feature = "tokens")]
impl TokenCounter for llmanac_tokens::Tokenizer {
    fn name(&self) -> &str {
        (*self).name()
    }

    fn text(&self, text: &str) -> Option<u64> {
        Some(self.count(text))
    }
}

/// The tokenizer of a name, where this build has it.
///
/// ```
/// let counter = llmanac::cost::tokenizer("o200k_base");
/// if cfg!(feature = "tokens") {
///     assert_eq!(counter.and_then(|counter| counter.text("Why is the sky blue?")), Some(6));
/// }
/// assert!(llmanac::cost::tokenizer("claude").is_none());
/// ```
pub fn tokenizer(name: &str) -> Option<&'static dyn TokenCounter> {
    #[cfg(feature = "tokens")]
    {
        use llmanac_tokens::Tokenizer;
        // Constants: they hold the places of bytes, and nothing is loaded.
        static ALL: [Tokenizer; 2] = Tokenizer::ALL;
        ALL.iter().find(|own| (**own).name() == name).map(|own| -> &dyn TokenCounter { own })
    }
    #[cfg(not(feature = "tokens"))]
    {
        let _ = name;
        None
    }
}
