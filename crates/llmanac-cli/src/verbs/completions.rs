//! `llmanac completions`: what a shell needs to complete verbs, flags and model names.

use clap::CommandFactory as _;
use clap_complete::CompleteEnv;
use clap_complete::env::Shells;

use super::Verdict;
use crate::args::Cli;
use crate::context::Context;
use crate::error::CommandError;

/// The variable through which a shell asks for completions.
const VARIABLE: &str = "LLMANAC_COMPLETE";
const NAME: &str = "llmanac";

const EXAMPLES: &str = "\
Examples:
  source <(llmanac completions bash)                           for now; in ~/.bashrc for good
  llmanac completions fish > ~/.config/fish/completions/llmanac.fish
  llmanac completions zsh > ~/.zfunc/_llmanac                  with ~/.zfunc in $fpath

The shell asks llmanac itself, so that the names of the folder's llmanac.toml complete too.
Print the script again after an update of llmanac.";

/// Print what a shell needs to complete verbs, flags and model names
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    #[arg(value_parser = ["bash", "elvish", "fish", "powershell", "zsh"])]
    shell: String,
}

/// Answers a shell that asks what may come next, and ends the program; returns where no shell asks.
pub fn answer_shell() {
    CompleteEnv::with_factory(Cli::command).var(VARIABLE).bin(NAME).complete();
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let shells = Shells::builtins();
    let mut script = Vec::new();
    let written = match shells.completer(&args.shell) {
        Some(shell) => shell.write_registration(VARIABLE, NAME, NAME, NAME, &mut script),
        None => return Err(CommandError::usage(format_args!("no completions for `{}`", args.shell))),
    };
    written.map_err(|error| CommandError::internal(format_args!("the script cannot be written: {error}")))?;
    context.output.text(&String::from_utf8_lossy(&script))?;
    Ok(Verdict::Yes)
}
