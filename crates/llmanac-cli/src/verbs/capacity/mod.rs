//! `llmanac capacity`: what is paid for over time, apart from any call.

mod page;

use llmanac::advise::{CapacityAnswer, CapacityError, CapacityQuestion};
use llmanac::cost::{CapacityTime, CostStatus, InclusiveUsage, Usage};
use llmanac::model::{CapacityUnit, Rate, Term, TimeUnit, UnitRate};

use super::call::CallArgs;
use super::{Verdict, count};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::input;

const EXAMPLES: &str = "\
Examples:
  llmanac capacity gpt-5 --units 50 --hours 720 --rate 1
  llmanac capacity gpt-5 --units 50 --months 3 --term 1-month --rate 260 --rate-per month
  llmanac capacity gpt-4.1 --workload '{\"input_tokens\": 90000, \"output_tokens\": 6000}'
  llmanac capacity gpt-4.1 --workload request.json --requests 300 --scope region --hours 24
  llmanac capacity gpt-5 --units 50 --hours 720 --rate 1 --usage usage.json
  llmanac capacity gemini-2.5-pro --cache-storage 1000000 --seconds 5400

Counts are totals, as for `llmanac cost --usage`: input_tokens contain cache_read_tokens.
A cost of capacity is never part of a call's. The share of a usage is allocated, no bill.
Exits with 1 where something that was asked is not known; an unknown price is never taken for 0.";

/// Compute what capacity costs over time: provisioned units, the units a load needs, a cache's storage
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
#[command(group = clap::ArgGroup::new("time"))]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,

    /// So many units: PTUs, model units
    #[arg(long, value_name = "N", group = "what", value_parser = count::tokens, allow_negative_numbers = true)]
    units: Option<u64>,

    /// The units that so many tokens a minute need: JSON, a file, or - for standard input
    #[arg(long, value_name = "JSON|FILE", group = "what")]
    workload: Option<String>,

    /// The workload is one request, and so many come in a minute
    #[arg(long, value_name = "N", requires = "workload", value_parser = count::tokens, allow_negative_numbers = true)]
    requests: Option<u64>,

    /// The share of the capacity that a usage takes: JSON, a file, or -
    #[arg(long, value_name = "JSON|FILE", group = "what")]
    usage: Option<String>,

    /// So many tokens kept in a cache
    #[arg(long, value_name = "N", group = "what", value_parser = count::tokens, allow_negative_numbers = true)]
    #[arg(conflicts_with_all = ["units", "workload", "usage", "unit", "term", "rate"], requires = "time")]
    cache_storage: Option<u64>,

    /// Held for so many hours
    #[arg(long, value_name = "N", group = "time", help_heading = "Time and price", value_parser = count::tokens)]
    hours: Option<u64>,

    /// Held for so many seconds
    #[arg(long, value_name = "N", group = "time", help_heading = "Time and price", value_parser = count::tokens)]
    seconds: Option<u64>,

    /// Held for so many calendar months
    #[arg(long, value_name = "N", group = "time", help_heading = "Time and price")]
    months: Option<u32>,

    /// The commitment: hourly, 1-week, 1-month, 3-month, 6-month, 1-year [default: hourly]
    #[arg(long, value_name = "TERM", help_heading = "Time and price")]
    term: Option<Term>,

    /// Your own rate in US dollars for a unit and hour, in place of what the catalog knows
    #[arg(long, value_name = "USD", help_heading = "Time and price", allow_negative_numbers = true)]
    rate: Option<String>,

    /// The time that the rate is for: second, hour, month [default: hour]
    #[arg(long, value_name = "TIME", requires = "rate", help_heading = "Time and price")]
    rate_per: Option<TimeUnit>,

    /// The kind of unit, where there are several: ptu, model_unit
    #[arg(long, value_name = "UNIT", help_heading = "Time and price")]
    unit: Option<CapacityUnit>,

    #[command(flatten)]
    call: CallArgs,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let answer = answer(args, context)?;
    let verdict = if answer.status == CostStatus::Exact { Verdict::Yes } else { Verdict::No };
    context.output.answer(&answer, |page| page::write(page, &answer))?;
    Ok(verdict)
}

fn answer(args: &Args, context: &Context) -> Result<CapacityAnswer, CommandError> {
    let time = time(args)?;
    let call = args.call.call();
    if let (Some(tokens), Some(time)) = (args.cache_storage, time) {
        return context.snapshot.cache_storage(&args.model, tokens, time, &call).map_err(failed);
    }
    let mut question = CapacityQuestion::new();
    if let Some(units) = args.units {
        question = question.units(units);
    }
    if let Some(time) = time {
        question = question.time(time);
    }
    if let Some(term) = args.term {
        question = question.term(term);
    }
    if let Some(unit) = &args.unit {
        question = question.unit(unit.clone());
    }
    if let Some(rate) = &args.rate {
        let rate =
            Rate::usd(rate, 1).map_err(|error| CommandError::usage(format_args!("--rate: {error}")))?;
        question = question.rate(UnitRate::new(rate, args.rate_per.unwrap_or(TimeUnit::Hour)));
    }
    if let Some(text) = &args.workload {
        let workload = usage("--workload", text)?;
        question = match args.requests {
            Some(requests) => question.requests(workload, requests),
            None => question.workload(workload),
        };
    }
    if let Some(text) = &args.usage {
        question = question.usage(usage("--usage", text)?);
    }
    context.snapshot.capacity(&args.model, &question, &call).map_err(failed)
}

fn time(args: &Args) -> Result<Option<CapacityTime>, CommandError> {
    if let Some(hours) = args.hours {
        let time = CapacityTime::hours(hours);
        return time.map(Some).ok_or_else(|| CommandError::usage("--hours: the seconds do not fit 64 bits"));
    }
    let seconds = args.seconds.map(CapacityTime::Seconds);
    Ok(seconds.or_else(|| args.months.map(CapacityTime::Months)))
}

fn usage(flag: &str, text: &str) -> Result<Usage, CommandError> {
    let source = input::read_inline(flag, text)?;
    InclusiveUsage::from_object(&source.object()?)
        .and_then(|told| told.split())
        .map_err(|error| CommandError::usage(format_args!("{}: {error}", source.name)))
}

fn failed(error: CapacityError) -> CommandError {
    match error {
        CapacityError::Resolve(error) => error.into(),
        no @ (CapacityError::NotSold { .. } | CapacityError::Term { .. } | CapacityError::Money(_)) => {
            CommandError::no(no)
        }
        other => CommandError::usage(other),
    }
}
