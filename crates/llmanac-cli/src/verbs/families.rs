//! `llmanac families`: the families that have models.

use llmanac::ModelMetadata;
use serde::Serialize;

use super::Verdict;
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Table};

const EXAMPLES: &str = "\
Examples:
  llmanac families
  llmanac families --provider bedrock
  llmanac list --family azure_gpt_4o         the models of one";

/// List the families that have models
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Of this provider only; may be repeated
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = complete::providers())]
    provider: Vec<String>,
}

/// A family with its models.
#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    display_name: String,
    provider: String,
    models: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let snapshot = &context.snapshot;
    let models = snapshot.models();
    super::known(
        "provider",
        "providers",
        &args.provider,
        models.iter().map(|model| model.provider().as_str()),
    )?;
    let is_wanted = |model: &&ModelMetadata| {
        args.provider.is_empty() || args.provider.iter().any(|name| *name == model.provider().as_str())
    };
    let mut listed: Vec<Listed> = Vec::new();
    for model in models.iter().filter(is_wanted) {
        let (family, provider) = (model.model_family(), model.provider().as_str());
        let name = model.model_name().to_owned();
        // A custom family may have models of several providers: a line each.
        match listed.iter_mut().find(|own| own.id == family.as_str() && own.provider == provider) {
            Some(own) => own.models.push(name),
            None => listed.push(Listed {
                id: family.to_string(),
                display_name: snapshot.family_display_name(family).unwrap_or(family.as_str()).to_owned(),
                provider: provider.to_owned(),
                models: vec![name],
            }),
        }
    }
    listed.sort_by(|a, b| (&a.provider, &a.id).cmp(&(&b.provider, &b.id)));
    context.output.answer(&listed, |page| {
        let mut table = Table::with_headings(["FAMILY", "NAME", "PROVIDER", "MODELS"]);
        for family in &listed {
            table.row([
                Cell::text(&family.id),
                Cell::text(&family.display_name),
                Cell::text(&family.provider),
                Cell::text(family.models.join(", ")),
            ]);
        }
        page.table(&table);
    })?;
    Ok(Verdict::Yes)
}
