//! Counts that do not depend on the machine: what is warm and fine allocates nothing.
#![allow(missing_docs, unsafe_code, clippy::unwrap_used, clippy::indexing_slicing)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use llmanac::cost::Usage;
use llmanac::model::{Meter, Money};
use serde_json::json;

/// Counts the allocations of the thread that makes them.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    let before = COUNT.with(Cell::get);
    let result = run();
    let after = COUNT.with(Cell::get);
    drop(result);
    after - before
}

#[test]
fn a_warm_lookup_allocates_nothing() {
    let snapshot = llmanac::registry().snapshot();
    for name in [
        "gpt-4o",
        "GPT-4o",
        "azure_openai/gpt-4o",
        "gpt-4o-2024-08-06",
        "claude-3.5-sonnet",
        "anthropic.claude-opus-4-7",
        "gemini-2.5-pro",
    ] {
        assert!(snapshot.model(name).is_some(), "{name}");
        assert_eq!(allocations(|| snapshot.model(name)), 0, "{name}");
    }
    assert_eq!(allocations(|| llmanac::registry().model("gpt-4o")), 0, "through the registry");
}

#[test]
fn validating_six_fine_parameters_allocates_nothing() {
    let cases = [
        (
            "gpt-4o",
            json!({"temperature": 0.7, "top_p": 0.9, "max_tokens": 1000, "stop": ["END"], "seed": 7, "n": 1}),
        ),
        (
            "claude-3-5-sonnet",
            json!({"temperature": 0.7, "top_p": 0.9, "max_tokens": 1000, "stop": "END", "top_k": 5, "n": 1}),
        ),
        (
            "gemini-1.5-pro",
            json!({"temperature": 0.7, "top_p": 0.9, "max_tokens": 1000, "stop": ["END"], "top_k": 5, "n": 1}),
        ),
        (
            "gpt-5",
            json!({"max_completion_tokens": 1000, "reasoning_effort": "low", "seed": 7, "n": 1, "user": "u", "stream": true}),
        ),
    ];
    for (name, parameters) in cases {
        let model = llmanac::registry().model(name).unwrap();
        let parameters = parameters.as_object().unwrap();
        assert_eq!(model.validate(parameters), [], "{name}");
        assert_eq!(allocations(|| model.validate(parameters)), 0, "{name}");
    }
}

#[test]
fn pricing_a_call_without_a_plan_allocates_nothing_from_the_second_on() {
    let snapshot = llmanac::registry().snapshot();
    let usage = Usage::new().with(Meter::InputText, 300_000).with(Meter::OutputText, 500);
    for name in ["gpt-4o", "azure_openai/gpt-4o", "gemini-2.5-pro", "claude-3-5-sonnet"] {
        let model = snapshot.model(name).unwrap();
        let total = snapshot.total(&model, model.default_offer(), &usage).unwrap();
        assert_eq!(allocations(|| snapshot.total(&model, model.default_offer(), &usage)), 0, "{name}");
        assert_eq!(allocations(|| snapshot.price_plan(&model, model.default_offer())), 0, "{name}");
        // Another day within the same span of prices is no other plan.
        let before = model.as_of("2026-11-20".parse().unwrap());
        assert_eq!(allocations(|| snapshot.total(&before, model.default_offer(), &usage)), 0, "{name}");
        assert_eq!(snapshot.total(&before, model.default_offer(), &usage).unwrap(), total, "{name}");
    }
}

/// A million calls of two bands: each its own counts, by a generator of numbers that is the same everywhere.
fn calls(from: u64, to: u64) -> impl Iterator<Item = Usage> {
    (from..to).map(|row| {
        let mixed = |factor: u64| row.wrapping_mul(factor).wrapping_add(factor).rotate_left(23) >> 46;
        Usage::new()
            .with(Meter::InputText, mixed(0x9E37_79B9_7F4A_7C15))
            .with(Meter::CacheReadText, mixed(0xBF58_476D_1CE4_E5B9))
            .with(Meter::OutputText, mixed(0x94D0_49BB_1331_11EB) >> 4)
    })
}

#[test]
fn a_million_calls_priced_by_several_threads_sum_up_to_exact_arithmetic() {
    const CALLS: u64 = 1_000_000;
    const THREADS: u64 = 4;
    let model = llmanac::registry().as_of("2026-11-23".parse().unwrap()).model("gemini-2.5-pro").unwrap();
    let plan = model.price_plan(model.default_offer()).unwrap();
    assert_eq!(plan.bands().count(), 2);
    let priced = |thread: u64| {
        let (from, to) = (thread * CALLS / THREADS, (thread + 1) * CALLS / THREADS);
        let mut sum = Money::ZERO;
        let allocated = allocations(|| {
            for usage in calls(from, to) {
                sum = sum.plus(plan.total(&usage).unwrap()).unwrap();
            }
        });
        assert_eq!(allocated, 0);
        sum
    };
    let sum = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || priced(thread))).collect();
        let sums = threads.into_iter().map(|thread| thread.join().unwrap());
        sums.fold(Money::ZERO, |sum, part| sum.plus(part).unwrap())
    });
    // The other way round, in whole numbers alone: counts are added up by band and meter, and multiplied once.
    const METERS: [Meter; 3] = [Meter::InputText, Meter::CacheReadText, Meter::OutputText];
    let threshold = plan.bands().last().unwrap().over();
    let mut counts = [[0u128; METERS.len()]; 2];
    for usage in calls(0, CALLS) {
        let input = usage.count(Meter::InputText) + usage.count(Meter::CacheReadText);
        for (sum, meter) in counts[usize::from(input > threshold)].iter_mut().zip(METERS) {
            *sum += u128::from(usage.count(meter));
        }
    }
    assert!(counts.iter().flatten().all(|count| *count > u128::from(CALLS)), "{counts:?}");
    let mut exact = 0;
    for (counts, band) in counts.iter().zip(plan.bands()) {
        for (count, meter) in counts.iter().zip(METERS) {
            let rate = band.rate(meter).unwrap().rate;
            assert_eq!(rate.per(), 1_000_000);
            exact += count * u128::try_from(rate.nano_usd()).unwrap();
        }
    }
    let (numerator, denominator) = sum.nano_usd();
    assert_eq!(u128::try_from(numerator).unwrap() * 1_000_000, exact * u128::from(denominator), "{sum}");
}

#[test]
fn pricing_a_call_with_a_plan_allocates_nothing() {
    let model = llmanac::registry().model("gpt-4o").unwrap();
    let plan = model.price_plan(model.default_offer()).unwrap();
    let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::OutputText, 500);
    assert_eq!(allocations(|| plan.total(&usage)), 0);
}

#[test]
fn reading_facts_of_a_held_model_allocates_nothing() {
    let model = llmanac::registry().model("gpt-4o").unwrap();
    assert_eq!(
        allocations(|| (
            model.max_output_tokens(),
            model.supports_vision(),
            model.cost_per_1k_input_tokens(),
            model.version().is_some(),
            model.display_name().len(),
        )),
        0
    );
}
