//! A raw response with vectors, in the standard shape, with its usage.

use serde_json::Value;

use crate::model::Surface;
use crate::registry::Snapshot;
use crate::wire::{EmbeddingError, Embeddings, embedding};

impl Snapshot {
    /// The vectors of a surface's raw response, in the shape of OpenAI's embeddings, and what the call used.
    ///
    /// `model` says which model answered, in any spelling, where the response may not name it.
    ///
    /// ```
    /// use llmanac::model::Surface;
    /// let response = serde_json::json!({ "embedding": [0.5, -0.25], "inputTextTokenCount": 3 });
    /// let model = Some("titan-embed-text-v2");
    /// let found = llmanac::registry().snapshot().parse_embedding(Surface::BedrockInvoke, &response, model)?;
    /// assert_eq!(found.data[0].embedding.dimensions(), Some(2));
    /// let used = found.usage.ok_or("no usage")?;
    /// assert_eq!(used.invocations[0].meters.to_string(), "input.text 3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A response without vectors, and one that has something else where numbers should stand.
    pub fn parse_embedding(
        &self,
        surface: Surface,
        response: &Value,
        model: Option<&str>,
    ) -> Result<Embeddings, EmbeddingError> {
        let (data, stated) = embedding::parse(response)?;
        let (usage, note) = match self.usage(surface, response, model) {
            Ok(usage) => (Some(usage), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let model = stated.or_else(|| model.map(str::to_owned));
        Ok(Embeddings { object: "list", data, model, usage, note })
    }
}
