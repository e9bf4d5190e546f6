//! What a standard request wants to be embedded: is it built as it must be, and does the model take it.
//!
//! `input` has OpenAI's shape: one text, texts, token ids, lists of token ids. Beyond it an entry may be an object with the
//! parts of a message, `{"content": [...]}`, for models that embed images and the like.

use serde_json::{Map, Value};

use crate::model::Modality;

use super::code::IssueCode;
use super::content::states;
use super::echo::cut;
use super::issue::Issue;
use super::messages::Reader;
use super::place::Place;
use super::subject::Subject;
use super::table::Inputs;

const INPUT: Place = Place::whole("input");

/// One thing to be embedded, and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry<'a> {
    /// `input`, where it stands alone; else `input[2]`.
    pub place: Place,
    pub value: &'a Value,
}

/// The things to be embedded, one vector each; a list of numbers alone is one text in token ids.
pub(crate) fn entries(request: &Map<String, Value>) -> Vec<Entry<'_>> {
    match request.get("input") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) if !is_tokens(items) => items
            .iter()
            .enumerate()
            .map(|(at, value)| Entry { place: Place::item("input", at), value })
            .collect(),
        Some(value) => vec![Entry { place: INPUT, value }],
    }
}

/// Whether a list is one of token ids.
pub(crate) fn is_tokens(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| item.as_u64().is_some())
}

/// Looks at what a request wants to be embedded.
pub(super) fn check(subject: &Subject<'_>, own: Inputs, request: &Map<String, Value>) -> Vec<Issue> {
    let mut reader = Reader::new(subject, IssueCode::InvalidInput);
    let model = cut(subject.model);
    if states(request, "messages") {
        reader.fault(
            Place::whole("messages"),
            &format!("Model {model} embeds and reads no messages: put their texts under input"),
        );
    }
    match request.get("input") {
        None | Some(Value::Null) if states(request, "messages") => {}
        None | Some(Value::Null) => reader.fault(INPUT, "the request has no input"),
        Some(Value::Array(items)) if items.is_empty() => reader.fault(INPUT, "input is empty"),
        Some(_) => {
            for entry in entries(request) {
                if reader.is_full() {
                    break;
                }
                self::entry(&mut reader, &entry);
            }
        }
    }
    let mut issues = reader.finish().issues;
    let count = entries(request).len();
    if let Some(most) = own.most.filter(|most| usize::try_from(*most).is_ok_and(|most| count > most)) {
        let message = format!(
            "input has {count} entries, and a call of {} embeds at most {most}: send the others in calls of their own",
            subject.table.surface
        );
        issues.push(
            Issue::error(IssueCode::TooManyItems, message).at("input").value(&Value::from(count)).limit(most),
        );
    }
    issues
}

fn entry(reader: &mut Reader<'_>, entry: &Entry<'_>) {
    let place = entry.place;
    match entry.value {
        Value::String(text) if text.is_empty() => reader.fault(place, &format!("{place} is an empty text")),
        Value::String(_) => reader.kind(Modality::Text, place),
        Value::Array(items) if is_tokens(items) => reader.kind(Modality::Text, place),
        Value::Object(fields) => match fields.get("content") {
            Some(Value::Array(parts)) if !parts.is_empty() => {
                for (at, part) in parts.iter().enumerate() {
                    if reader.is_full() {
                        return;
                    }
                    reader.part(place.within("content", at), part);
                }
            }
            _ => reader.fault(place, &format!("{place}.content must be a list of parts")),
        },
        Value::Array(items) if items.is_empty() => reader.fault(place, &format!("{place} is empty")),
        _ => reader
            .fault(place, &format!("{place} must be a text, a list of token ids, or an object with content")),
    }
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use super::super::content;
    use super::super::testing::Bench;
    use super::*;
    use serde_json::json;

    fn told(bench: &Bench, request: Value) -> Vec<String> {
        let issues = content::check(&bench.subject(), request.as_object().unwrap());
        issues
            .iter()
            .map(|issue| format!("{} {issue}", issue.parameter.as_deref().unwrap_or_default()))
            .collect()
    }

    fn titan() -> Bench {
        Bench::real("invoke_embed", "titan_v2").takes([Modality::Text])
    }

    #[test]
    fn texts_and_token_ids_are_fine_and_each_fault_names_its_place() {
        let azure = Bench::real("azure_embeddings", "three_small").takes([Modality::Text]);
        let image = json!({"content": [{"type": "image_url", "image_url": {"url": "u"}}]});
        for (request, wanted) in [
            (json!({"input": "a"}), vec![]),
            (json!({"input": ["a", "b"]}), vec![]),
            (json!({"input": [1, 2, 3]}), vec![]),
            (json!({"input": [[1, 2], [3]]}), vec![]),
            (json!({}), vec!["input error[invalid_input]: the request has no input"]),
            (json!({"input": null}), vec!["input error[invalid_input]: the request has no input"]),
            (json!({"input": []}), vec!["input error[invalid_input]: input is empty"]),
            (json!({"input": ""}), vec!["input error[invalid_input]: input is an empty text"]),
            (json!({"input": ["a", ""]}), vec!["input[1] error[invalid_input]: input[1] is an empty text"]),
            (json!({"input": ["a", []]}), vec!["input[1] error[invalid_input]: input[1] is empty"]),
            (
                json!({"input": ["a", 5]}),
                vec![
                    "input[1] error[invalid_input]: input[1] must be a text, a list of token ids, or an object with content",
                ],
            ),
            (
                json!({"input": [{"content": "a"}]}),
                vec!["input[0] error[invalid_input]: input[0].content must be a list of parts"],
            ),
            (
                json!({"input": ["a", image]}),
                vec![
                    "input[1].content[0] error[unsupported_modality]: Model m does not support image input: input[1].content[0]",
                ],
            ),
            (
                json!({"messages": [{"role": "user", "content": "a"}]}),
                vec![
                    "messages error[invalid_input]: Model m embeds and reads no messages: put their texts under input",
                ],
            ),
        ] {
            assert_eq!(told(&azure, request.clone()), wanted, "{request}");
        }
    }

    #[test]
    fn more_inputs_than_a_call_takes_are_refused_with_both_numbers() {
        assert_eq!(
            told(&titan(), json!({"input": ["a", "b", "c"]})),
            [
                "input error[too_many_items]: input has 3 entries, and a call of bedrock.invoke embeds at most 1: send the others in calls of their own"
            ]
        );
    }

    #[test]
    fn a_chat_model_tells_where_an_input_belongs() {
        let chat = Bench::real("azure_chat", "sampling");
        assert_eq!(
            told(&chat, json!({"input": "a"})),
            [
                "input error[invalid_input]: Model m answers messages and embeds nothing: say in messages what input says, [{\"role\": \"user\", \"content\": ...}], or name an embedding model"
            ]
        );
        let unknown = Bench::real("invoke", "llama");
        assert_eq!(
            told(&unknown, json!({"input": "a"})),
            [
                "input error[invalid_input]: input cannot be expressed: how model m reads it on bedrock.invoke is not known"
            ]
        );
    }
}
