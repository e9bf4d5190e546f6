//! Checks of facts that no single row can break alone.
//!
//! Authors, CI and the library's own tests run the same rules; each rule is a function from the catalog to findings.

mod life;
mod limits;
mod names;
mod overlap;
mod prices;
mod routes;
mod rules;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::catalog::compile;
use crate::catalog::problem::CatalogError;
use crate::catalog::tables::Tables;
use crate::model::{
    Date, ModelData, ModelPart, Offer, OfferPattern, Row, Scope, ScopePattern, ServiceTier, TierPattern,
};

use super::Files;

pub use rules::{RULES, Rule};

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Whether the catalog may not ship with it.
    pub weight: Weight,
    /// The rule's stable name.
    pub rule: &'static str,
    /// The model's id, or the file.
    pub place: String,
    /// What was found.
    pub message: String,
}

/// Whether a finding stops a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Weight {
    /// It does.
    Error,
    /// A person should look.
    Warning,
}

impl Finding {
    /// Whether the catalog may not ship with it.
    pub fn is_error(&self) -> bool {
        self.weight == Weight::Error
    }
}

impl fmt::Display for Finding {
    /// `error[band_below_window]: bedrock/claude-sonnet-4: ...`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = if self.is_error() { "error" } else { "warning" };
        write!(f, "{weight}[{}]: {}: {}", self.rule, self.place, self.message)
    }
}

/// Checks a catalog's files by every rule.
///
/// # Errors
///
/// Files that do not compile: nothing can be checked then.
pub fn lint(files: &Files, today: Date) -> Result<Vec<Finding>, CatalogError> {
    let (tables, models) = compile::catalog(files)?;
    let mut findings = check(&tables, &models, today);
    let mut unused = Found { findings: Vec::new() };
    names::unused_sources(&mut unused, &tables, files);
    findings.extend(unused.findings);
    Ok(findings)
}

/// Checks compiled models by every rule.
pub(crate) fn check(tables: &Tables, models: &[ModelData], today: Date) -> Vec<Finding> {
    let mut found = Found { findings: Vec::new() };
    for model in models {
        overlap::check(&mut found, model);
        limits::check(&mut found, model);
        prices::check(&mut found, model);
        life::check(&mut found, model);
    }
    names::check(&mut found, tables, models);
    routes::check(&mut found, tables, models);
    life::replacements(&mut found, models, today);
    prices::twins(&mut found, models);
    found.findings.sort_by(|a, b| (a.weight, &a.place, a.rule).cmp(&(b.weight, &b.place, b.rule)));
    found.findings
}

/// Checks one model of the caller's by the rules that a single model can break, its own prices aside: terms
/// that were negotiated need not follow the shape of a price list.
pub(crate) fn check_own(model: &ModelData, parts: &[ModelPart]) -> Vec<Finding> {
    let mut found = Found { findings: Vec::new() };
    let stated = |part: ModelPart| parts.contains(&part);
    if [ModelPart::Limits, ModelPart::Price, ModelPart::Lifecycle, ModelPart::Capacity]
        .into_iter()
        .any(stated)
    {
        overlap::check(&mut found, model);
    }
    if stated(ModelPart::Limits) || stated(ModelPart::Surfaces) {
        limits::check(&mut found, model);
    }
    names::default_surface(&mut found, model);
    found.findings.retain(Finding::is_error);
    found.findings
}

pub(crate) struct Found {
    findings: Vec<Finding>,
}

impl Found {
    pub fn error(&mut self, rule: &'static str, place: impl fmt::Display, message: impl fmt::Display) {
        self.add(Weight::Error, rule, &place, &message);
    }

    pub fn warning(&mut self, rule: &'static str, place: impl fmt::Display, message: impl fmt::Display) {
        self.add(Weight::Warning, rule, &place, &message);
    }

    fn add(
        &mut self,
        weight: Weight,
        rule: &'static str,
        place: &dyn fmt::Display,
        message: &dyn fmt::Display,
    ) {
        let finding = Finding { weight, rule, place: place.to_string(), message: message.to_string() };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// Every concrete offer that a model's rows speak of, and the plain ones beside them.
pub(crate) fn offers(model: &ModelData) -> Vec<Offer> {
    let mut scopes = vec![Scope::Global, Scope::Region(None)];
    let mut tiers = vec![ServiceTier::Standard];
    let mut note = |pattern: &OfferPattern| {
        let scope = match &pattern.scope {
            ScopePattern::Zone(name) => Some(Scope::Zone(name.clone())),
            ScopePattern::Region(name) => Some(Scope::Region(Some(name.clone()))),
            _ => None,
        };
        if let Some(scope) = scope
            && !scopes.contains(&scope)
        {
            scopes.push(scope);
        }
        if let TierPattern::One(tier) = pattern.tier
            && !tiers.contains(&tier)
        {
            tiers.push(tier);
        }
    };
    let rows = model.prices.iter().map(|row| &row.on).chain(model.limits.iter().map(|row| &row.on));
    let rows = rows.chain(model.lifecycle.iter().map(|row| &row.on));
    let rows = rows.chain(model.capacity.iter().map(|row| &row.on));
    rows.chain(model.sold.iter().map(|row| &row.on)).flatten().for_each(&mut note);
    scopes.iter().flat_map(|scope| tiers.iter().map(|tier| Offer::new(scope.clone(), *tier))).collect()
}

/// The days on which some row of a list begins to hold, and the earliest of all.
pub(crate) fn days<T>(rows: &[Row<T>]) -> Vec<Date> {
    let mut days: Vec<Date> = rows.iter().flat_map(|row| [row.from, row.to]).flatten().collect();
    days.push(Date::from_unix_days(0));
    days.sort_unstable();
    days.dedup();
    days
}

/// The versions of a model by place, or none for a model without versions.
pub(crate) fn versions(model: &ModelData) -> Vec<Option<u16>> {
    if model.versions.is_empty() {
        return vec![None];
    }
    (0u16..).zip(&model.versions).map(|(place, _)| Some(place)).collect()
}
