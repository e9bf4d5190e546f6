//! `llmanac cost`: the exact cost of a call, line by line.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use llmanac::advise::{Bounding, Call, CostAnswer, CostFailure, OpenLine, ResponseCostError};
use llmanac::cost::{Cost, CostStatus, InclusiveUsage, UsageKey};
use llmanac::model::{Money, Surface, Tokens};

use super::call::CallArgs;
use super::{Verdict, count, full_name, response, usage, verify};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, rate_of, style, warnings};

const EXAMPLES: &str = "\
Examples:
  llmanac cost gpt-4o --input 1000 --output 500
  llmanac cost gpt-4o --input 1000 --output 500 --at 2024-06-01
  llmanac cost claude-opus-4-5 --input 30000 --cached 24000 --output 800 --tier batch
  llmanac cost gemini-2.5-pro --usage '{\"input_tokens\": 250000, \"output_tokens\": 900}'
  llmanac cost prod-chat --usage usage.json --json
  llmanac cost dall-e-3 --usage '{\"output_images\": 2}' --grade hd/1024x1792
  llmanac cost gpt-4o --response response.json
  curl ... | llmanac cost claude-sonnet-4-5 --response - --json
  llmanac cost gpt-4o --input 1000 --output 500 --at 2026-11-23 --bound
  llmanac cost gemini-2.5-pro --usage '{\"grounded_prompts\": 1}' --free-quota used
  llmanac cost gpt-4o --input 1000 --output 500 --json > answer.json
  llmanac cost verify answer.json

--input and --output are totals: cached tokens are within the input, thinking within the output.
Exits with 1 where the cost is not known; a missing rate is named, never taken for 0.";

/// Compute the exact cost of a call, line by line
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub struct Args {
    #[command(subcommand)]
    of_stored: Option<OfStored>,

    /// The model, in any spelling
    #[arg(required = true, add = complete::models())]
    model: Option<String>,

    /// Tokens of input, cached ones included
    #[arg(long, value_name = "N", group = "what", value_parser = count::tokens, allow_negative_numbers = true)]
    input: Option<u64>,

    /// Tokens of output, thinking included
    #[arg(long, value_name = "N", group = "what", value_parser = count::tokens, allow_negative_numbers = true)]
    output: Option<u64>,

    /// How many of the input tokens were read from a cache
    #[arg(long, value_name = "N", requires = "input", value_parser = count::tokens, allow_negative_numbers = true)]
    cached: Option<u64>,

    /// How many of the input tokens were written to a cache
    #[arg(long, value_name = "N", requires = "input", value_parser = count::tokens, allow_negative_numbers = true)]
    cache_write: Option<u64>,

    /// How many of the output tokens were thinking
    #[arg(long, value_name = "N", requires = "output", value_parser = count::tokens, allow_negative_numbers = true)]
    reasoning: Option<u64>,

    /// All counts as JSON, a file, or - for standard input: input_tokens, cache_read_tokens, output_tokens ...
    #[arg(long, value_name = "JSON|FILE", group = "what", conflicts_with_all = ["input", "output", "cached", "cache_write", "reasoning"])]
    usage: Option<String>,

    /// A raw response of the provider, complete or streamed: a file, or - for standard input
    #[arg(long, value_name = "FILE", group = "what", conflicts_with_all = ["input", "output", "cached", "cache_write", "reasoning", "usage"])]
    response: Option<PathBuf>,

    /// The API that the response comes from [default: what the response looks like]
    #[arg(long, value_name = "SURFACE", requires = "response")]
    surface: Option<Surface>,

    #[command(flatten)]
    call: CallArgs,

    /// The quality, size or resolution of what is made, as `show` lists them: hd/1024x1792
    #[arg(long, value_name = "GRADE", help_heading = "The call")]
    grade: Option<String>,

    /// Bound the cost over all that is not stated: day, version, tier, scope, region, lifetime of a cache
    #[arg(long, help_heading = "The call")]
    bound: bool,
}

/// What is done with an answer that was stored.
#[derive(Debug, Subcommand)]
enum OfStored {
    Verify(verify::Args),
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    if let Some(OfStored::Verify(args)) = &args.of_stored {
        return verify::run(args, context);
    }
    let model = args.model.as_deref().unwrap_or_default();
    let mut call = args.call.call();
    if let Some(grade) = &args.grade {
        call = call.grade(grade);
    }
    if let Some(file) = &args.response {
        let bounding = if args.bound { Bounding::Bound } else { Bounding::Assume };
        return of_response(model, file, args.surface, &call, bounding, context);
    }
    let told = told(args)?;
    let cost = if args.bound {
        let splits = told.splits().map_err(CommandError::usage)?;
        context.snapshot.cost_bounds_over(model, &splits, &call)
    } else {
        let usage = told.split().map_err(CommandError::usage)?;
        context.snapshot.cost(model, &usage, &call)
    };
    let cost = cost.map_err(failed)?;
    context.output.answer(&cost, |page| write(page, &cost))?;
    Ok(verdict(cost.status))
}

fn of_response(
    model: &str,
    file: &Path,
    surface: Option<Surface>,
    call: &Call,
    bounding: Bounding,
    context: &Context,
) -> Result<Verdict, CommandError> {
    let response = usage::Response::read(file)?;
    let cost = context.snapshot.response_cost(model, surface, &response.payload, call, bounding);
    let cost = cost.map_err(|failure| match failure {
        ResponseCostError::Resolve(error) => error.into(),
        ResponseCostError::Cost(failure) => failed(*failure),
        ResponseCostError::Usage(error) => response.refused(error),
        other => CommandError::no(format_args!("{}: {other}", response.name)),
    })?;
    context.output.answer(&cost, |page| response::write(page, &cost))?;
    Ok(verdict(cost.answer.status))
}

fn verdict(status: CostStatus) -> Verdict {
    match status {
        CostStatus::Exact | CostStatus::Bounded => Verdict::Yes,
        _ => Verdict::No,
    }
}

fn told(args: &Args) -> Result<InclusiveUsage, CommandError> {
    match &args.usage {
        Some(text) => count::inclusive(text),
        None => {
            let stated = [
                (UsageKey::InputTokens, args.input),
                (UsageKey::OutputTokens, args.output),
                (UsageKey::CacheReadTokens, args.cached),
                (UsageKey::CacheWriteTokens, args.cache_write),
                (UsageKey::ReasoningTokens, args.reasoning),
            ];
            let stated = stated.into_iter().filter_map(|(key, count)| Some((key, count?)));
            Ok(stated.fold(InclusiveUsage::default(), |told, (key, count)| told.with(key, count)))
        }
    }
}

/// A cost that cannot be told, as an error of the command.
pub fn failed(failure: CostFailure) -> CommandError {
    match failure {
        CostFailure::Resolve(error) => error.into(),
        CostFailure::Call(error) => CommandError::usage(error),
        too_many @ CostFailure::TooMany { .. } => CommandError::usage(too_many),
        other => CommandError::no(other),
    }
}

fn write(page: &mut Page, cost: &CostAnswer) {
    body(page, cost);
    footer(page, &cost.basis);
}

/// Everything but the footer.
pub fn body(page: &mut Page, cost: &CostAnswer) {
    let model = full_name(&cost.model, cost.version.as_deref());
    let grade = cost.grade.as_ref().map_or_else(String::new, |grade| format!(", grade {grade}"));
    page.line(format!(
        "{}  {model}, {}",
        headline(cost),
        style::PLAIN.paint(format_args!("{}{grade}", cost.offer))
    ));
    warnings(page, &cost.warnings);
    if let Some(reason) = &cost.reason {
        page.sentence("", &style::WARNING.paint(reason));
    }
    if !cost.missing.is_empty() {
        let missing: Vec<&str> = cost.missing.iter().map(|meter| meter.as_str()).collect();
        page.line(style::WARNING.paint(format_args!("no rate is known for {}", missing.join(", "))));
    }
    if let Some(bounds) = &cost.bounds {
        page.gap();
        super::bounds::write(page, bounds);
    }
    if !(cost.lines.is_empty() && cost.open.is_empty()) {
        page.gap();
        if cost.bounds.is_some() && cost.status == CostStatus::Bounded {
            page.line("As assumed:");
        }
        lines(page, cost);
        if let Some(savings) = cost.savings.filter(|savings| !savings.is_zero()) {
            page.line(saved(savings));
        }
    }
}

/// `0.0125 USD`, `0.1 .. 0.2 USD`, or how little is known.
///
/// Rounded for people, six significant digits; the lines below and the JSON have every digit.
fn headline(cost: &CostAnswer) -> String {
    let usd = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), Money::to_people);
    let currency = cost.currency;
    match cost.status {
        CostStatus::Exact => style::STRONG.paint(format_args!("{} {currency}", usd(cost.total))),
        CostStatus::Bounded => {
            style::STRONG.paint(format_args!("{} .. {} {currency}", usd(cost.low), usd(cost.high)))
        }
        CostStatus::Incomplete => {
            style::WARNING.paint(format_args!("? {currency} (incomplete: {} and more)", usd(cost.subtotal)))
        }
        _ => style::WARNING.paint(format_args!("? {currency} ({})", cost.status)),
    }
}

/// `caching saved 0.033 USD`
fn saved(savings: Money) -> String {
    let text = savings.to_string();
    let said = match text.strip_prefix('-') {
        Some(lost) => format!("caching cost {lost} {} more than it saved", Cost::CURRENCY),
        None => format!("caching saved {text} {}", Cost::CURRENCY),
    };
    style::FAINT.paint(said)
}

fn lines(page: &mut Page, cost: &CostAnswer) {
    let mut table = Table::with_headings(["METER", ">COUNT", "", ">RATE", "", ">USD", "SOURCE"]);
    for line in &cost.lines {
        let billed = line.billed_as.map_or_else(String::new, |meter| format!(" (as {meter})"));
        let list = line.list_rate.as_ref().map_or_else(String::new, |list| {
            format!(" (list {list}, {})", line.discount.as_deref().unwrap_or("discount"))
        });
        let units = if line.quantity == 1 { line.unit } else { line.meter.units() };
        let free = match line.free {
            0 => String::new(),
            free => format!(", {} free", Tokens::new(free)),
        };
        table.row([
            // Of several calls each line says which it is of.
            Cell::text(match line.call {
                Some(call) => format!("{call}: {}{billed}", line.meter),
                None => format!("{}{billed}", line.meter),
            }),
            Cell::number(Tokens::new(line.quantity)),
            Cell::text(format_args!("{units}{free}")),
            Cell::number(rate_of(&line.rate)),
            Cell::text(format_args!("per {}{list}", Tokens::new(line.per.into()))),
            Cell::number(line.amount),
            Cell::text(line.source.join(", ")),
        ]);
    }
    for open in &cost.open {
        table.row(row_of(open));
    }
    page.table(&table);
    for open in &cost.open {
        page.sentence(&format!("{} ", style::FAINT.paint(format_args!("{}:", open.meter))), &why(open));
    }
}

/// A meter whose amount lies between two lines.
fn row_of(open: &OpenLine) -> [Cell; 7] {
    let both = |low: &dyn std::fmt::Display, high: &dyn std::fmt::Display| {
        let (low, high) = (low.to_string(), high.to_string());
        if low == high { low } else { format!("{low} .. {high}") }
    };
    let plural = if open.quantity == 1 { "" } else { "s" };
    let mut sources = open.low.source.clone();
    sources.extend(open.high.source.iter().filter(|own| !open.low.source.contains(own)).cloned());
    [
        Cell::text(open.meter),
        Cell::number(Tokens::new(open.quantity)),
        Cell::text(format_args!("{}{plural}", open.unit)),
        Cell::number(both(&rate_of(&open.low.rate), &rate_of(&open.high.rate))),
        Cell::text(format_args!("per {}", Tokens::new(open.high.per.into()))),
        Cell::number(both(&open.low.amount, &open.high.amount)),
        Cell::text(sources.join(", ")),
    ]
}

/// Why an amount is open, with what settles it.
fn why(open: &OpenLine) -> String {
    match &open.free_quota {
        Some(_) => format!(
            "{} ({}); --free-quota used or left settles it",
            open.because,
            open.free_source.join(", ")
        ),
        None => open.because.clone(),
    }
}
