//! The page about capacity.

use llmanac::advise::{Allocated, CapacityAnswer, CapacityCost, CapacityLine, NeededUnits};
use llmanac::cost::{CapacityTime, Counted, Fraction};
use llmanac::model::{Meter, Term, Tokens};

use crate::text::{Cell, Page, Table, footer, rate_of, style, warnings};
use crate::verbs::full_name;

pub(super) fn write(page: &mut Page, answer: &CapacityAnswer) {
    let model = full_name(&answer.model, answer.version.as_deref());
    page.line(format!("{}  {model}, {}", headline(answer), style::PLAIN.paint(&answer.offer)));
    warnings(page, &answer.warnings);
    if let Some(reason) = &answer.reason {
        page.sentence("", &style::WARNING.paint(reason));
    }
    if let Some(needed) = &answer.needed {
        self::needed(page, needed, &unit(answer));
    }
    if let Some(cost) = answer.cost.as_ref().filter(|cost| !cost.lines.is_empty()) {
        lines(page, cost);
    }
    if let Some(allocated) = &answer.allocated {
        self::allocated(page, allocated, &unit(answer));
    }
    footer(page, &answer.basis);
}

fn unit(answer: &CapacityAnswer) -> String {
    answer.unit.as_ref().map_or_else(|| "unit".to_owned(), ToString::to_string)
}

/// What it costs, else how many units, else what share; or how little is known.
fn headline(answer: &CapacityAnswer) -> String {
    if let Some(cost) = &answer.cost {
        return match cost.total {
            Some(total) => style::STRONG.paint(format_args!("{} {}", total.to_people(), cost.currency)),
            None => style::WARNING.paint(format_args!("? {} ({})", cost.currency, answer.status)),
        };
    }
    let unit = unit(answer);
    if let Some(needed) = &answer.needed {
        return match needed.units {
            Some(units) => style::STRONG.paint(format_args!("{} {unit}", Tokens::new(units))),
            None => style::WARNING.paint(format_args!("? {unit}")),
        };
    }
    match answer.allocated.as_ref().and_then(|allocated| allocated.unit_hours) {
        Some(hours) => style::STRONG.paint(format_args!("{} {unit} hours", figure(hours))),
        None => style::WARNING.paint(format_args!("? {unit} hours")),
    }
}

fn lines(page: &mut Page, cost: &CapacityCost) {
    page.gap();
    let mut table = Table::with_headings(["HELD", ">COUNT", "TIME", ">RATE", "", ">USD", "SOURCE"]);
    for line in &cost.lines {
        let commitment = line.term.filter(|term| *term != Term::Hourly);
        let term = commitment.map_or_else(String::new, |term| format!(", {term}"));
        let list = line.list_rate.as_ref().map_or_else(String::new, |list| {
            format!(" (list {list}, {})", line.discount.as_deref().unwrap_or("discount"))
        });
        let per =
            if line.per == 1 { String::new() } else { format!("{} and ", Tokens::new(line.per.into())) };
        table.row([
            Cell::text(&line.item),
            Cell::number(Tokens::new(line.quantity)),
            Cell::text(time(line)),
            Cell::number(rate_of(&line.rate)),
            Cell::text(format_args!("per {per}{}{term}{list}", line.per_time)),
            Cell::number(line.amount),
            Cell::text(line.source.join(", ")),
        ]);
    }
    page.table(&table);
}

fn time(line: &CapacityLine) -> String {
    let time = line.seconds.map(CapacityTime::Seconds).or_else(|| line.months.map(CapacityTime::Months));
    time.map_or_else(String::new, |time| time.to_string())
}

fn needed(page: &mut Page, needed: &NeededUnits, unit: &str) {
    page.gap();
    counted(page, &needed.counted, &needed.missing);
    let number = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |n| Tokens::new(n).to_string());
    let requests = needed
        .requests_per_minute
        .map_or_else(String::new, |requests| format!(" from {} requests", Tokens::new(requests)));
    page.line(format!("a minute   {} weighted tokens{requests}", known(needed.tokens_per_minute)));
    page.line(format!("one {unit:<7}takes {}", needed.throughput.as_deref().unwrap_or("?")));
    page.line(format!(
        "needed     {} {unit}; sold from {} on, in steps of {}: {}",
        known(needed.exact),
        number(needed.least),
        number(needed.step),
        number(needed.units)
    ));
}

fn allocated(page: &mut Page, allocated: &Allocated, unit: &str) {
    page.gap();
    page.line(format!("Allocated: {}", allocated.note));
    counted(page, &allocated.counted, &allocated.missing);
    page.line(format!("takes      {} {unit} hours", known(allocated.unit_hours)));
    if let Some(share) = allocated.share {
        let amount = allocated.amount.map_or_else(|| "?".to_owned(), |amount| amount.to_people());
        page.line(format!("share      {} of what is held: {amount} USD", figure(share)));
    }
}

/// Whole numbers grouped by thousands, others with six digits.
fn figure(number: Fraction) -> String {
    match number.parts() {
        (whole, 1) => u64::try_from(whole).map_or_else(|_| whole.to_string(), |n| Tokens::new(n).to_string()),
        _ => number.to_people(),
    }
}

/// The same, or `?`.
fn known(number: Option<Fraction>) -> String {
    number.map_or_else(|| "?".to_owned(), figure)
}

fn counted(page: &mut Page, counted: &[Counted], missing: &[Meter]) {
    let mut table = Table::with_headings(["METER", ">TOKENS", ">EACH COUNTS", ">WEIGHTED"]);
    for line in counted {
        let as_meter = line.counted_as.map_or_else(String::new, |meter| format!(" (as {meter})"));
        table.row([
            Cell::text(format_args!("{}{as_meter}", line.meter)),
            Cell::number(Tokens::new(line.quantity)),
            Cell::number(line.weight),
            Cell::number(figure(line.tokens)),
        ]);
    }
    for meter in missing {
        table.row([Cell::text(meter), Cell::number(""), Cell::number("?"), Cell::number("?")]);
    }
    page.table(&table);
}
