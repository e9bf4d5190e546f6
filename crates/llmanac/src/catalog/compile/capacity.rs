//! The facts of a row of capacity.

use std::fmt::Arguments;

use crate::catalog::authored::CapacityRow;
use crate::catalog::problem::Problems;
use crate::model::{CapacityFacts, CapacityUnit, Rate, Term, TimeUnit, UnitRate, Window};

use super::value;

pub(crate) fn facts(problems: &mut Problems, key: Arguments<'_>, row: &CapacityRow) -> Option<CapacityFacts> {
    let before = problems.count();
    let Some(unit) = row.unit.as_deref() else {
        problems.hint(
            format!("{key}.unit"),
            "`unit` is missing: what is bought?",
            Some("write unit = \"ptu\", \"model_unit\" or a name of your own".to_owned()),
        );
        return None;
    };
    let unit = problems.ok(format_args!("{key}.unit"), CapacityUnit::new(unit))?;
    let rate = rate(problems, key, row);
    let counts = row.counts.as_ref().map_or_else(Vec::new, |table| counts(problems, key, table));
    let facts = CapacityFacts {
        unit,
        term: row.term.as_deref().and_then(|term| problems.ok(format_args!("{key}.term"), term.parse())),
        rate,
        terms: row.terms.as_ref().map(|terms| self::terms(problems, key, terms)),
        prorated: row.prorated,
        least: at_least_one(problems, &format!("{key}.least"), row.least),
        step: at_least_one(problems, &format!("{key}.step"), row.step),
        throughput: throughput(problems, key, row.throughput.as_deref()),
        counts,
        sold: row.sold,
    };
    if facts.states_nothing() && problems.count() == before {
        problems.add(key, "the row states nothing of the unit");
    }
    Some(facts)
}

/// The rate, of which a row states one at most, with its term.
fn rate(problems: &mut Problems, key: Arguments<'_>, row: &CapacityRow) -> Option<UnitRate> {
    let mut found = None;
    for (name, amount, time) in [
        ("usd_per_unit_second", &row.usd_per_unit_second, TimeUnit::Second),
        ("usd_per_unit_hour", &row.usd_per_unit_hour, TimeUnit::Hour),
        ("usd_per_unit_month", &row.usd_per_unit_month, TimeUnit::Month),
    ] {
        let Some(amount) = amount else { continue };
        let key = format!("{key}.{name}");
        if found.is_some() {
            problems.add(&key, "a row states one rate; write a row for each");
            continue;
        }
        found = problems.ok(&key, Rate::usd(amount, 1)).map(|rate| UnitRate::new(rate, time));
    }
    match (&found, &row.term) {
        (Some(_), None) => problems.hint(
            format!("{key}.term"),
            "a rate holds for one term of commitment, and the row names none",
            Some("write term = \"hourly\" where there is no commitment".to_owned()),
        ),
        (None, Some(_)) => problems.hint(
            format!("{key}.term"),
            "`term` says what a rate is for, and the row has no rate",
            Some("`terms` is the list of terms on which the unit is sold".to_owned()),
        ),
        _ => {}
    }
    found
}

fn terms(problems: &mut Problems, key: Arguments<'_>, names: &[String]) -> Vec<Term> {
    let read = |(at, name): (usize, &String)| problems.ok(format_args!("{key}.terms[{at}]"), name.parse());
    names.iter().enumerate().filter_map(read).collect()
}

fn counts(
    problems: &mut Problems,
    key: Arguments<'_>,
    table: &std::collections::BTreeMap<String, toml::Value>,
) -> Vec<(crate::model::Meter, crate::model::Weight)> {
    let key = format!("{key}.counts");
    let mut found: Vec<_> = value::meters(problems, &key, table)
        .into_iter()
        .filter_map(|(meter, text)| {
            problems.ok(format_args!("{key}.{meter}"), text.parse()).map(|weight| (meter, weight))
        })
        .collect();
    found.sort_by_key(|(meter, _)| *meter);
    found
}

fn throughput(problems: &mut Problems, key: Arguments<'_>, text: Option<&str>) -> Option<Window> {
    let text = text?;
    let read = Window::parse(text).filter(|window| window.count > 0);
    if read.is_none() {
        problems.add(
            format!("{key}.throughput"),
            format_args!("`{}` is no throughput above 0; write \"4750/1m\"", super::short(text)),
        );
    }
    read
}

fn at_least_one(problems: &mut Problems, key: &str, count: Option<u64>) -> Option<u64> {
    if count == Some(0) {
        problems.add(key, "0 is no number of units to buy");
    }
    count.filter(|count| *count > 0)
}
