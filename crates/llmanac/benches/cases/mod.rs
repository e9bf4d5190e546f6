//! What is measured: in time by the benches beside this folder, in instructions by `cargo xtask instructions`.
#![allow(dead_code, reason = "each bench uses its part")]
#![allow(clippy::unwrap_used, reason = "a case that is not there should stop the run")]

use llmanac::ModelMetadata;
use llmanac::cost::Usage;
use llmanac::model::Meter;
use serde_json::{Map, Value, json};

/// A bare name, an alias, an id with its provider, a version, a wire id.
pub const NAMES: [&str; 5] =
    ["gpt-4o", "claude-3.5-sonnet", "azure_openai/gpt-4o", "gpt-4o-2024-08-06", "anthropic.claude-opus-4-7"];

/// One model of each line of models, by their parameters.
pub const LINES: [&str; 4] = ["gpt-4o", "claude-3-5-sonnet", "gemini-2.5-pro", "gpt-5"];

/// A model with one band of prices, and one with two.
pub const PRICED: [&str; 2] = ["claude-opus-4-5", "gemini-2.5-pro"];

pub fn model(name: &str) -> ModelMetadata {
    llmanac::registry().model(name).unwrap()
}

/// Six parameters that the model takes.
pub fn six_parameters(name: &str) -> Map<String, Value> {
    let parameters = match name {
        "gpt-4o" => {
            json!({"temperature": 0.7, "top_p": 0.9, "max_tokens": 1000, "stop": ["END"], "seed": 7, "n": 1})
        }
        "gpt-5" => {
            json!({"max_completion_tokens": 1000, "reasoning_effort": "low", "seed": 7, "n": 1, "user": "u", "stream": true})
        }
        _ => {
            json!({"temperature": 0.7, "top_p": 0.9, "max_tokens": 1000, "stop": ["END"], "top_k": 5, "n": 1})
        }
    };
    let parameters = parameters.as_object().unwrap().clone();
    assert_eq!(model(name).validate(&parameters), [], "{name}");
    parameters
}

/// A call of four meters that have a rate in every band of the model's prices.
pub fn four_meters(model: &ModelMetadata) -> Usage {
    let plan = model.price_plan(model.default_offer()).unwrap();
    let wanted = [
        (Meter::InputText, 1_200),
        (Meter::CacheReadText, 64_000),
        (Meter::OutputText, 700),
        (Meter::CacheWrite5mText, 3_000),
        (Meter::CacheWrite1hText, 500),
        (Meter::OutputReasoning, 4_000),
        (Meter::InputImage, 258),
    ];
    let priced = wanted.iter().filter(|(meter, _)| plan.bands().all(|band| band.rate(*meter).is_some()));
    let usage = priced.take(4).fold(Usage::new(), |usage, (meter, count)| usage.with(*meter, *count));
    assert_eq!(usage.meters().len(), 4, "{}", model.id());
    usage
}
