//! The standard request and response, and what each surface makes of them.

mod adapt;
mod answer;
pub(crate) mod content;
mod convert;
mod converted;
mod converter;
mod decode;
pub(crate) mod embedding;
mod header;
mod hint;
pub(crate) mod inputs;
pub(crate) mod messages;
mod native;
mod object;
pub(crate) mod path;
mod policy;
mod provider_error;
mod response;
mod schema;
mod shapes;
mod spelling;
mod stand_in;
#[cfg(all(test, feature = "overlay"))]
mod tests;
mod tool_names;
mod usage;

pub(crate) use adapt::adapt;
pub use answer::{
    Annotation, Answer, AnswerChunk, AnswerError, AnswerMessage, AnswerNote, AnswerNoteCode, CalledFunction,
    Choice, ChunkChoice, Delta, FinishReason, FunctionDelta, MAX_BLOCKS, MAX_CHOICES, MAX_DEPTH,
    MAX_EVENT_BYTES, NativePart, ToolCall, ToolCallDelta,
};
pub(crate) use answer::{Parsed, Stream, form_of, parse};
#[cfg(all(test, feature = "overlay"))]
pub(crate) use convert::convert;
pub(crate) use convert::{convert_adapted, convert_within};
pub use converted::{ConvertError, Converted, Delivery};
pub use converter::ConverterFn;
pub use embedding::{Embedding, EmbeddingError, EmbeddingNumbers, Embeddings};
pub use policy::Policy;
pub use provider_error::{ErrorKind, Millis, ProviderError, ResponseHead, Retryable};
pub use tool_names::ToolNames;
pub(crate) use usage::extract;
pub use usage::{Extracted, Invocation, NoteCode, RateContext, UsageExtractError, UsageNote};
