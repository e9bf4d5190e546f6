//! A surface's answer, whole or streamed, back into the standard shape.
//!
//! ```text
//! payload     form       which form the surface's answers have
//!   |         stream     events are put together into the response that a whole answer would have been,
//!   |                    and give chunks on the way: one file a form, and sse for the bytes
//!   v         chat, responses, converse, claude, gemini
//! response -> read       texts, calls of tools, reasoning, citations: one file a form
//!   v
//! Answer      what the standard has no place for is kept as it came, and told
//! ```
//!
//! A stream is read by the reader of whole answers: what both come to cannot differ. A response that is an error is
//! one: `ProviderError`. The usage is added above, where the registry is known.

mod annotation;
mod chat;
mod chunk;
mod claude;
mod converse;
mod error;
mod finish;
mod form;
mod gemini;
mod json_tool;
mod limits;
mod note;
mod read;
mod responses;
mod shape;
mod stream;
mod whole;

pub use annotation::Annotation;
pub use chunk::{AnswerChunk, ChunkChoice, Delta, FunctionDelta, ToolCallDelta};
pub use error::AnswerError;
pub use finish::FinishReason;
pub(crate) use form::form_of;
pub use limits::{MAX_BLOCKS, MAX_CHOICES, MAX_DEPTH, MAX_EVENT_BYTES};
pub use note::{AnswerNote, AnswerNoteCode};
pub use shape::{Answer, AnswerMessage, CalledFunction, Choice, NativePart, ToolCall};
pub(crate) use stream::Stream;
pub(crate) use whole::{Parsed, parse};
