//! The facts of each kind of row.

use std::collections::BTreeMap;
use std::fmt::{Arguments, Display};

use rust_decimal::Decimal;
use toml::Value;

use crate::catalog::authored;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::model::{
    BenchmarkFacts, Conflict, FreeQuota, LifecycleFacts, Meter, MeterKind, ModelId, PriceFacts, QuotaFacts,
    Reasoning, RegionId, Scalar, SoldFacts, Sought, Window,
};
use crate::params::ParameterType;

use super::context::{Context, source_place};
use super::model::short;
use super::routes;
use super::rows::{date, places};
use super::value;

pub(crate) fn price(
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::PriceRow,
) -> Option<PriceFacts> {
    let before = problems.count();
    let mut rates = Vec::new();
    for (name, table, per) in [
        ("usd_per_1M", &row.usd_per_million, 1_000_000),
        ("usd_per_1k", &row.usd_per_1k, 1_000),
        ("usd_per_1", &row.usd_per_1, 1),
        ("usd_per_60", &row.usd_per_60, 60),
        ("usd_per_3600", &row.usd_per_3600, 3_600),
        ("usd_per_12M", &row.usd_per_twelve_million, 12_000_000),
        ("usd_per_1M_hour", &row.usd_per_million_hours, 1_000_000),
    ] {
        for (meter, rate) in value::rates(problems, format_args!("{key}.{name}"), table.as_ref(), per) {
            if rates.iter().any(|(own, _)| *own == meter) {
                problems.add(format_args!("{key}.{name}.{meter}"), "the row states this meter twice");
            }
            rates.push((meter, rate));
        }
    }
    rates.sort_by_key(|(meter, _)| *meter);
    let free = free(problems, key, row);
    // One fault is one problem: a rate that cannot be read was told already. A band of which no rate is known is said by
    // an empty table.
    let is_open_band =
        row.input_over.is_some() && row.usd_per_million.as_ref().is_some_and(BTreeMap::is_empty);
    if !is_open_band
        && rates.is_empty()
        && free.is_empty()
        && row.sold.is_none()
        && problems.count() == before
    {
        problems.add(key, "the row states no rate");
    }
    let input_over = match row.input_over.map(u64::try_from) {
        None => 0,
        Some(Ok(over)) if over > 0 => over,
        Some(_) => {
            problems.add(format_args!("{key}.input_over"), "a band begins over a number of tokens above 0");
            return None;
        }
    };
    Some(PriceFacts { input_over, rates, free, sold: row.sold, grade: grade(problems, key, row) })
}

/// A quality, size or resolution: words joined by `/`.
fn grade(problems: &mut Problems, key: Arguments<'_>, row: &authored::PriceRow) -> Option<String> {
    let grade = row.grade.as_ref()?;
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic());
    if !grade.split('/').all(is_word) {
        problems.add(
            format_args!("{key}.grade"),
            format_args!("`{}` is no grade: words joined by `/`, as in \"hd/1024x1792\"", short(grade)),
        );
    }
    Some(grade.clone())
}

/// The quotas of free pieces.
fn free(problems: &mut Problems, key: Arguments<'_>, row: &authored::PriceRow) -> Vec<(Meter, FreeQuota)> {
    let Some(table) = &row.free else { return Vec::new() };
    let key = format!("{key}.free");
    if row.input_over.is_some() || row.grade.is_some() {
        let message =
            "a free quota holds in every band and grade; state it in a row without `input_over` and `grade`";
        problems.add(&key, message);
    }
    let mut found: Vec<(Meter, FreeQuota)> = Vec::new();
    for (meter, text) in value::meters(problems, &key, table) {
        let key = format!("{key}.{meter}");
        if meter.kind() != MeterKind::Fee {
            problems.add(key, "only fees by the piece are free up to a quota");
        } else if let Some(quota) = problems.ok(&key, text.parse()) {
            found.push((meter, quota));
        }
    }
    found.sort_by_key(|(meter, _)| *meter);
    found
}

pub(crate) fn lifecycle(
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::LifecycleRow,
) -> Option<LifecycleFacts> {
    let mut read =
        |name: &str, text: &Option<String>| date(problems, format_args!("{key}.{name}"), text.as_deref());
    Some(LifecycleFacts {
        listed: read("listed", &row.listed),
        preview: read("preview", &row.preview),
        ga: read("ga", &row.ga),
        legacy: read("legacy", &row.legacy),
        no_new_use: read("no_new_use", &row.no_new_use),
        retires_earliest: read("retires_earliest", &row.retires_earliest),
        retires: read("retires", &row.retires),
    })
}

pub(crate) fn replacement(
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::ReplacementRow,
) -> Option<Vec<ModelId>> {
    Some(
        row.any_of
            .iter()
            .enumerate()
            .filter_map(|(at, id)| problems.ok(format_args!("{key}.any_of[{at}]"), id.parse()))
            .collect(),
    )
}

pub(crate) fn sold(
    context: &Context<'_>,
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::SoldRow,
) -> Option<SoldFacts> {
    let routes = routes::of_row(context, problems, &format!("{key}.routes"), row.routes.as_ref());
    let key = format!("{key}.regions");
    let regions = match &row.regions {
        Some(Value::String(set)) => match context.sets.get(set) {
            Some(regions) => regions.clone(),
            None => {
                problems.hint(
                    key,
                    format_args!("no set of regions `{set}` in regions.toml"),
                    did_you_mean(set, context.sets.keys().map(String::as_str)),
                );
                return None;
            }
        },
        Some(Value::Array(names)) => names
            .iter()
            .enumerate()
            .filter_map(|(at, name)| {
                let key = format!("{key}[{at}]");
                match name.as_str() {
                    Some(name) => problems.ok(&key, RegionId::new(name)),
                    None => {
                        problems.add(key, "a region's name is a string");
                        None
                    }
                }
            })
            .collect(),
        _ => {
            problems.add(key, "a list of regions, or the name of a set");
            return None;
        }
    };
    Some(SoldFacts { regions, routes })
}

pub(crate) fn benchmark(
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::BenchmarkRow,
) -> Option<BenchmarkFacts> {
    let mut needed = |name: &str, text: &Option<String>| {
        let text = text.clone().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            problems.add(format_args!("{key}.{name}"), format_args!("`{name}` is missing"));
        }
        text
    };
    let (name, unit) = (needed("name", &row.name), needed("unit", &row.unit));
    // A score says nothing without what it was measured by.
    let harness = needed("harness", &row.harness);
    let day = date(problems, format_args!("{key}.day"), row.day.as_deref());
    let score =
        row.score.as_ref().and_then(Value::as_str).filter(|text| Decimal::from_str_exact(text).is_ok());
    if score.is_none() {
        problems.add(
            format_args!("{key}.score"),
            "a score is a decimal in quotes, as the source writes it: \"84.0\"",
        );
    }
    Some(BenchmarkFacts { name: name?, score: score?.to_owned(), unit: unit?, harness: harness?, day })
}

pub(crate) fn quota(
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::QuotaRow,
) -> Option<QuotaFacts> {
    let mut window = |name: &str, text: &Option<String>| {
        let text = text.as_deref()?;
        let read = Window::parse(text);
        if read.is_none() {
            problems
                .add(format_args!("{key}.{name}"), format_args!("`{text}` is no limit; write \"2700/1m\""));
        }
        read
    };
    Some(QuotaFacts {
        plan: row.plan.clone().unwrap_or_else(|| "default".to_owned()),
        requests: window("requests", &row.requests),
        tokens: window("tokens", &row.tokens),
        input_tokens: window("input_tokens", &row.input_tokens),
        output_tokens: window("output_tokens", &row.output_tokens),
        concurrent: row.concurrent,
    })
}

pub(crate) fn sought(
    context: &Context<'_>,
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::SoughtRow,
) -> Option<Sought> {
    Some(Sought {
        fields: row.fields.clone(),
        on: row.on.clone().unwrap_or_default(),
        src: context.sources(problems, key, row.src.as_deref()),
        day: date(problems, format_args!("{key}.day"), Some(&row.day))?,
    })
}

pub(crate) fn conflict(
    context: &Context<'_>,
    problems: &mut Problems,
    key: Arguments<'_>,
    row: &authored::Verdict,
    versions: &[String],
) -> Option<Conflict> {
    let mut says = Vec::with_capacity(row.says.len());
    for (id, said) in &row.says {
        match source_place(&context.tables.sources, id) {
            Some(place) => says.push((place, plain(said))),
            None => problems.hint(
                format_args!("{key}.says"),
                format_args!("no source `{id}` in sources.toml"),
                did_you_mean(id, context.tables.sources.iter().map(|source| source.id.as_str())),
            ),
        }
    }
    let Some(hold) = &row.hold else {
        problems.add(format_args!("{key}.hold"), "a verdict holds one value");
        return None;
    };
    Some(Conflict {
        field: row.field.clone(),
        versions: places(problems, format_args!("{key}.versions"), row.versions.as_deref(), versions),
        says,
        hold: plain(hold),
        because: row.because.clone(),
        missing: row.missing.clone(),
    })
}

/// A value as people write it, without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What is billed as what: a table, or the name of one.
pub(crate) fn billed(
    context: &Context<'_>,
    problems: &mut Problems,
    key: Arguments<'_>,
    stated: &Value,
) -> Vec<(Meter, Meter)> {
    match stated {
        Value::String(name) => context.billed_as.get(name).cloned().unwrap_or_else(|| {
            problems.hint(
                key,
                format_args!("no table [billed_as.{}] in this file", short(name)),
                did_you_mean(name, context.billed_as.keys().map(String::as_str)),
            );
            Vec::new()
        }),
        Value::Table(table) => billed_as(problems, key, value::by_key(table)),
        _ => {
            problems.add(key, "a table from meters to meters, or the name of one");
            Vec::new()
        }
    }
}

pub(crate) fn billed_as<'v>(
    problems: &mut Problems,
    key: impl Display,
    table: impl IntoIterator<Item = (&'v String, &'v Value)>,
) -> Vec<(Meter, Meter)> {
    value::meters(problems, &key, table)
        .into_iter()
        .filter_map(|(meter, name)| {
            let key = format!("{key}.{meter}");
            let other: Meter = problems.ok(&key, name.parse())?;
            if other == meter {
                problems.add(key, "a meter cannot be billed as itself");
                return None;
            }
            Some((meter, other))
        })
        .collect()
}

pub(crate) fn reasoning(authored: &authored::Reasoning) -> Reasoning {
    let budget = authored.budget.as_ref();
    Reasoning {
        effort: authored.effort.clone(),
        effort_default: authored.effort_default.clone(),
        budget_min: budget.and_then(|budget| budget.min),
        budget_max: budget.and_then(|budget| budget.max),
        budget_also: budget.and_then(|budget| budget.also.clone()).unwrap_or_default(),
    }
}

pub(crate) fn scalars(
    problems: &mut Problems,
    key: impl Display,
    table: &BTreeMap<String, Value>,
) -> Vec<(String, Scalar)> {
    table
        .iter()
        .filter_map(|(name, value)| {
            let scalar = value::scalar(value, ParameterType::Any);
            if scalar.is_none() {
                problems.add(format_args!("{key}.{name}"), "write a decimal as a string");
            }
            Some((name.clone(), scalar?))
        })
        .collect()
}

/// Defaults of a model, read by the type of their standard parameter.
pub(crate) fn defaults(
    context: &Context<'_>,
    problems: &mut Problems,
    key: impl Display,
    table: &BTreeMap<String, Value>,
) -> Vec<(String, Scalar)> {
    let mut found = Vec::with_capacity(table.len());
    for (name, value) in table {
        let key = format!("{key}.{name}");
        let Some(standard) = context.tables.parameters.iter().find(|p| p.name == *name) else {
            problems.hint(
                key,
                format_args!("no standard parameter `{name}`"),
                did_you_mean(name, context.tables.parameters.iter().map(|p| p.name.as_str())),
            );
            continue;
        };
        match value::scalar(value, standard.kind) {
            Some(scalar) => found.push((name.clone(), scalar)),
            None => problems.add(key, format_args!("no {}; write a decimal as a string", standard.kind)),
        }
    }
    found
}
