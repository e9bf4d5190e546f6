//! `llmanac history`: what happened to a model, and what is to come.

use llmanac::Date;
use llmanac::advise::{Event, History};

use super::{Verdict, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Page, footer, style};

const EXAMPLES: &str = "\
Examples:
  llmanac history gpt-4o
  llmanac history gpt-4o@2024-08-06
  llmanac history claude-3-opus --json";

/// Tell what happened to a model, day by day, and what is to come
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let history = context.snapshot.history(&args.model)?;
    let day = context.snapshot.day();
    context.output.answer(&history, |page| write(page, &history, day))?;
    Ok(Verdict::Yes)
}

fn write(page: &mut Page, history: &History, today: Date) {
    let id = full_name(history.model.as_str(), history.version.as_deref());
    page.line(format!("{}  {}", style::STRONG.paint(&history.display_name), style::PLAIN.paint(id)));
    page.gap();
    if history.events.is_empty() {
        page.line(style::FAINT.paint("nothing is known of its past"));
    }
    // A version of its own is told with the id.
    let versions =
        |event: &Event| if history.version.is_some() { String::new() } else { event.versions.join(", ") };
    let width = history.events.iter().map(|event| versions(event).chars().count()).max().unwrap_or_default();
    let first_ahead = history.events.iter().position(|event| event.ahead);
    for (at, event) in history.events.iter().enumerate() {
        if first_ahead == Some(at) {
            page.line(style::HINT.paint(format_args!("{today}  today; what follows is to come")));
        }
        let gap = if width == 0 { "" } else { "  " };
        let label = format!("{}  {:width$}{gap}", event.date, versions(event));
        let sources = style::FAINT.paint(format_args!("[{}]", event.sources.join(", ")));
        page.sentence(&style::PLAIN.paint(label), &format!("{} {sources}", style::PLAIN.paint(what(event))));
    }
    footer(page, &history.basis);
}

fn what(event: &Event) -> String {
    let mut what = event.what.clone();
    if !event.on.is_empty() && !event.on.iter().any(|on| what.contains(on.as_str())) {
        what.push_str(&format!(" (on {})", event.on.join(", ")));
    }
    if let Some(assumed) = &event.assumed {
        what.push_str(&format!(" (assumed: {assumed})"));
    }
    what
}
