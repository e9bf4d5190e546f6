//! The project's own chores.
//!
//! ```text
//! cargo xtask catalog build [--check]   compile catalog/ into crates/llmanac-catalog/catalog.bin
//! cargo xtask catalog lint              check the facts
//! cargo xtask catalog coverage [--check] how far the facts are known: docs/COVERAGE.md
//! cargo xtask catalog stale --days N     what wants a new look
//! cargo xtask catalog crosscheck ...     hold the facts against other catalogs: docs/disagreements.md
//! cargo xtask fuzz [TARGET] ...          mutate inputs, and look for what must hold and does not
//! cargo xtask instructions              count instructions, and hold them against their limits
//! cargo xtask judge                     LiteLLM prices calls from what we export for it
//! cargo xtask wire [--only SURFACE]     the providers' own clients judge the bodies that we write
//! cargo xtask python                    build the Python package, install it into empty environments, test it
//! cargo xtask bench peers [--quick]     time the package beside others: docs/BENCHMARKS.md
//! cargo xtask loopback [--only CLIENT]  the providers' own clients call a server of ours, and both directions are compared
//! cargo xtask tokens build NAME FILE    compile a tokenizer's vocabulary into crates/llmanac-tokens/NAME.bin
//! cargo xtask test                      everything that CI runs
//! ```
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a command prints")]

mod bench;
mod catalog;
mod crosscheck;
mod evidence;
mod fuzz;
mod instructions;
mod judge;
mod loopback;
mod package;
mod python;
mod test;
mod tokens;
mod wheel;
mod wire;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask catalog build [--check]   compile the catalog, or check that the committed one is up to date
       cargo xtask catalog lint              check the facts against the rules of catalog/README.md
       cargo xtask catalog coverage [--check]  write docs/COVERAGE.md, or check that it is up to date
       cargo xtask catalog stale --days N    list what no source confirmed for so many days
       cargo xtask catalog crosscheck --litellm FILE --models-dev FILE --genai-prices FILE
                                             hold the facts against others, and write docs/disagreements.md
       cargo xtask fuzz [TARGET] [--runs N] [--seed S] [--corpus PATH] [--input FILE] [--seeds FOLDER]
                                             mutate inputs, and look for what must hold and does not
       cargo xtask instructions              count instructions, and hold them against their limits
       cargo xtask judge                     have LiteLLM price calls from what we export for it
       cargo xtask wire [--only SURFACE]
                                             have the providers' own clients judge the bodies that we write
       cargo xtask python                    build the Python package, install it into empty environments, test it
       cargo xtask bench peers [--quick]     time the package beside LiteLLM and others, and write docs/BENCHMARKS.md
       cargo xtask loopback [--only CLIENT]
                                             have the providers' own clients call a server of ours, and compare both directions
       cargo xtask tokens build NAME FILE    compile a maker's .tiktoken file into crates/llmanac-tokens/NAME.bin
       cargo xtask test                      everything that CI runs";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["catalog", "build"] => catalog::build(catalog::Mode::Write),
        ["catalog", "build", "--check"] => catalog::build(catalog::Mode::Check),
        ["catalog", "lint"] => catalog::lint(),
        ["catalog", "coverage"] => evidence::coverage(catalog::Mode::Write),
        ["catalog", "coverage", "--check"] => evidence::coverage(catalog::Mode::Check),
        ["catalog", "crosscheck", files @ ..] => crosscheck::run(files),
        ["catalog", "stale", "--days", days] => evidence::stale(days),
        ["fuzz", arguments @ ..] => fuzz::run(arguments),
        ["instructions"] => instructions::run(),
        ["tokens", "build", name, file] => tokens::build(name, file),
        ["judge"] => judge::run(),
        ["bench", "peers", arguments @ ..] => bench::peers(arguments),
        ["python"] => package::run(),
        ["wire", arguments @ ..] => wire::run(arguments),
        ["loopback", arguments @ ..] => loopback::run(arguments),
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
