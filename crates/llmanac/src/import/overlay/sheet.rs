//! Rates by offer, band and span of days, as rows of prices want them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::{Date, Meter, Offer, Rate, ServiceTier};

use super::Imported;
use crate::import::amount::Amount;
use crate::import::foreign::{ForeignPrice, ForeignRow, OpenBand, Skipped};

/// The conditions under which rates hold together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Condition {
    pub on: Vec<String>,
    pub grade: Option<String>,
    pub over: u64,
    pub from: Option<Date>,
    /// First day on which they no longer hold.
    pub to: Option<Date>,
}

/// The units that a rate is quoted for, and its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub table: &'static str,
    pub amount: String,
}

impl fmt::Display for Quote {
    /// `0.05 (usd_per_1M)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.amount, self.table)
    }
}

/// The prices of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet(pub BTreeMap<Condition, BTreeMap<Meter, Quote>>);

impl Sheet {
    pub fn of(row: &ForeignRow, usual: &Offer, report: &mut Imported) -> Self {
        let mut sheet = BTreeMap::new();
        let starts = starts(row);
        for price in &row.prices {
            let condition = condition(price, usual, &starts);
            let place = || format!("{}.{}", row.key, describe(price));
            let amount = price.amount.quoted_for(parted(price.meter));
            let Some(quote) = quote(price.meter, amount) else {
                report.skip(place(), format!("{} has more digits than a rate here holds", amount.per_unit()));
                // Its band begins all the same: the rate below does not hold there.
                if price.over > 0 {
                    sheet.entry(condition).or_default();
                }
                continue;
            };
            if amount.is_repaired() {
                report.repaired.push(Skipped { place: place(), why: quote.to_string() });
            }
            let rates: &mut BTreeMap<Meter, Quote> = sheet.entry(condition).or_default();
            match rates.get(&price.meter) {
                Some(other) if *other != quote => {
                    let why = format!("states {quote}, and another field {other} for the same");
                    report.skip(place(), why);
                }
                _ => {
                    rates.insert(price.meter, quote);
                }
            }
        }
        for OpenBand { tier, over, scopes } in &row.unpriced {
            let price = ForeignPrice {
                tier: *tier,
                over: *over,
                scopes,
                ..ForeignPrice::new(Meter::InputText, Amount::ZERO)
            };
            sheet.entry(condition(&price, usual, &starts)).or_default();
        }
        Self(sheet)
    }
}

/// The first days of each tier's price lists: one list ends where the next begins.
fn starts(row: &ForeignRow) -> BTreeMap<ServiceTier, BTreeSet<Date>> {
    let mut starts: BTreeMap<ServiceTier, BTreeSet<Date>> = BTreeMap::new();
    for price in &row.prices {
        starts.entry(price.tier).or_default().extend(price.from);
    }
    starts
}

fn condition(
    price: &ForeignPrice,
    usual: &Offer,
    starts: &BTreeMap<ServiceTier, BTreeSet<Date>>,
) -> Condition {
    let tier = price.tier;
    let on = match price.scopes {
        [] => vec![format!("{}/{tier}", usual.scope)],
        scopes => scopes.iter().map(|scope| format!("{scope}/{tier}")).collect(),
    };
    let later =
        starts.get(&tier).into_iter().flatten().find(|start| price.from.is_none_or(|from| from < **start));
    Condition { on, grade: price.grade.clone(), over: price.over, from: price.from, to: later.copied() }
}

/// The tables of rates, best first: for how many units, and how the amount for one becomes that.
fn tables(meter: Meter) -> &'static [(&'static str, u32)] {
    const MILLION: (&str, u32) = ("usd_per_1M", 1_000_000);
    const THOUSAND: (&str, u32) = ("usd_per_1k", 1_000);
    const ONE: (&str, u32) = ("usd_per_1", 1);
    match meter.unit() {
        "token" => &[MILLION, THOUSAND, ONE, ("usd_per_12M", 12_000_000)],
        "second" => &[ONE, ("usd_per_60", 60), ("usd_per_3600", 3_600), THOUSAND, MILLION],
        _ => &[ONE, THOUSAND, MILLION],
    }
}

/// What people divide a quoted rate by: a minute or an hour into seconds, an hour of a cache into five minutes.
fn parted(meter: Meter) -> &'static [u32] {
    match meter.unit() {
        "token" => &[12],
        "second" => &[60, 3_600],
        _ => &[],
    }
}

/// The rate as it is quoted, where it can be held exactly.
fn quote(meter: Meter, amount: Amount) -> Option<Quote> {
    tables(meter).iter().find_map(|(table, units)| {
        let text = amount.per(*units)?.to_string();
        Rate::usd(&text, *units).ok()?;
        Some(Quote { table, amount: text })
    })
}

/// The rate's place in its row.
fn describe(price: &ForeignPrice) -> &str {
    if price.field.is_empty() { price.meter.as_str() } else { &price.field }
}
