//! The verbs, one file each.

pub mod completions;
mod families;
mod list;
mod providers;
mod resolve;
mod show;

use clap::Subcommand;
use llmanac::model::Status;

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
    Resolve(resolve::Args),
    Families(families::Args),
    Providers(providers::Args),
    Completions(completions::Args),
}

/// Answers what is asked.
pub fn run(verb: Verb, context: &Context) -> Result<Verdict, CommandError> {
    match verb {
        Verb::List(args) => list::run(&args, context),
        Verb::Show(args) => show::run(&args, context),
        Verb::Resolve(args) => resolve::run(&args, context),
        Verb::Families(args) => families::run(&args, context),
        Verb::Providers(args) => providers::run(&args, context),
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
    names: &[String],
    existing: impl IntoIterator<Item = &'a str> + Clone,
) -> Result<(), CommandError> {
    const NEAR: f64 = 0.8;
    for name in names {
        if existing.clone().into_iter().any(|own| own == name) {
            continue;
        }
        let short: String = name.chars().take(80).collect();
        let near = existing
            .clone()
            .into_iter()
            .map(|own| (strsim::jaro_winkler(&short.to_ascii_lowercase(), own), own))
            .filter(|(score, _)| *score >= NEAR)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let error = CommandError::usage(format_args!("no {what} `{short}` has models here"));
        return Err(match near {
            Some((_, own)) => error.hint(format_args!("did you mean `{own}`?")),
            None => error.hint(format_args!("`llmanac {}` lists them", if what == "family" { "families" } else { "providers" })),
        });
    }
    Ok(())
}
