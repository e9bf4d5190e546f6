//! What is fuzzed, and a driver for it that needs no other tool chain than the ordinary one.
//!
//! ```text
//! Target     bytes in; a panic where something that must hold does not
//!   ^  fuzz/fuzz_targets/   libFuzzer's harness, by cargo-fuzz and a nightly compiler
//!   ^  drive                `cargo xtask fuzz`: mutates a corpus, the same way for the same seed
//! ```
//!
//! A target is one function, and both callers run that one.
#![forbid(unsafe_code)]
#![allow(clippy::panic, clippy::indexing_slicing, reason = "a target reports by a panic")]

mod corpus;
mod drive;
mod mutate;
mod random;
mod shrink;
mod targets;
mod tree;

pub use corpus::{Corpus, Part};
pub use drive::{Find, Outcome, Run, drive};
pub use targets::Target;
