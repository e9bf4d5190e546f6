//! `llmanac validate`: whether a model takes some parameters.

use llmanac::advise::Validation;
use llmanac::model::Surface;

use super::{Verdict, issues};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::text::{Page, footer, style, warnings};

const EXAMPLES: &str = "\
Examples:
  llmanac validate gpt-4o --params '{\"temperature\": 0.7, \"max_tokens\": 20000}'
  llmanac validate claude-opus-4-5 --params params.json --surface bedrock.invoke
  echo '{\"top_k\": 40}' | llmanac validate gemini-2.5-pro --params -

Parameters have the names of OpenAI's chat completions. Exits with 1 where one of them is wrong.
A whole request, messages and all, is checked by `llmanac prepare`.";

/// Check parameters against what a model takes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,

    /// The parameters: a JSON object, a file of it, or - for standard input
    #[arg(long, value_name = "JSON|FILE")]
    params: String,

    /// Check them for this surface [default: the model's own]
    #[arg(long, value_name = "SURFACE")]
    surface: Option<Surface>,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let source = input::read_inline("--params", &args.params)?;
    let parameters = source.object()?;
    let snapshot = &context.snapshot;
    if let (Some(surface), Some(model)) = (args.surface, snapshot.model(&args.model))
        && !model.surfaces().any(|own| own == surface)
    {
        return Err(super::not_served(model.id().as_str(), surface, model.surfaces()));
    }
    let answer = snapshot.validate(&args.model, args.surface, &parameters);
    let count = parameters.len();
    let near =
        snapshot.resolve(&args.model).err().map(|error| error.suggestions().to_vec()).unwrap_or_default();
    context.output.answer(&answer, |page| {
        write(page, &answer, &source, count);
        if !near.is_empty() {
            page.line(format!("{}: did you mean {}?", style::HINT.paint("hint"), near.join(", ")));
        }
    })?;
    Ok(if answer.valid { Verdict::Yes } else { Verdict::No })
}

fn write(page: &mut Page, answer: &Validation, source: &input::Source, count: usize) {
    let head = if answer.valid {
        let plural = if count == 1 { "" } else { "s" };
        format!("{}: {count} parameter{plural}", style::GOOD.paint("VALID"))
    } else {
        format!("{}: {}", style::ERROR.paint("NOT VALID"), issues::counted(&answer.issues))
    };
    page.line(format!("{head}  {}", style::PLAIN.paint(&answer.model)));
    warnings(page, &answer.warnings);
    if !answer.issues.is_empty() {
        page.gap();
        issues::write(page, &answer.issues, source);
    }
    footer(page, &answer.basis);
}
