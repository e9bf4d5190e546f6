//! `llmanac list`: the models, one a line.

use llmanac::catalog::Need;
use llmanac::model::{Meter, Status};
use llmanac::{Date, ModelMetadata};
use serde::Serialize;

use super::Verdict;
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, plain, rate_per_million, style, unknown};

const EXAMPLES: &str = "\
Examples:
  llmanac list --provider bedrock --status active
  llmanac list --needs vision,tools
  llmanac list --as-of 2024-06-01            the models of that day, at its prices
  llmanac list --json                        one object a model";

/// List the models, with their limits and prices
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Of this provider only; may be repeated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = complete::providers())]
    provider: Vec<String>,

    /// Of this family only; may be repeated
    #[arg(long, value_name = "FAMILY", value_delimiter = ',', add = complete::families())]
    family: Vec<String>,

    /// That can do or take all of these: tools, vision, json_schema, reasoning ...
    #[arg(long, value_name = "NEED", value_delimiter = ',', add = complete::needs())]
    needs: Vec<Need>,

    /// In one of these states: active, preview, legacy, disputed, deprecated, retired, unreleased
    #[arg(long, value_name = "STATUS", value_delimiter = ',', add = complete::statuses())]
    status: Vec<Status>,
}

/// A model in the list.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    model_name: &'a str,
    provider: &'a str,
    model_family: &'a str,
    display_name: &'a str,
    version: Option<&'a str>,
    status: Status,
    retires: Option<Date>,
    max_context_length: Option<u64>,
    max_output_tokens: Option<u64>,
    cost_per_1k_input_tokens: Option<String>,
    cost_per_1k_output_tokens: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let models = context.snapshot.models();
    super::known(
        "provider",
        "providers",
        &args.provider,
        models.iter().map(|model| model.provider().as_str()),
    )?;
    super::known(
        "family",
        "families",
        &args.family,
        models.iter().map(|model| model.model_family().as_str()),
    )?;
    let wanted: Vec<&ModelMetadata> = models.iter().filter(|model| is_wanted(args, model)).collect();
    // On a day of the past, what came later is left out unless it is asked for.
    let is_shown =
        |model: &&&ModelMetadata| !args.status.is_empty() || model.held_status() != Status::Unreleased;
    let shown: Vec<&ModelMetadata> = wanted.iter().filter(is_shown).copied().collect();
    let listed: Vec<Listed> = shown.iter().map(|model| entry(model)).collect();
    context.output.answer(&listed, |page| table(page, &shown))?;
    if shown.len() < wanted.len() {
        let later = wanted.len() - shown.len();
        let day = context.snapshot.day();
        context.output.note(format_args!("{later} came after {day}; --status unreleased lists them"));
    }
    Ok(Verdict::Yes)
}

fn is_wanted(args: &Args, model: &ModelMetadata) -> bool {
    let among = |names: &[String], own: &str| names.is_empty() || names.iter().any(|name| name == own);
    among(&args.provider, model.provider().as_str())
        && among(&args.family, model.model_family().as_str())
        && args.needs.iter().all(|need| model.meets(*need).is_yes())
        && (args.status.is_empty() || args.status.contains(&model.status()))
}

fn entry(model: &ModelMetadata) -> Listed<'_> {
    Listed {
        id: model.id().as_str(),
        model_name: model.model_name(),
        provider: model.provider().as_str(),
        model_family: model.model_family().as_str(),
        display_name: model.display_name(),
        version: model.version(),
        status: model.status(),
        retires: model.lifecycle().retires,
        max_context_length: model.max_context_length().map(llmanac::model::Tokens::get),
        max_output_tokens: model.max_output_tokens().map(llmanac::model::Tokens::get),
        cost_per_1k_input_tokens: model.cost_per_1k_input_tokens().map(|cost| cost.to_string()),
        cost_per_1k_output_tokens: model.cost_per_1k_output_tokens().map(|cost| cost.to_string()),
    }
}

fn table(page: &mut Page, models: &[&ModelMetadata]) {
    let headings = ["MODEL", "STATUS", "RETIRES", ">CONTEXT", ">OUTPUT", ">USD/1M IN", ">OUT"];
    let mut table = Table::with_headings(headings);
    for model in models {
        let rate = |meter| Cell::number(rate_per_million(model.rate(model.default_offer(), meter)));
        let status = model.status();
        table.row([
            Cell::text(model.id()),
            Cell::styled(super::look_of(status), status),
            Cell::text(retires(model)),
            Cell::number(unknown(model.max_context_length())),
            Cell::number(unknown(model.max_output_tokens())),
            rate(Meter::InputText),
            rate(Meter::OutputText),
        ]);
    }
    if models.is_empty() {
        page.line(style::FAINT.paint("no model is so"));
        return;
    }
    page.table(&table);
}

/// The day on which calls fail; the earliest possible one is marked.
fn retires(model: &ModelMetadata) -> String {
    let life = model.lifecycle();
    match (life.retires, life.retires_earliest) {
        (Some(day), _) => day.to_string(),
        (None, Some(day)) => plain(&format!("{day} or later")),
        (None, None) => unknown(None::<Date>),
    }
}
