//! `llmanac deployment`: your own names for models.

mod azure;
mod import;
mod overlay_file;

use clap::Subcommand;

use super::Verdict;
use crate::context::Context;
use crate::error::CommandError;

/// Bring in your own names for models
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Import(import::Args),
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    match &args.what {
        What::Import(args) => import::run(args, context),
    }
}
