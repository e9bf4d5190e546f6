//! `llmanac tokens`: how many tokens a request or a text takes, and who counted what.

use llmanac::advise::{Countable, PrepareError, TokenCount};
use llmanac::cost::{CountMethod, CountedPart, PartKind};
use llmanac::model::Tokens;
use serde_json::{Map, Value};

use super::call::CallArgs;
use super::{Verdict, estimate, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::input::{self, Source};
use crate::text::{Cell, Page, Table, footer, plain_lines, style, unknown, warnings};

const EXAMPLES: &str = "\
Examples:
  llmanac tokens gpt-4o chat.json               a request: its texts, framing, images
  llmanac tokens gpt-4o letter.txt              a plain text
  git diff | llmanac tokens claude-opus-5 -     what a prompt would take
  llmanac tokens gpt-4o - --text < chat.json    a file of JSON, as the text that it is

A JSON object with `messages` is a request in the shape of OpenAI's chat
completions; anything else is a plain text, counted without a message around it.
Texts are exact for models with a public tokenizer, else a band by rules of thumb.";

/// Count the tokens of a request or a text, part by part, before the call
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,

    /// A request or a text: a file, a JSON object, or - for standard input
    #[arg(value_name = "REQUEST|FILE")]
    content: String,

    /// Take it for a plain text, even where it is a request
    #[arg(long)]
    text: bool,

    #[command(flatten)]
    call: CallArgs,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let source = input::read_inline("REQUEST", &args.content)?;
    let request = if args.text { None } else { request(&source)? };
    let content = match &request {
        Some(request) => Countable::Request(request),
        None => Countable::Text(&source.text),
    };
    let count = context.snapshot.tokens(&args.model, content, &args.call.call()).map_err(failed)?;
    context.output.answer(&count, |page| write(page, &count))?;
    Ok(Verdict::Yes)
}

/// The text as a request, where it is one; what begins as one and is broken is told, not counted as a text.
fn request(source: &Source) -> Result<Option<Map<String, Value>>, CommandError> {
    if !source.text.trim_start().starts_with('{') {
        return Ok(None);
    }
    let request = source.object().map_err(|error| error.hint("--text counts it as a plain text"))?;
    Ok(Some(request).filter(|request| request.contains_key("messages")))
}

fn failed(error: PrepareError) -> CommandError {
    match error {
        PrepareError::Resolve(error) => error.into(),
        PrepareError::Call(error) => CommandError::usage(error),
        other => CommandError::no(other),
    }
}

fn write(page: &mut Page, count: &TokenCount) {
    let tokens = count.input.input;
    let model = full_name(&count.model, count.version.as_deref());
    let said = style::STRONG.paint(format_args!("{} tokens", band(tokens.low, tokens.high)));
    page.line(format!("{said}  {}, of a {}", style::PLAIN.paint(model), count.content));
    warnings(page, &count.warnings);
    page.gap();
    let mut table = Table::with_headings(["PART", ">TOKENS", "METHOD", "BY"]);
    for part in &count.input.parts {
        let by = plain_lines(&part.by);
        table.row([
            Cell::text(name(part)),
            Cell::number(band(part.low, part.high)),
            Cell::text(part.method),
            Cell::text(by),
        ]);
    }
    page.table(&table);
    for uncounted in &count.input.uncounted {
        page.sentence("", &style::WARNING.paint(plain_lines(uncounted)));
    }
    page.gap();
    page.line(format!("{}  {}", style::STRONG.paint("Input"), estimate::cost(&count.cost)));
    footer(page, &count.basis);
}

/// `image 1920x1080 low at messages[0].content[1]`
fn name(part: &CountedPart) -> String {
    let mut said = part.part.to_string();
    if let (Some(width), Some(height)) = (part.width, part.height) {
        said.push_str(&format!(" {width}x{height}"));
    } else if part.part == PartKind::Image && part.method == CountMethod::Rule {
        said.push_str(" of unknown size");
    }
    if let Some(detail) = &part.detail {
        said.push_str(&format!(" {}", plain_lines(detail)));
    }
    if let Some(at) = &part.at {
        said.push_str(&format!(" at {at}"));
    }
    said
}

/// `7 .. 34`, or one number.
pub fn band(low: u64, high: Option<u64>) -> String {
    let most = unknown(high.map(Tokens::new));
    if high == Some(low) { most } else { format!("{} .. {most}", Tokens::new(low)) }
}
