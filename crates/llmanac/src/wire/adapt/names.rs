//! Names of tools, and ids of their calls, that a surface does not take: others in their place, wherever they stand.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Adapting;
use super::rules::{NameRule, Rules};
use super::texts::{self, Kind};

/// Renames what the rules refuse. The way back of the names goes beside the request, so that nothing is lost.
pub(super) fn rename(own: &mut Adapting<'_>, rules: Rules) {
    if !are_fine(&own.request, rules) {
        let names = renamed(own, rules.names, Kind::Name);
        own.tool_names = names.into_iter().map(|(name, wire)| (wire, name)).collect();
        if let Some(rule) = rules.ids {
            renamed(own, rule, Kind::Id);
        }
    }
    schema_name(own, rules.names);
}

/// Whether the rules take every name and id, as they mostly do.
fn are_fine(request: &Map<String, Value>, rules: Rules) -> bool {
    let mut are_fine = true;
    texts::each(request, &mut |kind, _, text| {
        let rule = match kind {
            Kind::Name => Some(rules.names),
            Kind::Id => rules.ids,
        };
        are_fine &= text.is_empty() || rule.is_none_or(|rule| rule.takes(text));
    });
    are_fine
}

/// The new texts of those that a rule refuses; they stand in the request from now on.
fn renamed(own: &mut Adapting<'_>, rule: NameRule, wanted: Kind) -> BTreeMap<String, String> {
    let mut refused: Vec<(String, String)> = Vec::new();
    texts::each(&own.request, &mut |kind, pointer, text| {
        // An empty name is told by validation.
        if kind == wanted && !text.is_empty() && !rule.takes(text) {
            refused.push((pointer(), text.to_owned()));
        }
    });
    let mut to = BTreeMap::new();
    if refused.is_empty() {
        return to;
    }
    let mut taken = BTreeSet::new();
    texts::each(&own.request, &mut |kind, _, text| {
        if kind == wanted && rule.takes(text) {
            taken.insert(text.to_owned());
        }
    });
    for (pointer, text) in refused {
        let mended = to.entry(text.clone()).or_insert_with(|| {
            let mended = rule.mended(&text, |name| taken.contains(name));
            own.report.renamed(&texts::shown(&pointer), &text, &mended);
            taken.insert(mended.clone());
            mended
        });
        if let Some(place) = texts::at(own.request.to_mut(), &pointer) {
            *place = Value::from(mended.as_str());
        }
    }
    to
}

/// The name of an answer's schema, which comes back nowhere.
fn schema_name(own: &mut Adapting<'_>, rule: NameRule) {
    const POINTER: &str = "/response_format/json_schema/name";
    let name = own.request.get("response_format").and_then(|own| own.pointer("/json_schema/name"));
    let Some(name) = name.and_then(Value::as_str).filter(|name| !name.is_empty() && !rule.takes(name)) else {
        return;
    };
    let (name, mended) = (name.to_owned(), rule.mended(name, |_| false));
    own.report.renamed(&texts::shown(POINTER), &name, &mended);
    if let Some(place) = texts::at(own.request.to_mut(), POINTER) {
        *place = Value::from(mended);
    }
}
