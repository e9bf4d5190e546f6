//! The bench beside the peers: not part of the tests, since times depend on the machine.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{python, wheel};

const SCRIPT: &str = "benches/peers/run.py";
/// What is measured beside ours, each file by its hash.
const REQUIREMENTS: &str = "benches/peers/requirements.txt";
const PAGE: &str = "docs/BENCHMARKS.md";

/// Builds the wheel as it is released, installs it beside the peers, measures, and writes the page.
///
/// With `--quick` few rounds are measured and the page is printed.
pub fn peers(arguments: &[&str]) -> Result<()> {
    let folder = crate::root().join("target/peers");
    fs::create_dir_all(&folder)?;
    let Some(python) = python::environment(&folder, REQUIREMENTS, "the bench beside the peers")? else {
        bail!("nothing is measured without the peers");
    };
    let wheel = wheel::build(&folder, &python, "release")?;
    wheel::install(&python, &wheel)?;
    let run = Command::new(python)
        .current_dir(&folder)
        .arg(crate::root().join(SCRIPT))
        .arg(crate::root().join(PAGE))
        .args(arguments)
        .env("PYTHONWARNINGS", "ignore")
        .status()?;
    if !run.success() {
        bail!("the bench beside the peers failed");
    }
    Ok(())
}
