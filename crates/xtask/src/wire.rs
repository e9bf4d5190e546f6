//! The providers' own clients as the judges of the bodies that we write: the corpus, and a thousand of each surface that a seed makes.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::python;

/// What is installed, each file by its hash.
pub const REQUIREMENTS: &str = "tests/python/wire/requirements.txt";
const SCRIPT: &str = "tests/python/wire/judge.py";

/// So many bodies of each surface are judged, or the run fails.
const LEAST: &str = "1000";

/// The test that writes the bodies: only a program with the embedded catalog can.
const WRITER: [&str; 10] = [
    "test",
    "--quiet",
    "-p",
    "llmanac",
    "--test",
    "wire",
    "--",
    "--ignored",
    "--nocapture",
    "bodies_for_the_providers_clients",
];

/// Writes the bodies and has them judged; without Python or an index the step is skipped aloud.
pub fn run(arguments: &[&str]) -> Result<()> {
    let folder = crate::root().join("target/wire");
    fs::create_dir_all(&folder)?;
    let Some(python) = python::environment(&folder, REQUIREMENTS, "the judges of bodies on the wire")? else {
        return Ok(());
    };
    let written = Command::new(env!("CARGO"))
        .args(WRITER)
        .current_dir(crate::root())
        .env("LLMANAC_WIRE", &folder)
        .status()?;
    if !written.success() {
        bail!("the bodies cannot be written");
    }
    let judged = Command::new(python)
        .arg(crate::root().join(SCRIPT))
        .arg(folder.join("bodies.jsonl"))
        .arg("--refused")
        .arg(folder.join("refused.tsv"))
        .args(["--least", LEAST])
        .args(arguments)
        .env("PYTHONWARNINGS", "ignore")
        .status()?;
    if !judged.success() {
        bail!("a provider's client rejects a body");
    }
    Ok(())
}
