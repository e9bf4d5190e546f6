//! A surface's vectors, back into the standard shape of OpenAI's embeddings.
//!
//! ```text
//! payload     unwrapped    the body of a response, as JSON
//!   |         read         the vectors, wherever a surface puts them, with the paths of what is wrong
//!   v
//! Embeddings  one entry a vector; numbers stay as they came
//! ```
//!
//! Where vectors stand tells by itself which shape a response has; no surface is asked for. The usage is added above,
//! where the registry is known.

mod error;
mod read;
mod shape;

#[cfg(test)]
mod tests;

pub use error::EmbeddingError;
pub(crate) use read::parse;
pub use shape::{Embedding, EmbeddingNumbers, Embeddings};
