//! The wheel of the Python package: built by a profile, installed into an environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, bail};

const CRATE: &str = "crates/llmanac-py/Cargo.toml";

/// Builds the wheel; `tools` is a Python that has maturin.
pub fn build(folder: &Path, tools: &Path, profile: &str) -> Result<PathBuf> {
    let wheels = folder.join("wheels");
    let _ = fs::remove_dir_all(&wheels);
    let built = Command::new(tools)
        .args(["-m", "maturin", "build", "--quiet", "--locked", "--profile", profile, "--manifest-path"])
        .arg(crate::root().join(CRATE))
        .arg("--out")
        .arg(&wheels)
        .arg("--interpreter")
        .arg(tools)
        .env("CARGO_TARGET_DIR", crate::root().join("target"))
        .stdin(Stdio::null())
        .status()?;
    if !built.success() {
        bail!("the wheel does not build");
    }
    let wheel = sorted(&wheels)?.pop().context("maturin made no wheel")?;
    println!("wheel: {:.1} MB", megabytes(fs::metadata(&wheel)?.len()));
    Ok(wheel)
}

/// Puts the wheel into an environment, and nothing else: it has no dependency.
pub fn install(python: &Path, wheel: &Path) -> Result<()> {
    let installed = Command::new(python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--force-reinstall",
            "--disable-pip-version-check",
        ])
        .arg(wheel)
        .output()?;
    if !installed.status.success() {
        bail!("the wheel cannot be installed:\n{}", said(&installed));
    }
    Ok(())
}

/// Everything that a program said.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The files of a folder, by name.
pub fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "a size, for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
