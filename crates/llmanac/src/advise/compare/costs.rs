//! What one call costs on each model, the cheapest first.

use std::cmp::Ordering;

use crate::advise::cost::CostFailure;
use crate::cost::{Cost, CostStatus, Usage};
use crate::model::Money;
use crate::registry::Snapshot;

use super::answer::Column;
use super::{ComparedCost, CostOrder};

/// The costs of a usage on some models, in an order.
pub(super) fn costs(
    snapshot: &Snapshot,
    columns: &[Column<'_>],
    usage: &Usage,
    order: CostOrder,
) -> Vec<ComparedCost> {
    let mut costs: Vec<ComparedCost> = columns.iter().map(|column| cost(snapshot, column, usage)).collect();
    if order == CostOrder::CheapestFirst {
        // Equal ones stay in the order in which they were named.
        costs.sort_by(by_amount);
    }
    costs
}

fn cost(snapshot: &Snapshot, column: &Column<'_>, usage: &Usage) -> ComparedCost {
    let priced = column
        .placed
        .as_ref()
        .map_err(|error| CostFailure::from(error.clone()))
        .and_then(|placed| snapshot.settled_cost(placed, usage));
    let blank = ComparedCost {
        name: column.name.to_owned(),
        model: column.model.id().clone(),
        version: column.model.version().map(str::to_owned),
        offer: column.placed.as_ref().ok().map(|placed| placed.offer.to_string()),
        at: column.model.day(),
        total: None,
        currency: Cost::CURRENCY,
        status: CostStatus::Unknown,
        reason: None,
        low: None,
        high: None,
        subtotal: None,
        lines: Vec::new(),
        open: Vec::new(),
        missing: Vec::new(),
        assumed: column.placed.as_ref().map_or_else(|_| Vec::new(), |placed| placed.assumed.clone()),
    };
    match priced {
        Ok(answer) => ComparedCost {
            total: answer.total,
            status: answer.status,
            reason: answer.reason,
            low: answer.low,
            high: answer.high,
            subtotal: answer.subtotal,
            lines: answer.lines,
            open: answer.open,
            missing: answer.missing,
            assumed: answer.basis.assumed,
            ..blank
        },
        Err(failure) => ComparedCost {
            reason: Some(failure.to_string()),
            missing: usage.meters().iter().collect(),
            ..blank
        },
    }
}

fn by_amount(a: &ComparedCost, b: &ComparedCost) -> Ordering {
    match (least(a), least(b)) {
        (Some(a_least), Some(b_least)) => a_least.cmp(&b_least).then_with(|| {
            // A bound without an upper end may cost anything.
            let most = |cost: &ComparedCost| cost.total.or(cost.high);
            most(b).is_some().cmp(&most(a).is_some()).then(most(a).cmp(&most(b)))
        }),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The least that it costs, where that is known: a subtotal ranks nothing.
fn least(cost: &ComparedCost) -> Option<Money> {
    cost.total.or(cost.low)
}
