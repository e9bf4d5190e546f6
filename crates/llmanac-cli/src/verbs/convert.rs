//! `llmanac convert`: a request as a provider's API reads it.

use llmanac::advise::{WireRequest, WireRequestError};
use serde::Serialize;
use serde_json::Value;

use super::request::{RequestArgs, failed};
use super::{Verdict, full_name, issues};
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::text::{Page, footer, json_in_escapes, style};

const EXAMPLES: &str = "\
Examples:
  llmanac convert gemini-2.5-pro chat.json
  llmanac convert claude-opus-4-5 chat.json --surface bedrock.invoke --fit
  llmanac convert gpt-4o chat.json --json
  llmanac convert gpt-4o chat.json --api-version v1 --curl

The request has the shape of OpenAI's chat completions, or of its embeddings.
Nothing is sent, and nothing is lost in silence: without --fit a loss is an
error, with it a change. Exits with 1 where the request cannot go.";

/// Convert a request into what a provider's API reads
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    request: RequestArgs,

    /// Print a curl command, with environment variables for what only you know
    #[arg(long, conflicts_with = "json")]
    curl: bool,
}

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Curl,
}

/// The issues that stand in the way.
#[derive(Serialize)]
struct Refused<'a> {
    issues: &'a [llmanac::params::Issue],
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let form = if args.curl { Form::Curl } else { Form::Page };
    let args = &args.request;
    let source = input::read_inline("REQUEST", &args.request)?;
    let request = source.object()?;
    let call = args.call();
    match context.snapshot.wire_request(&args.model, &request, &call, args.surface, args.policy()) {
        Ok(wire) if form == Form::Curl => {
            let Some(command) = wire.send.to_curl() else {
                return Err(CommandError::no(format_args!(
                    "where {} is called is not known, or not by one POST",
                    wire.send.surface
                )));
            };
            // What was changed goes beside the command, so that a pipe into a shell gets the command alone.
            for change in &wire.changes {
                eprintln!("# {change}");
            }
            // What such characters stand in is JSON.
            context.output.text(&format!("{}\n", json_in_escapes(&command)))?;
            Ok(Verdict::Yes)
        }
        Ok(wire) => {
            context.output.answer(&wire, |page| write(page, &wire, &source))?;
            Ok(Verdict::Yes)
        }
        Err(WireRequestError::Refused(refused)) => {
            let answer = Refused { issues: refused.issues() };
            context.output.answer(&answer, |page| issues::write(page, refused.issues(), &source))?;
            Ok(Verdict::No)
        }
        Err(WireRequestError::Asked(error)) => Err(failed(error)),
        Err(other) => Err(CommandError::no(other)),
    }
}

fn write(page: &mut Page, wire: &WireRequest, source: &input::Source) {
    let model = full_name(&wire.model, wire.version.as_deref());
    page.line(format!("{}  {}", style::PLAIN.paint(model), wire.send.surface));
    page.gap();
    page.line(style::PLAIN.paint(wire.send.line()));
    for (name, value) in &wire.send.headers {
        page.line(style::PLAIN.paint(format_args!("{name}: {value}")));
    }
    page.line(style::FAINT.paint(format_args!("(auth: {})", wire.send.auth)));
    let body = serde_json::to_string_pretty(&Value::Object(wire.send.body.clone())).unwrap_or_default();
    for line in body.lines() {
        page.line(style::PLAIN.paint(line));
    }
    page.gap();
    for (at, change) in wire.changes.iter().enumerate() {
        let label = if at == 0 { "Changed  " } else { "         " };
        page.sentence(label, &style::PLAIN.paint(change));
    }
    for (on_wire, own) in wire.tool_names.iter() {
        page.line(style::PLAIN.paint(format_args!("Tool     {on_wire} on the wire is {own}")));
    }
    if let Some(tool) = &wire.json_tool {
        page.line(style::PLAIN.paint(format_args!("Answer   JSON, as the arguments of the tool {tool}")));
    }
    if !wire.warnings.is_empty() {
        page.gap();
        issues::write(page, &wire.warnings, source);
    }
    footer(page, &wire.basis);
}
