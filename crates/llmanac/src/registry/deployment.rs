//! The user's deployments, and the providers' own words for what is deployed: Azure's `GlobalStandard`.

use std::collections::BTreeSet;

use crate::model::{Offer, OfferError, Provider, RegionId, Scope, ServiceTier, ZoneId};
use crate::suggest;

use super::snapshot::Snapshot;

/// Why a provider's word for an offer tells no offer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeploymentTypeError {
    /// The provider has no such type, as far as is known.
    #[error("no deployment type `{name}` of {provider} is known{}", .near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
    Unknown {
        /// The provider.
        provider: String,
        /// The type.
        name: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// The type is served in the data zone of the resource's region, and nobody stated the region.
    #[error("{name} is served in the data zone of the resource's region, and the region is not stated")]
    NoRegion {
        /// The type.
        name: String,
        /// The tier that the type means.
        tier: ServiceTier,
    },
    /// The region is not known to be in a data zone.
    #[error("no data zone of {region} is known, and {name} is served in one")]
    NoZone {
        /// The type.
        name: String,
        /// The region.
        region: String,
    },
    /// The catalog's word for the type is no offer.
    #[error(transparent)]
    Offer(#[from] OfferError),
}

impl Snapshot {
    /// The names of the user's deployments, as the overlays write them, in order.
    pub fn deployments(&self) -> Vec<String> {
        let layers = self.inner.layers.iter();
        let names = layers.flat_map(|layer| layer.deployments.values()).map(|own| own.name.clone());
        names.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// What a provider's own word for an offer means, in the region of the resource.
    ///
    /// ```
    /// use llmanac::model::Provider;
    /// let snapshot = llmanac::registry().snapshot();
    /// let swedish = "swedencentral".parse()?;
    /// let offer = snapshot.deployment_offer(&Provider::AZURE_OPENAI, "DataZoneStandard", Some(&swedish))?;
    /// assert_eq!(offer.to_string(), "zone:eu/standard");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A type that is not known, and one of a data zone where the region does not tell which.
    pub fn deployment_offer(
        &self,
        provider: &Provider,
        name: &str,
        region: Option<&RegionId>,
    ) -> Result<Offer, DeploymentTypeError> {
        let short = || name.chars().take(80).collect::<String>();
        let types = self.tables().provider(provider).map_or(&[][..], |data| &data.deployment_types);
        let Some((own, offer)) = types.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)) else {
            let known = types.iter().map(|(own, _)| own.as_str());
            return Err(DeploymentTypeError::Unknown {
                provider: provider.to_string(),
                name: short(),
                near: suggest::nearest(name, known).map(str::to_owned),
            });
        };
        // `zone/standard`: the zone is the region's.
        let Some(tier) = offer.strip_prefix("zone/") else { return Ok(offer.parse()?) };
        let tier: ServiceTier = tier.parse().map_err(OfferError::from)?;
        let region = region.ok_or_else(|| DeploymentTypeError::NoRegion { name: own.clone(), tier })?;
        let zone = self.zone_of(provider, region).ok_or_else(|| DeploymentTypeError::NoZone {
            name: own.clone(),
            region: region.as_str().chars().take(80).collect(),
        })?;
        Ok(Offer::new(Scope::Zone(zone), tier))
    }

    /// The data zone or geography of a provider's region, where it is known to be in exactly one.
    pub fn zone_of(&self, provider: &Provider, region: &RegionId) -> Option<ZoneId> {
        let mut regions = self.tables().regions.iter();
        let found = regions.find(|own| own.provider == *provider && own.id == *region)?;
        found.zone.as_deref()?.parse().ok()
    }

    /// The regions of a provider; none where nobody recorded them.
    pub fn regions_of(&self, provider: &Provider) -> Vec<RegionId> {
        let regions = self.tables().regions.iter().filter(|own| own.provider == *provider);
        regions.map(|own| own.id.clone()).collect()
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_azure_means_an_offer_or_says_what_is_missing() {
        let snapshot = crate::ModelRegistry::embedded().snapshot();
        let said = |name: &str, region: Option<&str>| {
            let region = region.map(|region| region.parse::<RegionId>().unwrap());
            match snapshot.deployment_offer(&Provider::AZURE_OPENAI, name, region.as_ref()) {
                Ok(offer) => offer.to_string(),
                Err(error) => error.to_string(),
            }
        };
        for (name, region, wanted) in [
            ("GlobalStandard", None, "global/standard"),
            ("globalbatch", None, "global/batch"),
            ("Standard", Some("eastus"), "region/standard"),
            ("ProvisionedManaged", None, "region/provisioned"),
            ("DataZoneStandard", Some("eastus2"), "zone:us/standard"),
            ("DataZoneBatch", Some("swedencentral"), "zone:eu/batch"),
            (
                "DataZoneStandard",
                None,
                "DataZoneStandard is served in the data zone of the resource's region, and the region is not stated",
            ),
            (
                "DataZoneStandard",
                Some("japaneast"),
                "no data zone of japaneast is known, and DataZoneStandard is served in one",
            ),
            (
                "GlobalStandart",
                None,
                "no deployment type `GlobalStandart` of azure_openai is known; did you mean `GlobalStandard`?",
            ),
            ("", None, "no deployment type `` of azure_openai is known"),
        ] {
            assert_eq!(said(name, region), wanted, "{name} in {region:?}");
        }
    }
}
