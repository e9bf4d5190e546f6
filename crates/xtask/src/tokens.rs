//! Build a vocabulary of llmanac-tokens.

use std::fs;

use anyhow::{Context as _, Result};

/// Compiles a maker's `.tiktoken` file into crates/llmanac-tokens/NAME.bin.
pub fn build(name: &str, file: &str) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    let bytes = llmanac_tokens::compile(&text).with_context(|| format!("{file} is no vocabulary"))?;
    let path = crate::root().join("crates/llmanac-tokens").join(name).with_extension("bin");
    fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}
