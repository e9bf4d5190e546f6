//! The standard shape of vectors.

use serde::Serialize;
use serde_json::Number;

use crate::wire::Extracted;

/// The vectors of a response, in the shape of OpenAI's embeddings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Embeddings {
    /// `list`, as OpenAI has it.
    pub object: &'static str,
    /// The vectors, in the order of the inputs.
    pub data: Vec<Embedding>,
    /// The model that answered, as the response names it; else as the caller does.
    pub model: Option<String>,
    /// What the call used; absent where the response states nothing that can be read.
    pub usage: Option<Extracted>,
    /// Why there is no usage, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One vector.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Embedding {
    /// `embedding`, as OpenAI has it.
    pub object: &'static str,
    /// The place of the input that it is of; several kinds of one input share it.
    pub index: u64,
    /// The numbers.
    pub embedding: EmbeddingNumbers,
    /// The form of the numbers, where the response names it: `float`, `int8`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding_format: Option<String>,
    /// The kind of content, where a vector is of one kind alone: `text`, `image`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// The numbers of a vector, as they came.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum EmbeddingNumbers {
    /// One by one; nothing is rounded.
    List(Vec<Number>),
    /// As base64, whose bytes are little-endian floats.
    Base64(String),
}

impl EmbeddingNumbers {
    /// How many numbers there are; absent for base64, which is not decoded.
    pub fn dimensions(&self) -> Option<usize> {
        match self {
            Self::List(numbers) => Some(numbers.len()),
            Self::Base64(_) => None,
        }
    }
}
