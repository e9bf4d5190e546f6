//! The command `llmanac`: what to send to a model, what it costs, what to mind.

#![forbid(unsafe_code)]

mod args;
mod complete;
mod context;
mod error;
mod input;
mod json;
mod locate;
mod output;
mod overlay;
mod save;
mod text;
mod today;
mod verbs;

use std::process::ExitCode;

use clap::Parser as _;

use args::Cli;
use context::Context;
use error::CommandError;
use verbs::Verdict;

fn main() -> ExitCode {
    verbs::completions::answer_shell();
    let cli = Cli::parse();
    let color = cli.global.color;
    match run(cli) {
        Ok(Verdict::Yes) => ExitCode::SUCCESS,
        Ok(Verdict::No) => ExitCode::from(error::NO),
        Err(error) => {
            output::complain(color, &error);
            ExitCode::from(error.code())
        }
    }
}

fn run(cli: Cli) -> Result<Verdict, CommandError> {
    let context = Context::open(&cli.global)?;
    let verdict = verbs::run(cli.verb, &context);
    // The process ends here: to free the thousands of models of an imported overlay one by one takes longer than an answer.
    std::mem::forget(context);
    verdict
}
