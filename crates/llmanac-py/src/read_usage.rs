//! Usage that was read before: meters, and what `usage`, `parse` and a finished stream hand out.

use std::fmt::Display;

use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::model::{Meter, Scope, ServiceTier};
use llmanac::wire::NoteCode;
use serde_json::{Map, Value};

/// Disjoint counts, and the circumstances that the response stated.
pub struct ReadUsage {
    pub usage: Usage,
    pub call: Call,
}

impl ReadUsage {
    /// Usage that was read; `None` for what is none.
    ///
    /// What the response stated of its tier, scope, region and day holds where the call states nothing else.
    pub fn of(told: &Value, call: &Call) -> Option<Result<Self, String>> {
        let object = told.as_object()?;
        if !object.is_empty() && object.keys().all(|key| key.parse::<Meter>().is_ok()) {
            return Some(meters(object).map(|usage| Self { usage, call: call.clone() }));
        }
        // An answer has the usage below, beside what was said.
        let read = object.get("usage").and_then(Value::as_object).unwrap_or(object);
        let invocations = read.get("invocations")?.as_array()?;
        Some(match invocations.as_slice() {
            [one] => whole(one, read, call),
            several => Err(format!(
                "it holds {} calls, which are priced each by itself: hand over the response, or the meters of each with its model",
                several.len()
            )),
        })
    }
}

/// The only call of a usage, with the fees beside it.
fn whole(invocation: &Value, read: &Map<String, Value>, call: &Call) -> Result<ReadUsage, String> {
    check_notes(read, call)?;
    let counts =
        |value: Option<&Value>| value.and_then(Value::as_object).map_or_else(|| Ok(Usage::new()), meters);
    let usage = counts(invocation.get("meters"))?.plus(&counts(read.get("fees"))?);
    let usage = usage.ok_or("its counts are together more than 64 bits")?;
    let mut call = call.clone();
    let stated = |key: &str| read.get("context")?.get(key)?.as_str();
    if let Some(word) = stated("tier") {
        let tier: ServiceTier = word.parse().map_err(text)?;
        agree("tier", &tier, call.stated_tier().as_ref())?;
        call = call.tier(tier);
    }
    if let Some(word) = stated("scope") {
        let scope: Scope = word.parse().map_err(text)?;
        agree("scope", &scope, call.stated_scope())?;
        call = call.scope(scope);
    }
    if call.stated_region().is_none()
        && let Some(word) = stated("region")
    {
        call = call.region(word.parse().map_err(text)?);
    }
    if call.stated_day().is_none()
        && let Some(word) = stated("answered")
    {
        call = call.on(word.parse().map_err(text)?);
    }
    Ok(ReadUsage { usage, call })
}

/// Refuses what was noted when it was read and leaves the cost open: only the response itself could settle it.
fn check_notes(read: &Map<String, Value>, call: &Call) -> Result<(), String> {
    for note in read.get("notes").and_then(Value::as_array).into_iter().flatten() {
        let word = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or_default();
        let is_open = match word("code").parse() {
            Ok(NoteCode::StreamUnfinished | NoteCode::SeveralResponses) => true,
            Ok(NoteCode::TierUnknown) => call.stated_tier().is_none(),
            Ok(NoteCode::ScopeUnknown) => call.stated_scope().is_none(),
            _ => false,
        };
        if is_open {
            return Err(format!("{}; the cost is not known", word("message")));
        }
    }
    Ok(())
}

/// What the response stated and what the call states are one.
fn agree<T: PartialEq + Display>(what: &str, read: &T, stated: Option<&T>) -> Result<(), String> {
    match stated.filter(|stated| *stated != read) {
        Some(stated) => Err(format!(
            "it says the {what} {read}, and the call {stated}; leave {what}= out, or price the response"
        )),
        None => Ok(()),
    }
}

fn meters(object: &Map<String, Value>) -> Result<Usage, String> {
    let mut usage = Usage::new();
    for (key, count) in object {
        let meter: Meter = key.parse().map_err(text)?;
        let count = count.as_u64().ok_or_else(|| {
            let short: String = count.to_string().chars().take(40).collect();
            format!("{key} {short} is no whole number from 0 on")
        })?;
        usage.set(meter, count);
    }
    Ok(usage)
}

fn text(problem: impl ToString) -> String {
    problem.to_string()
}
