//! Request to wire to request: what differs is named by a change.

use llmanac::Snapshot;
use llmanac::advise::Call;
use proptest::prelude::*;

use crate::case::{Case, snapshot};
use crate::compare::lost;
use crate::generate;
use crate::profiles::{Line, line_of, lines};

#[test]
fn every_case_of_the_corpus_comes_back() {
    let snapshot = snapshot();
    let mut all = Vec::new();
    for case in Case::all() {
        // What a file of the provider's holds, and a refusal, have their own snapshots.
        let (Ok(request), Ok(wire)) = (&case.request, case.wire(&snapshot)) else { continue };
        if case.name.contains("refusal") {
            continue;
        }
        assert!(line_of(&snapshot, &case.model, case.surface).is_some());
        all.extend(
            lost(case.form(), request, &wire).into_iter().map(|lost| format!("{}: {lost}", case.name)),
        );
    }
    assert!(all.is_empty(), "{}: {all:#?}", all.len());
}

/// The request of a seed, there and back; what was lost, if it went.
fn lost_of_seed(snapshot: &Snapshot, lines: &[Line], seed: u64) -> Option<String> {
    let own = generate::request(snapshot, lines, seed);
    let surface = Some(own.line.surface);
    let wire =
        snapshot.wire_request(&own.line.model, &own.request, &Call::new(), surface, own.policy).ok()?;
    let lost = lost(&own.line.form, &own.request, &wire);
    let changes: Vec<String> = wire.changes.iter().map(ToString::to_string).collect();
    (!lost.is_empty())
        .then(|| format!("{} on {}: {lost:#?}\nchanges {changes:#?}", own.line.model, own.line.surface))
}

#[test]
fn what_changes_do_not_name_comes_back_from_the_wire() {
    let (snapshot, lines) = (snapshot(), lines(&snapshot()));
    let lost: Vec<String> = (0..SEEDS).filter_map(|seed| lost_of_seed(&snapshot, &lines, seed)).collect();
    assert!(lost.is_empty(), "{} of {SEEDS}: {}", lost.len(), lost[..lost.len().min(8)].join("\n"));
}

/// As many as take a few seconds.
const SEEDS: u64 = 1_500;

proptest! {
    // A seed does not shrink to anything.
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nor_does_any_other_seed_lose_anything(seed in any::<u64>()) {
        let snapshot = snapshot();
        let lost = LINES.with(|lines| lost_of_seed(&snapshot, lines, seed));
        prop_assert!(lost.is_none(), "seed {seed}: {}", lost.unwrap_or_default());
    }
}

thread_local! {
    static LINES: Vec<Line> = lines(&snapshot());
}
