//! The verbs, one file each.

mod bounds;
mod call;
mod capacity;
mod compare;
pub mod completions;
mod convert;
mod cost;
mod count;
mod deployment;
mod estimate;
mod export;
mod families;
mod history;
mod import;
mod issues;
mod list;
mod migrate;
mod parse;
mod portability;
mod prepare;
mod providers;
mod request;
mod resolve;
mod response;
mod select;
mod show;
mod sources;
mod tokens;
mod usage;
mod validate;
mod verify;
mod why;

use clap::Subcommand;
use llmanac::Date;
use llmanac::model::{Status, Surface};

use crate::context::Context;
use crate::error::CommandError;
use crate::text::style::{self, Look};

/// Whether the answer that was given is yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is fine.
    Yes,
    /// Not valid, not possible, not known.
    No,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub enum Verb {
    List(list::Args),
    Show(show::Args),
    Sources(sources::Args),
    Resolve(resolve::Args),
    Families(families::Args),
    Providers(providers::Args),
    Validate(validate::Args),
    Prepare(prepare::Args),
    Convert(convert::Args),
    Parse(parse::Args),
    Portability(portability::Args),
    Tokens(tokens::Args),
    Cost(cost::Args),
    Capacity(capacity::Args),
    Usage(usage::Args),
    Select(select::Args),
    Compare(compare::Args),
    Migrate(migrate::Args),
    History(history::Args),
    Why(why::Args),
    Deployment(deployment::Args),
    Import(import::Args),
    Export(export::Args),
    Completions(completions::Args),
}

/// Answers what is asked.
pub fn run(verb: Verb, context: &Context) -> Result<Verdict, CommandError> {
    match verb {
        Verb::List(args) => list::run(&args, context),
        Verb::Show(args) => show::run(&args, context),
        Verb::Sources(args) => sources::run(&args, context),
        Verb::Resolve(args) => resolve::run(&args, context),
        Verb::Families(args) => families::run(&args, context),
        Verb::Providers(args) => providers::run(&args, context),
        Verb::Validate(args) => validate::run(&args, context),
        Verb::Prepare(args) => prepare::run(&args, context),
        Verb::Convert(args) => convert::run(&args, context),
        Verb::Parse(args) => parse::run(&args, context),
        Verb::Portability(args) => portability::run(&args, context),
        Verb::Tokens(args) => tokens::run(&args, context),
        Verb::Cost(args) => cost::run(&args, context),
        Verb::Capacity(args) => capacity::run(&args, context),
        Verb::Usage(args) => usage::run(&args, context),
        Verb::Select(args) => select::run(&args, context),
        Verb::Compare(args) => compare::run(&args, context),
        Verb::Migrate(args) => migrate::run(&args, context),
        Verb::History(args) => history::run(&args, context),
        Verb::Why(args) => why::run(&args, context),
        Verb::Deployment(args) => deployment::run(&args, context),
        Verb::Import(args) => import::run(&args, context),
        Verb::Export(args) => export::run(&args, context),
        Verb::Completions(args) => completions::run(&args, context),
    }
}

/// `azure_openai/gpt-4o@2024-11-20`.
fn full_name(id: &str, version: Option<&str>) -> String {
    match version {
        Some(version) => format!("{id}@{version}"),
        None => id.to_owned(),
    }
}

/// A surface that does not serve a model.
fn not_served(id: &str, surface: Surface, known: impl Iterator<Item = Surface>) -> CommandError {
    let known: Vec<&str> = known.map(Surface::as_str).collect();
    let error = CommandError::no(format_args!("{id} is not served by {surface}"));
    if known.is_empty() { error } else { error.hint(format_args!("it is served by {}", known.join(", "))) }
}

/// `retired since 2025-04-30`, `active, retires 2027-02-09`.
fn status_with_dates(status: Status, no_new_use: Option<Date>, retires: Option<Date>) -> String {
    let said = look_of(status).paint(status);
    match (status, no_new_use, retires) {
        (Status::Retired, _, Some(day)) => format!("{said} since {day}"),
        (Status::Deprecated, Some(since), Some(day)) => format!("{said} since {since}, retires {day}"),
        (Status::Deprecated, Some(since), None) => format!("{said} since {since}"),
        (_, _, Some(day)) => format!("{said}, retires {day}"),
        (_, _, None) => said,
    }
}

/// How a state of life looks.
fn look_of(status: Status) -> Look {
    match status {
        Status::Active => style::GOOD,
        Status::Retired | Status::Deprecated => style::ERROR,
        Status::Preview | Status::Legacy | Status::Disputed => style::WARNING,
        _ => style::FAINT,
    }
}

/// Refuses names that are not among those that exist, with the nearest that is.
fn known<'a>(
    what: &str,
    lists_them: &str,
    names: &[String],
    existing: impl IntoIterator<Item = &'a str> + Clone,
) -> Result<(), CommandError> {
    for name in names {
        if existing.clone().into_iter().any(|own| own == name) {
            continue;
        }
        let error = CommandError::usage(format_args!("no {what} `{}` has models here", short(name)));
        return Err(match nearest(name, existing) {
            Some(own) => error.hint(format_args!("did you mean `{own}`?")),
            None => error.hint(format_args!("`llmanac {lists_them}` lists them")),
        });
    }
    Ok(())
}

/// Refuses a region that a provider does not have; one whose regions nobody recorded refuses none.
fn known_region(name: &str, existing: &[&str]) -> Result<(), CommandError> {
    if existing.is_empty() || existing.contains(&name) {
        return Ok(());
    }
    let error = CommandError::usage(format_args!("no region `{}` is known", short(name)));
    Err(match nearest(name, existing.iter().copied()) {
        Some(own) => error.hint(format_args!("did you mean `{own}`?")),
        None => error.hint(format_args!("known: {}", existing.join(", "))),
    })
}

fn nearest<'a>(name: &str, existing: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.8;
    let name = short(name).to_ascii_lowercase();
    existing
        .into_iter()
        .map(|own| (strsim::jaro_winkler(&name, own), own))
        .filter(|(score, _)| *score >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, own)| own)
}

/// The beginning of a name that may be a megabyte long.
fn short(name: &str) -> String {
    name.chars().take(80).collect()
}
