//! Parameters that do not exist here, brought about by others.

use serde_json::{Map, Value, json};

use crate::params::structure::{self, Choice, Format};
use crate::params::{Change, ChangeKind, Emulation, Entry, Issue, IssueCode, Subject, emulation, validate};

/// Replaces each parameter that others stand in for; tells how, or that nothing can. Gives the tool that the answer comes by.
pub(super) fn stand_in(
    subject: &Subject<'_>,
    parameters: &mut Map<String, Value>,
    changes: &mut Vec<Change>,
) -> Option<String> {
    let mut json_tool = None;
    for (standard, entry) in subject.parameters.iter().zip(&subject.table.entries) {
        let Entry::Row(row) = entry else { continue };
        let Some(value) = parameters.get(&standard.name) else { continue };
        let Some(emulation) = row.emulation(value) else { continue };
        if !emulation::asks(emulation, value) {
            continue;
        }
        let Some(value) = parameters.shift_remove(&standard.name) else { continue };
        let change = |kind| Change::new(kind, &standard.name).from(&value);
        let done = match emulation {
            Emulation::ForcedTool => forced_tool(subject, parameters, &value),
        };
        match done {
            Ok((with, name)) => {
                *parameters = with;
                let how = format_args!("the tool {name} must be called, its arguments are the answer");
                changes.push(change(ChangeKind::Emulated).note(how));
                json_tool = Some(name);
            }
            Err(why) => changes.push(change(ChangeKind::Dropped).note(why)),
        }
    }
    json_tool
}

/// A tool that must be called, whose arguments are the answer; its name beside the parameters.
fn forced_tool(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    value: &Value,
) -> Result<(Map<String, Value>, String), String> {
    let has_tools = parameters.get("tools").is_some_and(|tools| *tools != json!([]));
    if has_tools {
        return Err("no tool can stand in for it, since there are other tools".to_owned());
    }
    let is_free = parameters
        .get("tool_choice")
        .is_none_or(|choice| matches!(structure::choice(choice), Ok(Choice::Auto | Choice::Required)));
    if !is_free {
        return Err("no tool can stand in for it, since tool_choice says otherwise".to_owned());
    }
    let any = json!({ "type": "object" });
    let (name, description, schema) = match structure::format(value) {
        Ok(Format::Schema(schema)) => (schema.name, schema.description, Value::Object(schema.schema.clone())),
        Ok(Format::Json) => (None, None, any),
        Ok(Format::Text | Format::Other(_)) | Err(_) => {
            return Err("no tool can stand in for it".to_owned());
        }
    };
    let name = name.unwrap_or("json");
    let description = description.unwrap_or("The answer.");
    let mut with = parameters.clone();
    with.insert(
        "tools".to_owned(),
        json!([{
            "type": "function",
            "function": { "name": name, "description": description, "parameters": schema },
        }]),
    );
    with.insert("tool_choice".to_owned(), json!({ "type": "function", "function": { "name": name } }));
    // The tool may be what a rule refuses beside what else is stated.
    let bars = |issue: &Issue| issue.is_error() || issue.code == IssueCode::UnverifiedParameter;
    let issues = validate(subject, &with);
    match issues.iter().find(|issue| bars(issue) && is_about_tools(issue)) {
        Some(issue) => Err(format!("no tool can stand in for it: {}", issue.message)),
        None => Ok((with, name.to_owned())),
    }
}

/// What else is wrong with the parameters is told elsewhere.
fn is_about_tools(issue: &Issue) -> bool {
    matches!(issue.parameter.as_deref(), Some("tools" | "tool_choice")) || issue.is_error()
}
