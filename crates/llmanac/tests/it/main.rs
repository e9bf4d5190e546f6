//! What the library promises, from outside.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod answer_streams;
mod answers;
mod broken;
mod converters;
mod embedded;
mod embeddings;
mod names;
mod original;
mod overlays;
mod panics;
mod plans;
mod readers;
mod tokens;
mod usage;
