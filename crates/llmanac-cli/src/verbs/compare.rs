//! `llmanac compare`: models side by side, and where they differ.

use llmanac::advise::{CompareError, ComparedCost, ComparedRow, Comparison, CostOrder};
use llmanac::cost::{CostStatus, InclusiveUsage, UsageKey};
use llmanac::model::{Money, Tokens};
use serde_json::{Map, Value};

use super::call::CallArgs;
use super::{Verdict, count, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, rate_of, style, unknown};

const EXAMPLES: &str = "\
Examples:
  llmanac compare gpt-4o gpt-5.4-mini
  llmanac compare gpt-5.4 claude-opus-5 gemini-2.5-pro --input 10000 --output 2000
  llmanac compare gpt-5.4 gpt-4o --usage '{\"input_tokens\": 9000, \"output_tokens\": 700}'
  llmanac compare gpt-4o claude-opus-5 --usage usage.json --tier batch --order as_given --json
  llmanac compare gpt-4o@2024-05-13 gpt-4o@2024-11-20 --all

--input and --output are totals: cached tokens are within the input, thinking within the output.
What is not known of one model is said with it, and the others have their cost. Exits with 1
where a usage is given and no model's cost is known.";

/// Put models side by side, and show where they differ
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The models, in any spelling
    #[arg(required = true, value_name = "MODEL", add = complete::models())]
    models: Vec<String>,

    /// Show what is the same, too
    #[arg(long)]
    all: bool,

    /// Price a call of so many tokens of input
    #[arg(long, value_name = "N", value_parser = count::tokens, allow_negative_numbers = true)]
    input: Option<u64>,

    /// Price a call of so many tokens of output
    #[arg(long, value_name = "N", value_parser = count::tokens, allow_negative_numbers = true)]
    output: Option<u64>,

    /// Price a call of these counts: JSON, a file, or - for standard input; the keys are those of `cost`
    #[arg(long, value_name = "JSON|FILE", conflicts_with_all = ["input", "output"])]
    usage: Option<String>,

    /// Order the costs: cheapest_first or as_given
    #[arg(long, value_name = "ORDER", default_value = "cheapest_first")]
    order: CostOrder,

    #[command(flatten)]
    call: CallArgs,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let usage = match told(args)? {
        Some(told) => Some(told.split().map_err(CommandError::usage)?),
        None => None,
    };
    let snapshot = match args.call.at {
        Some(day) => context.snapshot.as_of(day),
        None => context.snapshot.clone(),
    };
    let compared = match &usage {
        Some(usage) => snapshot.compare_calls(&args.models, usage, &args.call.call(), args.order),
        None => snapshot.compare(&args.models),
    };
    let compared = compared.map_err(failed)?;
    context.output.answer(&compared, |page| write(page, args, &compared))?;
    let known = |cost: &ComparedCost| matches!(cost.status, CostStatus::Exact | CostStatus::Bounded);
    let none = usage.is_some() && !compared.costs.iter().any(known);
    Ok(if none { Verdict::No } else { Verdict::Yes })
}

/// The counts that are stated; without any the costs are left out.
fn told(args: &Args) -> Result<Option<InclusiveUsage>, CommandError> {
    if let Some(text) = &args.usage {
        return count::inclusive(text).map(Some);
    }
    let stated = [(UsageKey::InputTokens, args.input), (UsageKey::OutputTokens, args.output)];
    if args.input.is_none() && args.output.is_none() {
        return Ok(None);
    }
    let stated = stated.into_iter().filter_map(|(key, count)| Some((key, count?)));
    Ok(Some(stated.fold(InclusiveUsage::default(), |told, (key, count)| told.with(key, count))))
}

fn failed(error: CompareError) -> CommandError {
    match error {
        CompareError::Resolve(_) => CommandError::no(error),
        other => CommandError::usage(other),
    }
}

fn write(page: &mut Page, args: &Args, compared: &Comparison) {
    costs(page, compared);
    let mut table = Table::new();
    let name = |at: usize| compared.models.get(at).map_or("?", |model| model.display_name.as_str());
    let count = compared.models.len();
    table.row([Cell::text("")].into_iter().chain((0..count).map(|at| Cell::styled(style::STRONG, name(at)))));
    let ids = compared
        .models
        .iter()
        .map(|model| Cell::styled(style::FAINT, full_name(model.id.as_str(), model.version.as_deref())));
    table.row([Cell::text("")].into_iter().chain(ids));
    let offers =
        compared.models.iter().map(|model| Cell::styled(style::FAINT, unknown(model.offer.as_ref())));
    table.row([Cell::text("")].into_iter().chain(offers));
    let differs =
        |field: &str| compared.rows.iter().any(|row| row.field == field && row.differs == Some(true));
    // Where one model refuses a parameter, its range at the other says no more.
    let says_more = |row: &ComparedRow| !row.field.strip_suffix(".range").is_some_and(differs);
    let shown = |row: &&ComparedRow| args.all || (row.differs != Some(false) && says_more(row));
    for row in compared.rows.iter().filter(shown) {
        let look = if row.differs == Some(true) { style::PLAIN } else { style::FAINT };
        let values = row.values.iter().map(|own| Cell::styled(look, value(row, own)));
        table.row([Cell::text(heading(row))].into_iter().chain(values));
    }
    page.table(&table);
    let same = compared.rows.iter().filter(|row| row.differs == Some(false)).count();
    if same > 0 && !args.all {
        page.line(style::FAINT.paint(format_args!("{same} fields are the same; --all shows them")));
    }
    // Versions and offers stand in the heads; the evidence of each fact is in the JSON.
    let mut basis = compared.basis.clone();
    basis.assumed.retain(|assumed| assumed.what == "date");
    basis.evidence.clear();
    footer(page, &basis);
}

/// The costs, in their order, each with how far it is known and why not further.
fn costs(page: &mut Page, compared: &Comparison) {
    let Some(order) = compared.costs_order else { return };
    let said = match order {
        CostOrder::CheapestFirst => "Cost of a call, the cheapest first",
        _ => "Cost of a call",
    };
    page.line(style::STRONG.paint(said));
    let mut table = Table::with_headings(["MODEL", ">USD", "STATUS", "OFFER", ""]);
    for cost in &compared.costs {
        let look = match cost.status {
            CostStatus::Exact | CostStatus::Bounded => style::PLAIN,
            _ => style::WARNING,
        };
        table.row([
            Cell::text(full_name(cost.model.as_str(), cost.version.as_deref())),
            Cell::number(amount(cost)),
            Cell::styled(look, cost.status),
            Cell::text(unknown(cost.offer.as_ref())),
            Cell::styled(style::WARNING, why(cost)),
        ]);
    }
    page.table(&table);
    page.gap();
}

/// `0.0125`, `0.1 .. 0.2`, or `?`: a subtotal is no cost.
fn amount(cost: &ComparedCost) -> String {
    let usd = |money: Option<Money>| unknown(money);
    match cost.status {
        CostStatus::Bounded => format!("{} .. {}", usd(cost.low), usd(cost.high)),
        _ => usd(cost.total),
    }
}

fn why(cost: &ComparedCost) -> String {
    match &cost.reason {
        Some(reason) => reason.clone(),
        None if cost.missing.is_empty() => String::new(),
        None => {
            let missing: Vec<&str> = cost.missing.iter().map(|meter| meter.as_str()).collect();
            format!("no rate is known for {}", missing.join(", "))
        }
    }
}

fn heading(row: &ComparedRow) -> String {
    let over = row.input_over.filter(|over| *over > 0);
    let over = over.map_or_else(String::new, |over| format!(", input over {}", Tokens::new(over)));
    let per = row.per.map_or_else(String::new, |per| format!(" per {}", Tokens::new(per.into())));
    format!("{}{over}{per}", row.field)
}

/// A value in words: `?` is unknown, `no` is known not to be.
fn value(row: &ComparedRow, own: &Value) -> String {
    match own {
        Value::Null => "?".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) if row.per.is_some() => "not sold".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if row.per.is_some() => rate_of(text),
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            number.as_u64().map_or_else(|| number.to_string(), |own| Tokens::new(own).to_string())
        }
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(|item| value(row, item)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => range(fields).unwrap_or_else(|| own.to_string()),
    }
}

/// `0 .. 2`
fn range(fields: &Map<String, Value>) -> Option<String> {
    let known = ["min", "max", "above", "less_than"];
    if fields.keys().any(|key| !known.contains(&key.as_str())) {
        return None;
    }
    let end = |closed: &str, open: &str, word: &str| match (fields.get(closed), fields.get(open)) {
        (Some(end), _) if !end.is_null() => end.to_string(),
        (_, Some(end)) if !end.is_null() => format!("{word} {end}"),
        _ => "?".to_owned(),
    };
    Some(format!("{} .. {}", end("min", "above", "over"), end("max", "less_than", "under")))
}
