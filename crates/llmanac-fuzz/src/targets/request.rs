//! Requests in chat completions' shape: validated, prepared and converted under both policies.

use llmanac::advise::Call;
use llmanac::wire::Policy;
use serde_json::{Map, Value};

/// Models of every maker, on different surfaces.
const MODELS: [&str; 6] = [
    "gpt-4o",
    "gpt-5.2",
    "bedrock/claude-opus-4-5",
    "azure_foundry/claude-opus-4-5",
    "gemini-2.5-pro",
    "bedrock/nova-pro",
];

/// Checks a request, and converts it.
pub fn run(text: &str) {
    let Ok(request) = serde_json::from_str::<Map<String, Value>>(text) else { return };
    let snapshot = llmanac::registry().snapshot();
    for name in MODELS {
        for issue in snapshot.validate(name, None, &request).issues {
            assert!(!issue.message.is_empty(), "an issue without a message");
            assert!(issue.message.len() < 2_000, "a message of {} bytes", issue.message.len());
        }
        for policy in [Policy::Strict, Policy::Fit] {
            if let Ok(prepared) = snapshot.prepare(name, &request, &Call::new(), None, policy) {
                assert!(serde_json::to_string(&prepared).is_ok(), "an answer that is no JSON");
            }
            match snapshot.wire_request(name, &request, &Call::new(), None, policy) {
                Ok(wire) => assert!(serde_json::to_string(&wire).is_ok(), "an answer that is no JSON"),
                Err(error) => assert!(!error.to_string().is_empty(), "a refusal without a reason"),
            }
        }
    }
}
