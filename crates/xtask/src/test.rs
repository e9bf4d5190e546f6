//! Everything that CI runs, in one command.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{catalog, evidence, instructions, judge, loopback, wire};

/// Runs all checks; the first that fails ends the run.
pub fn run() -> Result<()> {
    step("catalog lint", catalog::lint)?;
    step("catalog build --check", || catalog::build(catalog::Mode::Check))?;
    step("catalog coverage --check", || evidence::coverage(catalog::Mode::Check))?;
    cargo("format", &["fmt", "--all", "--check"])?;
    cargo("clippy", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    cargo("the library without features", &["check", "--quiet", "-p", "llmanac", "--no-default-features"])?;
    cargo("documentation", &["doc", "--workspace", "--no-deps", "--quiet"])?;
    if has("cargo-deny") {
        cargo("licences and advisories", &["deny", "--offline", "check", "bans", "licenses", "sources"])?;
    } else {
        println!("SKIPPED cargo deny: it is not installed");
    }
    if has("cargo-machete") {
        cargo("unused dependencies", &["machete"])?;
    } else {
        println!("SKIPPED cargo machete: it is not installed");
    }
    step("instructions", instructions::run)?;
    step("judge", judge::run)?;
    step("python", crate::package::run)?;
    step("wire", || wire::run(&[]))?;
    step("loopback", || loopback::run(&[]))?;
    // Last, so that its closing lines are the last ones.
    cargo("tests", &["test", "--workspace", "--quiet"])?;
    println!("xtask test: all passed");
    Ok(())
}

fn step(name: &str, run: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("== {name}");
    run()
}

fn cargo(name: &str, arguments: &[&str]) -> Result<()> {
    println!("== {name}: cargo {}", arguments.join(" "));
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(crate::root())
        .env("RUSTDOCFLAGS", "-D warnings")
        // Ours, as of any program that cargo runs: by it cargo-machete tells whether it is called by cargo.
        .env_remove("CARGO_PKG_NAME")
        .status()?;
    if !status.success() {
        bail!("{name} failed");
    }
    Ok(())
}

/// Whether a command is on the path.
pub fn has(command: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(command).is_file())
}
