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

/// A model of each form in which surfaces read messages.
pub const CONVERTED: [&str; 5] = [
    "azure_openai/gpt-4o",
    "azure_openai/gpt-5-pro",
    "bedrock/claude-sonnet-4-5",
    "azure_foundry/claude-sonnet-4-5",
    "gemini/gemini-2.5-flash",
];

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

/// A chat of ten messages: a system, three questions, three calls of a tool and their results.
pub fn ten_messages() -> Map<String, Value> {
    let mut messages = vec![json!({ "role": "system", "content": "You know the tides of the Channel." })];
    for (at, port) in ["Brest", "Cherbourg", "Saint-Malo"].into_iter().enumerate() {
        let id = format!("call_{at}");
        let function = json!({ "name": "tide", "arguments": json!({ "port": port }).to_string() });
        let call = json!({ "id": id, "type": "function", "function": function });
        let result = json!({ "high": ["05:12", "17:40"], "port": port }).to_string();
        messages
            .push(json!({ "role": "user", "content": format!("When is high water at {port} tomorrow?") }));
        messages.push(json!({ "role": "assistant", "content": null, "tool_calls": [call] }));
        messages.push(json!({ "role": "tool", "tool_call_id": id, "content": result }));
    }
    assert_eq!(messages.len(), 10);
    let port = json!({ "type": "string", "description": "The name of the port" });
    let parameters = json!({ "type": "object", "properties": { "port": port }, "required": ["port"] });
    let tool = json!({ "name": "tide", "description": "High water at a port", "parameters": parameters });
    let tools = json!([{ "type": "function", "function": tool }]);
    let request = json!({ "messages": messages, "tools": tools, "max_tokens": 400, "tool_choice": "auto" });
    request.as_object().unwrap().clone()
}
