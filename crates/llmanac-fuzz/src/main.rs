//! `cargo xtask fuzz [TARGET] [--runs N] [--seed S] [--corpus PATH]`: the driver that needs no other tool chain.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a command prints")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use llmanac_fuzz::{Corpus, Outcome, Run, Target, drive};

const USAGE: &str =
    "usage: cargo xtask fuzz [TARGET] [--runs N] [--seed S] [--corpus PATH] [--input FILE] [--seeds FOLDER]";

struct Arguments {
    targets: Vec<Target>,
    runs: u64,
    seed: u64,
    corpus: Vec<PathBuf>,
    input: Option<PathBuf>,
    seeds: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(finds) => {
            println!("{finds} finds");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("error: {error}\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<usize, String> {
    let arguments = arguments()?;
    if let Some(path) = &arguments.input {
        let input = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        arguments.targets.iter().for_each(|target| target.run(&input));
        println!("no panic");
        return Ok(0);
    }
    if let Some(folder) = &arguments.seeds {
        return arguments.targets.iter().try_for_each(|target| write_seeds(*target, folder)).map(|()| 0);
    }
    let kept = std::env::current_dir().map_err(|error| error.to_string())?.join("target/finds");
    std::fs::create_dir_all(&kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    let mut finds = 0;
    for target in arguments.targets {
        let mut corpus =
            Corpus::of(target).map_err(|error| format!("the seeds of {}: {error}", target.name()))?;
        for path in &arguments.corpus {
            corpus.add_path(path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        let current = Some(kept.join(format!("{}.current", target.name())));
        let outcome = drive(&Run { target, seed: arguments.seed, runs: arguments.runs, current }, &corpus);
        println!("{}", summary(target, &corpus, &arguments.runs, arguments.seed, &outcome));
        for find in &outcome.finds {
            let path = kept.join(format!("{}.{}.{}", target.name(), arguments.seed, find.run));
            std::fs::write(&path, &find.input).map_err(|error| format!("{}: {error}", path.display()))?;
            println!("FIND seed {} run {}: {}", arguments.seed, find.run, find.why);
            println!("  {} bytes in {}: {}", find.input.len(), path.display(), shown(&find.input));
        }
        finds += outcome.finds.len();
    }
    Ok(finds)
}

/// Writes the seeds of a target as files, for libFuzzer: `FOLDER/<target>/<number>`.
fn write_seeds(target: Target, folder: &Path) -> Result<(), String> {
    let own = folder.join(target.name());
    let wrong = |error: std::io::Error| format!("{}: {error}", own.display());
    std::fs::create_dir_all(&own).map_err(wrong)?;
    let seeds = target.seeds().map_err(wrong)?;
    for (at, seed) in seeds.iter().enumerate() {
        std::fs::write(own.join(at.to_string()), seed).map_err(wrong)?;
    }
    println!("{}: {} seeds in {}", target.name(), seeds.len(), own.display());
    Ok(())
}

fn summary(target: Target, corpus: &Corpus, runs: &u64, seed: u64, outcome: &Outcome) -> String {
    let (slowest, number) = outcome.slowest;
    format!(
        "{}: {runs} runs of seed {seed} on {} seeds in {:.1} s, the longest {} ms (run {number}), {} finds",
        target.name(),
        corpus.len(),
        outcome.took.as_secs_f32(),
        slowest.as_millis(),
        outcome.finds.len()
    )
}

/// What a person can read of an input.
fn shown(input: &[u8]) -> String {
    String::from_utf8_lossy(input).chars().take(400).flat_map(char::escape_debug).collect()
}

fn arguments() -> Result<Arguments, String> {
    let mut own = Arguments {
        targets: Vec::new(),
        runs: 10_000,
        seed: 1,
        corpus: Vec::new(),
        input: None,
        seeds: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
        let number = |text: String| text.parse().map_err(|_| format!("`{text}` is no number"));
        match word.as_str() {
            "--runs" => own.runs = number(value()?)?,
            "--seed" => own.seed = number(value()?)?,
            "--corpus" => own.corpus.push(value()?.into()),
            "--seeds" => own.seeds = Some(value()?.into()),
            "--input" => own.input = Some(value()?.into()),
            name => own.targets.push(name.parse()?),
        }
    }
    if own.targets.is_empty() {
        own.targets = Target::ALL.to_vec();
    }
    Ok(own)
}
