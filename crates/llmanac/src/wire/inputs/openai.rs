//! OpenAI's embeddings: the standard itself; and the same without token ids.

use serde_json::{Map, Value};

use super::read::{Input, What};
use crate::wire::messages::Report;

/// The input as it stands; only what is no text and no token ids has no place.
pub(super) fn write(
    request: &Map<String, Value>,
    inputs: &[Input<'_>],
    report: &mut Report,
) -> Map<String, Value> {
    let input = match inputs.iter().any(|input| matches!(input.content, What::Parts(_))) {
        false => request.get("input").cloned().unwrap_or_default(),
        true => inputs
            .iter()
            .filter_map(|input| match input.content {
                What::Tokens(ids) => Some(ids.clone()),
                _ => input.text(report).map(Value::from),
            })
            .collect(),
    };
    Map::from_iter([("input".to_owned(), input)])
}

/// A list of texts.
pub(super) fn texts(inputs: &[Input<'_>], report: &mut Report) -> Map<String, Value> {
    let texts: Value = inputs.iter().filter_map(|input| input.text(report)).collect();
    Map::from_iter([("input".to_owned(), texts)])
}
