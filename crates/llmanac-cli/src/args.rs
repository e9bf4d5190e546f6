//! The command line: verbs, and the flags that every verb has.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, ValueEnum};
use llmanac::Date;

use crate::verbs::Verb;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER_HELP: &str = "\
Examples:
  llmanac show gpt-4o                               everything known of a model, today
  llmanac prepare gpt-4o chat.json                  what to send, what it costs, what to mind
  llmanac cost gpt-4o --input 1000 --output 500     the exact cost of a call
  llmanac select --task coding --region eastus      the cheapest models that can do a job

A llmanac.toml in the working folder or above adds your deployments, models and prices.
Exit codes: 0 fine, 1 the answer is no (invalid, not found), 2 the command is not understood.";

/// What language models can do, what they cost, and until when they live: offline, dated, with sources.
#[derive(Debug, Parser)]
#[command(name = "llmanac", version, styles = STYLES, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

/// Flags that every verb has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Answer in JSON: a list is a bare array, any other answer an object
    #[arg(long, global = true)]
    pub json: bool,

    /// See the whole registry as it was on a day
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<Date>,

    /// Take this day for today [env: LLMANAC_TODAY]
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<Date>,

    /// Lay a file of custom models, deployments and prices on top; may be repeated [env: LLMANAC_OVERLAY]
    #[arg(long, global = true, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,

    /// Ignore a llmanac.toml in the working folder and above
    #[arg(long, global = true)]
    pub isolated: bool,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(help = "Use colour: auto, always or never")]
    pub color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// The helps of all verbs, with their names.
    fn helps(command: &clap::Command, found: &mut Vec<(String, String)>) {
        let help = command.get_after_help().map(ToString::to_string);
        found.extend(help.map(|help| (command.get_name().to_owned(), help)));
        command.get_subcommands().for_each(|own| helps(own, found));
    }

    /// The words of an example, up to the remark beside it or what the shell does with it.
    fn words(line: &str) -> Vec<String> {
        let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
        for c in line.chars().chain([' ']) {
            match c {
                '\'' => quoted = !quoted,
                ' ' if !quoted => {
                    // Two spaces come before a remark.
                    if word.is_empty() || matches!(word.as_str(), "<" | ">" | "|") {
                        break;
                    }
                    words.push(std::mem::take(&mut word));
                }
                c => word.push(c),
            }
        }
        words
    }

    #[test]
    fn every_flag_is_declared_soundly() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_example_of_the_helps_is_a_command() {
        let mut found = Vec::new();
        helps(&Cli::command(), &mut found);
        let mut parsed = 0;
        for (verb, help) in &found {
            for line in help.lines() {
                assert!(line.chars().count() <= 98, "{verb}: the help would be wrapped: {line}");
                let Some(example) = line.strip_prefix("  llmanac ") else { continue };
                let words = words(&format!("llmanac {example}"));
                let error = Cli::try_parse_from(&words).err().map(|error| error.to_string());
                assert_eq!(error, None, "{verb}: {line}");
                parsed += 1;
            }
        }
        assert!(parsed > 40, "only {parsed} examples were found");
    }
}
