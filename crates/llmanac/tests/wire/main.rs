//! Standard requests as every surface reads them: a corpus that people can read, and requests that a seed makes.
//!
//! ```text
//! <form>/<case>.json   a request and a model; beside it <case>.snap, what goes on the wire
//! corpus               walks the cases, and holds that every model line and every feature has one
//! generate             requests that look like those of programs, the same for the same seed
//! inverse              bodies read back, one file a form, from what the providers document
//! compare              a request beside what is read back: what differs, and no change names
//! damage               bodies that are damaged: each is noticed
//! round_trip           request -> wire -> request keeps what the changes do not name
//! order                keys stand where the caller has them, and nothing else hangs on that
//! no_tools             where none is to be called, none may be
//! bodies               all bodies as lines, for the providers' own clients: `cargo xtask wire`
//! ```
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::print_stdout, reason = "what was refused is told to those who have bodies written")]

mod bodies;
mod case;
mod compare;
mod corpus;
mod damage;
mod features;
mod generate;
mod inverse;
mod no_tools;
mod order;
mod profiles;
mod round_trip;
