//! The standard request and response, and what each surface makes of them.

mod answer;
mod convert;
mod converted;
mod converter;
mod decode;
mod header;
pub(crate) mod messages;
mod path;
mod policy;
mod provider_error;
mod response;
mod shapes;
mod spelling;
mod stand_in;
#[cfg(all(test, feature = "overlay"))]
mod tests;
mod tool_names;
mod usage;

pub use answer::{
    Annotation, Answer, AnswerChunk, AnswerError, AnswerMessage, AnswerNote, AnswerNoteCode, CalledFunction,
    Choice, ChunkChoice, Delta, FinishReason, FunctionDelta, MAX_BLOCKS, MAX_CHOICES, MAX_DEPTH,
    MAX_EVENT_BYTES, NativePart, ToolCall, ToolCallDelta,
};
pub(crate) use answer::{Parsed, Stream, form_of, parse};
pub(crate) use convert::convert;
pub use converted::{ConvertError, Converted, Delivery};
pub use converter::ConverterFn;
pub use policy::Policy;
pub use provider_error::{ErrorKind, Millis, ProviderError, ResponseHead, Retryable};
pub use tool_names::ToolNames;
pub(crate) use usage::extract;
pub use usage::{Extracted, Invocation, NoteCode, RateContext, UsageExtractError, UsageNote};
