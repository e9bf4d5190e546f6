//! `llmanac compare`: models side by side, and where they differ.

use llmanac::advise::{CompareError, ComparedCost, ComparedRow, Comparison};
use llmanac::cost::{InclusiveUsage, UsageKey};
use llmanac::model::Tokens;
use serde_json::{Map, Value};

use super::call::CallArgs;
use super::{Verdict, count, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, rate_of, style};

const EXAMPLES: &str = "\
Examples:
  llmanac compare gpt-4o gpt-5.4-mini
  llmanac compare gpt-5.4 claude-opus-5 gemini-2.5-pro --input 10000 --output 2000
  llmanac compare gpt-4o@2024-05-13 gpt-4o@2024-11-20 --all";

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

    #[command(flatten)]
    call: CallArgs,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let told = [(UsageKey::InputTokens, args.input), (UsageKey::OutputTokens, args.output)]
        .into_iter()
        .filter_map(|(key, count)| Some((key, count?)))
        .fold(InclusiveUsage::default(), |told, (key, count)| told.with(key, count));
    // Without tokens the costs are left out.
    let usage = told.split().map_err(CommandError::usage)?;
    let snapshot = match args.call.at {
        Some(day) => context.snapshot.as_of(day),
        None => context.snapshot.clone(),
    };
    let compared = if args.input.is_none() && args.output.is_none() {
        snapshot.compare(&args.models)
    } else {
        snapshot.compare_calls(&args.models, &usage, &args.call.call())
    };
    let compared = compared.map_err(failed)?;
    context.output.answer(&compared, |page| write(page, args, &compared))?;
    Ok(Verdict::Yes)
}

fn failed(error: CompareError) -> CommandError {
    match error {
        CompareError::Resolve(_) => CommandError::no(error),
        other => CommandError::usage(other),
    }
}

fn write(page: &mut Page, args: &Args, compared: &Comparison) {
    let mut table = Table::new();
    let name = |at: usize| compared.models.get(at).map_or("?", |model| model.display_name.as_str());
    let count = compared.models.len();
    table.row([Cell::text("")].into_iter().chain((0..count).map(|at| Cell::styled(style::STRONG, name(at)))));
    let ids = compared
        .models
        .iter()
        .map(|model| Cell::styled(style::FAINT, full_name(model.id.as_str(), model.version.as_deref())));
    table.row([Cell::text("")].into_iter().chain(ids));
    let offers = compared.models.iter().map(|model| Cell::styled(style::FAINT, &model.offer));
    table.row([Cell::text("")].into_iter().chain(offers));
    if !compared.costs.is_empty() {
        let costs = compared.costs.iter().map(|cost| Cell::styled(style::STRONG, self::cost(cost)));
        table.row([Cell::styled(style::STRONG, "cost of a call, USD")].into_iter().chain(costs));
    }
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

fn cost(cost: &ComparedCost) -> String {
    match (&cost.total, &cost.reason) {
        (Some(total), _) => total.to_string(),
        (None, Some(reason)) => format!("? ({reason})"),
        (None, None) => {
            let missing: Vec<&str> = cost.missing.iter().map(|meter| meter.as_str()).collect();
            format!("? (no rate: {})", missing.join(", "))
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
