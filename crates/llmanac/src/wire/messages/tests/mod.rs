//! Messages of the standard in every form, and what is told on the way.

mod forms;
mod marks;
mod no_place;
mod results;
mod thoughts;

use serde_json::{Map, Value};

use super::write;
use crate::model::MessageForm;
use crate::wire::Policy;

fn request(messages: Value) -> Map<String, Value> {
    Map::from_iter([("messages".to_owned(), messages)])
}

/// What a form makes of messages, a line each: the body, then what was told.
fn told(form: MessageForm, messages: Value, policy: Policy) -> String {
    let written = write(form, &request(messages), policy);
    let issues = written.issues.iter().map(ToString::to_string);
    let changes = written.changes.iter().map(|change| format!("- {change}"));
    let body = written.body.iter().map(|(key, value)| match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("\n    {item}")).collect();
            format!("{key}: {}", items.concat())
        }
        value => format!("{key}: {value}"),
    });
    body.chain(changes).chain(issues).collect::<Vec<_>>().join("\n")
}

fn every_form(cases: &[(&str, Value)]) -> String {
    let forms = [
        MessageForm::Chat,
        MessageForm::Responses,
        MessageForm::Converse,
        MessageForm::Claude,
        MessageForm::Gemini,
    ];
    let mut lines = Vec::new();
    for (what, messages) in cases {
        for form in forms {
            lines.push(format!("## {what}, {form}\n{}", told(form, messages.clone(), Policy::Fit)));
        }
    }
    lines.join("\n")
}
