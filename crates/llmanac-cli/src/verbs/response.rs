//! The page of what a raw response cost.

use llmanac::advise::{CallCost, ResponseCost};
use llmanac::cost::CostStatus;
use llmanac::model::Money;

use super::{cost, full_name, usage};
use crate::text::{Cell, Page, Table, footer, plain_lines};

pub fn write(page: &mut Page, cost: &ResponseCost) {
    cost::body(page, &cost.answer);
    if !cost.calls.is_empty() {
        page.gap();
        calls(page, &cost.calls);
    }
    page.gap();
    usage::context(page, &cost.context);
    usage::total(page, cost.total_matches);
    usage::notes(page, &cost.notes);
    footer(page, &cost.answer.basis);
}

/// The calls that a response holds, each with its own amount.
fn calls(page: &mut Page, calls: &[CallCost]) {
    let mut table = Table::with_headings([">CALL", "MODEL", "FOR", ">USD", ""]);
    for (at, call) in calls.iter().enumerate() {
        table.row([
            Cell::number(at),
            Cell::text(plain_lines(&full_name(&call.model, call.version.as_deref()))),
            Cell::text(plain_lines(call.purpose.as_deref().unwrap_or("-"))),
            Cell::number(amount(call)),
            Cell::text(plain_lines(call.reason.as_deref().unwrap_or_default())),
        ]);
    }
    page.table(&table);
}

fn amount(call: &CallCost) -> String {
    let usd = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), |money| money.to_string());
    match call.status {
        CostStatus::Bounded => format!("{} .. {}", usd(call.low), usd(call.high)),
        _ => usd(call.total),
    }
}
