//! `llmanac migrate`: from a dying model to a living one.

use llmanac::advise::{DifferenceKind, Migration, Step};

use super::Verdict;
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, style};

const EXAMPLES: &str = "\
Examples:
  llmanac migrate gpt-3.5-turbo-16k
  llmanac migrate gpt-3.5-turbo-16k --as-of 2024-07-01      what was named on that day
  llmanac migrate claude-3-opus --json

Exits with 1 where no living model is known to move to.";

/// Plan the way from a dying model to a living one, step by step, with what changes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let plan = context.snapshot.migrate(&args.model)?;
    context.output.answer(&plan, |page| write(page, &plan))?;
    Ok(if plan.to.is_some() { Verdict::Yes } else { Verdict::No })
}

fn write(page: &mut Page, plan: &Migration) {
    let head = match &plan.to {
        Some(to) if *to == plan.from => format!("{}: nothing to do", plan.from),
        Some(to) => format!("{} -> {to}", plan.from),
        None => format!("{} -> ?", plan.from),
    };
    page.line(style::STRONG.paint(head));
    for warning in &plan.warnings {
        page.sentence(&style::WARNING.paint("! "), &style::WARNING.paint(warning));
    }
    if !plan.steps.is_empty() {
        page.gap();
        for step in &plan.steps {
            self::step(page, step);
        }
        if let Some(last) = plan.chain.last() {
            page.line(style::PLAIN.paint(last));
        }
    }
    if !plan.differences.is_empty() {
        page.gap();
        differences(page, plan);
    }
    footer(page, &plan.basis);
    if let Some(to) = plan.to.as_ref().filter(|to| **to != plan.from) {
        page.gap();
        page.line(format!(
            "Next      {}",
            style::HINT.paint(format_args!("llmanac compare {} {to}", plan.from))
        ));
    }
}

fn step(page: &mut Page, step: &Step) {
    let status = super::status_with_dates(step.status, step.no_new_use, step.retires);
    page.line(format!("{}  {status}", style::PLAIN.paint(&step.from)));
    let named = step.since.map_or_else(String::new, |since| format!(" since {since}"));
    let also =
        if step.also.is_empty() { String::new() } else { format!(", beside {}", step.also.join(", ")) };
    let by = if step.source.is_empty() { "?".to_owned() } else { step.source.join(", ") };
    page.line(
        style::PLAIN.paint(format_args!("  -> {} is named in its place{named} by {by}{also}", step.to)),
    );
}

fn differences(page: &mut Page, plan: &Migration) {
    let mut table = Table::with_headings(["", "WHAT CHANGES", "FROM", "TO"]);
    for difference in &plan.differences {
        let (look, word) = match difference.kind {
            DifferenceKind::Breaks => (style::ERROR, "breaks"),
            DifferenceKind::Loses => (style::WARNING, "loses"),
            DifferenceKind::Gains => (style::GOOD, "gains"),
            _ => (style::PLAIN, "changes"),
        };
        let value = |value: &Option<String>| Cell::text(value.as_deref().unwrap_or("?"));
        table.row([
            Cell::styled(look, word),
            Cell::text(&difference.field),
            value(&difference.from),
            value(&difference.to),
        ]);
    }
    page.table(&table);
}
