//! Request to wire to request: what differs is named by a change.

use std::collections::BTreeSet;

use llmanac::Snapshot;
use llmanac::advise::{Call, WireRequest};
use llmanac::params::ChangeKind;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::case::{Case, snapshot};
use crate::generate;
use crate::inverse::{self, Read, Said, standard};
use crate::profiles::{Line, line_of, lines};

/// The changes, as excuses: a place, and whether what stands there may differ.
struct Excuses(Vec<String>, BTreeSet<String>);

impl Excuses {
    /// A rename or a move excuses nothing: the value is the same in its new place. Nor does another shape.
    fn of(wire: &WireRequest, before: &Read) -> Self {
        let may_differ = |change: &&llmanac::params::Change| match change.kind {
            ChangeKind::Renamed | ChangeKind::Moved => false,
            ChangeKind::Converted => !change.reason().contains("another shape"),
            _ => true,
        };
        let places = wire.changes.iter().filter(may_differ).map(|change| change.parameter.clone()).collect();
        // A call under another id, and with it the results that name it.
        let is_renamed = |said: &&Said| {
            let place = format!("{}.id", said.place);
            wire.changes.iter().any(|change| change.kind == ChangeKind::Renamed && change.parameter == place)
        };
        let id = |said: &Said| Some(said.fields.get("id")?.as_str()?.to_owned());
        Self(places, before.said.iter().filter(is_renamed).filter_map(id).collect())
    }

    /// Whether a change names a place, or one that it lies in.
    fn cover(&self, place: &str) -> bool {
        self.0.iter().any(|own| {
            place
                .strip_prefix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Whether a change names a place, one that it lies in, or one within it.
    fn touch(&self, place: &str) -> bool {
        self.cover(place) || self.0.iter().any(|own| own.starts_with(place))
    }
}

/// What was lost without a word; nothing, where all is well.
fn lost(form: &str, request: &Map<String, Value>, wire: &WireRequest) -> Vec<String> {
    let (before, after) = (standard::read(request), inverse::read(form, wire));
    let excuses = Excuses::of(wire, &before);
    let mut lost = Vec::new();
    let apart = !matches!(form, "chat" | "responses");
    let is_system = |said: &&Said| matches!(said.role, "system" | "developer");
    let split = |read: &Read, systems: bool| -> Vec<Said> {
        read.said.iter().filter(|said| is_system(said) == systems).cloned().collect()
    };
    if apart {
        // Where the system stands apart, its words and those of a developer are one.
        let mut before = split(&before, true);
        before.iter_mut().filter(|said| excuses.cover(&said.place)).for_each(|said| said.role = "system");
        follow(&before, &split(&after, true), &excuses, Boundaries::Free, &mut lost);
        follow(
            &split(&standard::read(request), false),
            &split(&after, false),
            &excuses,
            Boundaries::Kept,
            &mut lost,
        );
    } else {
        follow(&before.said, &after.said, &excuses, Boundaries::Kept, &mut lost);
    }
    parameters(form, &before.parameters, after.parameters, wire, &excuses, &mut lost);
    lost
}

#[derive(Clone, Copy, PartialEq)]
enum Boundaries {
    Kept,
    /// One instruction has no messages.
    Free,
}

/// Walks what was said before and after, side by side.
fn follow(
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
                    if was != is && together && !is_call && !excuses.cover(&message) {
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

/// Whether a change names the field; one that names the whole excuses what it says: texts that were joined.
fn excused(before: &Said, key: &str, after: Option<&Value>, excuses: &Excuses) -> bool {
    let named = excuses.0.iter().any(|own| *own == format!("{}.{key}", before.place));
    let within = key == "cache_control"
        && excuses.0.iter().any(|own| {
            own.starts_with(&format!("messages[{}]", before.message)) && own.ends_with(".cache_control")
        });
    let joined = || {
        let texts: Vec<&str> =
            before.fields.get("content")?.as_array()?.iter().filter_map(Value::as_str).collect();
        let after = after?.as_array()?.first()?.as_str()?;
        // Empty texts of a result leave their blanks.
        let plain =
            |text: &str| text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        Some(spelled(&plain(&texts.join("\n"))) == spelled(&plain(after)))
    };
    // The mark of a message stands behind its last part that is not left out.
    let inherited = key == "cache_control"
        && after.is_some()
        && excuses.0.iter().any(|own| own.starts_with(&format!("messages[{}].content[", before.message)));
    let other_id = matches!(key, "id" | "tool_call_id")
        && before.fields.get(key).and_then(Value::as_str).is_some_and(|id| excuses.1.contains(id));
    named
        || within
        || inherited
        || other_id
        || (key == "content" && excuses.cover(&before.place) && joined() == Some(true))
}

/// Parameters before and after, name by name.
fn parameters(
    form: &str,
    before: &Map<String, Value>,
    mut after: Map<String, Value>,
    wire: &WireRequest,
    excuses: &Excuses,
    lost: &mut Vec<String>,
) {
    let mut before = before.clone();
    // Two names of one parameter: the wire has one, and where both were stated a change names the other.
    let synonyms: &[(&str, &str)] = match form {
        "claude" => &[("max_completion_tokens", "max_tokens"), ("safety_identifier", "user")],
        _ => &[("max_completion_tokens", "max_tokens")],
    };
    if !before.contains_key("max_completion_tokens") {
        // The newer name of the limit, where the model reads that one.
        after.remove("max_completion_tokens").into_iter().for_each(|limit| {
            after.insert("max_tokens".to_owned(), limit);
        });
    }
    for (name, other) in synonyms.iter().filter(|(name, _)| !after.contains_key(*name)).collect::<Vec<_>>() {
        if let Some(value) = before.remove(*name)
            && !(excuses.cover(name) && before.contains_key(*other))
        {
            if before.contains_key(*other) && !excuses.cover(other) {
                lost.push(format!("{name} beside {other}"));
            }
            before.insert((*other).to_owned(), value);
        }
    }
    let named = |name: &str| {
        excuses.touch(name) || synonyms.iter().any(|(own, other)| *other == name && excuses.touch(own))
    };
    let emulated = wire.changes.iter().any(|change| change.kind == ChangeKind::Emulated);
    if emulated {
        // The tool that stands in is named by the change.
        let tools = after.remove("tools");
        assert_eq!(tools.and_then(|tools| Some(tools.as_array()?.len())), Some(1));
        after.remove("tool_choice");
    }
    for change in wire.changes.iter().filter(|change| change.kind == ChangeKind::Renamed) {
        // A name that was misspelt.
        let to = change.to.as_ref().and_then(Value::as_str).unwrap_or_default();
        if after.contains_key(to) && !after.contains_key(&change.parameter) && !before.contains_key(to) {
            before.remove(&change.parameter).into_iter().for_each(|value| {
                before.insert(to.to_owned(), value);
            });
        }
    }
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (own, other) = (before.get(name), after.get(name));
        let is_same = match (name.as_str(), own, other) {
            (_, Some(own), Some(other)) if equal(own, other) => true,
            ("stop", Some(Value::String(own)), Some(other)) => json!([own]) == *other,
            ("stop" | "modalities", Some(own), None) => *own == json!([]),
            ("stream", Some(own), None) => *own == json!(false),
            ("metadata", Some(own), None) => *own == json!({}),
            // The surface says the same by saying nothing.
            ("response_format", Some(own), None) => own["type"] == "text",
            ("tools", Some(own), Some(other)) => same_tools(form, own, other, excuses, lost),
            ("response_format", Some(own), Some(other)) => same_format(form, own, other, excuses),
            ("tool_choice", Some(_), None) => emulated,
            // A choice by itself is what comes anyhow; a switch that lies within it wants it stated.
            ("tool_choice", None, Some(other)) => {
                *other == json!("auto") && after.contains_key("parallel_tool_calls")
            }
            _ => false,
        };
        if !is_same && !named(name) {
            lost.push(format!("{name} was {own:?}, and is {other:?}"));
        }
    }
}

/// Numbers are equal as numbers: 1 and 1.0.
fn equal(own: &Value, other: &Value) -> bool {
    match (own, other) {
        (Value::Number(own), Value::Number(other)) => own.as_f64() == other.as_f64(),
        (Value::Object(own), Value::Object(other)) => {
            own.len() == other.len()
                && own.iter().all(|(key, own)| other.get(key).is_some_and(|other| equal(own, other)))
        }
        _ => own == other,
    }
}

/// Tools, key by key; an answer of true, since each that differs is told by itself.
fn same_tools(form: &str, own: &Value, other: &Value, excuses: &Excuses, lost: &mut Vec<String>) -> bool {
    let (own, other) = (own.as_array().unwrap(), other.as_array().unwrap());
    if own.len() != other.len() {
        return false;
    }
    for (at, (own, other)) in own.iter().zip(other).enumerate() {
        let (own, other) = (own["function"].as_object().unwrap(), other["function"].as_object().unwrap());
        for key in ["name", "description", "parameters", "strict"] {
            let (own, other) = (own.get(key), other.get(key));
            let is_same = own == other
                || match (key, own, other) {
                    // A function that takes nothing has a schema that says so; an empty description is none.
                    ("parameters", None, Some(schema)) => {
                        *schema == json!({ "type": "object", "properties": {} })
                    }
                    ("description", Some(own), None) => own == "",
                    // Strict arguments are off where nobody says.
                    ("strict", None, Some(other)) => form == "responses" && *other == json!(false),
                    ("strict", Some(own), None) => *own == json!(false),
                    _ => false,
                };
            let place = format!("tools[{at}].function.{key}");
            if !is_same && !excuses.touch(&place) {
                lost.push(format!("{place} was {own:?}, and is {other:?}"));
            }
        }
    }
    true
}

/// A schema of the answer; what a surface has no key for must be named.
fn same_format(form: &str, own: &Value, other: &Value, excuses: &Excuses) -> bool {
    let (Some(own), Some(other)) = (own.get("json_schema"), other.get("json_schema")) else { return false };
    let schema = |own: &Value| own["schema"].clone();
    let mut wanted = schema(own);
    if form == "gemini"
        && let (Some(description), Some(wanted)) = (own.get("description"), wanted.as_object_mut())
    {
        // It stands in the schema where there is no other place for it.
        wanted.entry("description").or_insert_with(|| description.clone());
    }
    // An answer is always held to its schema on these surfaces, and on one of them a schema has no name.
    let keys: &[&str] = match form {
        "gemini" => &[],
        "converse" => &["name", "description"],
        _ => &["name", "description", "strict"],
    };
    let is_kept = |key: &&&str| {
        let none = |value: &Value| *value == json!("") || *value == json!(false);
        own.get(**key) == other.get(**key)
            || (other.get(**key).is_none() && own.get(**key).is_some_and(none))
            || excuses.touch(&format!("response_format.json_schema.{key}"))
    };
    wanted == schema(other) && keys.iter().all(|key| is_kept(&key))
}

#[test]
fn every_case_of_the_corpus_comes_back() {
    let snapshot = snapshot();
    let mut all = Vec::new();
    for case in Case::all() {
        // What a file of the provider's holds, and a refusal, have their own snapshots.
        let (Ok(request), Ok(wire)) = (&case.request, case.wire(&snapshot)) else { continue };
        if case.name.contains("refusal") {
            continue;
        }
        assert!(line_of(&snapshot, &case.model, case.surface).is_some());
        all.extend(
            lost(case.form(), request, &wire).into_iter().map(|lost| format!("{}: {lost}", case.name)),
        );
    }
    assert!(all.is_empty(), "{}: {all:#?}", all.len());
}

/// The request of a seed, there and back; what was lost, if it went.
fn lost_of_seed(snapshot: &Snapshot, lines: &[Line], seed: u64) -> Option<String> {
    let own = generate::request(snapshot, lines, seed);
    let surface = Some(own.line.surface);
    let wire =
        snapshot.wire_request(&own.line.model, &own.request, &Call::new(), surface, own.policy).ok()?;
    let lost = lost(&own.line.form, &own.request, &wire);
    let changes: Vec<String> = wire.changes.iter().map(ToString::to_string).collect();
    (!lost.is_empty())
        .then(|| format!("{} on {}: {lost:#?}\nchanges {changes:#?}", own.line.model, own.line.surface))
}

#[test]
fn what_changes_do_not_name_comes_back_from_the_wire() {
    let (snapshot, lines) = (snapshot(), lines(&snapshot()));
    let lost: Vec<String> = (0..SEEDS).filter_map(|seed| lost_of_seed(&snapshot, &lines, seed)).collect();
    assert!(lost.is_empty(), "{} of {SEEDS}: {}", lost.len(), lost[..lost.len().min(8)].join("\n"));
}

/// As many as take a few seconds.
const SEEDS: u64 = 1_500;

proptest! {
    // A seed does not shrink to anything.
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nor_does_any_other_seed_lose_anything(seed in any::<u64>()) {
        let snapshot = snapshot();
        let lost = LINES.with(|lines| lost_of_seed(&snapshot, lines, seed));
        prop_assert!(lost.is_none(), "seed {seed}: {}", lost.unwrap_or_default());
    }
}

thread_local! {
    static LINES: Vec<Line> = lines(&snapshot());
}
