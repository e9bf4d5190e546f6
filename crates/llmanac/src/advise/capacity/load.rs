//! The units that a load needs, and the share that a usage takes.

use crate::cost::{CapacityTime, Fraction, HOUR, Load, Sizes, Usage, share_cost};
use crate::model::{Meter, MoneyError, Weight, Window};
use crate::registry::Snapshot;

use super::answer::{Allocated, NeededUnits};
use super::held::Charged;
use super::offered::Offered;
use super::question::CapacityQuestion;
use super::{CapacityError, Draft};
use crate::advise::show::WarningCode;

const MINUTE: u128 = 60;

/// What a share is, wherever it is shown.
const NOTE: &str = "a share of what the capacity costs, not a bill; never added to the cost of calls";

impl CapacityQuestion {
    /// The units that the stated load needs.
    pub(super) fn needed(
        &self,
        offered: &Offered<'_>,
        draft: &mut Draft<'_>,
    ) -> Result<Option<NeededUnits>, CapacityError> {
        let Some(workload) = self.workload else { return Ok(None) };
        let load = weighed(&workload, offered, draft)?;
        let throughput = throughput(offered, draft);
        let requests = u128::from(self.requests.unwrap_or(1));
        let tokens = load.tokens().map(|tokens| tokens.times(requests, 1)).transpose()?;
        let exact = match (tokens, throughput) {
            (Some(tokens), Some(window)) => Some(units_for(tokens, window)?),
            _ => None,
        };
        let at_least = exact.map(|exact| u64::try_from(exact.ceil()).map_err(|_| MoneyError::Overflow));
        let at_least = at_least.transpose()?;
        let least = offered.pick(|facts| facts.least);
        let step = offered.pick(|facts| facts.step);
        for (fact, row) in
            [("capacity.least", least.map(|(_, row)| row)), ("capacity.step", step.map(|(_, row)| row))]
        {
            if let Some(row) = row {
                draft.rest_on(fact, &row.src);
            }
        }
        let (least, step) = (least.map(|(least, _)| least), step.map(|(step, _)| step));
        let units = match (at_least, least.zip(step)) {
            (Some(fewest), Some((least, step))) => Some(Sizes::new(least, step).fit(fewest.into())?),
            (Some(_), None) => {
                let name = offered.name();
                draft.gap(format!("the smallest number of {name} and the step from there are not known"));
                None
            }
            (None, _) => None,
        };
        Ok(Some(NeededUnits {
            workload,
            requests_per_minute: self.requests,
            counted: load.lines,
            missing: load.missing,
            tokens_per_minute: tokens,
            throughput: throughput.map(|window| window.to_string()),
            exact,
            at_least,
            least,
            step,
            units,
        }))
    }

    /// The share that the stated usage takes of the units and the time.
    pub(super) fn allocated(
        &self,
        snapshot: &Snapshot,
        offered: &Offered<'_>,
        units: Option<u64>,
        draft: &mut Draft<'_>,
    ) -> Result<Option<Allocated>, CapacityError> {
        let Some(usage) = self.usage else { return Ok(None) };
        let load = weighed(&usage, offered, draft)?;
        let unit_seconds = match throughput(offered, draft) {
            Some(window) => load.unit_seconds(window)?,
            None => None,
        };
        let capacity = match (units, self.time) {
            (Some(units), Some(CapacityTime::Seconds(seconds))) => {
                Some(u128::from(units) * u128::from(seconds))
            }
            (Some(_), Some(CapacityTime::Months(_))) => {
                draft.gap("a month has no fixed number of hours; a share needs the time in hours or seconds");
                None
            }
            _ => None,
        };
        let share = match (unit_seconds, capacity) {
            (Some(taken), Some(capacity)) if capacity > 0 => Some(taken.times(1, capacity)?),
            _ => None,
        };
        if share.is_some_and(|share| share > 1) {
            let message = "the usage is more than the units can take in that time".to_owned();
            draft.warn(WarningCode::OverCapacity, message);
        }
        // The amount is a part of the cost that was asked for; without one there is nothing to divide.
        let amount = match (unit_seconds, share) {
            (Some(taken), Some(_)) => match Charged::of(snapshot, self, offered, draft)? {
                Some(charged) => share_cost(taken, charged.rate)?,
                None => None,
            },
            _ => None,
        };
        Ok(Some(Allocated {
            note: NOTE,
            usage,
            counted: load.lines.clone(),
            missing: load.missing.clone(),
            tokens: load.tokens(),
            unit_hours: unit_seconds.map(|taken| taken.times(1, HOUR.into())).transpose()?,
            share,
            amount,
        }))
    }
}

/// The units that take in so many weighted tokens a minute.
fn units_for(tokens: Fraction, window: Window) -> Result<Fraction, MoneyError> {
    tokens.times(window.seconds.into(), window.count.into())?.times(1, MINUTE)
}

/// What one unit takes in; a gap where that is not known.
fn throughput(offered: &Offered<'_>, draft: &mut Draft<'_>) -> Option<Window> {
    match offered.pick(|facts| facts.throughput) {
        Some((window, row)) => {
            draft.rest_on("capacity.throughput", &row.src);
            Some(window)
        }
        None => {
            let (name, placed) = (offered.name(), draft.placed);
            let reason = format!(
                "the throughput of a {name} of {} is not known for {}",
                placed.model.id(),
                placed.offer
            );
            draft.gap(reason);
            None
        }
    }
}

/// A usage, weighed; a gap where a weight is not known.
fn weighed(usage: &Usage, offered: &Offered<'_>, draft: &mut Draft<'_>) -> Result<Load, MoneyError> {
    let mut counts: Vec<(Meter, Weight)> = Vec::new();
    for meter in Meter::ALL {
        let stated = offered
            .pick(|facts| facts.counts.iter().find(|(own, _)| own == meter).map(|(_, weight)| *weight));
        let Some((weight, row)) = stated else { continue };
        counts.push((*meter, weight));
        if usage.meters().contains(*meter) {
            draft.rest_on(&format!("capacity.counts.{meter}"), &row.src);
        }
    }
    let load = Load::of(usage, &counts, &draft.placed.model.data().billed_as)?;
    if !load.missing.is_empty() {
        draft.gap(format!("what these count as is not known: {}", names(&load.missing)));
    }
    if !load.fees.is_empty() {
        let message =
            format!("{}: by the piece, billed with the call and not covered by capacity", names(&load.fees));
        draft.warn(WarningCode::FeesApart, message);
    }
    Ok(load)
}

fn names(meters: &[Meter]) -> String {
    let names: Vec<&str> = meters.iter().map(|meter| meter.as_str()).collect();
    names.join(", ")
}
