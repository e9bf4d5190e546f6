//! `llmanac deployment import`: Azure's deployments as an overlay.

use std::collections::BTreeSet;
use std::path::PathBuf;

use llmanac::Snapshot;
use llmanac::advise::Basis;
use llmanac::model::{Offer, Provider, RegionId, Scope, ZoneId};
use serde::Serialize;

use super::azure::{self, AzureDeployment};
use super::overlay_file::{self, Imported, LeftOut};
use crate::complete;
use crate::context::Context;
use crate::error::CommandError;
use crate::input;
use crate::overlay::is_dash;
use crate::save::{self, Replace};
use crate::verbs::Verdict;

/// Whose deployments these are.
const PROVIDER: Provider = Provider::AZURE_OPENAI;

/// The name of a data zone that nobody stated: nothing is sold there, so nothing is priced by a guess.
const UNSTATED: &str = "unstated";

const EXAMPLES: &str = "\
Examples:
  az cognitiveservices account deployment list -n ACCOUNT -g GROUP > deployments.json
  llmanac deployment import deployments.json -o llmanac.toml
  llmanac deployment import deployments.json -o llmanac.toml --region swedencentral
  az cognitiveservices account deployment list -n ACCOUNT -g GROUP | llmanac deployment import -

From then on your names are understood in this folder and below: llmanac show prod-chat
The list does not name the resource's region; deployments of a data zone have no price without it.
Exits with 1 where a deployment was left out; it is named, and stands in the file as a comment.";

/// Turn what `az cognitiveservices account deployment list` prints into an overlay
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The list as JSON; - is standard input
    file: PathBuf,

    /// Write the overlay here [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace a file that exists, with all that it holds
    #[arg(long)]
    force: bool,

    /// The region of the resource, such as swedencentral
    #[arg(long, value_name = "REGION", add = complete::regions())]
    region: Option<RegionId>,
}

/// What was brought over, and what was not.
#[derive(Debug, Serialize)]
struct Answer {
    file: Option<String>,
    deployments: Vec<Imported>,
    left_out: Vec<LeftOut>,
    notes: Vec<String>,
    #[serde(flatten)]
    basis: Basis,
}

pub fn run(args: &Args, context: &Context) -> Result<Verdict, CommandError> {
    let snapshot = &context.snapshot;
    if let Some(region) = &args.region {
        let regions = snapshot.regions_of(&PROVIDER);
        let regions: Vec<&str> = regions.iter().map(RegionId::as_str).collect();
        crate::verbs::known_region(region.as_str(), &regions)?;
    }
    let source = input::read(&args.file)?;
    let found = azure::read(&source.name, &source.json()?)?;
    if found.is_empty() {
        return Err(CommandError::no(format_args!("{} holds no deployment", source.name)));
    }
    let mut answer = Answer {
        file: None,
        deployments: Vec::new(),
        left_out: Vec::new(),
        notes: Vec::new(),
        basis: Basis::of(snapshot),
    };
    let mut names = BTreeSet::new();
    for own in &found {
        let brought = if names.insert(own.name.to_ascii_lowercase()) {
            bring(snapshot, own, args.region.as_ref(), &mut answer.notes)
        } else {
            Err("the list has this name twice".to_owned())
        };
        match brought {
            Ok(imported) => answer.deployments.push(imported),
            Err(because) => answer.left_out.push(LeftOut { name: own.name.clone(), because }),
        }
    }
    let toml = overlay_file::file(&head(&found, context), &answer.deployments, &answer.left_out);
    let output = args.output.as_deref().filter(|path| !is_dash(path));
    if let Some(path) = output {
        let replace = if args.force { Replace::Always } else { Replace::Never };
        save::file(path, &toml, replace)?;
        answer.file = Some(path.display().to_string());
    }
    tell(&answer, &toml, context)?;
    Ok(if answer.left_out.is_empty() { Verdict::Yes } else { Verdict::No })
}

/// One deployment, its model and offer looked up; the reason where that fails.
fn bring(
    snapshot: &Snapshot,
    own: &AzureDeployment,
    region: Option<&RegionId>,
    notes: &mut Vec<String>,
) -> Result<Imported, String> {
    let name = own.model.as_deref().ok_or("its model is not stated")?;
    let format = own.format.as_deref().filter(|format| *format != "OpenAI");
    let format = format.map_or_else(String::new, |format| format!(" (format {format})"));
    // Azure deploys GPT-4 Turbo as versions of the name `gpt-4`: name and version together may be another model's.
    let pair = own
        .version
        .as_deref()
        .and_then(|version| snapshot.resolve(&format!("{PROVIDER}/{name}@{version}")).ok());
    let found = match pair {
        Some(found) => found,
        None => {
            snapshot.resolve(&format!("{PROVIDER}/{name}")).map_err(|error| format!("{error}{format}"))?
        }
    };
    let sku = own.sku.as_deref().ok_or("its deployment type (sku.name) is not stated")?;
    let offer = match snapshot.deployment_offer(&PROVIDER, sku, region) {
        Ok(offer) => offer,
        Err(llmanac::DeploymentTypeError::NoRegion { tier, .. }) => {
            // The list has no region: the deployment is brought in, and its zone stays what it is, unknown.
            notes.push(format!(
                "the data zone of `{}` is not known, so it has no price: give --region, or write scope = \"zone:us\" or \"zone:eu\"",
                own.name
            ));
            let zone = ZoneId::new(UNSTATED).map_err(|error| error.to_string())?;
            Offer::new(Scope::Zone(zone), tier)
        }
        Err(other) => return Err(other.to_string()),
    };
    let mut imported = Imported {
        name: own.name.clone(),
        model: found.model.id().to_string(),
        version: own.version.clone(),
        offer,
        region: region.cloned(),
        replace: false,
        note: overlay_file::note(own),
    };
    if let Err(refused) = imported.check() {
        imported.replace = true;
        if imported.check().is_err() {
            return Err(refused);
        }
        notes.push(format!(
            "`{}` is a model's name too; from now on it means your deployment of {}",
            imported.name, imported.model
        ));
    }
    if let Some(state) = own.state.as_deref().filter(|state| *state != "Succeeded") {
        notes.push(format!("`{}` cannot be called yet: its state is {state}", imported.name));
    }
    Ok(imported)
}

/// The first line of the file.
fn head(found: &[AzureDeployment], context: &Context) -> String {
    let accounts: BTreeSet<&str> = found.iter().filter_map(|own| own.account.as_deref()).collect();
    let of = if accounts.is_empty() {
        String::new()
    } else {
        format!(" of {}", accounts.into_iter().collect::<Vec<_>>().join(", "))
    };
    format!("Deployments{of} on Azure OpenAI, imported by llmanac on {}", context.snapshot.day())
}

fn tell(answer: &Answer, toml: &str, context: &Context) -> Result<(), CommandError> {
    let output = &context.output;
    let count = answer.deployments.len();
    let plural = if count == 1 { "" } else { "s" };
    if answer.file.is_none() && !output.is_json() {
        output.text(toml)?;
    } else {
        output.answer(answer, |page| {
            let file = answer.file.as_deref().unwrap_or("-");
            page.line(crate::text::plain(&format!("{count} deployment{plural} written to {file}")));
            for own in &answer.deployments {
                let version =
                    own.version.as_deref().map_or_else(String::new, |version| format!("@{version}"));
                let line = format!("  {} = {}{version}, {}", own.name, own.model, own.offer);
                page.line(crate::text::plain(&line));
            }
        })?;
    }
    for note in &answer.notes {
        output.note(crate::text::plain(note));
    }
    for own in &answer.left_out {
        output.warn(crate::text::plain(&format!("left out `{}`: {}", own.name, own.because)));
    }
    Ok(())
}
