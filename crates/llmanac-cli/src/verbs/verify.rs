//! `llmanac cost verify`: a stored answer, computed again.

use std::path::PathBuf;

use llmanac::advise::{CostDifference, CostVerification, VerifyError};
use llmanac::cost::CostStatus;
use llmanac::model::Money;
use serde_json::Value;

use super::{Verdict, cost, full_name};
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::text::{self, Cell, Page, Table, style};

const EXAMPLES: &str = "\
Examples:
  llmanac cost verify answer.json
  llmanac cost gpt-4o --input 1000 --output 500 --json | llmanac cost verify -

An answer names its model, version, offer, day, counts and overlays, and is computed from these
again. Exits with 1 where anything that is computed differs.";

/// Compute a stored answer of `cost --json` again, and compare
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The answer as JSON; - for standard input
    #[arg(value_name = "ANSWER.json")]
    file: PathBuf,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let source = input::read(&args.file)?;
    let verified = context.snapshot.verify_cost(&source.object()?.into()).map_err(|error| match error {
        VerifyError::NoAnswer(_) => CommandError::usage(format_args!("{}: {error}", source.name)),
        VerifyError::Cost(failure) => cost::failed(*failure),
        other => CommandError::no(other),
    })?;
    context.output.answer(&verified, |page| write(page, &verified))?;
    Ok(if verified.same { Verdict::Yes } else { Verdict::No })
}

fn write(page: &mut Page, verified: &CostVerification) {
    let verdict = if verified.same { style::GOOD.paint("SAME") } else { style::ERROR.paint("DIFFERS") };
    let model = full_name(&verified.model, verified.version.as_deref());
    let (offer, at) = (&verified.offer, verified.at);
    page.line(format!("{verdict}  {}  {model}, {offer} on {at}", amount(verified)));
    if !verified.same {
        page.gap();
        page.table(&table(&verified.differences));
    }
    page.gap();
    notes(page, verified);
}

fn amount(verified: &CostVerification) -> String {
    let usd = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), |money| money.to_string());
    let said = match verified.status {
        CostStatus::Bounded => format!("{} .. {}", usd(verified.low), usd(verified.high)),
        _ => usd(verified.total),
    };
    style::STRONG.paint(format_args!("{said} {}", verified.currency))
}

fn table(differences: &[CostDifference]) -> Table {
    let mut table = Table::with_headings(["FIELD", "STORED", "COMPUTED"]);
    for own in differences {
        let values = [&own.stored, &own.computed];
        let name = Cell::text(text::plain(&own.field));
        table.row([name].into_iter().chain(values.map(|value| Cell::text(said(value)))));
    }
    table
}

/// A value in a table; what is not there is `-`.
fn said(value: &Value) -> String {
    const LONGEST: usize = 80;
    let text = match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text::plain(&text.chars().take(LONGEST).collect::<String>())
}

/// What may explain a difference.
fn notes(page: &mut Page, verified: &CostVerification) {
    let mut note = |note: String| page.sentence("", &style::FAINT.paint(text::plain(&note)));
    if verified.same_catalog {
        note(format!("the same catalog, {}", verified.stored_catalog.version));
    } else {
        let now = &verified.basis.catalog;
        let (then, digest) = (&verified.stored_catalog.version, short(&verified.stored_catalog.digest));
        note(format!(
            "another catalog: {then} ({digest}) then, {} ({}) now",
            now.version,
            short(&now.digest)
        ));
    }
    if !verified.overlays_missing.is_empty() {
        note(format!("not in force now: {}", verified.overlays_missing.join(", ")));
    }
    if !verified.overlays_added.is_empty() {
        note(format!("not in force then: {}", verified.overlays_added.join(", ")));
    }
    for gone in &verified.prices_gone {
        note(format!("the model no longer has the price {} of {}", gone.price, gone.meter));
    }
}

/// The beginning of a digest, or of what stands in its place.
fn short(digest: &str) -> String {
    digest.chars().take(12).collect()
}
