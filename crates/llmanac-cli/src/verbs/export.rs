//! `llmanac export`: the catalog in a shape that other tools read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use llmanac::export::{ExportChoice, ExportFormat, Exported, ExportedKey, Unsaid};
use llmanac::model::{ModelFamily, Provider};
use serde::Serialize;

use super::Verdict;
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::overlay;
use crate::save::{self, Replace};
use crate::text::{Cell, Table};

const EXAMPLES: &str = "\
Examples:
  llmanac export --to litellm -o model_prices.json
  llmanac export --to csv --provider bedrock > prices.csv
  llmanac export --to json --as-of 2024-06-01 -o then.json
  llmanac export --to models.dev --overlay llmanac.toml -o api.json --json

The file is of one day, and of the overlays in force. What a shape cannot say is
listed, never approximated: a rate that is not known is not written.";

/// Write the catalog in another shape: JSON, CSV, LiteLLM's table, models.dev's api.json
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shape: json, csv, litellm, models.dev
    #[arg(long, value_name = "SHAPE")]
    to: ExportFormat,

    /// Of this provider only; may be repeated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = complete::providers())]
    provider: Vec<String>,

    /// Of this family only; may be repeated
    #[arg(long, value_name = "FAMILY", value_delimiter = ',', add = complete::families())]
    family: Vec<String>,

    /// Write the file here [default: standard output, the report is left out]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

/// What became of the catalog.
#[derive(Serialize)]
struct Report<'a> {
    models: usize,
    written: usize,
    /// What each key of the file stands for.
    keys: &'a [ExportedKey],
    /// Kinds of facts that have no place in the shape, and how many models have them.
    no_place: &'a BTreeMap<String, usize>,
    unsaid: &'a [Unsaid],
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let choice = choice(args, context)?;
    let exported = context
        .snapshot
        .export(args.to, &choice)
        .map_err(|error| CommandError::internal(format_args!("{error}")))?;
    let Some(path) = args.output.as_deref().filter(|path| !overlay::is_dash(path)) else {
        // The file is the answer; what it does not say is told beside it.
        context.output.text(&exported.text)?;
        context.output.note(summary(&exported));
        return Ok(Verdict::Yes);
    };
    save::file(path, &exported.text, if args.force { Replace::Always } else { Replace::Never })?;
    let report = Report {
        models: exported.models,
        written: exported.written,
        keys: &exported.keys,
        no_place: &exported.no_place,
        unsaid: &exported.unsaid,
    };
    context.output.answer(&report, |page| {
        page.line(summary(&exported));
        if !exported.unsaid.is_empty() {
            let mut table = Table::with_headings(["NOT SAID", ""]);
            for own in &exported.unsaid {
                table.row([Cell::text(&own.place), Cell::text(&own.why)]);
            }
            page.gap();
            page.table(&table);
        }
        if !exported.no_place.is_empty() {
            let mut table = Table::with_headings(["NO PLACE THERE", ">MODELS"]);
            for (kind, models) in &exported.no_place {
                table.row([Cell::text(kind), Cell::number(models)]);
            }
            page.gap();
            page.table(&table);
        }
    })?;
    Ok(Verdict::Yes)
}

fn choice(args: &Args, context: &Context) -> Result<ExportChoice, CommandError> {
    let models = context.snapshot.models();
    super::known("provider", "providers", &args.provider, models.iter().map(|own| own.provider().as_str()))?;
    super::known("family", "families", &args.family, models.iter().map(|own| own.model_family().as_str()))?;
    let mut choice = ExportChoice::new();
    for name in &args.provider {
        choice = choice.provider(Provider::new(name).map_err(CommandError::usage)?);
    }
    for name in &args.family {
        choice = choice.family(ModelFamily::new(name).map_err(CommandError::usage)?);
    }
    Ok(choice)
}

fn summary(exported: &Exported) -> String {
    let mut text = format!("{} of {} models written", exported.written, exported.models);
    if !exported.keys.is_empty() {
        let plural = if exported.keys.len() == 1 { "" } else { "s" };
        text.push_str(&format!(", under {} key{plural}", exported.keys.len()));
    }
    if !exported.unsaid.is_empty() {
        text.push_str(&format!("; not said: {}", exported.unsaid.len()));
    }
    text
}
