//! Asks everything of a model.

use llmanac::advise::{Bounding, Call, CapacityQuestion};
use llmanac::cost::Usage;
use llmanac::model::{Meter, ServiceTier};
use llmanac::wire::Policy;
use llmanac::{ModelMetadata, Snapshot};
use serde_json::{Value, json};

/// Some of every meter.
pub fn usage() -> Usage {
    Meter::ALL.iter().fold(Usage::new(), |usage, meter| usage.with(*meter, 1_001))
}

/// What a call costs, on each tier.
pub fn price(snapshot: &Snapshot, name: &str) {
    let text = Usage::new().with(Meter::InputText, 300_000).with(Meter::OutputText, 500);
    for usage in [usage(), text] {
        for tier in ServiceTier::ALL {
            if let Ok(cost) = snapshot.cost(name, &usage, &Call::new().tier(*tier)) {
                // A price is said, or said to be unknown; the answer can be printed.
                assert!(serde_json::to_string(&cost).is_ok(), "an answer that is no JSON");
            }
        }
    }
}

/// Every verb, on the model's own names.
pub fn all(snapshot: &Snapshot, model: &ModelMetadata) {
    let id = model.id().as_str();
    for name in [id, model.model_name()].into_iter().chain(model.aliases().iter().map(String::as_str)).take(4)
    {
        let _ = (snapshot.model(name), snapshot.resolve(name).is_ok());
        let _ = snapshot.show(name).map(|shown| serde_json::to_string(&shown));
    }
    price(snapshot, id);
    let _ = (model.default_parameters(), model.parameter_mappings(), model.api_requirements());
    let _ = (model.prices(), model.price_history(), model.benchmarks(), model.quotas());
    let _ = (model.lifecycle(), model.conflicts(), model.sold(), model.days_left(), model.grades().len());
    let _ = (snapshot.history(id), snapshot.migrate(id), snapshot.compare(&[id, "gpt-4o"]));
    for field in ["price", "limits", "lifecycle.retires", "knowledge_cutoff", "price.input.text", "capacity"]
    {
        let _ = snapshot.why(id, field);
    }
    let _ = snapshot.capacity(id, &CapacityQuestion::new().workload(usage()), &Call::new());
    let request = json!({
        "messages": [{ "role": "user", "content": "quill" }],
        "max_tokens": 20_000, "temperature": 0.5, "reasoning_effort": "high", "stop": ["a"], "n": 2,
    });
    if let Some(request) = request.as_object() {
        for surface in model.surfaces().map(Some).chain([None]) {
            let _ = snapshot.validate(id, surface, request);
            let _ = snapshot.prepare(id, request, &Call::new(), surface, Policy::Fit);
        }
    }
    let response =
        json!({ "model": id, "usage": { "prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15 } });
    for surface in model.surfaces() {
        respond(snapshot, id, Some(surface), &response);
    }
}

/// What a response cost, with everything that nobody stated assumed, and left open.
pub fn respond(snapshot: &Snapshot, name: &str, surface: Option<llmanac::model::Surface>, response: &Value) {
    for bounding in [Bounding::Assume, Bounding::Bound] {
        if let Ok(cost) = snapshot.response_cost(name, surface, response, &Call::new(), bounding) {
            assert!(serde_json::to_string(&cost).is_ok(), "an answer that is no JSON");
        }
    }
}
