//! Calls of tools and their results: every surface wants each result right behind its call.

use super::read::{Message, Role};
use super::report::Report;

/// Puts results behind their calls; tells what was moved, and which call or result is alone.
///
/// OpenAI: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'";
/// Anthropic: "Each `tool_use` block must have a corresponding `tool_result` block in the next message"; Google: "the
/// number of function response parts should be equal to number of function call parts".
pub(super) fn ordered<'a>(messages: Vec<Message<'a>>, report: &mut Report) -> Vec<Message<'a>> {
    if messages.iter().all(|message| message.calls.is_empty() && message.role != Role::Tool) {
        return messages;
    }
    let mut left: Vec<Option<Message<'a>>> = messages.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(left.len());
    for at in 0..left.len() {
        let Some(message) = left.get_mut(at).and_then(Option::take) else { continue };
        if message.role == Role::Tool {
            if message.answers.is_some() {
                report.refused(&message.place, "it answers no call of an earlier message");
            }
            ordered.push(message);
            continue;
        }
        let mut results = Vec::new();
        for call in &message.calls {
            match result(&left, at + 1, call.id) {
                Some(found) => results.push(found),
                None => {
                    report.refused(&call.place, "the call has no result, and the surface wants one of each");
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
                    &result.place,
                    format_args!("it stands right behind {place}, whose call it answers"),
                );
            }
            next = found + 1;
            ordered.push(result);
        }
    }
    ordered
}

/// The result of a call: the next one with its id, before another call takes the id.
fn result(left: &[Option<Message<'_>>], from: usize, id: &str) -> Option<usize> {
    let later = left.iter().enumerate().skip(from).filter_map(|(at, message)| Some((at, message.as_ref()?)));
    let until = |message: &Message<'_>| message.calls.iter().all(|call| call.id != id);
    let mut later = later.take_while(|(_, message)| until(message));
    later.find(|(_, message)| message.role == Role::Tool && message.answers == Some(id)).map(|(at, _)| at)
}
