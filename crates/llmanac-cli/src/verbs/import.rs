//! `llmanac import`: another catalog as an overlay.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use llmanac::import::{Foreign, ForeignFormat, Imported, Skipped, Untaken};
use serde::Serialize;

use super::Verdict;
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::overlay;
use crate::save::{self, Replace};
use crate::text::{Cell, Page, Table};

const EXAMPLES: &str = "\
Examples:
  llmanac import --from litellm model_prices_and_context_window.json -o litellm.toml
  llmanac import --from models.dev api.json -o models-dev.toml --json
  llmanac cost azure/eu/gpt-4o --input 1000 --output 200 --overlay litellm.toml

While the overlay is loaded each key of the file means its row, with the file's
rates in place of ours. What the overlay does not say is listed. A tier, band or
lifetime without a rate stays without.";

/// Make an overlay of another catalog: LiteLLM, models.dev, genai-prices
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The format: litellm, models.dev, genai-prices
    #[arg(long, value_name = "FORMAT")]
    from: ForeignFormat,

    /// The catalog's file; - is standard input
    file: PathBuf,

    /// Write the overlay here [default: standard output, the report is left out]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace a file that exists and was not made by an import
    #[arg(long)]
    force: bool,
}

/// What became of the file.
#[derive(Serialize)]
struct Report<'a> {
    rows: usize,
    taken: usize,
    priced_by_token: usize,
    priced_by_token_taken_whole: usize,
    /// Fields that have no place here, and how many rows have them.
    unread: &'a BTreeMap<String, usize>,
    skipped: &'a [Skipped],
    repaired: &'a [Skipped],
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let source = input::read(&args.file)?;
    let read = Foreign::read(args.from, &source.text).map_err(|error| {
        let refused = CommandError::usage(format_args!("{}: {error}", source.name));
        match error.looks_like {
            Some(other) => refused.hint(format_args!("--from {other} reads it")),
            None => refused,
        }
    })?;
    let imported = read.to_overlay(args.from);
    let Some(path) = args.output.as_deref().filter(|path| !overlay::is_dash(path)) else {
        // The overlay is the answer; what became of the file is told beside it.
        context.output.text(&imported.text)?;
        context.output.note(summary(&read, &imported));
        return Ok(Verdict::Yes);
    };
    let is_own = fs::read_to_string(path).is_ok_and(|text| text.starts_with(Imported::HEAD));
    let replace = if args.force || is_own { Replace::Always } else { Replace::Never };
    save::file(path, &imported.text, replace)?;
    let report = Report {
        rows: read.rows.len(),
        taken: imported.taken,
        priced_by_token: imported.priced,
        priced_by_token_taken_whole: imported.priced_whole,
        unread: &read.unread,
        skipped: &imported.skipped,
        repaired: &imported.repaired,
    };
    context.output.answer(&report, |page| {
        page.line(summary(&read, &imported));
        let untaken = imported.untaken(&read);
        rates(page, "RATES NOT TAKEN", &untaken);
        others(page, &untaken);
        rates(page, "REPAIRED", &imported.repairs(&read));
        if !read.unread.is_empty() {
            let mut table = Table::with_headings(["NO PLACE HERE", ">ROWS"]);
            for (field, rows) in &read.unread {
                table.row([Cell::text(field), Cell::number(rows)]);
            }
            page.gap();
            page.table(&table);
        }
    })?;
    Ok(Verdict::Yes)
}

/// Each row with a rate that was lost, or repaired: what a call costs may hang on it.
fn rates(page: &mut Page, heading: &str, all: &[Untaken<'_>]) {
    let mut table = Table::with_headings([heading, "FIELD", ""]);
    let mut is_empty = true;
    for own in all.iter().filter(|own| own.is_of_rates) {
        table.row([Cell::text(own.row), Cell::text(own.fields.join(", ")), Cell::text(own.why)]);
        is_empty = false;
    }
    if !is_empty {
        page.gap();
        page.table(&table);
    }
}

/// Other facts, those lost for one kind of reason together: the JSON has each.
fn others(page: &mut Page, all: &[Untaken<'_>]) {
    let mut alike: BTreeMap<(String, String), Vec<&Untaken<'_>>> = BTreeMap::new();
    for own in all.iter().filter(|own| !own.is_of_rates) {
        // Reasons differ by the numbers in them.
        let kind = own.why.replace(|c: char| c.is_ascii_digit() || c == '-', "");
        alike.entry((own.fields.join(", "), kind)).or_default().push(own);
    }
    if alike.is_empty() {
        return;
    }
    let mut table = Table::with_headings(["ELSE NOT TAKEN", ">ROWS", "FIELD", ""]);
    for ((fields, _), rows) in &alike {
        let Some(first) = rows.first() else { continue };
        let more = if rows.len() > 1 { " ..." } else { "" };
        table.row([
            Cell::text(format_args!("{}{more}", first.row)),
            Cell::number(rows.len()),
            Cell::text(fields),
            Cell::text(format_args!("{}{more}", first.why)),
        ]);
    }
    page.gap();
    page.table(&table);
    page.line("--json lists each of these rows");
}

fn summary(read: &Foreign, imported: &Imported) -> String {
    format!(
        "{} of {} rows taken; of {} priced by the token, {} with every rate of tokens",
        imported.taken,
        read.rows.len(),
        imported.priced,
        imported.priced_whole
    )
}
