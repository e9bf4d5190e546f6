//! Counts instructions of single operations, and holds them against limits: a slow machine counts the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// What `crates/llmanac/benches/instructions.rs` is built with; one feature alone spares it the catalog's compiler.
const BUILD: [&str; 8] = [
    "build",
    "--quiet",
    "--message-format=json-render-diagnostics",
    "--package=llmanac",
    "--no-default-features",
    "--features=embedded",
    "--profile=instructions",
    "--bench=instructions",
];

const LIMITS: &str = "crates/llmanac/benches/instructions.toml";

/// Counts every operation; an error names those that take more instructions than they may.
pub fn run() -> Result<()> {
    if !crate::test::has("valgrind") {
        println!("SKIPPED instructions: valgrind is not installed");
        return Ok(());
    }
    let text = std::fs::read_to_string(crate::root().join(LIMITS)).context(LIMITS)?;
    let limits: BTreeMap<String, u64> = toml::from_str(&text).context(LIMITS)?;
    let binary = build()?;
    let listed = Command::new(&binary).output()?;
    let operations = String::from_utf8(listed.stdout)?;
    let mut wrong = Vec::new();
    println!("{:>12} {:>12}  operation", "instructions", "limit");
    for operation in operations.lines() {
        let Some(&limit) = limits.get(operation) else {
            wrong.push(format!("`{operation}` has no limit"));
            continue;
        };
        let count = count(&binary, operation, limit)?;
        let remark = if count > limit {
            wrong.push(format!("`{operation}` takes {count} instructions, {limit} are the limit"));
            "  TOO MANY"
        } else if count < limit / 2 {
            "  (far below: lower the limit)"
        } else {
            ""
        };
        println!("{count:>12} {limit:>12}  {operation}{remark}");
    }
    for name in limits.keys().filter(|name| !operations.lines().any(|own| own == *name)) {
        wrong.push(format!("`{name}` is no operation"));
    }
    if !wrong.is_empty() {
        bail!("{LIMITS}:\n  {}", wrong.join("\n  "));
    }
    Ok(())
}

/// Builds the binary that runs one operation; its path.
fn build() -> Result<PathBuf> {
    let built = Command::new(env!("CARGO"))
        .args(BUILD)
        .current_dir(crate::root())
        .stderr(Stdio::inherit())
        .output()?;
    if !built.status.success() {
        bail!("the operations do not build");
    }
    let messages = String::from_utf8(built.stdout)?;
    let path = messages.rsplit_once("\"executable\":\"").and_then(|(_, rest)| rest.split_once('"'));
    Ok(path.context("cargo names no executable")?.0.into())
}

/// The instructions of one operation: what twice as many runs take more, so that the start does not count.
fn count(binary: &Path, operation: &str, limit: u64) -> Result<u64> {
    /// About as many instructions as are counted for one operation.
    const ABOUT: u64 = 2_000_000;
    let runs = (ABOUT / limit.max(1)).clamp(10, 2_000);
    let (once, twice) = (collected(binary, operation, runs)?, collected(binary, operation, 2 * runs)?);
    Ok(twice.saturating_sub(once) / runs)
}

/// All instructions of a process that runs an operation so many times.
fn collected(binary: &Path, operation: &str, runs: u64) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(binary)
        .args([operation, &runs.to_string()])
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said.split("Collected :").nth(1).and_then(|rest| rest.split_whitespace().next());
    match counted.and_then(|count| count.parse().ok()) {
        Some(count) if output.status.success() => Ok(count),
        _ => bail!("valgrind does not count `{operation}`:\n{said}"),
    }
}
