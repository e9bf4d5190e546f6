//! Models that a program registers at run time.

use llmanac::model::{Capability, Modality, Provider, Surface};
use llmanac::{Matched, ModelBuilder, ModelRegistry};

use super::million;

fn model(name: &str) -> ModelBuilder {
    ModelBuilder::new(Provider::AZURE_OPENAI, name)
        .input([Modality::Text])
        .capability(Capability::Tools, true)
        .window(1_000)
        .surface(Surface::AzureOpenaiChat, "azure_chat/sampling")
        .price_per_1m("input.text", "3")
}

#[test]
fn a_model_registered_at_run_time_is_found_and_a_broken_one_refused_with_every_reason() {
    let registry = ModelRegistry::embedded();
    registry.register(model("mine").alias("my-own")).unwrap();
    assert_eq!(registry.model("mine").unwrap().max_context_length().unwrap().get(), 1_000);
    assert_eq!(registry.resolve("my-own").unwrap().matched, Matched::Alias);
    assert_eq!(million(&registry, "mine"), "3");

    let broken = ModelBuilder::new(Provider::AZURE_OPENAI, "broken")
        .surface(Surface::AzureOpenaiChat, "azure_chat/nothing")
        .price_per_1m("input.txt", "3")
        .price_per_1m("output.text", "-3");
    let error = registry.register(broken).unwrap_err();
    assert_eq!(error.problems().len(), 3, "{error}");
    assert!(registry.model("broken").is_none());
}

#[test]
fn a_name_taken_is_an_error_unless_replaced_on_purpose() {
    let registry = ModelRegistry::embedded();
    registry.register(model("mine")).unwrap();
    let error = registry.register(model("mine").window(2_000)).unwrap_err();
    assert!(error.to_string().contains("taken by azure_openai/mine"), "{error}");
    registry.register(model("mine").window(2_000).replacing()).unwrap();
    assert_eq!(registry.model("mine").unwrap().max_context_length().unwrap().get(), 2_000);
    let count = registry.models().len();
    assert_eq!(count, ModelRegistry::embedded().models().len() + 1);
}

#[test]
fn a_batch_is_registered_whole_or_not_at_all() {
    let registry = ModelRegistry::embedded();
    let before = registry.models().len();
    assert!(registry.register_all([model("one"), model("gpt-4o"), model("two")]).is_err());
    assert_eq!(registry.models().len(), before);
    registry.register_all((0..1_000).map(|at| model(&format!("batch-{at}")))).unwrap();
    assert_eq!(registry.models().len(), before + 1_000);
    for at in 0..20 {
        registry.register(model(&format!("single-{at}"))).unwrap();
    }
    assert_eq!(registry.models().len(), before + 1_020);
    assert!(registry.is_supported("batch-999") && registry.is_supported("single-0"));
}

#[test]
fn registries_of_their_own_do_not_know_of_each_other() {
    let (one, other) = (ModelRegistry::embedded(), ModelRegistry::embedded());
    one.register(model("mine")).unwrap();
    assert!(one.is_supported("mine") && !other.is_supported("mine"));
    assert!(!llmanac::registry().is_supported("mine"));
    assert!(ModelRegistry::empty().models().is_empty());
}
