//! The reader of quotas of free pieces.

use serde_json::Value;

use crate::model::{Meter, MeterKind, ModelPart, PriceFacts};

use super::rows::{Seen, Stated};
use super::told::Told;

/// The fees that may have one.
pub(super) fn keys() -> Vec<String> {
    Meter::ALL.iter().filter(|meter| meter.kind() == MeterKind::Fee).map(ToString::to_string).collect()
}

/// `free.grounding`
pub(super) fn quota(seen: &Seen<'_>, key: &str) -> Option<Told> {
    let meter: Meter = key.parse().ok().filter(|meter: &Meter| meter.kind() == MeterKind::Fee)?;
    let fact = format!("free.{meter}");
    let (value, rows) = seen.narrowest(&Stated {
        fact: &fact,
        rows: &seen.model.data().prices,
        get: |facts: &PriceFacts| {
            let (_, quota) = facts.free.iter().find(|(own, _)| *own == meter)?;
            Some(Value::from(quota.to_string()))
        },
        since: seen.model.lifecycle_released(),
    });
    Some(Told::fact(&fact, ModelPart::Price, value.into(), rows))
}
