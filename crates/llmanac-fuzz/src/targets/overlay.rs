//! Overlays: refused with a place, or loaded and asked everything.

use llmanac::ModelRegistry;

use super::touch;

/// Longer than any message should be, with the caller's own words in it.
const LONGEST: usize = 1_500;

/// Loads an overlay, and asks its models.
pub fn run(text: &str) {
    let registry = ModelRegistry::embedded();
    if let Err(error) = registry.add_overlay("o.toml", text) {
        assert!(!error.problems().is_empty(), "refused without a reason");
        for problem in error.problems() {
            let said = problem.to_string();
            assert_eq!(problem.file, "o.toml");
            assert!(!problem.message.is_empty(), "no message: {said}");
            assert!(problem.line.is_some(), "no line: {said}");
            assert!(said.len() < LONGEST, "a problem of {} bytes: {said}", said.len());
        }
        return;
    }
    let snapshot = registry.snapshot();
    let own = snapshot.models().into_iter().filter(|model| model.layer() == "o.toml");
    for model in own.take(8) {
        for name in [model.id().as_str(), model.model_name()] {
            let found = snapshot.resolve(name).is_ok();
            assert_eq!(snapshot.model(name).is_some(), found, "`{name}` is found in one way only");
        }
        touch::all(&snapshot, &model);
    }
    touch::price(&snapshot, "gpt-4o");
}
