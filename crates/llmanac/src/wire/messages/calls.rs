//! Calls of tools and their results: every surface wants each result right behind its call.

use super::read::{Call, Message, Role};
use super::report::Report;

/// Puts results behind their calls; tells what was moved, and which call or result is alone.
///
/// OpenAI: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'";
/// Anthropic: "Each `tool_use` block must have a corresponding `tool_result` block in the next message"; Google: "the
/// number of function response parts should be equal to number of function call parts".
pub(super) fn ordered<'a>(messages: Vec<Message<'a>>, report: &mut Report) -> Vec<Message<'a>> {
    if stand_well(&messages) { messages } else { sorted(messages, report) }
}

/// The same, one message after the other.
fn sorted<'a>(messages: Vec<Message<'a>>, report: &mut Report) -> Vec<Message<'a>> {
    let mut left: Vec<Option<Message<'a>>> = messages.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(left.len());
    for at in 0..left.len() {
        let Some(message) = left.get_mut(at).and_then(Option::take) else { continue };
        if message.role == Role::Tool {
            if message.answers.is_some() {
                report.refused(message.place, "it answers no call of an earlier message");
            }
            ordered.push(message);
            continue;
        }
        let mut results = Vec::new();
        for call in &message.calls {
            match result(&left, at + 1, call.id) {
                Some(found) => results.push(found),
                None => {
                    report.refused(call.place, "the call has no result, and the surface wants one of each");
                }
            }
        }
        // Those of one turn keep their order.
        results.sort_unstable();
        let place = message.place;
        ordered.push(message);
        let mut next = at + 1;
        for found in results {
            let Some(result) = left.get_mut(found).and_then(Option::take) else { continue };
            if found != next {
                report.converted(
                    result.place,
                    format_args!("it stands right behind {place}, whose call it answers"),
                );
            }
            next = found + 1;
            ordered.push(result);
        }
    }
    ordered
}

/// More calls at once than this are not looked at by a glance.
const FEW: usize = 16;

/// Whether the results plainly stand right behind their calls, one each and in their order, as in nearly every conversation.
fn stand_well(messages: &[Message<'_>]) -> bool {
    let mut rest = messages;
    while let [message, after @ ..] = rest {
        let calls = message.calls.as_slice();
        if message.role == Role::Tool || calls.len() > FEW {
            return false;
        }
        let Some((results, later)) = after.split_at_checked(calls.len()) else { return false };
        let answers = |(result, call): (&Message<'_>, &Call<'_>)| {
            result.role == Role::Tool && result.calls.is_empty() && result.answers == Some(call.id)
        };
        let is_one = |call: &Call<'_>| calls.iter().filter(|other| other.id == call.id).count() == 1;
        if !results.iter().zip(calls).all(answers) || !calls.iter().all(is_one) {
            return false;
        }
        rest = later;
    }
    true
}

/// The result of a call: the next one with its id, before another call takes the id.
fn result(left: &[Option<Message<'_>>], from: usize, id: &str) -> Option<usize> {
    let later = left.iter().enumerate().skip(from).filter_map(|(at, message)| Some((at, message.as_ref()?)));
    let until = |message: &Message<'_>| message.calls.iter().all(|call| call.id != id);
    let mut later = later.take_while(|(_, message)| until(message));
    later.find(|(_, message)| message.role == Role::Tool && message.answers == Some(id)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::wire::Policy;
    use crate::wire::messages::read;

    fn message() -> impl Strategy<Value = Value> {
        let call = |id: &str| json!({ "id": id, "function": { "name": "f" } });
        let calls = prop::collection::vec("[abc]".prop_map(move |id| call(&id)), 0..3);
        prop_oneof![
            Just(json!({ "role": "user", "content": "u" })),
            calls.prop_map(|calls| json!({ "role": "assistant", "tool_calls": calls })),
            "[abc]".prop_map(|id| json!({ "role": "tool", "tool_call_id": id, "content": "r" })),
        ]
    }

    proptest! {
        #[test]
        fn messages_that_stand_well_at_a_glance_stay_where_they_are(
            list in prop::collection::vec(message(), 0..6),
        ) {
            let request = Map::from_iter([("messages".to_owned(), Value::from(list))]);
            let mut report = Report::new(Policy::Strict);
            let messages = read::messages(&request, &mut report);
            if stand_well(&messages) {
                prop_assert_eq!(sorted(messages.clone(), &mut report), messages);
                prop_assert_eq!((report.issues, report.changes), (vec![], vec![]));
            }
        }
    }
}
