//! `llmanac show`: everything known of one model, as a page.

mod life;
mod parameters;
mod prices;
mod served;

use llmanac::advise::Shown;
use llmanac::model::{Capability, Fact, Surface, Tokens};
use llmanac::{ModelMetadata, Snapshot};

use super::{Verdict, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Page, footer, style, unknown};

const EXAMPLES: &str = "\
Examples:
  llmanac show gpt-4o
  llmanac show gpt-4o@2024-08-06                    one version
  llmanac show gpt-4o --as-of 2024-06-01            what was true on that day
  llmanac show claude-opus-4-5 --surface bedrock.invoke
  llmanac show gpt-4o --json                        every field, decimals as strings

`?` is unknown: never no, never 0.";

/// Show everything known of a model: limits, abilities, prices, life, parameters, regions, sources
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    model: String,

    /// Show the parameters of this surface
    #[arg(long, value_name = "SURFACE")]
    surface: Option<Surface>,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let snapshot = &context.snapshot;
    let shown = snapshot.show(&args.model)?;
    if let Some(surface) = args.surface
        && !shown.parameters.iter().any(|own| own.surface == surface)
    {
        let known = shown.parameters.iter().map(|own| own.surface);
        return Err(super::not_served(shown.id.as_str(), surface, known));
    }
    // The page asks for rates that no single row states.
    let model = snapshot.model(&args.model);
    context.output.answer(&shown, |page| {
        let view = View { snapshot, shown: &shown, model: model.as_ref(), surface: args.surface };
        view.write(page);
    })?;
    Ok(Verdict::Yes)
}

/// What the page is written from.
struct View<'a> {
    snapshot: &'a Snapshot,
    shown: &'a Shown,
    model: Option<&'a ModelMetadata>,
    surface: Option<Surface>,
}

impl View<'_> {
    fn write(&self, page: &mut Page) {
        self.head(page);
        life::warnings(page, self.shown);
        page.gap();
        self.abilities(page);
        prices::write(page, self.shown, self.model);
        life::dates(page, self.shown);
        served::write(page, self.shown);
        parameters::write(page, self.shown, self.surface);
        served::sources(page, self.shown);
        footer(page, &self.shown.basis);
        self.next(page);
    }

    fn head(&self, page: &mut Page) {
        let shown = self.shown;
        let provider =
            self.snapshot.provider_display_name(&shown.provider).unwrap_or(shown.provider.as_str());
        let maker = self.snapshot.maker_display_name(&shown.maker).unwrap_or(shown.maker.as_str());
        let title = format!("{} by {maker}, on {provider}", shown.display_name);
        // The id stands on the right, as on an index card.
        let title = format!(
            "{}{}",
            style::STRONG.paint(&title),
            " ".repeat(50usize.saturating_sub(title.chars().count()))
        );
        page.line(format!("{title} {}", style::PLAIN.paint(&shown.id)));
        if let Some(version) = &shown.version {
            let assumed = shown.basis.assumed.iter().any(|assumed| assumed.what == "version");
            let others: Vec<&str> =
                shown.versions.iter().map(|own| own.id.as_str()).filter(|id| id != version).collect();
            let assumed = if assumed { " (assumed)" } else { "" };
            let also =
                if others.is_empty() { String::new() } else { format!("; also {}", others.join(", ")) };
            page.sentence("Version ", &style::PLAIN.paint(format_args!("{version}{assumed}{also}")));
        }
        if let Some(deployment) = &shown.deployment {
            let offer = &shown.offer;
            page.line(style::PLAIN.paint(format_args!("Your deployment {deployment}, {offer}")));
        }
        if !shown.aliases.is_empty() {
            page.sentence("Also called ", &style::PLAIN.paint(shown.aliases.join(", ")));
        }
        if !shown.also.is_empty() {
            let also: Vec<&str> = shown.also.iter().map(llmanac::model::ModelId::as_str).collect();
            page.sentence("Also served as ", &style::PLAIN.paint(also.join(", ")));
        }
    }

    fn abilities(&self, page: &mut Page) {
        let shown = self.shown;
        let limits = shown.limits;
        page.line(format!(
            "{}context {}   input {}   output {}",
            label("Limits"),
            limit(limits.window),
            limit(limits.input),
            limit(limits.output)
        ));
        let takes = shown.supported_input_types.as_deref().map(in_order);
        let gives = shown.supported_output_types.as_deref().map(in_order);
        page.line(format!(
            "{}{}   {} {}",
            label("Takes"),
            unknown(takes),
            style::STRONG.paint("Gives"),
            unknown(gives)
        ));
        for (name, capabilities) in [
            ("Can", &shown.capabilities.yes),
            ("Cannot", &shown.capabilities.no),
            ("Unknown", &shown.capabilities.unknown),
        ] {
            if !capabilities.is_empty() {
                page.sentence(&label(name), &in_words(capabilities));
            }
        }
        let reasoning = &shown.reasoning;
        if let Some(effort) = &reasoning.effort {
            let default =
                reasoning.effort_default.as_ref().map_or_else(String::new, |own| format!(" (default {own})"));
            page.line(format!("{}effort {}{default}", label("Thinks"), effort.join(", ")));
        }
        if reasoning.budget_min.is_some() || reasoning.budget_max.is_some() {
            let (min, max) = (reasoning.budget_min, reasoning.budget_max);
            let also: Vec<String> = reasoning.budget_also.iter().map(ToString::to_string).collect();
            let also = if also.is_empty() { String::new() } else { format!(", or {}", also.join(", ")) };
            page.line(format!("{}budget {} .. {} tokens{also}", label("Thinks"), unknown(min), unknown(max)));
        }
        page.line(format!("{}until {}", label("Learned"), unknown(shown.knowledge_cutoff)));
    }

    /// The next command worth typing.
    fn next(&self, page: &mut Page) {
        let shown = self.shown;
        let name = match (&shown.deployment, self.model.map(ModelMetadata::is_version_named)) {
            (Some(deployment), _) => deployment.clone(),
            (None, Some(true)) => full_name(&shown.model_name, shown.version.as_deref()),
            (None, _) => shown.model_name.clone(),
        };
        page.gap();
        let mut next = Vec::new();
        if shown.lifecycle.disputes.iter().any(|own| own.field == "lifecycle.retires") {
            next.push(format!("llmanac why {name} lifecycle.retires"));
        }
        if shown.is_deprecated == Some(true) || shown.lifecycle.retires.is_some() {
            next.push(format!("llmanac migrate {name}"));
        }
        next.push(format!("llmanac cost {name} --input 1000 --output 500"));
        for (at, command) in next.iter().enumerate() {
            let label = if at == 0 { label("Next") } else { " ".repeat(LABEL) };
            page.line(format!("{label}{}", style::HINT.paint(command)));
        }
    }
}

/// The width of the labels on the left.
const LABEL: usize = 9;

/// A label on the left.
fn label(name: &str) -> String {
    format!("{}{}", style::STRONG.paint(name), " ".repeat(LABEL.saturating_sub(name.len())))
}

/// A limit: a number, `none`, or `?`.
fn limit(limit: Fact<Tokens>) -> String {
    match limit {
        Fact::Known(tokens) => tokens.to_string(),
        Fact::Absent => "none".to_owned(),
        Fact::Unknown => "?".to_owned(),
    }
}

/// Kinds of content, text first.
fn in_order<T: Copy + Ord + std::fmt::Display>(types: &[T]) -> String {
    let mut types = types.to_vec();
    types.sort_unstable();
    let words: Vec<String> = types.iter().map(|own| own.to_string().replace("json", "JSON")).collect();
    words.join(", ")
}

/// Capabilities as people write them: `parallel tools`, `JSON mode`.
fn in_words(capabilities: &[Capability]) -> String {
    let words: Vec<String> =
        capabilities.iter().map(|own| own.as_str().replace('_', " ").replace("json", "JSON")).collect();
    words.join(", ")
}
