//! The comparison of a request with what comes back, judged: bodies of the corpus are damaged, and each damage is noticed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use llmanac::advise::WireRequest;
use serde_json::{Map, Value};

use crate::case::{Case, snapshot};
use crate::compare::lost;

/// What is done to a body, at a place in it.
#[derive(Clone, Debug)]
enum Damage {
    /// A key of an object, or an item of a list, goes away.
    Drop,
    /// A text, a number or a switch is another.
    Alter,
    /// An item of a list changes places with the next.
    Swap,
}

/// Every damage of a value, with the JSON pointer to what is damaged.
fn damages(value: &Value, place: &str, all: &mut Vec<(Damage, String)>) {
    match value {
        Value::Object(own) => {
            for (key, inner) in own {
                let place = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
                // A key of null says nothing.
                if !inner.is_null() {
                    all.push((Damage::Drop, place.clone()));
                }
                damages(inner, &place, all);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                let place = format!("{place}/{at}");
                all.push((Damage::Drop, place.clone()));
                if items.get(at + 1).is_some_and(|next| next != inner) {
                    all.push((Damage::Swap, place.clone()));
                }
                damages(inner, &place, all);
            }
        }
        _ => all.push((Damage::Alter, place.to_owned())),
    }
}

fn damaged(body: &Map<String, Value>, damage: &Damage, place: &str) -> Map<String, Value> {
    let mut body = Value::Object(body.clone());
    let (above, last) = place.rsplit_once('/').unwrap();
    let key = last.replace("~1", "/").replace("~0", "~");
    match (damage, body.pointer_mut(above).unwrap()) {
        (Damage::Drop, Value::Object(own)) => {
            own.shift_remove(&key);
        }
        (Damage::Drop, Value::Array(items)) => {
            items.remove(key.parse().unwrap());
        }
        (Damage::Swap, Value::Array(items)) => {
            let at: usize = key.parse().unwrap();
            items.swap(at, at + 1);
        }
        _ => {
            let own = body.pointer_mut(place).unwrap();
            *own = match own {
                Value::String(text) => format!("{text}, or not").into(),
                Value::Number(number) if number.as_i64() == Some(7) => 8.into(),
                Value::Number(_) => 7.into(),
                Value::Bool(is) => (!*is).into(),
                _ => "something".into(),
            };
        }
    }
    let Value::Object(body) = body else { panic!() };
    body
}

/// What no standard request says, so that no comparison can know it; the snapshots hold it, and the providers' clients judge it.
const BEYOND: [&str; 6] = [
    "/model",
    "/anthropic_version",
    "/anthropic_beta",
    "/anthropic_beta/0",
    "/additionalModelRequestFields/anthropic_beta",
    "/additionalModelRequestFields/anthropic_beta/0",
];

/// The type of what lies at a URL is a guess from its ending.
const MEDIA_OF_A_URL: &str = "/fileData/mimeType";

/// Whether a damage is noticed: something is lost, or a reader does not know the body any more.
fn is_noticed(form: &str, request: &Map<String, Value>, wire: &WireRequest) -> bool {
    catch_unwind(AssertUnwindSafe(|| !lost(form, request, wire).is_empty())).unwrap_or(true)
}

#[test]
fn a_damaged_body_is_noticed_wherever_it_is_damaged() {
    let snapshot = snapshot();
    let (mut count, mut missed) = (0, Vec::new());
    for case in Case::all() {
        let (Ok(request), Ok(wire)) = (&case.request, case.wire(&snapshot)) else { continue };
        if case.name.contains("refusal") {
            continue;
        }
        let mut all = Vec::new();
        damages(&Value::Object(wire.send.body.clone()), "", &mut all);
        for (damage, place) in all {
            let mut other = wire.clone();
            other.send.body = damaged(&wire.send.body, &damage, &place);
            count += 1;
            let is_beyond = BEYOND.contains(&place.as_str()) || place.ends_with(MEDIA_OF_A_URL);
            if !is_beyond && !is_noticed(case.form(), request, &other) {
                missed.push(format!("{}: {damage:?} {place}", case.name));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {count}: {missed:#?}", missed.len());
    assert!(count > 5_000, "only {count}");
}
