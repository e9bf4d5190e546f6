//! The Python package: built as a wheel, installed into empty environments, and tested there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::wheel::{build, install, said, sorted};
use crate::{python, wire};

/// What is installed beside the wheel, each file by its hash.
const REQUIREMENTS: &str = "tests/python/package/requirements.txt";
const TESTS: &str = "tests/python/package";
const OBJECTS: &str = "tests/python/sdk";
const EXAMPLES: &str = "examples/python";
/// It wants Spark to run whole; its function is among the tests, and the bench beside the peers runs all of it.
const SPARK: &str = "examples/spark_cost.py";
const GUIDE: &str = "docs/PYTHON.md";

/// The versions that the wheel is for.
const VERSIONS: [&str; 4] = ["3.13", "3.12", "3.11", "3.10"];

/// The day of the tests' answers, where a test does not state it.
const TODAY: (&str, &str) = ("LLMANAC_TODAY", "2026-11-23");

/// Builds, installs and tests the package; without Python or an index the step is skipped aloud.
pub fn run() -> Result<()> {
    let folder = crate::root().join("target/python");
    fs::create_dir_all(&folder)?;
    let found: Vec<(&str, PathBuf)> =
        VERSIONS.iter().filter_map(|version| Some((*version, interpreter(version)?))).collect();
    // What builds the wheel, and reads tables and types.
    let tools = folder.join("tools");
    fs::create_dir_all(&tools)?;
    let Some(tools) = python::environment(&tools, REQUIREMENTS, "the Python package")? else { return Ok(()) };
    let wheel = build(&folder, &tools, "wheel")?;
    install(&tools, &wheel)?;
    println!("-- with pyarrow and mypy");
    tests(&tools, &folder)?;
    checked(&folder, &tools, "stubtest", |own| own.args(["-m", "mypy.stubtest", "llmanac"]))?;
    let examples = crate::root().join(EXAMPLES);
    let spark = crate::root().join(SPARK);
    checked(&folder, &tools, "mypy --strict", |own| {
        own.args(["-m", "mypy", "--strict"]).args([&examples, &spark])
    })?;
    for example in sorted(&examples)? {
        checked(&folder, &tools, &example.display().to_string(), |own| own.arg(&example))?;
    }
    let guide = crate::root().join(GUIDE);
    checked(&folder, &tools, GUIDE, |own| own.args(["-m", "doctest"]).arg(&guide))?;
    with_clients(&folder, &tools, &wheel)?;
    for (version, python) in &found {
        let empty = folder.join(version);
        let _ = fs::remove_dir_all(&empty);
        let made = Command::new(python).args(["-m", "venv"]).arg(&empty).output()?;
        if !made.status.success() {
            println!("SKIPPED Python {version}: it makes no environment");
            continue;
        }
        let python = own_python(&empty);
        install(&python, &wheel)?;
        println!("-- Python {version}, alone");
        tests(&python, &folder)?;
        println!("Python {version}: {}", weight(&python)?);
    }
    Ok(())
}

/// An interpreter of a version: on the path, or one that pyenv keeps.
fn interpreter(version: &str) -> Option<PathBuf> {
    let named = PathBuf::from(format!("python{version}"));
    let home = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".pyenv")));
    let kept = home.and_then(|home| fs::read_dir(home.join("versions")).ok()).into_iter().flatten().flatten();
    let kept = kept.map(|own| own.path()).filter(|own| {
        own.file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with(&format!("{version}.")))
    });
    let kept = kept.map(|own| own.join("bin/python"));
    std::iter::once(named).chain(kept).find(|python| {
        let asked =
            Command::new(python).args(["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).output();
        asked.is_ok_and(|said| {
            said.status.success() && String::from_utf8_lossy(&said.stdout).trim() == version
        })
    })
}

fn own_python(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

fn tests(python: &Path, folder: &Path) -> Result<()> {
    checked(folder, python, "the package's tests", |own| {
        own.args(["-X", "faulthandler", "-m", "unittest", "discover", "--start-directory"])
            .arg(crate::root().join(TESTS))
    })
}

/// The objects of the providers' own clients: in their environment, with the wheel beside it.
fn with_clients(folder: &Path, tools: &Path, wheel: &Path) -> Result<()> {
    let clients = crate::root().join("target/wire");
    fs::create_dir_all(&clients)?;
    let Some(python) = python::environment(&clients, wire::REQUIREMENTS, "the clients' objects")? else {
        return Ok(());
    };
    let beside = folder.join("sdk");
    let _ = fs::remove_dir_all(&beside);
    let unpacked = Command::new(tools)
        .args(["-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", "--target"])
        .args([&beside, &wheel.to_path_buf()])
        .output()?;
    if !unpacked.status.success() {
        bail!("the wheel cannot be unpacked:\n{}", said(&unpacked));
    }
    println!("-- with the providers' clients");
    checked(folder, &python, "the clients' objects", |own| {
        own.env("PYTHONPATH", &beside)
            .env("PYTHONWARNINGS", "ignore")
            .args(["-X", "faulthandler", "-m", "unittest", "discover", "--start-directory"])
            .arg(crate::root().join(OBJECTS))
    })
}

/// Runs Python away from the checkout, so that only what is installed is found; what it says is shown where it fails.
fn checked(
    folder: &Path,
    python: &Path,
    what: &str,
    asked: impl FnOnce(&mut Command) -> &mut Command,
) -> Result<()> {
    let mut command = Command::new(python);
    command.current_dir(folder).env(TODAY.0, TODAY.1).env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("PYTHONUTF8", "1").stdin(Stdio::null());
    let ran = asked(&mut command).output()?;
    let said = said(&ran);
    if !ran.status.success() {
        bail!("{what} failed:\n{said}");
    }
    let counted = said.lines().find(|line| line.starts_with("Ran ") || line.starts_with("Success"));
    println!("   {what}: {}", counted.unwrap_or("passed"));
    Ok(())
}

/// How long an import takes, and how much memory it holds beyond an empty Python's.
fn weight(python: &Path) -> Result<String> {
    // Not the most that was ever held: a process inherits that of its parent.
    const MEASURE: &str = "\
import os, time
def held():
    with open('/proc/self/statm') as statm:
        return int(statm.read().split()[1]) * os.sysconf('SC_PAGE_SIZE') // 1000
empty = held()
begun = time.perf_counter()
import llmanac
print(time.perf_counter() - begun, held() - empty)";
    let mut best: Option<(f64, f64)> = None;
    for _ in 0..7 {
        let ran = Command::new(python).args(["-I", "-c", MEASURE]).output()?;
        let text = String::from_utf8_lossy(&ran.stdout).into_owned();
        let mut numbers = text.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
        let (Some(seconds), Some(kilobytes)) = (numbers.next(), numbers.next()) else {
            // No such measure on this system.
            return Ok("its import was not measured".to_owned());
        };
        if best.is_none_or(|(least, _)| seconds < least) {
            best = Some((seconds, kilobytes));
        }
    }
    let (seconds, kilobytes) = best.context("no import")?;
    #[expect(clippy::float_arithmetic, reason = "times, for people")]
    Ok(format!("import {:.1} ms, {:.1} MB more than Python alone", seconds * 1e3, kilobytes / 1e3))
}
