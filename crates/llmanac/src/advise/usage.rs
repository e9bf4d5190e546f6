//! From a provider's raw response to disjoint meters.

use serde_json::Value;

use crate::model::Surface;
use crate::registry::Snapshot;
use crate::wire::{Extracted, UsageExtractError, extract};

impl Snapshot {
    /// The usage that a raw response of a surface states, in disjoint meters.
    ///
    /// The response may be complete or streamed (an array of events, or their text), bare or wrapped (`body` and
    /// `headers`, `events`, `chunks`). `model` says which model answered, in any spelling: on some surfaces it
    /// decides which counts contain which, and not every response names it.
    ///
    /// ```
    /// use llmanac::model::Surface;
    /// let response = serde_json::json!({
    ///     "model": "gpt-5",
    ///     "usage": {
    ///         "prompt_tokens": 1200, "prompt_tokens_details": { "cached_tokens": 1000 },
    ///         "completion_tokens": 90, "completion_tokens_details": { "reasoning_tokens": 64 },
    ///         "total_tokens": 1290,
    ///     },
    /// });
    /// let found = llmanac::registry().snapshot().usage(Surface::AzureOpenaiChat, &response, None)?;
    /// assert_eq!(
    ///     found.invocations[0].meters.to_string(),
    ///     "input.text 200, cache_read.text 1000, output.text 26, output.reasoning 64",
    /// );
    /// assert_eq!(found.total_matches, Some(true));
    /// # Ok::<(), llmanac::wire::UsageExtractError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A response without usage, a value that is no count, and counts that contradict each other.
    pub fn usage(
        &self,
        surface: Surface,
        payload: &Value,
        model: Option<&str>,
    ) -> Result<Extracted, UsageExtractError> {
        let find = |name: &str| self.model(name).map(|model| (model.maker().clone(), model.id().clone()));
        let mut found = extract(self.tables(), surface, payload, model, &find)?;
        // What a name fixes, such as the geography of an inference profile, the response need not repeat.
        let name = model.or_else(|| found.invocations.first()?.model.as_deref());
        if let Some(named) = name.and_then(|name| self.resolve(name).ok()) {
            let context = &mut found.context;
            context.scope = context.scope.take().or(named.scope);
            context.region = context.region.take().or(named.region);
        }
        Ok(found)
    }
}
