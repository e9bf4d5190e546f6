//! The compiled catalog of llmanac: data only.
//!
//! Should you use this crate? In general, no: use `llmanac`, which reads it.
//! The bytes are built from the authored TOML in `catalog/` by `cargo xtask catalog build`.
#![no_std]
#![forbid(unsafe_code)]

/// The compiled catalog, in the format that `llmanac` of the same minor version reads.
pub static CATALOG: &[u8] = include_bytes!("../catalog.bin");
