//! `llmanac select`: the cheapest models that can do a job.

use llmanac::advise::{Selected, Selection};
use llmanac::catalog::Need;
use llmanac::model::Provider;

use super::call::CallArgs;
use super::{Verdict, count, look_of};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, style};

/// So many models are listed on a page where nobody states another number.
const USUAL: usize = 10;

const EXAMPLES: &str = "\
Examples:
  llmanac select --task coding
  llmanac select --needs tools,vision --min-output 8000 --input 2000 --output 500
  llmanac select --task chat --provider bedrock --region eu-central-1
  llmanac select --task extraction --tier batch --all        with those left out, and why
  llmanac select --task complex_task --json

Models are ranked by the exact cost of one call of the workload; a model without a known price is
left out. So are deprecated and retired models, unless --dying is given.";

/// Find the cheapest models that can do a job
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A named task, with its needs, limits and workload: chat, extraction, vision, coding, agent ...
    #[arg(long, value_name = "TASK")]
    task: Option<String>,

    /// What the model must do or take, all of these: tools, vision, json_schema, reasoning ...
    #[arg(long, value_name = "NEED", value_delimiter = ',', add = complete::needs())]
    needs: Vec<Need>,

    /// At least so many tokens of window
    #[arg(long, value_name = "N", value_parser = count::tokens, allow_negative_numbers = true)]
    min_context: Option<u64>,

    /// At least so many tokens of output
    #[arg(long, value_name = "N", value_parser = count::tokens, allow_negative_numbers = true)]
    min_output: Option<u64>,

    /// Of this provider; may be repeated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = complete::providers())]
    provider: Vec<Provider>,

    /// Let deprecated and retired models in
    #[arg(long)]
    dying: bool,

    /// List every model, and those left out with every reason
    #[arg(long)]
    all: bool,

    /// Tokens of input of a typical call, cached ones included
    #[arg(long, value_name = "N", requires = "output", value_parser = count::tokens, allow_negative_numbers = true)]
    input: Option<u64>,

    /// Tokens of output of a typical call
    #[arg(long, value_name = "N", requires = "input", value_parser = count::tokens, allow_negative_numbers = true)]
    output: Option<u64>,

    /// How many of the input tokens come from a cache
    #[arg(long, value_name = "N", requires = "input", value_parser = count::tokens, allow_negative_numbers = true)]
    cached: Option<u64>,

    #[command(flatten)]
    call: CallArgs,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let snapshot = match args.call.at {
        Some(day) => context.snapshot.as_of(day),
        None => context.snapshot.clone(),
    };
    let selected = snapshot.select(&wanted(args)).map_err(CommandError::usage)?;
    context.output.answer(&selected, |page| write(page, args, &selected))?;
    Ok(if selected.models.is_empty() { Verdict::No } else { Verdict::Yes })
}

fn wanted(args: &Args) -> Selection {
    let mut wanted = args.needs.iter().fold(Selection::new(), |wanted, need| wanted.need(*need));
    wanted = args.provider.iter().cloned().fold(wanted, Selection::provider);
    if let Some(task) = &args.task {
        wanted = wanted.task(task);
    }
    if let Some(tokens) = args.min_context {
        wanted = wanted.min_context(tokens);
    }
    if let Some(tokens) = args.min_output {
        wanted = wanted.min_output(tokens);
    }
    if let (Some(input), Some(output)) = (args.input, args.output) {
        wanted = wanted.workload(input, output);
    }
    if let Some(tokens) = args.cached {
        wanted = wanted.cached(tokens);
    }
    if let Some(tier) = args.call.tier {
        wanted = wanted.tier(tier);
    }
    if let Some(scope) = &args.call.scope {
        wanted = wanted.scope(scope.clone());
    }
    if let Some(region) = &args.call.region {
        wanted = wanted.region(region.clone());
    }
    if args.dying { wanted.with_dying() } else { wanted }
}

fn write(page: &mut Page, args: &Args, selected: &Selected) {
    let shown = if args.all { selected.models.len() } else { USUAL };
    if selected.models.is_empty() {
        page.line(style::WARNING.paint("no model can do that"));
    } else {
        let mut table = Table::with_headings([">", "MODEL", ">USD A CALL", "OFFER", "STATUS", "TO MIND"]);
        for (at, model) in selected.models.iter().take(shown).enumerate() {
            table.row([
                Cell::number(at + 1),
                Cell::text(&model.id),
                Cell::number(model.cost.total),
                Cell::text(&model.cost.offer),
                Cell::styled(look_of(model.status), model.status),
                Cell::text(model.warnings.join("; ")),
            ]);
        }
        page.table(&table);
    }
    let more = selected.models.len().saturating_sub(shown);
    if more > 0 {
        page.line(style::FAINT.paint(format_args!("and {more} more; --all lists them")));
    }
    rejected(page, args, selected);
    footer(page, &selected.basis);
}

fn rejected(page: &mut Page, args: &Args, selected: &Selected) {
    if selected.rejected.is_empty() {
        return;
    }
    page.gap();
    if args.all || selected.models.is_empty() {
        let mut table = Table::with_headings(["LEFT OUT", "BECAUSE"]);
        for model in &selected.rejected {
            table.row([Cell::text(&model.id), Cell::text(model.reasons.join("; "))]);
        }
        page.table(&table);
    } else {
        let count = selected.rejected.len();
        page.line(style::FAINT.paint(format_args!("{count} left out; --all tells why")));
    }
}
