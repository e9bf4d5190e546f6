//! `llmanac providers`: the providers that have models.

use std::collections::BTreeSet;

use llmanac::ModelMetadata;
use llmanac::model::Status;
use serde::Serialize;

use super::Verdict;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Table};

const EXAMPLES: &str = "\
Examples:
  llmanac providers
  llmanac list --provider gemini             the models of one";

/// List the providers that have models
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

/// A provider with the number of its models.
#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    display_name: String,
    models: usize,
    for_new_use: usize,
    families: BTreeSet<String>,
    surfaces: BTreeSet<String>,
}

pub fn run(_: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let snapshot = &context.snapshot;
    let models = snapshot.models();
    let listed: Vec<Listed> = snapshot
        .providers()
        .iter()
        .map(|provider| {
            let own = || models.iter().filter(|model| model.provider() == provider);
            let is_open =
                |model: &&ModelMetadata| !model.is_deprecated() && model.held_status() != Status::Unreleased;
            Listed {
                id: provider.to_string(),
                display_name: snapshot
                    .provider_display_name(provider)
                    .unwrap_or(provider.as_str())
                    .to_owned(),
                models: own().count(),
                for_new_use: own().filter(is_open).count(),
                families: own().map(|model| model.model_family().to_string()).collect(),
                surfaces: own()
                    .flat_map(|model| model.surfaces())
                    .map(|surface| surface.to_string())
                    .collect(),
            }
        })
        .collect();
    context.output.answer(&listed, |page| {
        let headings = ["PROVIDER", "NAME", ">MODELS", ">FOR NEW USE", ">FAMILIES", "SURFACES"];
        let mut table = Table::with_headings(headings);
        for provider in &listed {
            let surfaces: Vec<&str> = provider.surfaces.iter().map(String::as_str).collect();
            table.row([
                Cell::text(&provider.id),
                Cell::text(&provider.display_name),
                Cell::number(provider.models),
                Cell::number(provider.for_new_use),
                Cell::number(provider.families.len()),
                Cell::text(surfaces.join(", ")),
            ]);
        }
        page.table(&table);
    })?;
    Ok(Verdict::Yes)
}
