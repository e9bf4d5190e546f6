//! Usage that was read before: meters, and what `usage`, `parse` and a finished stream hand out.

use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::model::{Meter, Scope};
use serde_json::{Map, Value};

/// Disjoint counts, and the circumstances that the response stated.
pub struct ReadUsage {
    pub usage: Usage,
    pub call: Call,
}

impl ReadUsage {
    /// Usage that was read; `None` for what is none.
    ///
    /// What the response stated of its tier, scope, region and day outweighs the call, as where the response is priced itself.
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
    let counts =
        |value: Option<&Value>| value.and_then(Value::as_object).map_or_else(|| Ok(Usage::new()), meters);
    let usage = counts(invocation.get("meters"))?.plus(&counts(read.get("fees"))?);
    let usage = usage.ok_or("its counts are together more than 64 bits")?;
    let mut call = call.clone();
    let stated = |key: &str| read.get("context")?.get(key)?.as_str();
    if let Some(tier) = stated("tier") {
        call = call.tier(tier.parse().map_err(text)?);
    }
    if let Some(scope) = stated("scope") {
        call = call.scope(scope.parse::<Scope>().map_err(text)?);
    }
    if let Some(region) = stated("region") {
        call = call.region(region.parse().map_err(text)?);
    }
    if let Some(day) = stated("answered") {
        call = call.on(day.parse().map_err(text)?);
    }
    Ok(ReadUsage { usage, call })
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
