//! Fuzzing with the ordinary tool chain: the driver is built with every check of the compiler, and run.

use std::process::Command;

use anyhow::{Result, bail};

/// What the driver is built and run with. It is a program of its own, since it has the embedded catalog.
const RUN: [&str; 7] = ["run", "--quiet", "--profile", "fuzz", "--package", "llmanac-fuzz", "--"];

/// Runs the driver; an error where it finds something.
pub fn run(arguments: &[&str]) -> Result<()> {
    let status = Command::new(env!("CARGO")).args(RUN).args(arguments).current_dir(crate::root()).status()?;
    if !status.success() {
        bail!("the runs did not all end well");
    }
    Ok(())
}
