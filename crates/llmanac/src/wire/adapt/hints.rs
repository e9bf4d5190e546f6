//! Marks up to which a prompt is cached: how many a surface takes, and whether tools can have one.

use serde_json::{Map, Value};

use super::Adapting;
use super::texts::{self, items};
use crate::model::MessageForm;
use crate::params::Said;
use crate::params::key::within;
use crate::wire::hint::KEY;

/// Forms with marks in the prompt, and the most that they take (Anthropic's prompt caching; Bedrock's, the same).
const MOST: [(MessageForm, usize); 2] = [(MessageForm::Claude, 4), (MessageForm::Converse, 4)];

/// How long a mark may hold (the same pages).
const TIMES: [&str; 2] = ["5m", "1h"];

pub(super) fn limit(own: &mut Adapting<'_>, form: MessageForm) {
    match MOST.iter().find(|(own, _)| *own == form) {
        Some((_, most)) => too_many(own, *most),
        None => of_tools(own),
    }
}

/// Of too many marks the earliest give way: the later ones hold what is before them too.
fn too_many(own: &mut Adapting<'_>, most: usize) {
    let is_marked = |value: &Value| within(value, KEY).is_some_and(Value::is_object);
    let mut marks = Vec::new();
    for (at, _) in items(own.request.get("tools")).filter(|(_, tool)| is_marked(tool)) {
        marks.push(format!("/tools/{at}/{KEY}"));
    }
    // The system goes before all others on these surfaces.
    let mut of_others = Vec::new();
    for (at, message) in items(own.request.get("messages")) {
        let mut found = Vec::new();
        for (part_at, _) in items(within(message, "content")).filter(|(_, part)| is_marked(part)) {
            found.push(format!("/messages/{at}/content/{part_at}/{KEY}"));
        }
        if is_marked(message) {
            found.push(format!("/messages/{at}/{KEY}"));
        }
        let is_system =
            || matches!(within(message, "role").and_then(Value::as_str), Some("system" | "developer"));
        match !found.is_empty() && is_system() {
            true => marks.append(&mut found),
            false => of_others.append(&mut found),
        }
    }
    marks.append(&mut of_others);
    for pointer in &marks {
        let ttl = texts::at(own.request.to_mut(), pointer).and_then(|mark| mark.get("ttl").cloned());
        let Some(ttl) = ttl.filter(|ttl| !ttl.is_null() && !TIMES.iter().any(|time| ttl == time)) else {
            continue;
        };
        let pointer = format!("{pointer}/ttl");
        let why = format!("the surface knows {}, and this is {}", TIMES.join(" and "), Said(&ttl));
        own.report.lost(texts::shown(&pointer), why);
        remove(own.request.to_mut(), &pointer);
    }
    let over = marks.len().saturating_sub(most);
    for pointer in marks.iter().take(over) {
        let why = format!("the surface takes {most} marks for caching, and there are {}", marks.len());
        own.report.lost(texts::shown(pointer), why);
        remove(own.request.to_mut(), pointer);
    }
}

/// Marks on tools, where prompts are cached without any.
fn of_tools(own: &mut Adapting<'_>) {
    let marked = items(own.request.get("tools")).filter(|(_, tool)| within(tool, KEY).is_some());
    let pointers: Vec<String> = marked.map(|(at, _)| format!("/tools/{at}/{KEY}")).collect();
    for pointer in pointers {
        own.report.left_out(texts::shown(&pointer), "prompts are cached by themselves on this surface");
        remove(own.request.to_mut(), &pointer);
    }
}

fn remove(request: &mut Map<String, Value>, pointer: &str) {
    let Some((object, key)) = pointer.rsplit_once('/') else { return };
    if let Some(object) = texts::at(request, object).and_then(Value::as_object_mut) {
        object.shift_remove(key);
    }
}
