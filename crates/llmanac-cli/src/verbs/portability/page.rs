//! What a log of requests comes to, for people: a line a model.

use std::collections::BTreeSet;

use llmanac::advise::{CostSum, PortabilityModel, PortabilityReport};
use llmanac::model::{Money, Status};

use super::log::Broken;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, plain, style};
use crate::verbs::look_of;

pub fn write(page: &mut Page, report: &PortabilityReport, broken: &Broken, most: usize) {
    let count = report.requests.count;
    let names: BTreeSet<&str> = report.models.iter().map(|model| model.model.as_str()).collect();
    let mut head = format!(
        "{} against {}, on {} in all",
        counted(count, "request"),
        counted(names.len() as u64, "model"),
        counted(report.models.len() as u64, "surface")
    );
    if broken.count > 0 {
        head.push_str(&format!("; {} left aside", counted(broken.count, "broken line")));
    }
    page.line(style::STRONG.paint(head));
    recorded(page, report);
    page.gap();
    let best = best(report);
    table(page, report, best.iter().take(most).copied());
    if let Some(more) = best.len().checked_sub(most).filter(|more| *more > 0) {
        page.line(style::FAINT.paint(format_args!("and {more} more; --limit N lists as many")));
    }
    if best.len() < report.models.len() {
        page.line(
            style::FAINT
                .paint("each model on the surface that comes first in this order; --json has them all"),
        );
    }
    left_out(page, report);
    footer(page, &report.basis);
}

/// Why nobody was asked.
pub fn nobody(report: &PortabilityReport) -> CommandError {
    let error = CommandError::no("no model of these reads the requests");
    let first = report.left_out.iter().take(3);
    first.fold(error, |error, left| error.hint(format_args!("{}: {}", left.model, left.reason)))
}

/// Each model on the first of its surfaces.
fn best(report: &PortabilityReport) -> Vec<&PortabilityModel> {
    let mut seen = BTreeSet::new();
    report.models.iter().filter(|own| seen.insert((&own.model, &own.version, &own.deployment))).collect()
}

fn table<'a>(
    page: &mut Page,
    report: &PortabilityReport,
    models: impl Iterator<Item = &'a PortabilityModel>,
) {
    let is_compared = report.models.iter().any(|model| model.against.is_some());
    let mut headings = vec![
        "MODEL",
        "SURFACE",
        ">UNCHANGED",
        ">CHANGED",
        ">FITTED",
        ">REFUSED",
        ">UNKNOWN",
        ">PRICED",
        ">USD",
    ];
    headings.extend(is_compared.then_some(">AGAINST RECORDED"));
    headings.extend(["STATUS", "MOSTLY"]);
    let mut table = Table::with_headings(headings);
    for model in models {
        let counts = model.verdicts;
        let number = |count: u64| match count {
            0 => Cell::styled(style::FAINT, "-").on_the_right(),
            count => Cell::number(count),
        };
        let mut row = vec![
            Cell::text(name(model)),
            Cell::text(model.surface),
            number(counts.unchanged),
            number(counts.changed),
            number(counts.fitted),
            number(counts.refused),
            number(counts.unknown),
            number(model.cost.priced),
            Cell::number(cost(&model.cost)),
        ];
        if is_compared {
            row.push(Cell::number(against(model)));
        }
        row.push(status(model));
        row.push(Cell::text(reason(model)));
        table.row(row);
    }
    page.table(&table);
}

/// The id, and the deployment that was asked for.
fn name(model: &PortabilityModel) -> String {
    match &model.deployment {
        Some(deployment) => format!("{} ({})", model.model, plain(deployment)),
        None => model.model.clone(),
    }
}

/// `0.0010 .. 0.1649`, `0.0010 .. ?`
fn cost(sum: &CostSum) -> String {
    match (sum.low, sum.high) {
        (None, _) => "?".to_owned(),
        (Some(low), Some(high)) if low == high => low.to_people(),
        (Some(low), high) => format!("{} .. {}", low.to_people(), end(high)),
    }
}

fn end(end: Option<Money>) -> String {
    end.map_or_else(|| "?".to_owned(), Money::to_people)
}

fn against(model: &PortabilityModel) -> String {
    let Some(against) = &model.against else { return "?".to_owned() };
    let signed = |money: Option<Money>| {
        let sign = if money.is_some_and(|money| money > Money::ZERO) { "+" } else { "" };
        format!("{sign}{}", end(money))
    };
    match (against.low, against.high) {
        (low, high) if low == high => signed(low),
        (low, high) => format!("{} .. {}", signed(low), signed(high)),
    }
}

/// `deprecated since 2026-08-07, retires 2027-02-09`
fn status(model: &PortabilityModel) -> Cell {
    let mut said = model.status.to_string();
    let (since, until) = match model.status {
        Status::Deprecated => (model.no_new_use, model.retires),
        Status::Retired => (model.retires, None),
        _ => (None, None),
    };
    said.extend(since.map(|day| format!(" since {day}")));
    said.extend(until.map(|day| format!(", retires {day}")));
    Cell::styled(look_of(model.status), said)
}

/// The reason that most requests have.
fn reason(model: &PortabilityModel) -> String {
    let Some(first) = model.reasons.first() else { return String::new() };
    let what = first.parameter.as_deref().map(|own| format!(" {own}")).unwrap_or_default();
    plain(&format!("{}{what} ({})", first.code, first.requests))
}

/// The models that the requests were recorded for.
fn recorded(page: &mut Page, report: &PortabilityReport) {
    for own in &report.requests.recorded {
        let name = plain(&own.name);
        let said = match &own.reason {
            None => format!("{name}: {}, {} USD", counted(own.requests, "request"), cost(&own.cost)),
            Some(why) => format!("{name}: {}, no price: {}", counted(own.requests, "request"), plain(why)),
        };
        page.line(style::FAINT.paint(format_args!("recorded for {said}")));
    }
}

/// Models that were not asked, counted by what they are.
fn left_out(page: &mut Page, report: &PortabilityReport) {
    let count = |wanted: &dyn Fn(Status) -> bool| {
        report.left_out.iter().filter(|left| wanted(left.status)).count() as u64
    };
    let retired = count(&|status| status == Status::Retired);
    let unreleased = count(&|status| status == Status::Unreleased);
    let others = report.left_out.len() as u64 - retired - unreleased;
    let said: Vec<String> = [
        (retired, "retired"),
        (unreleased, "not released yet"),
        (others, "not known to read messages, or not under these circumstances"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    if !said.is_empty() {
        page.line(style::FAINT.paint(format_args!("left out: {}", said.join(", "))));
    }
}

fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
