//! Messages in turns: surfaces on which the same role does not speak twice, and the system stands apart.

use serde_json::{Map, Value};

use super::read::{Call, Content, Message, Part, Role};
use super::report::Report;
use super::thought::Thought;
use crate::params::Place;
use crate::wire::hint::Mark;
use crate::wire::object::object;

/// What a form makes of messages.
pub(super) trait Turns {
    /// The role of an assistant.
    const ASSISTANT: &'static str;
    /// The key of a turn's blocks.
    const BLOCKS: &'static str;

    /// A part as a block; nothing, where it has no place, which is told.
    fn part(&mut self, part: &Part<'_>, report: &mut Report) -> Option<Value>;

    /// A mark after a block up to which the prompt is cached; told where there is none.
    fn cached(&mut self, blocks: &mut Vec<Value>, place: Place, mark: Mark<'_>, report: &mut Report);

    /// A thought of an earlier turn; told where it has no place.
    fn thought(&mut self, thought: &Thought<'_>, report: &mut Report) -> Option<Value>;

    /// A call of an assistant's, its arguments read.
    fn call(&self, call: &Call<'_>, arguments: Map<String, Value>) -> Value;

    /// The result of a tool.
    fn result(&mut self, message: &Message<'_>, report: &mut Report) -> Option<Value>;
}

/// The messages as turns, and the blocks of the system.
pub(super) fn turns<T: Turns>(
    form: &mut T,
    messages: &[Message<'_>],
    report: &mut Report,
) -> (Vec<Value>, Vec<Value>) {
    let mut system = Vec::new();
    let mut turns: Vec<(&'static str, Place, Vec<Value>)> = Vec::with_capacity(messages.len());
    for message in messages {
        if matches!(message.role, Role::System | Role::Developer) {
            if message.role == Role::Developer {
                report.converted(message.place, "a developer speaks as the system on this surface");
            }
            if !turns.is_empty() {
                report.converted(message.place, "the system speaks before all others on this surface");
            }
            let mut own = blocks(form, message, report);
            if let Some(mark) = message.mark.filter(|_| !own.is_empty()) {
                form.cached(&mut own, message.place, mark, report);
            }
            system.append(&mut own);
            continue;
        }
        let role = if message.role == Role::Assistant { T::ASSISTANT } else { "user" };
        let mut own = match message.role {
            Role::Tool => form.result(message, report).into_iter().collect(),
            _ => blocks(form, message, report),
        };
        own.extend(message.calls.iter().filter_map(|call| called(form, call, report)));
        let marks = message.parts.iter().filter(|_| message.role == Role::Tool).find_map(|part| part.mark);
        if let Some(mark) = message.mark.or(marks)
            && !own.is_empty()
        {
            form.cached(&mut own, message.place, mark, report);
        }
        if own.is_empty() {
            report.left_out(message.place, "it says nothing");
            continue;
        }
        match turns.last_mut() {
            Some((last, place, blocks)) if *last == role => {
                // Results of parallel calls belong together on these surfaces, which is no change.
                if message.role != Role::Tool {
                    report.converted(
                        message.place,
                        format!("joined with {place}: roles take turns on this surface"),
                    );
                }
                blocks.append(&mut own);
            }
            _ => turns.push((role, message.place, own)),
        }
    }
    let turns = turns
        .into_iter()
        .map(|(role, _, blocks)| object([("role", role.into()), (T::BLOCKS, blocks.into())]));
    (turns.collect(), system)
}

/// The blocks of a message's parts; a text that is blank is none.
fn blocks<T: Turns>(form: &mut T, message: &Message<'_>, report: &mut Report) -> Vec<Value> {
    let mut blocks = Vec::with_capacity(message.thoughts.len() + message.parts.len() + message.calls.len());
    blocks.extend(message.thoughts.iter().filter_map(|thought| form.thought(thought, report)));
    for part in message.parts.iter() {
        if let Content::Text(text) = part.content
            && text.trim().is_empty()
        {
            if message.calls.is_empty() {
                report.left_out(part.place, "a text that is blank is refused by this surface");
            }
            continue;
        }
        if let Content::Refusal(_) = part.content {
            report.converted(part.place, "a refusal goes as a text");
        }
        let Some(block) = form.part(part, report) else { continue };
        blocks.push(block);
        if let Some(mark) = part.mark {
            form.cached(&mut blocks, part.place, mark, report);
        }
    }
    blocks
}

/// A call of an assistant's; what it calls with must be an object.
fn called<T: Turns>(form: &T, call: &Call<'_>, report: &mut Report) -> Option<Value> {
    let arguments = call.arguments();
    if arguments.is_none() {
        report.refused(call.place, "its arguments are no JSON object");
    }
    Some(form.call(call, arguments?))
}

/// The call that a tool's message answers, and the blocks of its result: a result may be empty, and a block may not.
pub(super) fn result_blocks<'m, T: Turns>(
    form: &mut T,
    message: &Message<'m>,
    report: &mut Report,
) -> Option<(&'m str, Vec<Value>)> {
    let Some(id) = message.answers else {
        report.refused(message.place, NO_CALL);
        return None;
    };
    let parts = message.parts.iter().filter(|part| !matches!(part.content, Content::Text("")));
    Some((id, parts.filter_map(|part| form.part(part, report)).collect()))
}

/// Why a tool's message has no place.
pub(super) const NO_CALL: &str = "it names no call that it answers (tool_call_id)";

/// Tells a level of detail that a form of images has no word for.
pub(super) fn no_detail(part: &Part<'_>, detail: Option<&str>, why: &str, report: &mut Report) {
    if detail.is_some_and(|detail| detail != "auto") {
        report.lost(format_args!("{}.image_url.detail", part.place), why);
    }
}

/// Why a level of detail is lost where nothing stands for it.
pub(super) const NO_DETAIL: &str = "images have no detail on this surface";

/// Why a part of a result has no place.
pub(super) const TEXTS_ONLY: &str = "a tool's result holds texts only on this surface";

/// The texts of a tool's result, joined; what is no text has no place in it.
pub(super) fn text_of(message: &Message<'_>, report: &mut Report) -> String {
    let mut texts = Vec::new();
    if message.parts.len() > 1 {
        report.converted(message.place, "a tool's result is one text on this surface: its texts are joined");
    }
    for part in message.parts.iter() {
        match part.content {
            Content::Text(text) | Content::Refusal(text) => texts.push(text),
            _ => report.refused(part.place, TEXTS_ONLY),
        }
    }
    texts.join("\n")
}

/// Where the system first speaks.
pub(super) fn system_place(messages: &[Message<'_>]) -> Place {
    let is_system = |message: &&Message<'_>| matches!(message.role, Role::System | Role::Developer);
    messages.iter().find(is_system).map_or(Place::whole("messages"), |message| message.place)
}

/// A first turn of the assistant's, which surfaces with turns refuse.
pub(super) fn check_first(turns: &[Value], messages: &[Message<'_>], report: &mut Report) {
    let is_user = turns.first().is_some_and(|turn| turn.get("role").and_then(Value::as_str) == Some("user"));
    // Where parts of it were refused, that has been said.
    if !is_user && !messages.is_empty() && report.issues.is_empty() {
        report.refused("messages", "a conversation begins with the user on this surface");
    }
}
