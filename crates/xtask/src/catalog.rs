//! Build and lint the catalog.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use llmanac::Date;
use llmanac::catalog::{Files, build as compile, fingerprints, lint as check};

/// Whether files are written, or compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Compare, and fail where they differ.
    Check,
}

/// The day of the data, kept in a file of its own so that a rebuild does not depend on today.
const VERSION: &str = "VERSION";

/// Every TOML file below the catalog's folder, by its path from there.
fn files(folder: &Path) -> Result<Files> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(found)
}

/// The day of the data.
pub fn version(folder: &Path) -> Result<Date> {
    let text = fs::read_to_string(folder.join(VERSION)).context("cannot read catalog/VERSION")?;
    text.trim().parse().with_context(|| format!("catalog/VERSION: `{}`", text.trim()))
}

/// The bytes of the catalog as it is authored now.
pub fn compiled(folder: &Path) -> Result<Vec<u8>> {
    match compile(&files(folder)?, version(folder)?) {
        Ok(bytes) => Ok(bytes),
        Err(error) => bail!("the catalog does not compile\n{error}"),
    }
}

/// Compiles the catalog.
pub fn build(mode: Mode) -> Result<()> {
    let folder = crate::root().join("catalog");
    let files = files(&folder)?;
    let bytes = compiled(&folder)?;
    let prints = match fingerprints(&files) {
        Ok(prints) => prints,
        Err(error) => bail!("{error}"),
    };
    let outputs: [(&str, &[u8]); 2] = [
        ("crates/llmanac-catalog/catalog.bin", &bytes),
        ("crates/llmanac-catalog/fingerprints.csv", prints.as_bytes()),
    ];
    for (name, wanted) in outputs {
        let path = crate::root().join(name);
        let same = fs::read(&path).is_ok_and(|present| present == wanted);
        match mode {
            Mode::Check if !same => bail!("{name} is out of date; run `cargo xtask catalog build`"),
            Mode::Check => println!("{name}: up to date, {} bytes", wanted.len()),
            Mode::Write if same => println!("{name}: unchanged, {} bytes", wanted.len()),
            Mode::Write => {
                fs::write(&path, wanted)?;
                println!("{name}: written, {} bytes", wanted.len());
            }
        }
    }
    Ok(())
}

/// Checks the facts.
pub fn lint() -> Result<()> {
    let folder = crate::root().join("catalog");
    let findings = match check(&files(&folder)?, version(&folder)?) {
        Ok(findings) => findings,
        Err(error) => bail!("the catalog does not compile\n{error}"),
    };
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    println!("catalog lint: {errors} errors, {} warnings", findings.len() - errors);
    if errors > 0 {
        bail!("the catalog breaks its rules");
    }
    Ok(())
}
