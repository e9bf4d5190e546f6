//! How long it takes to price a call: with a plan, without, and in full.
#![allow(missing_docs, clippy::unwrap_used, reason = "the names of the functions are what is printed")]

mod cases;

use cases::{PRICED, four_meters, model};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use llmanac::ModelMetadata;
use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::model::Money;

fn main() {
    divan::main();
}

#[divan::bench(args = PRICED)]
fn a_call_of_four_meters_with_a_plan(bencher: Bencher<'_, '_>, name: &str) {
    let model = model(name);
    let (plan, usage) = (model.price_plan(model.default_offer()).unwrap(), four_meters(&model));
    bencher.bench_local(|| plan.total(black_box(&usage)));
}

/// The amounts are used where they come out. Alone, a call also waits until its answer can be read back from memory,
/// which takes longer than the sum.
#[divan::bench(args = PRICED)]
fn a_hundred_calls_of_four_meters_with_a_plan(bencher: Bencher<'_, '_>, name: &str) {
    const CALLS: usize = 100;
    let model = model(name);
    let (plan, usage) = (model.price_plan(model.default_offer()).unwrap(), four_meters(&model));
    bencher.counter(ItemsCount::new(CALLS)).bench_local(|| {
        (0..CALLS).fold(0, |sum, _| sum + plan.total(black_box(&usage)).unwrap().nano_usd().0)
    });
}

#[divan::bench(args = PRICED)]
fn a_call_of_four_meters_without_a_plan(bencher: Bencher<'_, '_>, name: &str) {
    let snapshot = llmanac::registry().snapshot();
    let (model, usage) = (model(name), four_meters(&model(name)));
    // The first call selects the plan.
    assert!(snapshot.total(&model, model.default_offer(), &usage).is_ok());
    bencher.bench_local(|| snapshot.total(&model, model.default_offer(), black_box(&usage)));
}

#[divan::bench(args = PRICED)]
fn a_plan_is_selected(bencher: Bencher<'_, '_>, name: &str) {
    let model = model(name);
    bencher.bench_local(|| model.price_plan(black_box(model.default_offer())));
}

#[divan::bench(args = PRICED)]
fn a_call_of_four_meters_in_full_by_name(bencher: Bencher<'_, '_>, name: &str) {
    let snapshot = llmanac::registry().snapshot();
    let (usage, call) = (four_meters(&model(name)), Call::new());
    bencher.bench_local(|| snapshot.cost(black_box(name), &usage, &call));
}

/// A log of calls, each with counts of its own.
fn rows(model: &ModelMetadata) -> Vec<Usage> {
    let usage = four_meters(model);
    let row = |at: u64| {
        usage.iter().fold(Usage::new(), |row, (meter, count)| row.with(meter, count + at * 7_919 % 1_000))
    };
    (0..10_000).map(row).collect()
}

#[divan::bench(args = PRICED)]
fn ten_thousand_calls_are_summed(bencher: Bencher<'_, '_>, name: &str) {
    let model = model(name);
    let (plan, rows) = (model.price_plan(model.default_offer()).unwrap(), rows(&model));
    bencher.counter(ItemsCount::new(rows.len())).bench_local(|| {
        rows.iter().try_fold(Money::ZERO, |sum, row| {
            let total = plan.total(row).ok()?;
            sum.plus(total).ok()
        })
    });
}
