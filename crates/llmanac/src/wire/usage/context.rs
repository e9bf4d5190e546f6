//! What a response tells of the rate: the tier that served, where, at which speed, spilled over or not.

use std::borrow::Cow;

use serde_json::Value;

use crate::catalog::Tables;
use crate::cost::ContextRow;
use crate::model::{RegionId, ServiceTier, Surface};
use crate::params::cut;

use super::day::day;
use super::extracted::RateContext;
use super::note::{NoteCode, Notes};
use crate::pattern::fits;
use crate::wire::response::Response;

/// The rate context of a response.
pub(super) fn context(
    tables: &Tables,
    surface: Surface,
    response: &Response<'_>,
    notes: &mut Notes,
) -> RateContext {
    let mut context = RateContext::default();
    let mut tier = Tier::Unstated;
    for row in tables.usage.context.iter().filter(|row| row.surfaces.contains(&surface)) {
        let Some(word) = word(row, response) else { continue };
        let is = |own: &String| own.eq_ignore_ascii_case(&word);
        if !row.only.is_empty() && !row.only.iter().any(|pattern| fits(pattern, &word)) {
            continue;
        }
        if let Some(name) = &row.word {
            context.stated.entry(name.clone()).or_insert_with(|| cut(&word).to_owned());
        }
        if let Some((_, spilled)) = row.spilled_over.iter().find(|(own, _)| own == "*" || is(own)) {
            context.spilled_over = context.spilled_over.or(Some(*spilled));
        }
        let name = row.word.as_deref().unwrap_or("the response");
        if row.day {
            context.answered = context.answered.or_else(|| day(&word));
        }
        if row.region {
            context.region = context.region.or_else(|| region(tables, surface, &word));
        }
        if row.silent.iter().any(is) {
            continue;
        }
        if !row.tiers.is_empty() {
            let found = row.tiers.iter().find(|(own, _)| own == "*" || is(own));
            tier = tier.and(found.map_or(Tier::Unknown, |(_, tier)| Tier::Is(*tier)));
            if found.is_none() {
                notes.add(
                    NoteCode::TierUnknown,
                    format_args!("{name} `{}` is no tier that is known here", cut(&word)),
                );
            }
        }
        if !row.scopes.is_empty() {
            match row.scopes.iter().find(|(own, _)| is(own)) {
                Some((_, scope)) => context.scope = Some(scope.clone()),
                None => {
                    notes.add(
                        NoteCode::ScopeUnknown,
                        format_args!("{name} `{}` is no scope that is known here", cut(&word)),
                    );
                }
            }
        }
    }
    match tier {
        Tier::Is(tier) => context.tier = Some(tier),
        Tier::Both(one, two) => {
            notes.add(NoteCode::TierUnknown, format_args!("the response states both {one} and {two}"));
        }
        Tier::Unstated | Tier::Unknown => {}
    }
    context
}

/// The tier that the words of a response come to.
#[derive(Clone, Copy)]
enum Tier {
    Unstated,
    /// Of a word that is not known: never the standard tier.
    Unknown,
    Is(ServiceTier),
    /// Two words contradict each other.
    Both(ServiceTier, ServiceTier),
}

impl Tier {
    /// With one word more; the standard tier gives way to any other.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unstated, other) => other,
            (Self::Is(one), Self::Is(two)) if one == two || two == ServiceTier::Standard => self,
            (Self::Is(ServiceTier::Standard), other) => other,
            (Self::Is(one), Self::Is(two)) => Self::Both(one, two),
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (both, _) => both,
        }
    }
}

/// The word that a row speaks of, where it is stated.
fn word<'a>(row: &ContextRow, response: &Response<'a>) -> Option<Cow<'a, str>> {
    let roots = response.roots(&row.within);
    let stated = |key: &String| {
        if let Some(name) = key.strip_prefix("header:") {
            return response.header(name).and_then(plain);
        }
        let inner = roots.iter().rev().find_map(|root| response.spelling.at(root, key).and_then(plain));
        inner.or_else(|| {
            response.outer().iter().rev().find_map(|root| response.spelling.at(root, key).and_then(plain))
        })
    };
    row.keys.iter().find_map(stated)
}

fn plain(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(Cow::Borrowed),
        Value::Bool(_) | Value::Number(_) => Some(Cow::Owned(value.to_string())),
        _ => None,
    }
}

/// A region by its id or its name for people: `eastus`, `East US`.
fn region(tables: &Tables, surface: Surface, word: &str) -> Option<RegionId> {
    let provider = surface.as_str().split_once('.')?.0;
    let squeezed = |text: &str| text.replace(' ', "").to_ascii_lowercase();
    let wanted = squeezed(cut(word));
    let mut regions = tables.regions.iter().filter(|region| region.provider == *provider);
    let is = |text: &str| squeezed(text) == wanted;
    let found = regions.find(|region| is(region.id.as_str()) || region.name.as_deref().is_some_and(is));
    found.map(|region| region.id.clone())
}
