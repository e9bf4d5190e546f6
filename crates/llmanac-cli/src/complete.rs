//! What a shell may offer for a word: names that the registry knows.

use std::ffi::OsStr;

use clap::Args as _;
use clap::FromArgMatches as _;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use llmanac::model::{Capability, Modality, Provider, ServiceTier, Status};
use llmanac::{ModelRegistry, Snapshot};

use crate::args::Global;
use crate::overlay;

/// Names of models and deployments.
pub fn models() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let snapshot = opened();
        // Whoever writes a provider wants ids.
        let wants_ids = typed.to_string_lossy().contains('/');
        let models = snapshot.models();
        let names = models.iter().map(|model| {
            let name = if wants_ids { model.id().as_str() } else { model.model_name() };
            let provider = snapshot.provider_display_name(model.provider()).unwrap_or_default();
            (name.to_owned(), format!("{} on {provider}, {}", model.display_name(), model.status()))
        });
        let own = snapshot.deployments().into_iter().map(|name| (name, "your deployment".to_owned()));
        matching(typed, own.chain(names))
    })
}

/// Ids of providers.
pub fn providers() -> ArgValueCompleter {
    of_registry(|snapshot| {
        let named = |id: &Provider| snapshot.provider_display_name(id).unwrap_or_default().to_owned();
        snapshot.providers().iter().map(|id| (id.to_string(), named(id))).collect()
    })
}

/// Ids of families.
pub fn families() -> ArgValueCompleter {
    of_registry(|snapshot| snapshot.families().iter().map(|id| (id.to_string(), String::new())).collect())
}

/// Regions of every provider that has models.
pub fn regions() -> ArgValueCompleter {
    of_registry(|snapshot| {
        let of = |id: &Provider| snapshot.regions_of(id).into_iter().map(|region| region.to_string());
        snapshot.providers().iter().flat_map(of).map(|region| (region, String::new())).collect()
    })
}

/// What a model can be asked to do or to take.
pub fn needs() -> ArgValueCompleter {
    of_registry(|_| {
        let takes = Modality::ALL.iter().filter(|own| **own != Modality::Image).map(ToString::to_string);
        let can = Capability::ALL.iter().map(ToString::to_string);
        let names = can.chain(["vision".to_owned()]).chain(takes);
        names.map(|name| (name, String::new())).collect()
    })
}

/// States of life.
pub fn statuses() -> ArgValueCompleter {
    of_registry(|_| Status::ALL.iter().map(|own| (own.to_string(), String::new())).collect())
}

/// Service tiers.
pub fn tiers() -> ArgValueCompleter {
    of_registry(|_| ServiceTier::ALL.iter().map(|own| (own.to_string(), String::new())).collect())
}

fn of_registry(names: fn(&Snapshot) -> Vec<(String, String)>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| matching(typed, names(&opened())))
}

/// The registry of the working folder; a broken overlay is no reason to offer nothing.
fn opened() -> Snapshot {
    let registry = ModelRegistry::embedded();
    let nothing = Global::augment_args(clap::Command::new("complete")).try_get_matches_from(["complete"]);
    if let Ok(global) = nothing.and_then(|matches| Global::from_arg_matches(&matches)) {
        let _ = overlay::lay(&registry, &global);
    }
    registry.snapshot()
}

fn matching(typed: &OsStr, names: impl IntoIterator<Item = (String, String)>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy().to_ascii_lowercase();
    names
        .into_iter()
        .filter(|(name, _)| name.to_ascii_lowercase().starts_with(&typed))
        .map(|(name, help)| CompletionCandidate::new(name).help((!help.is_empty()).then(|| help.into())))
        .collect()
}
