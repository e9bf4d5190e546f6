//! Counts that do not depend on the machine: what is warm and fine allocates nothing.
#![allow(missing_docs, unsafe_code, clippy::unwrap_used)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use llmanac::cost::Usage;
use llmanac::model::Meter;
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
