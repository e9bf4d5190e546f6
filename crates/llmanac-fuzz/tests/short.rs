//! A short run of every target, always the same inputs: what was found once does not come back.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use llmanac_fuzz::{Corpus, Run, Target, drive};

/// As many as take a second or two without optimization.
fn runs(target: Target) -> u64 {
    match target {
        Target::Usage | Target::Names => 20,
        _ => 80,
    }
}

#[test]
fn no_input_of_a_short_run_breaks_what_must_hold() {
    for target in Target::ALL {
        let corpus = Corpus::of(target).expect("the seeds are in the repository");
        assert!(!corpus.is_empty(), "{} has no seed", target.name());
        let outcome = drive(&Run { target, seed: 5, runs: runs(target), current: None }, &corpus);
        let finds: Vec<&str> = outcome.finds.iter().map(|find| find.why.as_str()).collect();
        assert!(
            finds.is_empty(),
            "{}: {finds:?}; `cargo xtask fuzz {} --seed 5`",
            target.name(),
            target.name()
        );
    }
}

#[test]
fn the_same_seed_makes_the_same_inputs_and_another_makes_others() {
    let corpus = Corpus::of(Target::Litellm).expect("the seeds are in the repository");
    let made = |seed| -> Vec<Vec<u8>> { (0..50).map(|run| corpus.input(seed, run)).collect() };
    assert_eq!(made(1), made(1));
    assert_ne!(made(1), made(2));
}

#[test]
fn a_target_has_its_harness_and_its_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest of the harness");
    for target in Target::ALL {
        let name = target.name();
        assert_eq!(name.parse(), Ok(target));
        let harness =
            std::fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap_or_default();
        assert!(harness.contains(&format!("Target::{target:?}.run(input)")), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
    assert!("quill".parse::<Target>().is_err_and(|error| error.contains("known: litellm")));
}
