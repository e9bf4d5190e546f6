//! `llmanac usage`: what a provider's own response says was consumed, in disjoint counts.

use std::path::{Path, PathBuf};

use llmanac::advise::Basis;
use llmanac::model::{Surface, Tokens};
use llmanac::wire::{AnswerError, Extracted, Invocation, RateContext, UsageExtractError, UsageNote};
use serde::Serialize;
use serde_json::Value;

use super::Verdict;
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::json;
use crate::text::{Cell, Page, Table, footer, plain_lines, style};

const EXAMPLES: &str = "\
Examples:
  llmanac usage --surface azure_openai.chat response.json
  llmanac usage --surface bedrock.converse response.json --model us.openai.gpt-5.6-luna
  curl ... | llmanac usage --surface gemini.generate_content - --json

The response may be complete or streamed (an array of events, server-sent
events, base64 chunks), bare or wrapped with its headers. Every token is
counted once; what contradicts itself is told, never hidden.";

/// Read the usage out of a provider's own response, in disjoint counts
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The response: a file, or - for standard input
    #[arg(value_name = "FILE")]
    response: PathBuf,

    /// The API that it comes from
    #[arg(long, value_name = "SURFACE")]
    surface: Surface,

    /// The model that answered, where the response does not name it
    #[arg(long, value_name = "MODEL", add = complete::models())]
    model: Option<String>,
}

/// The usage, and what the answer rests on.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    usage: &'a Extracted,
    #[serde(flatten)]
    basis: Basis,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let response = Response::read(&args.response)?;
    let usage = context.snapshot.usage(args.surface, &response.payload, args.model.as_deref());
    let usage = usage.map_err(|error| response.refused(error))?;
    let answer = Answer { usage: &usage, basis: Basis::of(&context.snapshot) };
    context.output.answer(&answer, |page| write(page, &usage, &answer.basis))?;
    Ok(Verdict::Yes)
}

/// A raw response, as it was read.
pub struct Response {
    pub name: String,
    pub payload: Value,
    /// Why it is no JSON: server-sent events are text, and what is neither is broken JSON.
    broken: Option<CommandError>,
}

impl Response {
    pub fn read(file: &Path) -> Result<Self, CommandError> {
        let source = input::read(file)?;
        let (payload, broken) = match json::parse(&source.text) {
            Ok(payload) => (payload, None),
            // JSON it is, and of two counts under one key nobody knows which was meant.
            Err(error) if error.is_data() => return Err(source.refused(&error)),
            Err(error) => (Value::String(source.text.clone()), Some(source.refused(&error))),
        };
        Ok(Self { name: source.name, payload, broken })
    }

    /// Why no usage was found in it.
    pub fn refused(self, error: UsageExtractError) -> CommandError {
        match (error, self.broken) {
            (UsageExtractError::NoJson { .. }, Some(broken)) => broken,
            (error, _) => CommandError::no(format_args!("{}: {error}", self.name)),
        }
    }

    /// Why it is no answer.
    pub fn unread(self, error: AnswerError) -> CommandError {
        match (error, self.broken) {
            (AnswerError::NoJson { .. }, Some(broken)) => broken,
            (error, _) => CommandError::no(format_args!("{}: {error}", self.name)),
        }
    }
}

fn write(page: &mut Page, usage: &Extracted, basis: &Basis) {
    for invocation in &usage.invocations {
        page.gap();
        calls(page, invocation);
    }
    if !usage.fees.is_empty() {
        page.gap();
        page.line(style::STRONG.paint("Billed by the piece"));
        counts(page, usage.fees.iter().map(|(meter, count)| (meter.as_str(), count)));
    }
    page.gap();
    context(page, &usage.context);
    total(page, usage.total_matches);
    notes(page, &usage.notes);
    // Of the basis a page for people shows the overlays alone: nothing of the catalog's facts is in the answer.
    if !basis.overlays.is_empty() {
        footer(page, basis);
    }
}

fn calls(page: &mut Page, invocation: &Invocation) {
    let model = invocation.model.as_deref().unwrap_or("? (the response does not name its model)");
    let purpose = invocation.purpose.as_ref().map_or_else(String::new, |purpose| format!("  {purpose}"));
    page.line(format!("{}{}", style::STRONG.paint(plain_lines(model)), plain_lines(&purpose)));
    if invocation.meters.is_empty() {
        page.line("  nothing");
    }
    counts(page, invocation.meters.iter().map(|(meter, count)| (meter.as_str(), count)));
}

fn counts<'a>(page: &mut Page, counts: impl Iterator<Item = (&'a str, u64)>) {
    let mut table = Table::new();
    for (meter, count) in counts {
        table.row([Cell::text(format_args!("  {meter}")), Cell::number(Tokens::new(count))]);
    }
    page.table(&table);
}

/// `context   tier flex, scope zone:eu, traffic_type ON_DEMAND_FLEX`
pub fn context(page: &mut Page, context: &RateContext) {
    let mut said = Vec::new();
    said.extend(context.tier.map(|tier| format!("tier {tier}")));
    said.extend(context.scope.as_ref().map(|scope| format!("scope {scope}")));
    said.extend(context.region.as_ref().map(|region| format!("region {region}")));
    said.extend(context.answered.map(|day| format!("answered {day}")));
    said.extend(
        context.spilled_over.map(|is| if is { "spilled over" } else { "not spilled over" }.to_owned()),
    );
    said.extend(context.stated.iter().map(|(name, word)| format!("{name} {word}")));
    if !said.is_empty() {
        page.sentence(&label("context"), &plain_lines(&said.join(", ")));
    }
}

/// Whether the provider's own total holds.
pub fn total(page: &mut Page, matches: Option<bool>) {
    let total = match matches {
        Some(true) => style::GOOD.paint("is the sum of its parts"),
        Some(false) => style::ERROR.paint("contradicts its parts"),
        None => style::FAINT.paint("none is stated"),
    };
    page.line(format!("{}{total}", label("total")));
}

pub fn notes(page: &mut Page, notes: &[UsageNote]) {
    for note in notes {
        let code = style::WARNING.paint(format_args!("note[{}]", note.code));
        page.sentence(&format!("{code}: "), &plain_lines(&note.message));
    }
}

fn label(label: &str) -> String {
    style::FAINT.paint(format_args!("{label:<10}"))
}
