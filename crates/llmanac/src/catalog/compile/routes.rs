//! Where calls may be processed, by the region that is called.

use std::collections::BTreeMap;

use toml::Value;

use crate::catalog::authored;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::RouteSet;
use crate::model::{RegionId, Route, Routes};

use super::context::Context;
use super::value::by_key;

/// Any region.
const ANY: &str = "*";

/// The named sets of regions.toml.
pub(crate) fn sets(problems: &mut Problems, authored: &authored::Regions) -> Vec<RouteSet> {
    let set = |(name, table): (&String, &BTreeMap<String, Value>)| {
        let is_leg = |(key, _): &(&String, &Value)| !matches!(key.as_str(), "src" | "note");
        let routes = routes(problems, &format!("route.{name}"), table.iter().filter(is_leg));
        RouteSet { name: name.clone(), routes }
    };
    authored.route.iter().map(set).collect()
}

/// The routes of a row: a table of its own, or the name of a set.
pub(super) fn of_row(
    context: &Context<'_>,
    problems: &mut Problems,
    key: &str,
    value: Option<&Value>,
) -> Option<Routes> {
    match value? {
        Value::String(name) => {
            let sets = &context.tables.routes;
            let place = sets.iter().position(|set| set.name == *name);
            if place.is_none() {
                problems.hint(
                    key,
                    format_args!("no routes `{name}` in regions.toml"),
                    did_you_mean(name, sets.iter().map(|set| set.name.as_str())),
                );
            }
            u16::try_from(place?).ok().map(Routes::Shared)
        }
        Value::Table(table) => Some(Routes::Own(routes(problems, key, by_key(table)))),
        _ => {
            problems
                .add(key, "a table from regions to lists of regions, or the name of routes in regions.toml");
            None
        }
    }
}

fn routes<'v>(
    problems: &mut Problems,
    key: &str,
    legs: impl IntoIterator<Item = (&'v String, &'v Value)>,
) -> Vec<Route> {
    let mut found = Vec::new();
    for (from, to) in legs {
        let key = format!("{key}.{from}");
        let from = match from.as_str() {
            ANY => None,
            name => match problems.ok(&key, RegionId::new(name)) {
                Some(region) => Some(region),
                None => continue,
            },
        };
        let names = to.as_array().filter(|names| !names.is_empty());
        let Some(names) = names.and_then(|names| names.iter().map(Value::as_str).collect::<Option<Vec<_>>>())
        else {
            problems.add(key, "a list of the regions in which such a call may be processed, one at least");
            continue;
        };
        let to = names.into_iter().filter_map(|name| problems.ok(&key, RegionId::new(name))).collect();
        found.push(Route { from, to });
    }
    if found.is_empty() {
        problems.add(key, "no route: write a line for each region that is called, or one for `*`");
    }
    found
}
