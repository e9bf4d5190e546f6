//! What a cost is bounded by, for people.

use llmanac::advise::{CostBounds, CostEnd, Driver};

use crate::text::{Cell, Page, Table, style};

/// Most circumstances without a price that are named one by one.
const MOST: usize = 8;

/// Where the cost is lowest and highest, what drives it, and what is not within the bounds.
pub fn write(page: &mut Page, bounds: &CostBounds) {
    let mut table = Table::new();
    for (name, end) in [("lowest", &bounds.low), ("highest", &bounds.high)] {
        table.row([Cell::styled(style::FAINT, name), Cell::number(end.amount), Cell::text(place(end))]);
    }
    page.table(&table);
    if !bounds.drivers.is_empty() {
        page.gap();
        page.table(&drivers(&bounds.drivers));
    }
    let left: Vec<String> = bounds
        .left_out
        .iter()
        .map(|left| {
            let missing: Vec<&str> = left.missing.iter().map(|meter| meter.as_str()).collect();
            let version = left.version.as_deref().map_or_else(String::new, |version| format!("@{version}"));
            format!("{}{version} ({})", left.offer, missing.join(", "))
        })
        .collect();
    if !left.is_empty() {
        let mut shown: Vec<String> = left.iter().take(MOST).cloned().collect();
        if left.len() > MOST {
            shown.push(format!("{} more", left.len() - MOST));
        }
        let label = format!("{} ", style::WARNING.paint("not within, a rate is missing:"));
        page.sentence(&label, &shown.join("; "));
    }
    let plural = if bounds.priced == 1 { "" } else { "s" };
    let said = format!("{} combination{plural} of what is not stated", bounds.priced);
    page.line(style::FAINT.paint(said));
}

fn place(end: &CostEnd) -> String {
    let version = end.version.as_deref().map_or_else(String::new, |version| format!("version {version}, "));
    format!("{version}{} on {}", end.offer, end.at)
}

/// Each circumstance varied alone, and those that make no difference in fewer words.
fn drivers(drivers: &[Driver]) -> Table {
    let mut table = Table::with_headings(["ALONE", "ASSUMED", ">LOWEST", "WITH", ">HIGHEST", "WITH"]);
    for driver in drivers {
        if driver.low.amount == driver.high.amount {
            table.row([
                Cell::text(driver.what),
                Cell::text(&driver.assumed),
                Cell::number(driver.low.amount),
                Cell::styled(style::FAINT, "no difference"),
            ]);
        } else {
            table.row([
                Cell::text(driver.what),
                Cell::text(&driver.assumed),
                Cell::number(driver.low.amount),
                Cell::text(&driver.low.value),
                Cell::number(driver.high.amount),
                Cell::text(&driver.high.value),
            ]);
        }
    }
    table
}
