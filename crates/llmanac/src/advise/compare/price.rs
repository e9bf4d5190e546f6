//! The prices that are compared.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::advise::cost::CostFailure;
use crate::advise::facts::{amount_per, usual_unit};
use crate::cost::{MeterSet, OPEN, PlanError, PricePlan};
use crate::model::Meter;
use crate::registry::Snapshot;

use super::ComparedRow;
use super::answer::Column;

/// Their rates are those of what they may be, which have rows of their own.
const DERIVED: MeterSet = OPEN.without(Meter::CacheWriteText);

/// The rates of every meter that some model has a rate of, band by band, the caller's own terms applied.
pub(super) fn rows(snapshot: &Snapshot, columns: &[Column<'_>]) -> Vec<ComparedRow> {
    let plans: Vec<Result<PricePlan, CostFailure>> = columns
        .iter()
        .map(|own| match &own.placed {
            Ok(placed) => snapshot.plan(placed).map_err(CostFailure::from),
            Err(error) => Err(error.clone().into()),
        })
        .collect();
    let priced = || plans.iter().flatten();
    let meters: BTreeSet<Meter> =
        priced().flat_map(PricePlan::bands).flat_map(|band| band.priced().minus(DERIVED).iter()).collect();
    let bands: BTreeSet<u64> = priced().flat_map(PricePlan::bands).map(|band| band.over()).collect();
    let mut rows = Vec::new();
    for meter in meters {
        for over in &bands {
            let values =
                columns.iter().zip(&plans).map(|(own, plan)| rate(own, plan, meter, *over)).collect();
            let row = ComparedRow {
                input_over: (*over > 0).then_some(*over),
                per: Some(usual_unit(meter)),
                ..ComparedRow::new(&format!("price.{meter}"), values)
            };
            // A band in which no model has another rate than in the first is no news.
            let base = rows.iter().find(|other: &&ComparedRow| other.field == row.field);
            if base.is_none_or(|base| base.values != row.values) {
                rows.extend(row.if_known());
            }
        }
    }
    rows
}

/// The rate of a request with more input than so many tokens.
fn rate(column: &Column<'_>, plan: &Result<PricePlan, CostFailure>, meter: Meter, over: u64) -> Value {
    let most = column.model.input_limit().or(column.model.window()).known();
    if most.is_some_and(|most| most.get() <= over) {
        return Value::Bool(false);
    }
    match plan {
        Ok(plan) => {
            let rate = plan.band(u128::from(over) + 1).rate(meter).map(|rate| rate.rate);
            rate.and_then(|rate| amount_per(rate, usual_unit(meter))).map(|amount| amount.to_string()).into()
        }
        Err(CostFailure::Plan(error)) if matches!(**error, PlanError::NotSold { .. }) => Value::Bool(false),
        Err(_) => Value::Null,
    }
}
