//! The providers' own clients call a server of ours: what they send against what we convert, what they read against what we parse.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Result, bail};

use crate::python;
use crate::wire::REQUIREMENTS;

const SCRIPT: &str = "tests/python/wire/loopback.py";

/// Builds the command, and has the clients call; without Python or an index the step is skipped aloud.
pub fn run(arguments: &[&str]) -> Result<()> {
    let folder = crate::root().join("target/wire");
    fs::create_dir_all(&folder)?;
    let Some(python) = python::environment(&folder, REQUIREMENTS, "the clients on the loopback")? else {
        return Ok(());
    };
    let compared = Command::new(python)
        .arg(crate::root().join(SCRIPT))
        .arg(built()?)
        .args(arguments)
        .env("PYTHONWARNINGS", "ignore")
        .status()?;
    if !compared.success() {
        bail!("a provider's client and llmanac differ");
    }
    Ok(())
}

/// The command, which cargo puts beside this program.
fn built() -> Result<PathBuf> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "llmanac-cli"])
        .current_dir(crate::root())
        .status()?;
    if !status.success() {
        bail!("the command cannot be built");
    }
    let program = env::current_exe()?.with_file_name(format!("llmanac{}", env::consts::EXE_SUFFIX));
    if !program.is_file() {
        bail!("no {} was built", program.display());
    }
    Ok(program)
}
