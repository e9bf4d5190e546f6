//! How long it takes from a name to its model, beside plain hash maps of the same names.
#![allow(missing_docs, reason = "the names of the functions are what is printed")]

mod cases;

use std::collections::HashMap;
use std::hash::BuildHasher;

use cases::NAMES;
use divan::{Bencher, black_box};
use llmanac::{ModelMetadata, Snapshot};

fn main() {
    divan::main();
}

fn warm() -> Snapshot {
    let snapshot = llmanac::registry().snapshot();
    // Rows are read when first touched.
    snapshot.models();
    snapshot
}

/// Every id, name and alias that means one model, with that model.
fn names(snapshot: &Snapshot) -> Vec<(String, ModelMetadata)> {
    let models = snapshot.models();
    let of_model = |model: &ModelMetadata| {
        let own = [model.id().to_string(), model.model_name().to_owned()];
        own.into_iter().chain(model.aliases().iter().cloned()).collect::<Vec<_>>()
    };
    let names = models.iter().flat_map(of_model);
    names.filter_map(|name| snapshot.model(&name).map(|model| (name, model))).collect()
}

#[divan::bench(args = NAMES)]
fn a_name_means_its_model(bencher: Bencher<'_, '_>, name: &str) {
    let snapshot = warm();
    bencher.bench_local(|| snapshot.model(black_box(name)));
}

#[divan::bench]
fn every_name_in_turn(bencher: Bencher<'_, '_>) {
    let snapshot = warm();
    let names = names(&snapshot);
    let mut turn = names.iter().cycle();
    bencher.bench_local(|| turn.next().and_then(|(name, _)| snapshot.model(black_box(name))));
}

fn in_a_map<S: BuildHasher + Default>(bencher: Bencher<'_, '_>) {
    let names = names(&warm());
    let map: HashMap<String, ModelMetadata, S> = names.iter().cloned().collect();
    let mut turn = names.iter().cycle();
    bencher.bench_local(|| turn.next().and_then(|(name, _)| map.get(black_box(name.as_str())).cloned()));
}

#[divan::bench]
fn every_name_in_turn_in_a_plain_map(bencher: Bencher<'_, '_>) {
    in_a_map::<std::hash::RandomState>(bencher);
}

#[divan::bench]
fn every_name_in_turn_in_a_map_with_the_same_hasher(bencher: Bencher<'_, '_>) {
    in_a_map::<foldhash::fast::RandomState>(bencher);
}

#[divan::bench]
fn a_name_through_the_shared_registry(bencher: Bencher<'_, '_>) {
    warm();
    bencher.bench_local(|| llmanac::registry().model(black_box("gpt-4o")));
}

#[divan::bench]
fn a_name_is_resolved_with_the_reason(bencher: Bencher<'_, '_>) {
    let snapshot = warm();
    bencher.bench_local(|| snapshot.resolve(black_box("gpt-4o")));
}

#[divan::bench]
fn a_misspelt_name_gets_suggestions(bencher: Bencher<'_, '_>) {
    let snapshot = warm();
    bencher.bench_local(|| snapshot.resolve(black_box("gpt-40")));
}
