//! `llmanac why`: where one fact comes from, and what others say.

use llmanac::advise::{Standing, Why, WhyError, WhyRow};
use llmanac::model::{Meter, Tokens};
use serde_json::{Map, Value};

use super::{Verdict, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Cell, Page, Table, footer, rate_of, style, unknown};

const EXAMPLES: &str = "\
Examples:
  llmanac why gpt-4o lifecycle.retires
  llmanac why gpt-4o max_output_tokens
  llmanac why gemini-2.5-pro price.input.text
  llmanac why claude-opus-4-5 parameter.temperature
  llmanac why gpt-4o cost_per_1k_input_tokens --as-of 2024-06-01

Fields have the original names (max_output_tokens, supports_vision, cost_per_1k_input_tokens) and
the catalog's (limits.output, capabilities.tools, price.input.text, lifecycle.retires,
parameter.temperature).";

/// Tell where one fact comes from, what others say, and since when it is held
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,

    /// The field: limits.output, price.input.text, lifecycle.retires, max_output_tokens ...
    field: String,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let why = context.snapshot.why(&args.model, &args.field).map_err(|error| match error {
        WhyError::Resolve(error) => error.into(),
        // The model is known; what is asked of it is misspelt.
        other => CommandError::usage(other),
    })?;
    context.output.answer(&why, |page| write(page, &why))?;
    Ok(Verdict::Yes)
}

fn write(page: &mut Page, why: &Why) {
    let id = full_name(why.model.as_str(), why.version.as_deref());
    let said = style::STRONG.paint(format_args!("{} = {}", why.field, value(&why.value)));
    page.sentence(&format!("{said}  "), &style::PLAIN.paint(format_args!("{id}, {}", why.offer)));
    if let Some(derived) = &why.derived {
        page.sentence("  ", &style::FAINT.paint(derived));
    }
    for row in why.rows.iter().filter(|row| row.standing == Standing::InForce) {
        self::row(page, row);
    }
    page.gap();
    for row in why.rows.iter().filter(|row| row.standing != Standing::InForce) {
        other(page, row);
    }
    if why.rows.is_empty() {
        page.line("  no row of the catalog states it");
    }
    for verdict in &why.verdicts {
        page.gap();
        page.line(style::WARNING.paint(format_args!("Sources differ on {}", verdict.field)));
        let mut table = Table::new().indented(2);
        for claim in &verdict.says {
            let held = if claim.value == verdict.hold { "held" } else { "" };
            table.row([Cell::text(&claim.value), Cell::text(held), Cell::text(claim.sources.join(", "))]);
        }
        page.table(&table);
        page.sentence("  because ", &style::PLAIN.paint(&verdict.because));
        if let Some(missing) = &verdict.missing {
            page.sentence("  missing ", &style::PLAIN.paint(missing));
        }
    }
    for sought in &why.sought {
        page.gap();
        let on = if sought.on.is_empty() { String::new() } else { format!(" on {}", sought.on.join(", ")) };
        let text =
            format!("{}{on}, {}, in {}", sought.fields.join(", "), sought.day, sought.sources.join(", "));
        page.sentence("Looked for and not found: ", &style::PLAIN.paint(text));
    }
    page.gap();
    page.line(format!("held      since {}, in {}", unknown(why.held_since), style::PLAIN.paint(&why.layer)));
    footer(page, &why.basis);
}

/// A row that is in force, in full.
fn row(page: &mut Page, row: &WhyRow) {
    page.gap();
    let said = format_args!("{} = {}", row.fact, value(&row.value)).to_string();
    page.line(format!("{}  {}", style::GOOD.paint("in force"), style::STRONG.paint(said)));
    page.sentence("  ", &style::PLAIN.paint(&row.because));
    let holds = holds(row);
    if !holds.is_empty() {
        page.sentence("  ", &style::PLAIN.paint(holds));
    }
    for remark in [("assumed", &row.assumed), ("note", &row.note)] {
        if let (label, Some(text)) = remark {
            page.sentence(&format!("  {label}: "), &style::PLAIN.paint(text));
        }
    }
    let mut table = Table::new().indented(2);
    for source in &row.sources {
        table.row([
            Cell::text(&source.id),
            Cell::text(source.read.map_or_else(String::new, |day| format!("read {day}"))),
            Cell::text(source.rank.as_str().replace('_', " ")),
            Cell::styled(style::FAINT, &source.title),
        ]);
    }
    page.table_cut(&table);
}

/// A row that is not in force, in a sentence.
fn other(page: &mut Page, row: &WhyRow) {
    let standing = style::FAINT.paint(row.standing.as_str().replace('_', " "));
    let sources: Vec<&str> = row.sources.iter().map(|source| source.id.as_str()).collect();
    let mut said = format!("{} = {}", row.fact, value(&row.value));
    for part in
        [Some(holds(row)), row.note.clone(), row.assumed.as_ref().map(|own| format!("assumed: {own}"))]
    {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            said.push_str("; ");
            said.push_str(&part);
        }
    }
    let sources = style::FAINT.paint(format_args!("[{}]", sources.join(", ")));
    page.sentence(&format!("{standing}  "), &format!("{} {sources}", style::PLAIN.paint(said)));
}

/// When and where a row holds.
fn holds(row: &WhyRow) -> String {
    let mut holds = Vec::new();
    if !row.on.is_empty() {
        holds.push(format!("on {}", row.on.join(", ")));
    }
    if !row.versions.is_empty() {
        holds.push(format!("versions {}", row.versions.join(", ")));
    }
    if let Some(from) = row.from {
        holds.push(format!("from {from}"));
    }
    if let Some(to) = row.to {
        holds.push(format!("before {to}"));
    }
    holds.join("; ")
}

/// A value as people read it; `?` is unknown.
fn value(value: &Value) -> String {
    match value {
        Value::Null => "?".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(self::value).collect::<Vec<_>>().join(", "),
        Value::Object(own) => {
            quoted(own).or_else(|| scored(own)).or_else(|| routed(own)).unwrap_or_else(|| value.to_string())
        }
        other => other.to_string(),
    }
}

/// A score as people read it: `84.0 percent (pass@1, 2026-05-01)`.
fn scored(own: &Map<String, Value>) -> Option<String> {
    let text = |key: &str| own.get(key).and_then(Value::as_str);
    let (name, score) = (text("name")?, text("score")?);
    let day = text("day").map_or_else(String::new, |day| format!(", {day}"));
    Some(format!("{name} {score} {} ({}{day})", text("unit")?, text("harness")?))
}

/// Routes as people read them: `eastus to eastus, westus; * to westus`.
fn routed(own: &Map<String, Value>) -> Option<String> {
    let leg = |(from, to): (&String, &Value)| {
        let to = to.as_array()?.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?;
        Some(format!("{from} to {}", to.join(", ")))
    };
    own.iter().map(leg).collect::<Option<Vec<_>>>().map(|legs| legs.join("; "))
}

/// A rate as people read it: `2.50 USD per 1,000,000 tokens`.
fn quoted(own: &Map<String, Value>) -> Option<String> {
    let (rate, per) = (own.get("rate")?.as_str()?, own.get("per")?.as_u64()?);
    let meter: Meter = own.get("meter")?.as_str()?.parse().ok()?;
    let units = match per {
        1 => meter.unit().to_owned(),
        per => format!("{} {}", Tokens::new(per), meter.units()),
    };
    let grade = own.get("grade").and_then(Value::as_str);
    let grade = grade.map_or_else(String::new, |grade| format!(" for {grade}"));
    Some(format!("{} USD per {}{grade}", rate_of(rate), units.replace('_', " ")))
}
