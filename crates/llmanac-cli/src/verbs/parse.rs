//! `llmanac parse`: a provider's answer, whole, streamed or an error, in the standard shape.

use std::path::PathBuf;

use llmanac::advise::{AnswerContext, Basis};
use llmanac::model::Surface;
use llmanac::wire::{Answer, AnswerError, Choice, Embeddings, ProviderError, ResponseHead, ToolNames};
use serde::Serialize;
use serde_json::{Map, Value};

use super::Verdict;
use super::usage::{self, Response};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::text::{Page, footer, plain_lines, style};

const EXAMPLES: &str = "\
Examples:
  llmanac parse --surface azure_openai.chat response.json
  curl -N ... | llmanac parse --surface gemini.generate_content - --json
  llmanac parse --surface bedrock.converse error.json --status 429 --header 'retry-after: 3'
  llmanac parse --surface bedrock.converse response.json --names names.json

The response may be complete or streamed (server-sent events, lines of JSON, an
array of events), bare or wrapped with its headers. What the standard shape has
no place for is kept as it came, and told. Exits with 1 where the provider
answered with an error, and where a stream was cut.";

/// Parse a provider's answer into the shape of OpenAI's chat completions
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The response: a file, or - for standard input
    #[arg(value_name = "RESPONSE")]
    response: PathBuf,

    /// The API that it comes from
    #[arg(long, value_name = "SURFACE")]
    surface: Surface,

    /// The model that answered, where the response does not name it
    #[arg(long, value_name = "MODEL", add = complete::models())]
    model: Option<String>,

    /// What `llmanac convert --json` printed of the request: its names of tools, and the tool of its JSON
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,

    /// The HTTP status of the response
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(100..600))]
    status: Option<u16>,

    /// A header of the response; may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
}

/// The answer, and what it rests on.
#[derive(Serialize)]
struct Parsed<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    #[serde(flatten)]
    basis: Basis,
}

/// Vectors, and what they rest on.
#[derive(Serialize)]
struct Vectors<'a> {
    #[serde(flatten)]
    embeddings: &'a Embeddings,
    #[serde(flatten)]
    basis: Basis,
}

/// Why there is no answer, and what had come of it.
#[derive(Serialize)]
struct Failed<'a> {
    error: Failure<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a Answer>,
    #[serde(flatten)]
    basis: Basis,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Failure<'a> {
    Provider(&'a ProviderError),
    Stream { message: String },
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("a header is `name: value`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let response = Response::read(&args.response)?;
    let mut head = ResponseHead::new();
    head = args.status.map_or(head.clone(), |status| head.status(status));
    for (name, value) in &args.headers {
        head = head.header(name, value);
    }
    let mut told = AnswerContext::new().head(head);
    if let Some(model) = &args.model {
        told = told.model(model);
    }
    if let Some(file) = &args.names {
        let Converted { names, json_tool } = converted(file)?;
        told = told.names(names);
        told = json_tool.into_iter().fold(told, AnswerContext::json_tool);
    }
    let snapshot = &context.snapshot;
    let error = match snapshot.parse_answer(args.surface, &response.payload, &told) {
        Ok(answer) => {
            let parsed = Parsed { answer: &answer, basis: Basis::of(snapshot) };
            context.output.answer(&parsed, |page| {
                write(page, &answer);
                basis(page, &parsed.basis);
            })?;
            return Ok(Verdict::Yes);
        }
        // What is no answer may be vectors.
        Err(error @ (AnswerError::NoForm { .. } | AnswerError::NoAnswer { .. })) => {
            match snapshot.parse_embedding(args.surface, &response.payload, args.model.as_deref()) {
                Ok(found) => return embeddings(context, &found),
                Err(_) => error,
            }
        }
        Err(error) => error,
    };
    let failure = match &error {
        AnswerError::Provider { error, .. } => Failure::Provider(error),
        other if other.so_far().is_some() => Failure::Stream { message: other.to_string() },
        _ => return Err(response.unread(error)),
    };
    let failed = Failed { error: failure, answer: error.so_far(), basis: Basis::of(snapshot) };
    context.output.answer(&failed, |page| {
        match &failed.error {
            Failure::Provider(error) => refused(page, error),
            Failure::Stream { message } => {
                page.sentence(&format!("{} ", style::ERROR.paint("error:")), &plain_lines(message));
            }
        }
        if let Some(answer) = failed.answer {
            page.gap();
            page.line(style::STRONG.paint("What had come"));
            write(page, answer);
        }
        basis(page, &failed.basis);
    })?;
    Ok(Verdict::No)
}

/// Vectors, in the shape of OpenAI's embeddings.
fn embeddings(context: &Context, found: &Embeddings) -> Result<Verdict, CommandError> {
    let parsed = Vectors { embeddings: found, basis: Basis::of(&context.snapshot) };
    context.output.answer(&parsed, |page| {
        let model = found.model.as_deref().unwrap_or("? (the response does not name its model)");
        page.line(style::STRONG.paint(plain_lines(model)));
        for entry in &found.data {
            let size = entry.embedding.dimensions().map_or_else(|| "?".to_owned(), |size| size.to_string());
            page.line(format!("{}{size} dimensions", label(&format!("[{}]", entry.index))));
        }
        for invocation in found.usage.iter().flat_map(|extracted| &extracted.invocations) {
            page.sentence(&label("usage"), &plain_lines(&invocation.meters.to_string()));
        }
        if let Some(note) = &found.note {
            page.sentence(&format!("{}: ", style::WARNING.paint("note")), &plain_lines(note));
        }
        basis(page, &parsed.basis);
    })?;
    Ok(Verdict::Yes)
}

/// What of a converted request the answer is read with.
struct Converted {
    names: ToolNames,
    json_tool: Option<String>,
}

/// `tool_names` and `json_tool` of what `llmanac convert --json` prints; or the whole file, where it is an object of names.
fn converted(file: &std::path::Path) -> Result<Converted, CommandError> {
    let source = input::read(file)?;
    let whole = source.object()?;
    let json_tool = whole.get("json_tool").and_then(Value::as_str).map(str::to_owned);
    let is_request = ["tool_names", "json_tool", "body"].iter().any(|key| whole.contains_key(*key));
    let own = match is_request {
        true => whole.get("tool_names").cloned().unwrap_or_else(|| Value::Object(Map::new())),
        false => Value::Object(whole),
    };
    let names = serde_json::from_value(own).map_err(|_| {
        CommandError::usage(format_args!(
            "{}: tool_names must be an object from names on the wire to the request's own",
            source.name
        ))
    })?;
    Ok(Converted { names, json_tool })
}

fn write(page: &mut Page, answer: &Answer) {
    let model = answer.model.as_deref().unwrap_or("? (the response does not name its model)");
    let id = answer.id.as_ref().map_or_else(String::new, |id| format!("  {id}"));
    page.line(format!("{}{}", style::STRONG.paint(plain_lines(model)), style::FAINT.paint(plain_lines(&id))));
    for choice in &answer.choices {
        page.gap();
        if answer.choices.len() > 1 {
            page.line(style::FAINT.paint(format_args!("choice {}", choice.index)));
        }
        self::choice(page, choice);
    }
    page.gap();
    if let Some(extracted) = &answer.usage {
        for invocation in &extracted.invocations {
            page.sentence(&label("usage"), &plain_lines(&invocation.meters.to_string()));
        }
        if !extracted.fees.is_empty() {
            page.sentence(&label("pieces"), &plain_lines(&extracted.fees.to_string()));
        }
        usage::context(page, &extracted.context);
        usage::notes(page, &extracted.notes);
    }
    for note in &answer.notes {
        let code = style::WARNING.paint(format_args!("note[{}]", note.code));
        page.sentence(&format!("{code}: "), &plain_lines(&note.to_string()));
    }
}

fn choice(page: &mut Page, choice: &Choice) {
    let message = &choice.message;
    for (name, text) in
        [("thought", &message.reasoning_content), ("refusal", &message.refusal), ("text", &message.content)]
    {
        let Some(text) = text.as_deref().filter(|text| !text.is_empty()) else { continue };
        for (at, line) in text.lines().enumerate() {
            let label = if at == 0 { label(name) } else { label("") };
            page.line(format!("{label}{}", plain_lines(line)));
        }
    }
    for call in &message.tool_calls {
        let function = &call.function;
        let said = format!("{} {}({})", call.id, function.name, function.arguments);
        page.line(format!("{}{}", label("call"), plain_lines(&said)));
    }
    for annotation in &message.annotations {
        let place = annotation.start_index.zip(annotation.end_index);
        let place = place.map_or_else(|| "?".to_owned(), |(start, end)| format!("{start}..{end}"));
        let named = [annotation.title.as_deref(), annotation.url.as_deref()];
        let named: Vec<&str> = named.into_iter().flatten().collect();
        page.line(format!("{}{place} {}", label("cites"), plain_lines(&named.join(", "))));
    }
    let native = choice.native_finish_reason.as_deref();
    let said = match (&choice.finish_reason, native) {
        (Some(reason), Some(native)) if reason.as_str() != native => format!("{reason} ({native})"),
        (Some(reason), _) => reason.to_string(),
        (None, _) => "? (not told)".to_owned(),
    };
    page.line(format!("{}{}", label("finish"), plain_lines(&said)));
}

fn refused(page: &mut Page, error: &ProviderError) {
    page.sentence(&format!("{} ", style::ERROR.paint("error:")), &plain_lines(&error.to_string()));
    let mut retry = error.retryable.to_string();
    if let Some(after) = error.retry_after {
        retry.push_str(&format!(", after {} ms", after.get()));
    }
    page.line(format!("{}{retry}", label("retry")));
    for (name, told) in
        [("type", &error.class), ("parameter", &error.parameter), ("request", &error.request_id)]
    {
        if let Some(told) = told {
            page.line(format!("{}{}", label(name), plain_lines(told)));
        }
    }
}

/// Of the basis a page for people shows the overlays alone: nothing of the catalog's facts is in the answer.
fn basis(page: &mut Page, basis: &Basis) {
    if !basis.overlays.is_empty() {
        footer(page, basis);
    }
}

fn label(label: &str) -> String {
    style::FAINT.paint(format_args!("{label:<10}"))
}
