//! The project's own chores.
//!
//! ```text
//! cargo xtask catalog build [--check]   compile catalog/ into crates/llmanac-catalog/catalog.bin
//! cargo xtask catalog lint              check the facts
//! cargo xtask test                      everything that CI runs
//! ```
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a command prints")]

mod catalog;
mod test;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask catalog build [--check]   compile the catalog, or check that the committed one is up to date
       cargo xtask catalog lint              check the facts against the rules of catalog/README.md
       cargo xtask test                      everything that CI runs";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["catalog", "build"] => catalog::build(catalog::Mode::Write),
        ["catalog", "build", "--check"] => catalog::build(catalog::Mode::Check),
        ["catalog", "lint"] => catalog::lint(),
        ["test"] => test::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("no such chore: {}\n{USAGE}", words.join(" ")),
    }
}

/// The root of the checkout.
fn root() -> &'static std::path::Path {
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own)
}
