//! The driver: mutates a corpus, runs a target, and makes what fails small.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::corpus::Corpus;
use crate::shrink::shrunk;
use crate::targets::Target;

/// What is run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The target.
    pub target: Target,
    /// The seed that all runs follow from.
    pub seed: u64,
    /// How many inputs are tried.
    pub runs: u64,
    /// Where an input is kept while it runs, so that one that ends the process is not lost.
    pub current: Option<PathBuf>,
}

/// An input that fails.
#[derive(Clone, Debug)]
pub struct Find {
    /// Which run of the seed.
    pub run: u64,
    /// What the panic says, and where.
    pub why: String,
    /// The smallest input that fails so.
    pub input: Vec<u8>,
}

/// How the runs went.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The first inputs that fail, each in a place of its own.
    pub finds: Vec<Find>,
    /// How long all runs took.
    pub took: Duration,
    /// The longest run, and its number.
    pub slowest: (Duration, u64),
}

static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs a target on so many inputs, the same ones for the same seed and corpus.
pub fn drive(run: &Run, corpus: &Corpus) -> Outcome {
    // What a panic says is kept, and not printed for every input.
    panic::set_hook(Box::new(|info| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = Some(info.to_string());
        }
    }));
    let started = Instant::now();
    let mut outcome = Outcome::default();
    for number in 0..run.runs {
        let input = corpus.input(run.seed, number);
        if let Some(path) = &run.current {
            // Only for the case that the process ends here.
            let _ = std::fs::write(path, &input);
        }
        let begun = Instant::now();
        let failed = failure(run.target, &input);
        if begun.elapsed() > outcome.slowest.0 {
            outcome.slowest = (begun.elapsed(), number);
        }
        let Some(why) = failed else { continue };
        let place = first_line(&why).to_owned();
        if outcome.finds.iter().any(|find| first_line(&find.why) == place) {
            continue;
        }
        let is_same = |input: &[u8]| failure(run.target, input).is_some_and(|own| first_line(&own) == place);
        let input = shrunk(input, corpus.part(), is_same);
        let why = failure(run.target, &input).unwrap_or(why);
        outcome.finds.push(Find { run: number, why, input });
    }
    if let Some(path) = &run.current {
        let _ = std::fs::remove_file(path);
    }
    let _ = panic::take_hook();
    outcome.took = started.elapsed();
    outcome
}

/// What the target's panic says; `None` where there is none.
fn failure(target: Target, input: &[u8]) -> Option<String> {
    let result = panic::catch_unwind(AssertUnwindSafe(|| target.run(input)));
    let said = LAST_PANIC.lock().ok().and_then(|mut last| last.take());
    result.err().map(|_| said.unwrap_or_else(|| "a panic without a word".to_owned()))
}

/// `panicked at file:line:column:`, which tells one fault from another.
fn first_line(why: &str) -> &str {
    why.lines().next().unwrap_or_default()
}
