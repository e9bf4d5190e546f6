//! Routes that cannot be right.

use std::collections::BTreeSet;

use crate::catalog::tables::Tables;
use crate::model::{ModelData, RegionId, Routes};

use super::Found;

pub(super) fn check(found: &mut Found, tables: &Tables, models: &[ModelData]) {
    let mut used = BTreeSet::new();
    for model in models {
        let known: BTreeSet<&RegionId> =
            tables.regions.iter().filter(|own| own.provider == model.provider).map(|own| &own.id).collect();
        for sold in model.sold.iter().map(|row| &row.facts) {
            let Some(stated) = &sold.routes else { continue };
            if let Routes::Shared(place) = stated {
                used.insert(*place);
            }
            let routes = tables.routes(stated);
            let is_any = routes.iter().any(|route| route.from.is_none());
            let sources: BTreeSet<&RegionId> =
                routes.iter().filter_map(|route| route.from.as_ref()).collect();
            let missing: Vec<&str> = sold
                .regions
                .iter()
                .filter(|region| !sources.contains(region))
                .map(RegionId::as_str)
                .collect();
            if !missing.is_empty() && !is_any {
                found.error(
                    "region_without_route",
                    &model.id,
                    format_args!(
                        "it is called from {}, and no route says where such a call goes",
                        missing.join(", ")
                    ),
                );
            }
            // Shared routes may know of more regions.
            let beyond = sources.into_iter().filter(|source| !sold.regions.contains(source));
            for source in beyond.filter(|_| matches!(stated, Routes::Own(_))) {
                found.error(
                    "route_from_unsold",
                    &model.id,
                    format_args!("a route begins in {source}, from which it is not called"),
                );
            }
            for region in routes.iter().flat_map(|route| &route.to) {
                if !known.is_empty() && !known.contains(region) {
                    found.error(
                        "route_region",
                        &model.id,
                        format_args!("a route ends in {region}, which is no region of {}", model.provider),
                    );
                }
            }
        }
    }
    for (place, set) in (0u16..).zip(&tables.routes) {
        if !used.contains(&place) {
            found.warning(
                "route_unused",
                "regions.toml",
                format_args!("no model names the routes `{}`", set.name),
            );
        }
    }
}
