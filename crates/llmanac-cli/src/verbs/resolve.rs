//! `llmanac resolve`: which model a name means, and how it matched.

use llmanac::Matched;
use llmanac::advise::Resolved;

use super::{Verdict, full_name};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::text::{Page, footer, style};

const EXAMPLES: &str = "\
Examples:
  llmanac resolve azure/gpt-4o
  llmanac resolve gpt-4o-2024-08-06
  llmanac resolve us.anthropic.claude-3-5-sonnet-20241022-v2:0
  llmanac resolve models/gemini-1.5-pro --json

A name is an id, a bare name, an alias, a wire id, a version (gpt-4o@2024-08-06), an inference
profile or an ARN of Bedrock, one of your deployments, or what other tools write. It never means
a neighbour.";

/// Tell which model a name means, and how it matched
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The name, in any spelling
    #[arg(add = complete::models())]
    name: String,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let found = context.snapshot.resolved(&args.name)?;
    let provider = context.snapshot.provider_display_name(&found.provider).map(str::to_owned);
    context.output.answer(&found, |page| write(page, &found, provider.as_deref()))?;
    Ok(Verdict::Yes)
}

fn write(page: &mut Page, found: &Resolved, provider: Option<&str>) {
    let name = style::STRONG.paint(full_name(found.id.as_str(), found.version.as_deref()));
    let provider = provider.unwrap_or(found.provider.as_str());
    page.line(format!(
        "{name}  {}",
        style::PLAIN.paint(format_args!("{} on {provider}", found.display_name))
    ));
    page.line(format!("matched   {}", style::PLAIN.paint(how(found))));
    if let Some(region) = &found.region {
        page.line(format!("region    {}", style::PLAIN.paint(region)));
    }
    page.line(format!("offer     {}", style::PLAIN.paint(&found.offer)));
    if let Some(wire) = &found.wire_id {
        let version = found.wire_version.as_deref().map(|version| format!(", version {version}"));
        page.line(format!(
            "on wire   {}",
            style::PLAIN.paint(format_args!("{wire}{}", version.unwrap_or_default()))
        ));
    }
    page.line(format!("status    {}", super::status_with_dates(found.status, None, found.retires)));
    if !found.also.is_empty() {
        let also: Vec<&str> = found.also.iter().map(llmanac::model::ModelId::as_str).collect();
        page.sentence("also      ", &style::PLAIN.paint(also.join(", ")));
    }
    footer(page, &found.basis);
}

/// How a name matched, in words.
fn how(found: &Resolved) -> String {
    match found.matched {
        Matched::Exact => "exact: the model's own name".to_owned(),
        Matched::Alias => "alias: another name of the model".to_owned(),
        Matched::WireId => "wire_id: what the provider's API reads".to_owned(),
        Matched::Version => "version: a name with a version".to_owned(),
        Matched::Profile => {
            let geography = found.geography.as_deref().unwrap_or("?");
            format!("profile: an inference profile of the geography `{geography}`")
        }
        Matched::Pointer => "pointer: its target moves with time".to_owned(),
        Matched::Deployment => {
            let layer = found.deployment_layer.as_deref().unwrap_or("?");
            let name = found.deployment.as_deref().unwrap_or("?");
            format!("deployment: your own name, `{name}`, from {layer}")
        }
        other => other.to_string(),
    }
}
