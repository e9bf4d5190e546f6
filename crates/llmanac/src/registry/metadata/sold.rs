//! Where it is sold, and where calls are processed.

use std::collections::BTreeMap;

use crate::model::{Fact, Offer, RegionId, Route, Row, SoldFacts, pick};

use super::ModelMetadata;

/// Where an offer is sold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sold {
    /// The offers, as patterns; empty: all.
    pub on: Vec<String>,
    /// The versions; empty: all.
    pub versions: Vec<String>,
    /// The regions from which it is called.
    pub regions: Vec<String>,
    /// Where a call from a region may be processed, by that region; `*` is any. `None`: not known.
    pub routes: Option<BTreeMap<String, Vec<String>>>,
    pub(crate) src: Vec<u16>,
}

impl ModelMetadata {
    /// Where it is sold on the day, all versions.
    pub fn sold(&self) -> Vec<Sold> {
        let names = |row: &Row<_>| -> Vec<String> {
            row.versions
                .iter()
                .filter_map(|place| self.data().versions.get(usize::from(*place)))
                .map(|version| version.id.clone())
                .collect()
        };
        self.data()
            .sold
            .iter()
            .filter(|row| row.holds_on(self.day))
            .map(|row| Sold {
                on: row.on.iter().map(ToString::to_string).collect(),
                versions: names(row),
                regions: row.facts.regions.iter().map(ToString::to_string).collect(),
                routes: self.routes(&row.facts).map(|routes| {
                    let texts = |to: &[RegionId]| to.iter().map(ToString::to_string).collect();
                    routes.map(|(from, to)| (from.to_owned(), texts(to))).collect()
                }),
                src: row.src.clone(),
            })
            .collect()
    }

    /// The routes of a row, by the region that is called; `*` is any. Of shared routes those that the row has use for.
    pub(crate) fn routes<'a>(
        &'a self,
        sold: &'a SoldFacts,
    ) -> Option<impl Iterator<Item = (&'a str, &'a [RegionId])>> {
        let routes = self.tables().routes(sold.routes.as_ref()?).iter();
        let of_row = |route: &&Route| route.from.as_ref().is_none_or(|from| sold.regions.contains(from));
        Some(routes.filter(of_row).map(|route| {
            let from = route.from.as_ref().map_or("*", RegionId::as_str);
            (from, route.to.as_slice())
        }))
    }

    /// Where a call of an offer from a region may be processed, on the day for the version; `None`: not known.
    pub fn processed_in(&self, offer: &Offer, region: &str) -> Option<&[RegionId]> {
        let (routes, _) = pick(&self.data().sold, self.asked(offer), |sold| {
            sold.regions.iter().any(|own| own == region).then_some(sold.routes.as_ref()).flatten()
        })?;
        let routes = self.tables().routes(routes);
        let own = routes.iter().find(|route| route.from.as_ref().is_some_and(|from| from == region));
        own.or_else(|| routes.iter().find(|route| route.from.is_none())).map(|route| route.to.as_slice())
    }

    /// Whether the version is sold in a region under some offer; unknown where no row says.
    pub fn sold_in(&self, region: &str) -> Fact<bool> {
        let version = self.version_place();
        let mut rows =
            self.data().sold.iter().filter(|row| row.holds_on(self.day) && row.speaks_of(version)).peekable();
        if rows.peek().is_none() {
            return Fact::Unknown;
        }
        Fact::Known(rows.any(|row| row.facts.regions.iter().any(|own| own == region)))
    }
}
