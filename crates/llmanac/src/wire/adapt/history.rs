//! What a conversation's past asks of the request: an answer that is begun, calls of tools without tools.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Adapting;
use super::texts::{self, Kind, items};
use crate::model::{MessageForm, Prefill};
use crate::params::{Entry, ParamRow, Subject, Values, structure};
use crate::wire::policy::Policy;

/// Forms that want the tools of a conversation declared wherever it has a call or a result.
///
/// Converse answers "The toolConfig field must be defined when using toolUse and toolResult content blocks."
const WANT_TOOLS: [MessageForm; 1] = [MessageForm::Converse];

pub(super) fn check(own: &mut Adapting<'_>, subject: &Subject<'_>, form: MessageForm) {
    begun_answer(own, subject);
    if WANT_TOOLS.contains(&form) {
        undeclared_tools(own);
    }
    no_word_for_none(own, subject, form);
}

/// A last message of the assistant's, which the model is to go on from.
fn begun_answer(own: &mut Adapting<'_>, subject: &Subject<'_>) {
    let Some(prefill) = subject.table.prefill else { return };
    let Some((at, last)) = items(own.request.get("messages")).last() else { return };
    let calls = items(last.get("tool_calls")).next().is_some();
    // A call without its result is told where calls are looked at.
    if last.get("role") != Some(&Value::from("assistant")) || calls {
        return;
    }
    let why = match prefill {
        Prefill::Never => "the model does not go on from an answer that is begun; end with the user",
        Prefill::NotWhileThinking if thinks(subject, &own.request) => {
            "the model does not go on from an answer that is begun while it thinks; end with the user, or ask for no thinking"
        }
        Prefill::NotWhileThinking => return,
    };
    own.report.refused(format_args!("messages[{at}]"), why);
}

/// Whether a stated parameter makes the model think: one that sends a type of thinking along.
fn thinks(subject: &Subject<'_>, request: &Map<String, Value>) -> bool {
    subject.parameters.iter().zip(&subject.table.entries).any(|(standard, entry)| match entry {
        Entry::Row(row) => {
            row.with.iter().any(|(path, _)| path.ends_with("thinking.type"))
                && request.get(&standard.name).is_some_and(|value| !value.is_null() && *value != 0)
        }
        Entry::Silent | Entry::Absent(_) => false,
    })
}

/// No tool is to be called, and there is no word for that. Under fit the tools go; where the history needs them the choice goes, and
/// what that means is said. Under strict validation tells that it cannot be expressed.
fn no_word_for_none(own: &mut Adapting<'_>, subject: &Subject<'_>, form: MessageForm) {
    let is_none = own.request.get(CHOICE).is_some_and(|own| structure::forbids_tools(CHOICE, own));
    if !is_none || own.report.policy() == Policy::Strict {
        return;
    }
    let mut has_calls = false;
    texts::each(&own.request, &mut |kind, _, _| has_calls |= kind == Kind::Id);
    let must_stay = has_calls && WANT_TOOLS.contains(&form);
    match subject.place_of(CHOICE).and_then(|place| subject.table.entries.get(usize::from(place))) {
        Some(Entry::Row(row)) if must_stay && !has_word(row, "none") => {
            own.report.lost(
                CHOICE,
                "the surface has no word for none, and wants the tools of the calls before declared: the model may call them",
            );
            own.request.to_mut().shift_remove(CHOICE);
        }
        Some(Entry::Silent) if own.request.contains_key("tools") && !must_stay => {
            own.report.lost("tools", "none is to be called, and the model is not known to take that choice");
            own.request.to_mut().shift_remove("tools");
        }
        // Of a row without the word and of a choice that does not exist validation drops the tools.
        _ => {}
    }
}

const CHOICE: &str = "tool_choice";

/// Whether a row has a word; true, where it does not list its words.
fn has_word(row: &ParamRow, word: &str) -> bool {
    match &row.values {
        Values::Map(words) => words.iter().any(|(own, native)| own == word && native.is_some()),
        _ => true,
    }
}

/// Declares the tools that the history calls, where the request has none.
fn undeclared_tools(own: &mut Adapting<'_>) {
    if items(own.request.get("tools")).next().is_some() {
        return;
    }
    let mut names = BTreeSet::new();
    let mut has_results = false;
    texts::each(&own.request, &mut |kind, pointer, text| match kind {
        Kind::Name if pointer().contains("/tool_calls/") => {
            names.insert(text.to_owned());
        }
        Kind::Name => {}
        Kind::Id => has_results = true,
    });
    if names.is_empty() || !has_results {
        return;
    }
    own.report.mended(
        "tools",
        "the messages have calls of tools, and the surface wants these declared: state tools",
        "the tools that the messages call are declared, without their arguments",
    );
    let declared = names.iter().map(|name| {
        let parameters = json!({ "type": "object", "properties": {} });
        json!({ "type": "function", "function": { "name": name, "parameters": parameters } })
    });
    let declared: Value = declared.collect();
    own.request.to_mut().insert("tools".to_owned(), declared);
}
