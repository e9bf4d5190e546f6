//! The standard request and response, and what each surface makes of them.

pub(crate) mod content;
mod convert;
mod converted;
mod converter;
pub(crate) mod embedding;
mod header;
pub(crate) mod inputs;
pub(crate) mod messages;
pub(crate) mod path;
mod policy;
mod shapes;
mod stand_in;
#[cfg(all(test, feature = "overlay"))]
mod tests;
mod tool_names;
mod usage;

pub(crate) use convert::convert;
pub use converted::{ConvertError, Converted, Delivery};
pub use converter::ConverterFn;
pub use embedding::{Embedding, EmbeddingError, EmbeddingNumbers, Embeddings};
pub use policy::Policy;
pub use tool_names::ToolNames;
pub(crate) use usage::extract;
pub use usage::{Extracted, Invocation, NoteCode, RateContext, UsageExtractError, UsageNote};
