//! Readers in many threads while another registers: no torn answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use llmanac::model::{Meter, Provider, Surface};
use llmanac::{ModelBuilder, ModelRegistry};

/// A model whose limit and price are the same number, so that a torn one would show.
fn model(number: u64) -> ModelBuilder {
    ModelBuilder::new(Provider::AZURE_OPENAI, "moving")
        .surface(Surface::AzureOpenaiChat, "azure_chat/sampling")
        .window(number)
        .price_per_1m("input.text", &number.to_string())
        .replacing()
}

#[test]
fn a_reader_sees_the_old_model_or_the_new_one_and_nothing_between() {
    let registry = ModelRegistry::embedded();
    registry.register(model(1)).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut last = 0;
                while !done.load(Ordering::Relaxed) {
                    let held = registry.snapshot();
                    let model = held.model("moving").unwrap();
                    let window = model.max_context_length().unwrap().get();
                    let rate = model.rate(model.default_offer(), Meter::InputText).unwrap();
                    assert_eq!(rate.amount(), window.into());
                    assert!(window >= last, "time ran backwards: {window} after {last}");
                    // A snapshot that is held does not change.
                    assert_eq!(held.model("moving").unwrap(), model);
                    last = window;
                }
            });
        }
        for number in 2..200 {
            registry.register(model(number)).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(registry.model("moving").unwrap().max_context_length().unwrap().get(), 199);
}

#[test]
fn what_people_hold_can_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<ModelRegistry>();
    crosses::<llmanac::Snapshot>();
    crosses::<llmanac::ModelMetadata>();
    crosses::<llmanac::cost::PricePlan>();
    crosses::<llmanac::ResolveError>();
}
