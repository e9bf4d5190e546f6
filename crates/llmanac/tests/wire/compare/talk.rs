//! What was said before and after, side by side.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::excuses::Excuses;
use crate::inverse::Said;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Boundaries {
    Kept,
    /// One instruction has no messages.
    Free,
}

/// Walks what was said before and after, side by side.
pub(super) fn follow(
    before: &[Said],
    after: &[Said],
    excuses: &Excuses,
    boundaries: Boundaries,
    lost: &mut Vec<String>,
) {
    let mut rest = after.iter().peekable();
    let mut last: Option<(&Said, &Said)> = None;
    for said in before {
        let differs = rest.peek().map(|own| differing(said, own, excuses));
        match differs {
            Some(fields) if fields.is_empty() => {
                let own = rest.next().unwrap();
                if let Some((said_before, own_before)) = last.filter(|_| boundaries == Boundaries::Kept) {
                    let (was, is) = (said_before.message == said.message, own_before.message == own.message);
                    let together = said_before.role == said.role && said.role != "tool";
                    let message = format!("messages[{}]", said.message);
                    // Calls stand beside what is said: items of their own are no other message.
                    let is_call = said.fields.contains_key("arguments");
                    let (joined, parted) = ("joined with", "is an item of its own");
                    let is_told = excuses.says(&message, if is { joined } else { parted });
                    if was != is && together && !is_call && !is_told {
                        lost.push(format!(
                            "{} was {was}, and is {is} in one message with what was before",
                            said.place
                        ));
                    }
                }
                last = Some((said, own));
            }
            // It was left out, and that was said.
            _ if excuses.cover(&said.place) => {}
            // Beside a call an empty text says nothing, and is not there.
            _ if says_nothing(said, before) => {}
            Some(fields) => {
                lost.push(format!(
                    "{}: {fields:?} {:?} differs from {:?}",
                    said.place,
                    said.fields,
                    rest.next()
                ));
            }
            None => lost.push(format!("{} is gone: {:?}", said.place, said.fields)),
        }
    }
    lost.extend(rest.map(|own| format!("nobody said {own:?}")));
}

fn says_nothing(said: &Said, all: &[Said]) -> bool {
    let is_blank = said.fields.get("text").and_then(Value::as_str).is_some_and(|text| text.trim().is_empty());
    let calls = |own: &&Said| own.message == said.message && own.fields.contains_key("arguments");
    is_blank && said.role == "assistant" && all.iter().any(|own| calls(&own))
}

/// The fields in which two differ without an excuse.
fn differing(before: &Said, after: &Said, excuses: &Excuses) -> Vec<String> {
    let keys: BTreeSet<&String> = before.fields.keys().chain(after.fields.keys()).collect();
    let mut fields: Vec<String> = keys
        .into_iter()
        .filter(|key| {
            let (own, other) = (before.fields.get(*key), after.fields.get(*key));
            own != other && !same(key, own, other) && !excused(before, key, other, excuses)
        })
        .cloned()
        .collect();
    if before.role != after.role {
        fields.push("role".to_owned());
    }
    fields
}

/// Values that mean the same: a detail that is chosen by itself, JSON of another spelling.
fn same(key: &str, before: Option<&Value>, after: Option<&Value>) -> bool {
    match key {
        "image_url.detail" => {
            let auto = json!("auto");
            before.unwrap_or(&auto) == after.unwrap_or(&auto)
        }
        "cache_control" => before.is_some() == after.is_some(),
        // Two spellings of one type.
        "url" => {
            let spelled = |own: Option<&Value>| Some(own?.as_str()?.replacen("image/jpg;", "image/jpeg;", 1));
            spelled(before) == spelled(after)
        }
        "content" => {
            let texts = |own: Option<&Value>| -> Vec<Value> {
                let texts = own.and_then(Value::as_array).into_iter().flatten();
                texts.map(|text| spelled(text.as_str().unwrap())).collect()
            };
            texts(before) == texts(after)
        }
        _ => false,
    }
}

/// A text that is an object, as that object.
fn spelled(text: &str) -> Value {
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(own) => match own.get("result") {
            Some(Value::String(text)) if own.len() == 1 => json!(text),
            _ => own.into(),
        },
        Err(_) => json!(text),
    }
}

/// Whether a change names the field, or says how it came to be another.
fn excused(before: &Said, key: &str, after: Option<&Value>, excuses: &Excuses) -> bool {
    let message = format!("messages[{}]", before.message);
    let place = |key: &str| excuses.differ.contains(&format!("{}.{key}", before.place));
    match key {
        "speaker" => excuses.differ.contains(&format!("{message}.name")),
        "id" | "tool_call_id" => {
            place(key)
                || before.fields.get(key).and_then(Value::as_str).is_some_and(|id| excuses.ids.contains(id))
        }
        "cache_control" => {
            let is_result = before.role == "tool";
            let of_message = is_result || before.fields.get(key) == Some(&Value::from("of the message"));
            let own = |own: &String| match of_message {
                true => own.starts_with(&message) && own.ends_with(".cache_control"),
                false => *own == format!("{}.{key}", before.place),
            };
            // The mark of a message stands behind its last part that is not left out.
            let inherited = |own: &String| after.is_some() && own.starts_with(&format!("{message}.content["));
            excuses.differ.iter().any(|place| own(place) || inherited(place))
        }
        "content" => joined(before, after) == Some(true),
        // A name that the surface does not take: the change says which one stands there.
        "file.filename" => {
            let called = |after: &str| {
                excuses.says(&format!("{}.{key}", before.place), &format!("the document is called `{after}`"))
            };
            place(key) || after.and_then(Value::as_str).is_some_and(called)
        }
        _ => place(key),
    }
}

/// Whether texts of a result that were joined are these.
fn joined(before: &Said, after: Option<&Value>) -> Option<bool> {
    let texts: Vec<&str> =
        before.fields.get("content")?.as_array()?.iter().filter_map(Value::as_str).collect();
    let after = after?.as_array()?.first()?.as_str()?;
    // Empty texts of a result leave their blanks.
    let plain = |text: &str| text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    Some(spelled(&plain(&texts.join("\n"))) == spelled(&plain(after)))
}
