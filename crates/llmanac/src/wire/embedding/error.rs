//! Why a response gives no vectors.

/// Why a response gives no vectors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmbeddingError {
    /// The response is a text that is no JSON.
    #[error("the response is no JSON; it begins with `{beginning}`")]
    NoJson {
        /// Its beginning.
        beginning: String,
    },
    /// No vector stands where one is looked for.
    #[error(
        "the response has no vectors; looked for data, embedding, embeddings, embeddingsByType and predictions{found}"
    )]
    NoVectors {
        /// The keys that it has instead, in words.
        found: String,
    },
    /// Something else stands where numbers should.
    #[error("{path} must be {wanted}")]
    Malformed {
        /// Where: `data[2].embedding[0]`.
        path: String,
        /// What should stand there.
        wanted: &'static str,
    },
}
