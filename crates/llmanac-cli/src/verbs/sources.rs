//! `llmanac sources`: where the facts were read, how long ago, and what rests on each source.

use llmanac::advise::SourceUse;

use super::Verdict;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Table};

const EXAMPLES: &str = "\
Examples:
  llmanac sources
  llmanac sources --older 90                 what was read more than 90 days ago
  llmanac why gpt-4o limits.output           the sources of one fact

NEWEST OF counts the rows that no later source confirms: they grow old with it.";

/// List the sources of the facts, with their age
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only sources that were read more than so many days ago
    #[arg(long, value_name = "DAYS")]
    older: Option<u16>,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let is_wanted =
        |own: &SourceUse| args.older.is_none_or(|days| own.age_days.is_some_and(|age| age > i32::from(days)));
    let listed: Vec<SourceUse> = context.snapshot.sources().sources.into_iter().filter(is_wanted).collect();
    context.output.answer(&listed, |page| {
        let headings =
            ["SOURCE", "READ", ">DAYS", "RANK", "LINEAGE", ">MODELS", ">ROWS", ">NEWEST OF", "WHAT"];
        let mut table = Table::with_headings(headings);
        for own in &listed {
            let source = &own.source;
            table.row([
                Cell::text(&source.id),
                Cell::text(source.read.map_or_else(|| "-".to_owned(), |read| read.to_string())),
                Cell::number(own.age_days.map_or_else(|| "-".to_owned(), |age| age.to_string())),
                Cell::text(source.rank),
                Cell::text(&source.lineage),
                Cell::number(own.models),
                Cell::number(own.rows),
                Cell::number(own.newest_of),
                Cell::text(&source.title),
            ]);
        }
        page.table(&table);
    })?;
    Ok(Verdict::Yes)
}
