//! The overlay that an import writes.

use llmanac::ModelRegistry;
use llmanac::model::{Offer, RegionId};
use serde::Serialize;
use toml::Value;

use super::azure::AzureDeployment;
use crate::text::plain;

/// A deployment as the overlay has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Your own name.
    pub name: String,
    /// The model's id.
    pub model: String,
    /// The version; `None`: the default one of the day.
    pub version: Option<String>,
    /// Where it is served and in which class.
    #[serde(serialize_with = "text")]
    pub offer: Offer,
    /// The resource's region.
    pub region: Option<RegionId>,
    /// It hides a model of the same name.
    pub replace: bool,
    /// What Azure says of it beside.
    pub note: String,
}

fn text<T: std::fmt::Display, S: serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// A deployment that could not be brought over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Your own name.
    pub name: String,
    /// Why.
    pub because: String,
}

/// What Azure says of a deployment beside its model.
pub fn note(own: &AzureDeployment) -> String {
    let capacity = own.capacity.map(|capacity| format!("capacity {capacity}"));
    let parts = [own.sku.clone(), capacity, own.upgrade.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl Imported {
    /// The table of the overlay.
    pub fn table(&self) -> String {
        let mut lines = vec!["[[deployment]]".to_owned()];
        let mut state = |key: &str, value: Value| lines.push(format!("{key} = {value}"));
        let text = |text: &dyn std::fmt::Display| Value::String(text.to_string());
        state("name", text(&self.name));
        state("model", text(&self.model));
        if let Some(version) = &self.version {
            state("version", text(version));
        }
        state("scope", text(&self.offer.scope));
        state("tier", text(&self.offer.tier));
        if let Some(region) = &self.region {
            state("region", text(region));
        }
        if self.replace {
            state("replace", Value::Boolean(true));
        }
        if !self.note.is_empty() {
            state("note", text(&self.note));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Whether the overlay is accepted, by those who read it; the reason where it is not.
    pub fn check(&self) -> Result<(), String> {
        let accepted = ModelRegistry::embedded().add_overlay("deployment", &self.table());
        accepted.map_err(|error| {
            let reasons: Vec<String> = error.problems().iter().map(|own| own.message.clone()).collect();
            reasons.join("; ")
        })
    }
}

/// The whole file, with what was left out in comments.
pub fn file(head: &str, imported: &[Imported], left_out: &[LeftOut]) -> String {
    let mut parts = vec![format!("# {}\n", plain(head))];
    parts.extend(imported.iter().map(Imported::table));
    if !left_out.is_empty() {
        let lines = left_out.iter().map(|own| format!("#   {}: {}\n", plain(&own.name), plain(&own.because)));
        parts.push(format!("# Left out:\n{}", lines.collect::<String>()));
    }
    parts.join("\n")
}
