//! What a request is about: the messages of a conversation, or inputs to embed.

use serde_json::{Map, Value};

use super::code::IssueCode;
use super::echo::cut;
use super::issue::Issue;
use super::subject::Subject;
use super::{inputs, messages};

/// Whether something is stated under a key.
pub(crate) fn states(request: &Map<String, Value>, key: &str) -> bool {
    request.get(key).is_some_and(|value| !value.is_null())
}

/// What is wrong with what a request is about, and with a request that is meant for another kind of model.
pub(crate) fn check(subject: &Subject<'_>, request: &Map<String, Value>) -> Vec<Issue> {
    if let Some(own) = subject.table.inputs {
        return inputs::check(subject, own, request);
    }
    if !states(request, "input") {
        return messages::check(subject, request).issues;
    }
    let model = cut(subject.model);
    let message = match subject.table.messages {
        Some(_) => format!(
            "Model {model} answers messages and embeds nothing: say in messages what input says, \
             [{{\"role\": \"user\", \"content\": ...}}], or name an embedding model"
        ),
        None => format!(
            "input cannot be expressed: how model {model} reads it on {} is not known",
            subject.table.surface
        ),
    };
    let mut issues = vec![Issue::error(IssueCode::InvalidInput, message).at("input")];
    if states(request, "messages") {
        issues.extend(messages::check(subject, request).issues);
    }
    issues
}
