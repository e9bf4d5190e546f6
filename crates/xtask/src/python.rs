//! Environments of Python for the judges, made of pinned packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};

/// A Python that has the packages of a list, made once for each list; `None`, aloud, where it cannot be had.
pub fn environment(folder: &Path, requirements: &str, whose: &str) -> Result<Option<PathBuf>> {
    let list = crate::root().join(requirements);
    let wanted = fs::read_to_string(&list).with_context(|| requirements.to_owned())?;
    let (venv, stamp) = (folder.join("venv"), folder.join("installed.txt"));
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && python.is_file() {
        return Ok(Some(python));
    }
    // What is there was made for another list.
    let _ = fs::remove_dir_all(&venv);
    let made = Command::new("python3").args(["-m", "venv"]).arg(&venv).output();
    if !made.as_ref().is_ok_and(|made| made.status.success()) {
        println!("SKIPPED {whose}: python3 makes no environment");
        return Ok(None);
    }
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"];
    let installed = Command::new(&python)
        .args(install)
        .args(["--disable-pip-version-check", "--no-compile", "-r"])
        .arg(&list)
        .output()?;
    if !installed.status.success() {
        let said = said(&installed);
        if said.contains("DO NOT MATCH THE HASHES") {
            bail!("a package is not the one that {requirements} names:\n{said}");
        }
        println!("SKIPPED {whose}: its packages cannot be installed\n{said}");
        return Ok(None);
    }
    fs::write(stamp, wanted)?;
    Ok(Some(python))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
