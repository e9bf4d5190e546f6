//! `llmanac prepare`: what to send, what it costs, what to mind.

use llmanac::advise::{Prepared, Send};
use serde_json::Value;

use super::request::{RequestArgs, failed};
use super::tokens::band;
use super::{Verdict, estimate, full_name, issues};
use crate::context::Context;
use crate::error::CommandError;
use crate::input::{self, Source};
use crate::text::{Page, footer, style, warnings};

const EXAMPLES: &str = "\
Examples:
  llmanac prepare gpt-4o chat.json
  llmanac prepare gpt-4o chat.json --fit                   mend what can be mended, and say so
  llmanac prepare claude-opus-4-5 chat.json --surface bedrock.invoke
  llmanac prepare prod-chat - --json < chat.json

The request has the shape of OpenAI's chat completions, or of its embeddings. Nothing is sent.
Exits with 1 where the request is not ready.";

/// Tell what to send, what it costs, and what to mind
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    request: RequestArgs,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let args = &args.request;
    let source = input::read_inline("REQUEST", &args.request)?;
    let request = source.object()?;
    let prepared = context
        .snapshot
        .prepare(&args.model, &request, &args.call(), args.surface, args.policy())
        .map_err(failed)?;
    context.output.answer(&prepared, |page| write(page, &prepared, &source))?;
    Ok(if prepared.ready { Verdict::Yes } else { Verdict::No })
}

fn write(page: &mut Page, prepared: &Prepared, source: &Source) {
    let model = full_name(&prepared.model, prepared.version.as_deref());
    let head = match (prepared.ready, prepared.issues.as_slice()) {
        (true, []) => style::GOOD.paint("READY"),
        (true, issues) => format!("{}, {}", style::GOOD.paint("READY"), issues::counted(issues)),
        (false, issues) => format!("{}: {}", style::ERROR.paint("NOT READY"), issues::counted(issues)),
    };
    page.line(format!("{head}  {}", style::PLAIN.paint(model)));
    warnings(page, &prepared.warnings);
    if !prepared.issues.is_empty() {
        page.gap();
        issues::write(page, &prepared.issues, source);
    }
    if let Some(send) = &prepared.send {
        page.gap();
        let title = if prepared.ready { "This is sent:" } else { "With --fit this would be sent:" };
        page.line(style::STRONG.paint(title));
        self::send(page, send, prepared.messages);
    }
    page.gap();
    for (at, change) in prepared.changes.iter().enumerate() {
        page.sentence(&label(if at == 0 { "Changed" } else { "" }), &style::PLAIN.paint(change));
    }
    tokens(page, prepared);
    page.line(format!("{}{}", label("Cost"), estimate::cost(&prepared.cost)));
    footer(page, &prepared.basis);
}

fn send(page: &mut Page, send: &Send, messages: usize) {
    page.line(format!("  {}", style::PLAIN.paint(send.line())));
    for (name, value) in &send.headers {
        page.line(format!("  {}", style::PLAIN.paint(format_args!("{name}: {value}"))));
    }
    page.line(format!("  {}", style::FAINT.paint(format_args!("(auth: {})", send.auth))));
    let mut body = Value::Object(send.body.clone());
    shorten(&mut body);
    for line in json(&body).lines() {
        page.line(format!("  {}", style::PLAIN.paint(line)));
    }
    if messages > 0 && !MESSAGES.iter().any(|key| send.body.contains_key(*key)) {
        let plural = if messages == 1 { "" } else { "s" };
        page.line(format!("  {}", style::FAINT.paint(format_args!("(and the {messages} message{plural})"))));
    }
}

/// Keys of bodies under which messages stand.
const MESSAGES: [&str; 3] = ["messages", "contents", "input"];

/// Long texts and attached data, cut for the page; `convert` and `--json` have them whole.
fn shorten(value: &mut Value) {
    const LONGEST: usize = 400;
    match value {
        Value::String(text) => {
            let count = text.chars().count();
            if count > LONGEST {
                let head: String = text.chars().take(LONGEST / 4).collect();
                *text = format!("{head}... ({count} characters)");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(map) => map.values_mut().for_each(shorten),
        _ => {}
    }
}

/// JSON on one line, or on many where one would be long.
fn json(value: &Value) -> String {
    const LONGEST: usize = 96;
    let long = serde_json::to_string_pretty(value).unwrap_or_default();
    // Line breaks within texts are escaped, so these are the structure's own.
    let short = long.lines().map(str::trim_start).collect::<Vec<_>>().join(" ");
    if short.len() <= LONGEST { short } else { long }
}

fn tokens(page: &mut Page, prepared: &Prepared) {
    let tokens = &prepared.tokens;
    let (input, output) = (tokens.prompt.input, tokens.output);
    let (input, output) = (band(input.low, input.high), band(output.low, output.high));
    let how = style::FAINT.paint(format_args!("({})", tokens.prompt.method));
    page.sentence(&label("Tokens"), &format!("input {input} {how}, output {output}"));
    for uncounted in &tokens.prompt.uncounted {
        page.sentence(&label(""), &style::WARNING.paint(uncounted));
    }
}

fn label(name: &str) -> String {
    const WIDTH: usize = 9;
    format!("{}{}", style::STRONG.paint(name), " ".repeat(WIDTH.saturating_sub(name.len())))
}
