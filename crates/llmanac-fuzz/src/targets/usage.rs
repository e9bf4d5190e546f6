//! Raw responses, on every surface: usage or an error, a cost or an error.

use llmanac::model::Surface;
use serde_json::Value;

use super::touch;

/// Models of different makers: what a response means depends on the line of models.
const MODELS: [&str; 4] = ["gpt-5.2", "claude-opus-4-5", "gemini-2.5-flash", "model-router"];

/// Reads a response as that of every surface, and prices it.
pub fn run(text: &str) {
    let Ok(response) = serde_json::from_str::<Value>(text) else { return };
    let snapshot = llmanac::registry().snapshot();
    for surface in Surface::ALL {
        for model in [None, Some("gpt-5.2"), Some("claude-opus-4-5")] {
            match snapshot.usage(*surface, &response, model) {
                Ok(found) => {
                    assert!(
                        !found.invocations.is_empty() || !found.notes.is_empty(),
                        "nothing is said on {surface}"
                    );
                    assert!(serde_json::to_string(&found).is_ok(), "an answer that is no JSON");
                }
                Err(error) => {
                    let said = error.to_string();
                    assert!(
                        !said.is_empty() && said.len() < 2_000,
                        "a refusal of {} bytes: {said}",
                        said.len()
                    );
                }
            }
        }
    }
    for model in MODELS {
        touch::respond(&snapshot, model, None, &response);
    }
}

/// The responses that the tests of usage have, without what they are wanted to say.
pub fn responses(files: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let response = |bytes: &Vec<u8>| {
        let own: Value = serde_json::from_slice(bytes).ok()?;
        serde_json::to_vec(own.get("response")?).ok()
    };
    files.into_iter().map(|bytes| response(&bytes).unwrap_or(bytes)).collect()
}
